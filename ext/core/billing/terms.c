/*
 * Packages and fixed prices: what they give, what was billed of them, what is due. Source: TIME-09.
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"
#include "workflow/workflow.h"

struct load {
    struct ela_call *c;
    struct ela__bill *b;
    const struct ela_wf_object *statuses;
    size_t cap;
};

static int by_id(const void *a, const void *b)
{
    const struct ela__terms *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

struct ela__terms *ela__terms_find(struct ela__bill *b, int64_t id)
{
    struct ela__terms key = {.id = id};
    return b->nterms ? bsearch(&key, b->terms, b->nterms, sizeof(key), by_id) : NULL;
}

static int64_t number(struct ela_str s, int64_t if_null)
{
    int64_t v;
    return s.p && ela_parse_i64(s, &v) ? v : if_null;
}

static enum ela_status take_terms(void *ctx, const struct ela_str *cell, size_t ncols,
                                  struct ela_error *err)
{
    struct load *l = ctx;
    struct ela__bill *b = l->b;
    (void)ncols;
    b->terms = ela__grow(b->mem, b->terms, b->nterms, &l->cap, sizeof(*b->terms));
    if (!b->terms)
        return ela__no_memory(err);
    struct ela__terms *t = &b->terms[b->nterms++];
    *t = (struct ela__terms){.id = number(cell[0], 0),
                             .case_id = number(cell[1], 0),
                             .client_id = (int32_t)number(cell[2], 0),
                             .package = ela_str_is(cell[3], "package"),
                             .included_s = number(cell[4], 0),
                             .price_minor = number(cell[5], 0),
                             .overage = {number(cell[6], 0), number(cell[7], 0)},
                             .vat_milli = (int32_t)number(cell[8], 0),
                             .progress = (int32_t)number(cell[10], 0)};
    (void)ela_str_copy(cell[9], t->invoicing, sizeof(t->invoicing));
    const struct ela_wf_status *s = ela_wf_status_of(l->statuses, cell[11]);
    t->closed = s && strcmp(s->klass, "done") == 0;
    /* Rows come by case and day: the last fixed price in force is the case's price. */
    t->current = !t->package && number(cell[12], 0) == 1;
    for (size_t i = b->nterms - 1; t->current && i > 0 && b->terms[i - 1].case_id == t->case_id;
         i--)
        b->terms[i - 1].current = false;
    return ELA_OK;
}

static enum ela_status take_billed(void *ctx, const struct ela_str *cell, size_t ncols,
                                   struct ela_error *err)
{
    struct ela__bill *b = ctx;
    struct ela__terms *t = ela__terms_find(b, number(cell[0], 0));
    int64_t seconds = number(cell[2], 0), minor = number(cell[3], 0);
    (void)ncols;
    (void)err;
    if (!t)
        return ELA_OK;
    if (ela_str_is(cell[1], ELA_LINE_INCLUDED))
        t->given_s += seconds;
    if (ela_str_is(cell[1], ELA_LINE_INCLUDED) || ela_str_is(cell[1], ELA_LINE_OVERAGE)) {
        t->has_lines = true;
        return ELA_OK;
    }
    /* A fixed price is one per case, whichever of its terms was in force. */
    for (size_t i = 0; !t->package && !t->current && i < b->nterms; i++)
        if (b->terms[i].current && b->terms[i].case_id == t->case_id)
            t = &b->terms[i];
    t->billed_minor += minor;
    return ELA_OK;
}

static void only(struct ela_sql *q, const struct ela__sel *sel, const char *of_case)
{
    ela__sel_sql_client(q, sel, "c");
    if (sel->case_id) {
        ela_sql_add(q, of_case);
        ela_sql_int(q, sel->case_id);
    }
}

enum ela_status ela__terms_load(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                                struct ela_error *err)
{
    struct load l = {.c = c, .b = b, .statuses = ela_workflow_object(c->workflow, "case")};
    struct ela_sql q;
    char today[16];
    ela_day_format(ela_tz_day(c->tz, c->now), today);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_TERMS);
    ela_sql_text(&q, ela_str_of(today));
    ela_sql_int(&q, c->actor->entity);
    only(&q, sel, ELA__SQL_TERMS_CASE);
    ela_sql_add(&q, ELA__SQL_TERMS_ORDER);
    if (sel->lock)
        ela_sql_add(&q, ELA__SQL_IN_SHARE);
    ELA_TRY(ela_sql_each(&q, c->db, take_terms, &l, err));
    if (b->nterms == 0)
        return ELA_OK;
    qsort(b->terms, b->nterms, sizeof(*b->terms), by_id);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_BILLED);
    ela_sql_int(&q, c->actor->entity);
    only(&q, sel, ELA__SQL_BILLED_CASE);
    ela_sql_add(&q, ELA__SQL_BILLED_GROUP);
    if (sel->lock)
        ela_sql_add(&q, ELA__SQL_IN_SHARE);
    return ela_sql_each(&q, c->db, take_billed, b, err);
}

enum ela_status ela__price_due(const struct ela__terms *t, int64_t *due, int64_t *left,
                               struct ela_error *err)
{
    int64_t earned = 0;
    *left = t->price_minor > t->billed_minor ? t->price_minor - t->billed_minor : 0;
    if (t->closed || strcmp(t->invoicing, "start") == 0)
        earned = t->price_minor;
    else if (strcmp(t->invoicing, "progress") == 0)
        ELA_TRY(ela_money_share(t->price_minor, t->progress > 100 ? 100 : t->progress, 100, &earned,
                                err));
    *due = earned > t->billed_minor ? earned - t->billed_minor : 0;
    return ELA_OK;
}

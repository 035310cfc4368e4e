/*
 * Why something cannot be billed, said so that a person can act on it: which rate of which case,
 * which invoice holds the entry. Source: TIME-09 (rate missing), TIME-16 (refusals).
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"
#include "scope/scope.h"

enum { LISTED = 50 }; /* entries named in one problem */

struct ela__problem *ela__problem_add(struct ela__bill *b, enum ela_status status, const char *key)
{
    b->problems =
        ela__grow(b->mem, b->problems, b->nproblems, &b->problems_cap, sizeof(*b->problems));
    if (!b->problems)
        return NULL;
    struct ela__problem *p = &b->problems[b->nproblems];
    *p = (struct ela__problem){.key = key, .status = status};
    p->entries = ela_arena_alloc(b->mem, LISTED * sizeof(*p->entries));
    if (!p->entries)
        return NULL;
    b->nproblems++;
    return p;
}

void ela__problem_entry(struct ela__bill *b, struct ela__problem *p, int64_t id)
{
    (void)b;
    p->total++;
    if (p->nentries < LISTED)
        p->entries[p->nentries++] = id;
}

enum ela_status ela__problem_fail(const struct ela__problem *p, struct ela_error *err)
{
    enum ela_status st = ela_fail(err, p->status, p->key, p->nentries ? "entries" : NULL);
    const char *const params[][2] = {
        {"level", p->level}, {"name", p->name}, {"invoice", p->invoice}, {"day", p->day}};
    for (size_t i = 0; i < 4; i++)
        if (params[i][1])
            ela_error_param(err, params[i][0], params[i][1]);
    return st;
}

/* One problem per key and invoice. */
static enum ela_status note(struct ela__bill *b, enum ela_status status, const char *key,
                            const char *invoice, const char *day, int64_t id, struct ela_error *err)
{
    struct ela__problem *p = NULL;
    for (size_t i = 0; i < b->nproblems && !p; i++) {
        struct ela__problem *at = &b->problems[i];
        if (strcmp(at->key, key) == 0 &&
            (!invoice || (at->invoice && strcmp(at->invoice, invoice) == 0)))
            p = at;
    }
    if (!p && !(p = ela__problem_add(b, status, key)))
        return ela__no_memory(err);
    if (!p->invoice && invoice) {
        p->invoice = invoice;
        p->day = day;
    }
    ela__problem_entry(b, p, id);
    return ELA_OK;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static enum ela_status judge(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                             const struct ela_db_result *r, size_t row, struct ela_error *err)
{
    int64_t id = ela_db_int(r, row, 0, 0);
    struct ela_str status = ela_db_cell(r, row, 2), model = ela_db_cell(r, row, 4);
    if (ela_db_int(r, row, 1, 0) != sel->client_id)
        return note(b, ELA_E_INPUT, "billing.other_client", NULL, NULL, id, err);
    if (ela_str_is(status, "invoiced")) {
        struct ela_str ref = ela_db_cell(r, row, 6);
        const char *text = ela_arena_strndup(b->mem, ref.n ? ref.p : "?", ref.n ? ref.n : 1);
        if (!text)
            return ela__no_memory(err);
        return note(b, ELA_E_CONFLICT, "billing.already_invoiced", text,
                    ela__day_text(c, b->mem, ela_db_cell(r, row, 7)), id, err);
    }
    if (!ela_str_is(status, "validated"))
        return note(b, ELA_E_STATE, "billing.not_validated", NULL, NULL, id, err);
    if (ela_db_int(r, row, 3, 0) != 1 ||
        !(ela_str_is(model, "hourly") || ela_str_is(model, "package")))
        return note(b, ELA_E_STATE, "billing.not_billable", NULL, NULL, id, err);
    /* Validated between the two reads: the list that was asked for is not the one that there is
     * now. */
    return note(b, ELA_E_CONFLICT, "billing.changed", NULL, NULL, id, err);
}

/* ids: of one chunk; those that no row answers for do not exist, or not for this actor. */
static enum ela_status explain(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                               int64_t *ids, size_t n, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_WHY);
    ela_scope_time(&q, c->actor, "t");
    ela_sql_add(&q, ELA__SQL_OF_IDS);
    ela_sql_in(&q, ids, n);
    ela_sql_add(&q, ELA__SQL_ORDER_ID);
    if (sel->lock)
        ela_sql_add(&q, ELA__SQL_IN_SHARE);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    size_t row = 0;
    for (size_t i = 0; st == ELA_OK && i < n; i++) {
        if (row < r.nrows && ela_db_int(&r, row, 0, 0) == ids[i])
            st = judge(c, sel, b, &r, row++, err);
        else
            st = note(b, ELA_E_NOT_FOUND, "not_found", NULL, NULL, ids[i], err);
    }
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__problems_ids(struct ela_call *c, const struct ela__sel *sel,
                                  struct ela__bill *b, struct ela_error *err)
{
    if (!sel->by_ids || b->entries == (int64_t)sel->nids)
        return ELA_OK;
    int64_t *got = ela_arena_alloc(b->mem, (b->nitems + 1) * sizeof(*got));
    int64_t *missing = ela_arena_alloc(b->mem, (sel->nids + 1) * sizeof(*missing));
    size_t n = 0, m = 0;
    if (!got || !missing)
        return ela__no_memory(err);
    for (size_t i = 0; i < b->nitems; i++)
        if (b->items[i].chosen)
            got[n++] = b->items[i].time_id;
    qsort(got, n, sizeof(*got), by_id);
    for (size_t i = 0; i < sel->nids; i++)
        if (!bsearch(&sel->ids[i], got, n, sizeof(*got), by_id))
            missing[m++] = sel->ids[i];
    for (size_t i = 0; i < m; i += ELA__CHUNK)
        ELA_TRY(explain(c, sel, b, missing + i, m - i < ELA__CHUNK ? m - i : ELA__CHUNK, err));
    return ELA_OK;
}

/* --- missing rates */

/* Some of the entries concerned, where the line is a sum. */
static enum ela_status name_entries(struct ela_call *c, const struct ela__sel *sel,
                                    struct ela__bill *b, struct ela__problem *p, int64_t case_id,
                                    struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_NO_RATE);
    ela_sql_add(&q, ELA__SQL_FROM_TIME);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA__SQL_MODELS);
    ela__sel_sql(&q, sel);
    ela_sql_add(&q, case_id ? ELA__SQL_NO_RATE_CASE : ELA__SQL_NO_RATE_NO_CASE);
    if (case_id)
        ela_sql_int(&q, case_id);
    ela_sql_add(&q, ELA__SQL_ORDER_ID);
    ela_sql_add(&q, ELA__SQL_LIMIT);
    ela_sql_int(&q, ELA__ENTRIES_MAX);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        int64_t id = ela_db_int(&r, i, 0, 0);
        if (!sel->by_ids || ela__sel_has(sel, id))
            ela__problem_entry(b, p, id);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status case_name(struct ela_call *c, struct ela__bill *b, int64_t id,
                                 const char **out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_CASES);
    ela_sql_in(&q, &id, 1);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    if (r.nrows)
        *out = ela_arena_printf(b->mem, "%s %s", ela_db_cell(&r, 0, 1).p, ela_db_cell(&r, 0, 2).p);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__problems_rates(struct ela_call *c, const struct ela__sel *sel,
                                    struct ela__bill *b, struct ela_error *err)
{
    const char *client = "";
    size_t first = b->nproblems;
    int64_t last = -1;
    for (size_t i = 0; b->missing && i < b->npieces; i++) {
        const struct ela__piece *piece = &b->pieces[i];
        if (piece->kind == ELA__INCLUDED || ela_rate_is_set(piece->rate) ||
            piece->item->case_id == last)
            continue;
        last = piece->item->case_id;
        const char *name = NULL;
        if (last)
            ELA_TRY(case_name(c, b, last, &name, err));
        else
            ELA_TRY(ela__client_load(c, sel->client_id, false, &client, err));
        name = name ? name : client;
        bool known = false;
        for (size_t k = first; k < b->nproblems; k++)
            known = known || (b->problems[k].name && strcmp(b->problems[k].name, name) == 0);
        if (known)
            continue;
        struct ela__problem *p = ela__problem_add(b, ELA_E_STATE, "billing.rate_missing");
        if (!p)
            return ela__no_memory(err);
        p->level = piece->kind == ELA__OVERAGE ? "overage" : last ? "case" : "client";
        p->name = name;
        ELA_TRY(name_entries(c, sel, b, p, last, err));
    }
    return ELA_OK;
}

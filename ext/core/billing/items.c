/*
 * What is to be billed, from the database: sums of entries that differ in nothing that prices them,
 * and single entries where a sum would not do. Source: TIME-09, TIME-16.
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"

#include <limits.h>

enum { SOC, CASE_ID, TERMS, MODEL, NUM, DEN, VAT, SECONDS, COUNT, GID, ID, FIRST, LAST, CHOSEN };

struct load {
    struct ela_call *c;
    const struct ela__sel *sel;
    struct ela__bill *b;
    bool detail; /* a package's entries, chosen or not */
};

/* Cells of sums are plain digits; NULL reads as 0. */
static int64_t number(struct ela_str s)
{
    int64_t v = 0;
    size_t i = s.n && s.p[0] == '-' ? 1 : 0;
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
        v = v * 10 + (s.p[i] - '0');
    return s.n && s.p[0] == '-' ? -v : v;
}

static struct ela_str day_of(struct ela_arena *mem, struct ela_str s)
{
    char *p = s.n ? ela_arena_strndup(mem, s.p, s.n) : NULL;
    return (struct ela_str){p ? p : "", p ? s.n : 0};
}

static enum ela_status take(void *ctx, const struct ela_str *cell, size_t ncols,
                            struct ela_error *err)
{
    struct load *l = ctx;
    struct ela__bill *b = l->b;
    (void)ncols;
    struct ela__terms *t =
        ela_str_is(cell[MODEL], "package") ? ela__terms_find(b, number(cell[TERMS])) : NULL;
    if (t && !l->detail) {
        t->waiting_s += number(cell[SECONDS]);
        t->prices++;
    }
    b->items = ela__grow(b->mem, b->items, b->nitems, &b->items_cap, sizeof(*b->items));
    if (!b->items)
        return ela__no_memory(err);
    struct ela__item *i = &b->items[b->nitems++];
    *i = (struct ela__item){.client_id = (int32_t)number(cell[SOC]),
                            .case_id = number(cell[CASE_ID]),
                            .terms_id = number(cell[TERMS]),
                            .group_id = number(cell[GID]),
                            .time_id = number(cell[ID]),
                            .terms = t,
                            .rate = {number(cell[NUM]), number(cell[DEN])},
                            .vat_milli = (int32_t)number(cell[VAT]),
                            .seconds = number(cell[SECONDS]),
                            .entries = number(cell[COUNT]),
                            .first = day_of(b->mem, cell[FIRST]),
                            .last = day_of(b->mem, cell[LAST]),
                            .chosen = number(cell[CHOSEN]) == 1};
    if (l->detail && l->sel->by_ids)
        i->chosen = ela__sel_has(l->sel, i->time_id);
    return ELA_OK;
}

static void columns(struct ela_sql *q, const struct ela__sel *sel, bool one)
{
    ela_sql_add(q, ELA__SQL_ITEM);
    ela_sql_add(q, one ? ELA__SQL_ITEM_ONE : ELA__SQL_ITEM_SUM);
    ela_sql_add(q, sel->group == ELA_GROUP_TASK       ? ELA__SQL_GID_TASK
                   : sel->group == ELA_GROUP_ACTIVITY ? ELA__SQL_GID_ACTIVITY
                                                      : ELA__SQL_GID_NONE);
    if (one) {
        ela_sql_add(q, ELA__SQL_ITEM_ONE_ID);
        return;
    }
    ela_sql_add(q, ELA__SQL_ITEM_NO_ID);
    ela_sql_add(q, sel->dates ? ELA__SQL_ITEM_DATES : ELA__SQL_ITEM_NO_DATES);
}

static void group_by(struct ela_sql *q, const struct ela__sel *sel)
{
    ela_sql_add(q, ELA__SQL_GROUP_BY);
    if (sel->group == ELA_GROUP_TASK)
        ela_sql_add(q, ELA__SQL_GROUP_TASK);
    if (sel->group == ELA_GROUP_ACTIVITY)
        ela_sql_add(q, ELA__SQL_GROUP_ACTIVITY);
}

/* Entries of the selection; with ids, those of one chunk. */
static enum ela_status load_chosen(struct load *l, const int64_t *ids, size_t n,
                                   struct ela_error *err)
{
    struct ela_sql q;
    const struct ela__sel *sel = l->sel;
    ela_sql_init(&q);
    columns(&q, sel, sel->entries);
    ela_sql_add(&q, ELA__SQL_CHOSEN_ALL);
    ela_sql_add(&q, ELA__SQL_FROM_TIME);
    ela_sql_int(&q, l->c->actor->entity);
    ela_sql_add(&q, ELA__SQL_MODELS);
    ela__sel_sql(&q, sel);
    if (ids) {
        ela_sql_add(&q, ELA__SQL_OF_IDS);
        ela_sql_in(&q, ids, n);
    }
    if (!sel->entries)
        group_by(&q, sel);
    else if (sel->lock)
        ela_sql_add(&q, ELA__SQL_ORDER_ID);
    if (sel->lock)
        ela_sql_add(&q, ELA__SQL_FOR_UPDATE);
    return ela_sql_each(&q, l->c->db, take, l, err);
}

/* All waiting entries of some packages, whoever is chosen among them: they share one allowance. */
static enum ela_status load_detail(struct load *l, const int64_t *terms, const int64_t *cases,
                                   size_t n, struct ela_error *err)
{
    struct ela_sql q;
    const struct ela__sel *sel = l->sel;
    ela_sql_init(&q);
    columns(&q, sel, true);
    if (sel->by_ids || ela__sel_whole(sel)) {
        ela_sql_add(&q, ELA__SQL_CHOSEN_ALL);
    } else {
        ela_sql_add(&q, ELA__SQL_CHOSEN);
        ela__sel_sql(&q, sel);
        ela_sql_add(&q, ELA__SQL_CLOSE);
    }
    ela_sql_add(&q, ELA__SQL_FROM_TIME);
    ela_sql_int(&q, l->c->actor->entity);
    ela_sql_add(&q, ELA__SQL_DETAIL_CASES);
    ela_sql_in(&q, cases, n);
    ela_sql_add(&q, ELA__SQL_DETAIL_TERMS);
    ela_sql_in(&q, terms, n);
    if (sel->lock) {
        ela_sql_add(&q, ELA__SQL_ORDER_ID);
        ela_sql_add(&q, ELA__SQL_FOR_UPDATE);
    }
    return ela_sql_each(&q, l->c->db, take, l, err);
}

static int by_time(const void *a, const void *b)
{
    const struct ela__item *const *x = a, *const *y = b;
    return ((*x)->time_id > (*y)->time_id) - ((*x)->time_id < (*y)->time_id);
}

struct partial {
    struct ela__item **entries; /* single ones, by id */
    size_t n;
};

static enum ela_status take_partial(void *ctx, const struct ela_str *cell, size_t ncols,
                                    struct ela_error *err)
{
    struct partial *p = ctx;
    struct ela__item key = {.time_id = number(cell[0])};
    const struct ela__item *k = &key;
    struct ela__item **hit = bsearch(&k, p->entries, p->n, sizeof(*p->entries), by_time);
    (void)ncols;
    (void)err;
    if (hit) {
        (*hit)->seconds -= number(cell[1]);
        (*hit)->had_included = number(cell[2]) == 1;
        (*hit)->had_overage = number(cell[3]) == 1;
    }
    return ELA_OK;
}

/* Takes off what is on an invoice already: an entry of which one of two parts was freed. */
static enum ela_status subtract_partial(struct load *l, struct ela_error *err)
{
    struct ela__bill *b = l->b;
    struct partial p = {.entries = ela_arena_alloc(b->mem, (b->nitems + 1) * sizeof(*p.entries))};
    if (!p.entries)
        return ela__no_memory(err);
    for (size_t i = 0; i < b->nitems; i++)
        if (b->items[i].terms && b->items[i].terms->has_lines)
            p.entries[p.n++] = &b->items[i];
    if (p.n == 0)
        return ELA_OK;
    qsort(p.entries, p.n, sizeof(*p.entries), by_time);
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_PARTIAL);
    ela_sql_int(&q, l->c->actor->entity);
    ela__sel_sql_client(&q, l->sel, "c");
    ela_sql_add(&q, ELA__SQL_PARTIAL_GROUP);
    if (l->sel->lock)
        ela_sql_add(&q, ELA__SQL_IN_SHARE);
    return ela_sql_each(&q, l->c->db, take_partial, &p, err);
}

/* How a package's time is divided between included and beyond. */
struct plan {
    int64_t *stored, *stored_cases; /* entries kept one by one */
    int64_t *waiting;               /* entries streamed into sums */
    size_t nstored, nwaiting;
};

/*
 * A sum of a package will do while the whole of it fits in the allowance, and also, where only
 * amounts are asked for, while all of it has one price: the order of entries then changes nothing.
 */
static bool sums_do(const struct ela__sel *sel, const struct ela__terms *t)
{
    bool amounts_only = !sel->entries && !sel->dates && sel->group == ELA_GROUP_CASE;
    if (!ela__sel_whole(sel) || t->has_lines)
        return false;
    return t->waiting_s <= t->included_s || (amounts_only && t->prices == 1);
}

/* Marks the packages that need their entries, and drops their sums. */
static void make_plan(struct load *l, struct plan *p)
{
    struct ela__bill *b = l->b;
    size_t kept = 0;
    for (size_t i = 0; i < b->nitems; i++) {
        struct ela__terms *t = b->items[i].terms;
        if (!t || t->detail || sums_do(l->sel, t))
            continue;
        t->detail = true;
        if (l->sel->entries || t->has_lines) {
            p->stored_cases[p->nstored] = t->case_id;
            p->stored[p->nstored++] = t->id;
        } else {
            p->waiting[p->nwaiting++] = t->id;
        }
    }
    for (size_t i = 0; i < b->nitems; i++)
        if (!b->items[i].terms || !b->items[i].terms->detail)
            b->items[kept++] = b->items[i];
    b->nitems = kept;
}

enum ela_status ela__items_load(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                                struct ela_error *err)
{
    const size_t half = ELA__CHUNK / 2; /* two lists of ids in one statement */
    struct load l = {.c = c, .sel = sel, .b = b};
    if (!sel->by_ids)
        ELA_TRY(load_chosen(&l, NULL, 0, err));
    for (size_t i = 0; sel->by_ids && i < sel->nids; i += ELA__CHUNK)
        ELA_TRY(load_chosen(&l, sel->ids + i,
                            sel->nids - i < ELA__CHUNK ? sel->nids - i : ELA__CHUNK, err));
    size_t size = (b->nterms + 1) * sizeof(int64_t);
    struct plan p = {.stored = ela_arena_alloc(b->mem, size),
                     .stored_cases = ela_arena_alloc(b->mem, size),
                     .waiting = ela_arena_alloc(b->mem, size)};
    if (!p.stored || !p.stored_cases || !p.waiting)
        return ela__no_memory(err);
    make_plan(&l, &p);
    l.detail = true;
    for (size_t i = 0; i < p.nstored; i += half)
        ELA_TRY(load_detail(&l, p.stored + i, p.stored_cases + i,
                            p.nstored - i < half ? p.nstored - i : half, err));
    ELA_TRY(subtract_partial(&l, err));
    return ela__split_waiting(c, sel, b, p.waiting, p.nwaiting, err);
}

/*
 * The split of packages too large for sums: entries stream by, are put in date order, and leave one
 * sum per kind and price. Source: TIME-09.
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"
#include "case/case.h"

enum { TERMS, NUM, DEN, VAT, SECONDS, DAY, ID, GID, CHOSEN };

/* An entry, no larger than it must be. */
struct unit {
    const struct ela__terms *terms;
    int64_t id, seconds, group_id;
    struct ela_rate rate;
    int32_t day; /* 20261121 */
    int32_t vat_milli;
    bool chosen;
};

struct stream {
    struct ela__bill *b;
    struct unit *units;
    size_t n, cap;
};

static int64_t number(struct ela_str s)
{
    int64_t v = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
        v = v * 10 + (s.p[i] - '0');
    return v;
}

/* "2026-11-21" -> 20261121 */
static int32_t day_number(struct ela_str s)
{
    int32_t v = 0;
    for (size_t i = 0; i < s.n && i < 10; i++)
        if (s.p[i] != '-')
            v = v * 10 + (s.p[i] - '0');
    return v;
}

static enum ela_status take(void *ctx, const struct ela_str *cell, size_t ncols,
                            struct ela_error *err)
{
    struct stream *s = ctx;
    s->units = ela__grow(s->b->mem, s->units, s->n, &s->cap, sizeof(*s->units));
    if (!s->units)
        return ela__no_memory(err);
    int64_t terms = number(cell[TERMS]);
    const struct ela__terms *last = s->n ? s->units[s->n - 1].terms : NULL;
    struct unit *u = &s->units[s->n];
    *u = (struct unit){.terms = last && last->id == terms ? last : ela__terms_find(s->b, terms),
                       .id = number(cell[ID]),
                       .seconds = number(cell[SECONDS]),
                       .rate = {number(cell[NUM]), number(cell[DEN])},
                       .day = day_number(cell[DAY]),
                       .vat_milli = (int32_t)number(cell[VAT]),
                       .chosen = true};
    if (ncols > GID)
        u->group_id = number(cell[GID]);
    if (ncols > CHOSEN)
        u->chosen = number(cell[CHOSEN]) == 1;
    s->n += u->terms != NULL;
    return ELA_OK;
}

static int in_order(const void *a, const void *b)
{
    const struct unit *x = a, *y = b;
    if (x->terms != y->terms)
        return x->terms->id > y->terms->id ? 1 : -1;
    if (x->day != y->day)
        return x->day > y->day ? 1 : -1;
    return (x->id > y->id) - (x->id < y->id);
}

static bool same_price(const struct ela__item *i, const struct unit *u, enum ela__kind kind)
{
    return i->kind == kind && i->rate.num == u->rate.num && i->rate.den == u->rate.den &&
           i->vat_milli == u->vat_milli && i->group_id == u->group_id;
}

/* Days of a sum, as text. */
static void widen(struct ela__item *i, int32_t day, char *text)
{
    char iso[16];
    snprintf(iso, sizeof(iso), "%04d-%02d-%02d", day / 10000 % 10000, day / 100 % 100, day % 100);
    if (i->entries == 1)
        memcpy(text, iso,
               11); /* units come in date order: the first is the first, the latest the last */
    memcpy(text + 11, iso, 11);
    i->first = (struct ela_str){text, 10};
    i->last = (struct ela_str){text + 11, 10};
}

/* Adds to the sum of its kind and price; those of one package stand together, from `from` on. */
static enum ela_status add(struct ela__bill *b, size_t from, const struct unit *u,
                           enum ela__kind kind, int64_t seconds, bool dates, struct ela_error *err)
{
    size_t k = from;
    if (seconds <= 0)
        return ELA_OK;
    while (k < b->nitems && !same_price(&b->items[k], u, kind))
        k++;
    if (k == b->nitems) {
        b->items = ela__grow(b->mem, b->items, b->nitems, &b->items_cap, sizeof(*b->items));
        if (!b->items)
            return ela__no_memory(err);
        b->items[b->nitems++] = (struct ela__item){.client_id = u->terms->client_id,
                                                   .case_id = u->terms->case_id,
                                                   .terms_id = u->terms->id,
                                                   .group_id = u->group_id,
                                                   .terms = ela__terms_find(b, u->terms->id),
                                                   .rate = u->rate,
                                                   .vat_milli = u->vat_milli,
                                                   .chosen = true,
                                                   .split = true,
                                                   .kind = kind};
        char *text = dates ? ela_arena_alloc(b->mem, 24) : NULL;
        if (dates && !text)
            return ela__no_memory(err);
        b->items[k].first = (struct ela_str){text, 0};
    }
    struct ela__item *i = &b->items[k];
    i->seconds += seconds;
    i->entries++;
    if (dates)
        widen(i, u->day, (char *)(uintptr_t)i->first.p);
    return ELA_OK;
}

static enum ela_status split(const struct stream *s, bool dates, struct ela_error *err)
{
    struct ela__bill *b = s->b;
    struct ela_split left = {0};
    size_t from = b->nitems;
    for (size_t k = 0; k < s->n; k++) {
        const struct unit *u = &s->units[k];
        int64_t included, overage;
        if (k == 0 || u->terms != u[-1].terms) {
            left.left = u->terms->included_s - u->terms->given_s;
            from = b->nitems;
        }
        ela_split_take(&left, u->seconds, &included, &overage);
        if (!u->chosen)
            continue;
        b->entries++;
        b->seconds += u->seconds;
        ELA_TRY(add(b, from, u, ELA__INCLUDED, included, dates, err));
        ELA_TRY(add(b, from, u, ELA__OVERAGE, overage, dates, err));
    }
    return ELA_OK;
}

static enum ela_status load(struct ela_call *c, const struct ela__sel *sel, struct stream *s,
                            const int64_t *terms, size_t n, struct ela_error *err)
{
    struct ela_sql q;
    bool whole = ela__sel_whole(sel),
         groups = sel->group == ELA_GROUP_TASK || sel->group == ELA_GROUP_ACTIVITY;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_WAITING);
    if (groups)
        ela_sql_add(&q, sel->group == ELA_GROUP_TASK ? ELA__SQL_GID_TASK : ELA__SQL_GID_ACTIVITY);
    else if (!whole)
        ela_sql_add(&q, ELA__SQL_GID_NONE);
    if (!whole) {
        ela_sql_add(&q, ELA__SQL_CHOSEN);
        ela__sel_sql(&q, sel);
        ela_sql_add(&q, ELA__SQL_CLOSE);
    }
    ela_sql_add(&q, ELA__SQL_WAITING_FROM);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, terms, n);
    return ela_sql_each(&q, c->db, take, s, err);
}

enum ela_status ela__split_waiting(struct ela_call *c, const struct ela__sel *sel,
                                   struct ela__bill *b, const int64_t *terms, size_t n,
                                   struct ela_error *err)
{
    struct stream s = {.b = b};
    for (size_t i = 0; i < n; i += ELA__CHUNK) {
        s.n = 0;
        ELA_TRY(load(c, sel, &s, terms + i, n - i < ELA__CHUNK ? n - i : ELA__CHUNK, err));
        if (s.n)
            qsort(s.units, s.n, sizeof(*s.units), in_order);
        ELA_TRY(split(&s, sel->dates, err));
    }
    return ELA_OK;
}

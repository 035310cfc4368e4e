/*
 * From seconds to lines: the package gives first, in date order; seconds of one kind, rate and VAT
 * are summed, then multiplied, then rounded half up, once. Pure: the database was read before.
 * Source: TIME-04, TIME-09, TIME-16.
 */
#include "billing/billing_internal.h"
#include "case/case.h"

const char *ela__kind_name(enum ela__kind k)
{
    static const char *const NAMES[] = {ELA_LINE_PACKAGE, ELA_LINE_FIXED, ELA_LINE_INCLUDED,
                                        ELA_LINE_TIME, ELA_LINE_OVERAGE};
    return NAMES[k];
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_text(struct ela_str a, struct ela_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int d = n ? memcmp(a.p, b.p, n) : 0;
    return d ? d : compare((int64_t)a.n, (int64_t)b.n);
}

/* --- the package */

static enum ela_status add_piece(struct ela__bill *b, const struct ela__item *i,
                                 enum ela__kind kind, int64_t seconds, struct ela_error *err)
{
    if (seconds <= 0)
        return ELA_OK;
    b->pieces = ela__grow(b->mem, b->pieces, b->npieces, &b->pieces_cap, sizeof(*b->pieces));
    if (!b->pieces)
        return ela__no_memory(err);
    struct ela_rate rate = i->rate;
    if (kind == ELA__OVERAGE && !ela_rate_is_set(rate))
        rate = i->terms->overage;
    if (kind == ELA__INCLUDED)
        rate = (struct ela_rate){0, 0};
    b->pieces[b->npieces++] =
        (struct ela__piece){.kind = kind, .item = i, .rate = rate, .seconds = seconds};
    return ELA_OK;
}

/* Of one package together; what was half billed first, then by day and entry. */
static int package_order(const void *a, const void *b)
{
    const struct ela__item *x = *(const struct ela__item *const *)a,
                           *y = *(const struct ela__item *const *)b;
    int d = compare(x->terms->id, y->terms->id);
    if (!d)
        d = compare(y->had_included || y->had_overage, x->had_included || x->had_overage);
    if (!d)
        d = compare_text(x->first, y->first);
    return d ? d : compare(x->time_id, y->time_id);
}

/* An entry is on one line per kind, so the part that was freed takes the kind that is free. */
static enum ela_status split_one(struct ela__bill *b, struct ela__item *i, struct ela_split *left,
                                 struct ela_error *err)
{
    int64_t included = 0, overage = i->seconds;
    if (!i->had_included)
        ela_split_take(left, i->seconds, &included, &overage);
    if (!i->chosen)
        return ELA_OK;
    if (i->had_overage && overage > 0) {
        struct ela__problem *p = ela__problem_add(b, ELA_E_STATE, "billing.partial");
        if (!p)
            return ela__no_memory(err);
        ela__problem_entry(b, p, i->time_id);
        return ELA_OK;
    }
    ELA_TRY(add_piece(b, i, ELA__INCLUDED, included, err));
    return add_piece(b, i, ELA__OVERAGE, overage, err);
}

enum ela_status ela__split(struct ela__bill *b, struct ela_error *err)
{
    struct ela__item **sorted = ela_arena_alloc(b->mem, (b->nitems + 1) * sizeof(*sorted));
    struct ela_split left = {0};
    size_t n = 0;
    if (!sorted)
        return ela__no_memory(err);
    for (size_t k = 0; k < b->nitems; k++) {
        struct ela__item *i = &b->items[k];
        b->entries += i->chosen && !i->split ? i->entries : 0;
        b->seconds += i->chosen && !i->split ? i->seconds : 0;
        if (i->split)
            ELA_TRY(add_piece(b, i, i->kind, i->seconds, err));
        else if (i->terms && (i->terms->detail || i->terms->waiting_s > i->terms->included_s))
            sorted[n++] =
                i; /* single entries, or the one sum of a package whose order changes nothing */
        else
            ELA_TRY(add_piece(b, i, i->terms ? ELA__INCLUDED : ELA__TIME, i->seconds, err));
    }
    qsort(sorted, n, sizeof(*sorted), package_order);
    for (size_t k = 0; k < n; k++) {
        if (k == 0 || sorted[k]->terms != sorted[k - 1]->terms)
            left.left = sorted[k]->terms->included_s - sorted[k]->terms->given_s;
        ELA_TRY(split_one(b, sorted[k], &left, err));
    }
    return ELA_OK;
}

/* --- lines */

/* Time by activity may come from several cases; everything else belongs to one. */
static bool across_cases(const struct ela__sel *sel, enum ela__kind kind)
{
    return sel->group == ELA_GROUP_ACTIVITY && kind == ELA__TIME;
}

static struct ela__line line_of(const struct ela__sel *sel, const struct ela__piece *p)
{
    const struct ela__item *i = p->item;
    return (struct ela__line){.kind = p->kind,
                              .client_id = i->client_id,
                              .case_id = i->case_id,
                              .terms_id = p->kind == ELA__TIME ? 0 : i->terms_id,
                              .group_id = i->group_id,
                              .time_id = sel->group == ELA_GROUP_ENTRY ? i->time_id : 0,
                              .rate = p->rate,
                              .vat_milli = i->vat_milli,
                              .first = i->first,
                              .last = i->last};
}

struct key {
    int64_t part[9];
    size_t piece;
};

static struct key key_of(const struct ela__sel *sel, const struct ela__piece *p, size_t index)
{
    struct ela__line l = line_of(sel, p);
    return (struct key){.part = {l.client_id, across_cases(sel, p->kind) ? 0 : l.case_id,
                                 l.terms_id, l.group_id, l.time_id, l.kind, l.rate.num, l.rate.den,
                                 l.vat_milli},
                        .piece = index};
}

static int by_key(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    for (size_t i = 0; i < 9; i++)
        if (x->part[i] != y->part[i])
            return x->part[i] > y->part[i] ? 1 : -1;
    return compare((int64_t)x->piece, (int64_t)y->piece);
}

static bool same_key(const struct key *a, const struct key *b)
{
    return memcmp(a->part, b->part, sizeof(a->part)) == 0;
}

static void merge(struct ela__line *l, const struct ela__piece *p)
{
    const struct ela__item *i = p->item;
    l->seconds += p->seconds;
    l->entries += i->entries;
    if (i->case_id != l->case_id)
        l->case_id = 0;
    if (compare_text(i->first, l->first) < 0)
        l->first = i->first;
    if (compare_text(i->last, l->last) > 0)
        l->last = i->last;
}

/* By client, case, then day; a price before the time of its case. */
static int line_order(const void *a, const void *b)
{
    const struct ela__line *x = a, *y = b;
    const int64_t keys[][2] = {{x->client_id, y->client_id}, {x->case_id, y->case_id}};
    const int64_t ties[][2] = {{x->time_id, y->time_id},    {x->kind, y->kind},
                               {x->group_id, y->group_id},  {x->terms_id, y->terms_id},
                               {x->rate.num, y->rate.num},  {x->rate.den, y->rate.den},
                               {x->vat_milli, y->vat_milli}};
    for (size_t i = 0; i < 2; i++)
        if (keys[i][0] != keys[i][1])
            return compare(keys[i][0], keys[i][1]);
    int d = compare_text(x->first, y->first);
    for (size_t i = 0; !d && i < sizeof(ties) / sizeof(ties[0]); i++)
        d = compare(ties[i][0], ties[i][1]);
    return d;
}

static struct ela__line *add_line(struct ela__bill *b)
{
    b->lines = ela__grow(b->mem, b->lines, b->nlines, &b->lines_cap, sizeof(*b->lines));
    return b->lines ? &b->lines[b->nlines++] : NULL;
}

static enum ela_status merge_pieces(const struct ela__sel *sel, struct ela__bill *b,
                                    struct ela_error *err)
{
    struct key *keys = ela_arena_alloc(b->mem, (b->npieces + 1) * sizeof(*keys));
    if (!keys)
        return ela__no_memory(err);
    for (size_t i = 0; i < b->npieces; i++)
        keys[i] = key_of(sel, &b->pieces[i], i);
    qsort(keys, b->npieces, sizeof(*keys), by_key);
    for (size_t i = 0; i < b->npieces; i++) {
        struct ela__piece *p = &b->pieces[keys[i].piece];
        if (i == 0 || !same_key(&keys[i], &keys[i - 1])) {
            struct ela__line *l = add_line(b);
            if (!l)
                return ela__no_memory(err);
            *l = line_of(sel, p);
        }
        merge(&b->lines[b->nlines - 1], p);
        p->line = b->nlines - 1;
    }
    return ELA_OK;
}

/* Sorts lines; pieces follow theirs. price_minor of a time line is free: it carries the old place
 * meanwhile. */
static enum ela_status sort_lines(struct ela__bill *b, struct ela_error *err)
{
    size_t *place = ela_arena_alloc(b->mem, (b->nlines + 1) * sizeof(*place));
    struct ela__line *copy = ela_arena_alloc(b->mem, (b->nlines + 1) * sizeof(*copy));
    if (!place || !copy)
        return ela__no_memory(err);
    for (size_t i = 0; i < b->nlines; i++) {
        copy[i] = b->lines[i];
        copy[i].price_minor = (int64_t)i;
    }
    qsort(copy, b->nlines, sizeof(*copy), line_order);
    for (size_t i = 0; i < b->nlines; i++) {
        size_t old = (size_t)copy[i].price_minor;
        place[old] = i;
        copy[i].price_minor = b->lines[old].price_minor;
    }
    b->lines = copy;
    b->lines_cap = b->nlines;
    for (size_t i = 0; i < b->npieces; i++)
        b->pieces[i].line = place[b->pieces[i].line];
    return ELA_OK;
}

enum ela_status ela__lines_build(const struct ela__sel *sel, struct ela__bill *b,
                                 struct ela_error *err)
{
    ELA_TRY(merge_pieces(sel, b, err));
    ELA_TRY(ela__prices_add(sel, b, err));
    ELA_TRY(sort_lines(b, err));
    for (size_t i = 0; i < b->nlines; i++) {
        struct ela__line *l = &b->lines[i];
        if (l->kind == ELA__TIME || l->kind == ELA__OVERAGE) {
            if (ela_rate_is_set(l->rate))
                ELA_TRY(ela_money_of_time(l->seconds, l->rate, &l->amount_minor, err));
            else
                b->missing++;
        }
        ELA_TRY(ela_add_i64(b->total_minor, l->amount_minor, &b->total_minor, err));
    }
    return ELA_OK;
}

/* --- prices */

static struct ela__pick *picked(const struct ela__sel *sel, const struct ela__terms *t)
{
    for (size_t i = 0; i < sel->npicks; i++) {
        struct ela__pick *p = &sel->picks[i];
        if (p->package == t->package && p->id == (t->package ? t->id : t->case_id) &&
            (t->package || t->current))
            return p;
    }
    return NULL;
}

static enum ela_status price_problem(struct ela__bill *b, const char *key, const char *name,
                                     struct ela_error *err)
{
    struct ela__problem *p = ela__problem_add(b, ELA_E_STATE, key);
    if (!p)
        return ela__no_memory(err);
    p->name = name;
    return ELA_OK;
}

/* What to bill of a price: what a person typed, else what is due, else (ticked before its moment)
 * all that is left. */
static enum ela_status price_amount(struct ela__bill *b, const struct ela__terms *t,
                                    struct ela__pick *pick, int64_t *amount, struct ela_error *err)
{
    int64_t due, left;
    *amount = 0;
    ELA_TRY(ela__price_due(t, &due, &left, err));
    if (!pick) {
        *amount = due;
        return ELA_OK;
    }
    pick->used = true;
    if (left == 0)
        return price_problem(b, "billing.price_billed", NULL, err);
    if (pick->has_amount && pick->amount_minor > left) {
        char *text = ela_arena_alloc(b->mem, 32);
        if (text)
            ela_money_format(left, text);
        return price_problem(b, "billing.price_too_high", text, err);
    }
    *amount = pick->has_amount ? pick->amount_minor : due > 0 ? due : left;
    return ELA_OK;
}

enum ela_status ela__prices_add(const struct ela__sel *sel, struct ela__bill *b,
                                struct ela_error *err)
{
    for (size_t i = 0; i < b->nterms; i++) {
        const struct ela__terms *t = &b->terms[i];
        struct ela__pick *pick = picked(sel, t);
        int64_t amount;
        if (!pick && (!sel->prices_due || (!t->package && !t->current)))
            continue;
        ELA_TRY(price_amount(b, t, pick, &amount, err));
        if (amount == 0)
            continue;
        struct ela__line *l = add_line(b);
        if (!l)
            return ela__no_memory(err);
        *l = (struct ela__line){.kind = t->package ? ELA__PACKAGE : ELA__FIXED,
                                .client_id = t->client_id,
                                .case_id = t->case_id,
                                .terms_id = t->id,
                                .vat_milli = t->vat_milli,
                                .first = {"", 0},
                                .last = {"", 0},
                                .amount_minor = amount,
                                .price_minor = t->price_minor};
    }
    for (size_t i = 0; i < sel->npicks; i++)
        if (!sel->picks[i].used)
            ELA_TRY(price_problem(b, "billing.price_unknown", NULL, err));
    return ELA_OK;
}

enum ela_status ela__compute(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                             struct ela_error *err)
{
    ELA_TRY(ela__terms_load(c, sel, b, err));
    ELA_TRY(ela__items_load(c, sel, b, err));
    ELA_TRY(ela__split(b, err));
    return ela__lines_build(sel, b, err);
}

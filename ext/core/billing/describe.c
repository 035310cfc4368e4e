/*
 * Words of the lines, in the language of the person who bills: what the client reads on the
 * invoice. Source: TIME-16.
 */
#include "billing/billing_internal.h"
#include "billing/billing_sql.h"
#include "base/duration.h"

#include <sodium.h>

#define DOT  " \xc2\xb7 "
#define DASH " \xe2\x80\x94 "

/* Names by id, loaded once for all lines. */
struct name {
    int64_t id;
    struct ela_str cell[4];
};

struct names {
    struct name *at;
    size_t n;
};

struct words {
    struct ela_call *c;
    struct ela_arena *mem;
    bool fr;
    struct names cases, groups, entries;
};

bool ela__french(const struct ela_call *c)
{
    return strcmp(c->actor->lang, "en") != 0;
}

const char *ela__day_text(const struct ela_call *c, struct ela_arena *mem, struct ela_str iso)
{
    const char *p = "";
    if (iso.n >= 10)
        p = ela__french(c) ? ela_arena_printf(mem, "%.2s/%.2s/%.4s", iso.p + 8, iso.p + 5, iso.p)
                           : ela_arena_strndup(mem, iso.p, 10);
    return p ? p : "";
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int by_name_id(const void *a, const void *b)
{
    return by_id(&((const struct name *)a)->id, &((const struct name *)b)->id);
}

static enum ela_status load_chunk(struct words *w, const char *sql, const int64_t *ids, size_t n,
                                  struct names *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, sql);
    ela_sql_in(&q, ids, n);
    enum ela_status st = ela_sql_query(&q, w->c->db, &r, err);
    if (st != ELA_OK)
        return st;
    for (size_t row = 0; st == ELA_OK && row < r.nrows; row++) {
        struct name *x = &out->at[out->n++];
        x->id = ela_db_int(&r, row, 0, 0);
        for (size_t col = 1; col < r.ncols && col < 5; col++) {
            struct ela_str s = ela_db_cell(&r, row, col);
            x->cell[col - 1] =
                (struct ela_str){ela_arena_strndup(w->mem, s.n ? s.p : "", s.n), s.n};
            if (!x->cell[col - 1].p)
                st = ela__no_memory(err);
        }
    }
    ela_db_result_release(&r);
    return st;
}

/* ids may repeat and hold zeros; sorted in place. */
static enum ela_status load_names(struct words *w, const char *sql, int64_t *ids, size_t n,
                                  struct names *out, struct ela_error *err)
{
    size_t m = 0;
    qsort(ids, n, sizeof(*ids), by_id);
    for (size_t i = 0; i < n; i++)
        if (ids[i] > 0 && (m == 0 || ids[i] != ids[m - 1]))
            ids[m++] = ids[i];
    *out = (struct names){ela_arena_alloc(w->mem, (m + 1) * sizeof(struct name)), 0};
    if (!out->at)
        return ela__no_memory(err);
    for (size_t i = 0; i < m; i += ELA__CHUNK)
        ELA_TRY(load_chunk(w, sql, ids + i, m - i < ELA__CHUNK ? m - i : ELA__CHUNK, out, err));
    qsort(out->at, out->n, sizeof(*out->at), by_name_id);
    return ELA_OK;
}

static struct ela_str name_of(const struct names *from, int64_t id, size_t col)
{
    struct name key = {.id = id};
    const struct name *x =
        from->n ? bsearch(&key, from->at, from->n, sizeof(key), by_name_id) : NULL;
    return x ? x->cell[col] : (struct ela_str){"", 0};
}

static enum ela_status load(struct words *w, const struct ela__sel *sel, const struct ela__bill *b,
                            struct ela_error *err)
{
    int64_t *ids = ela_arena_alloc(w->mem, (b->nlines + 1) * sizeof(*ids));
    if (!ids)
        return ela__no_memory(err);
    for (size_t i = 0; i < b->nlines; i++)
        ids[i] = b->lines[i].case_id;
    ELA_TRY(load_names(w, ELA__SQL_CASES, ids, b->nlines, &w->cases, err));
    for (size_t i = 0; i < b->nlines; i++)
        ids[i] = b->lines[i].time_id;
    ELA_TRY(load_names(w, ELA__SQL_ENTRIES_TEXT, ids, b->nlines, &w->entries, err));
    if (sel->group != ELA_GROUP_TASK && sel->group != ELA_GROUP_ACTIVITY)
        return ELA_OK;
    for (size_t i = 0; i < b->nlines; i++)
        ids[i] = b->lines[i].group_id;
    return load_names(w, sel->group == ELA_GROUP_TASK ? ELA__SQL_TASKS : ELA__SQL_ACTIVITIES, ids,
                      b->nlines, &w->groups, err);
}

static void add(struct ela_buf *out, const char *before, struct ela_str s)
{
    if (s.n == 0)
        return;
    if (out->n)
        ela_buf_adds(out, before);
    ela_buf_add(out, s.p, s.n);
}

static void adds(struct ela_buf *out, const char *before, const char *s)
{
    add(out, before, ela_str_of(s));
}

static void add_case(struct words *w, struct ela_buf *out, const char *before, int64_t id)
{
    struct ela_str ref = name_of(&w->cases, id, 0);
    add(out, before, ref);
    if (ref.n)
        add(out, DASH, name_of(&w->cases, id, 1));
}

static const char *kind_words(const struct words *w, enum ela__kind k)
{
    static const char *const FR[] = {"Forfait d\xe2\x80\x99heures", "Forfait",
                                     "Temps inclus au forfait", "Temps pass\xc3\xa9",
                                     "Temps au-del\xc3\xa0 du forfait"};
    static const char *const EN[] = {"Package of hours", "Fixed price",
                                     "Time included in the package", "Time spent",
                                     "Time beyond the package"};
    return w->fr ? FR[k] : EN[k];
}

static void duration_line(const struct words *w, const struct ela__line *l, struct ela_buf *out)
{
    char text[32];
    ela_duration_format(l->seconds, text);
    adds(out, "\n",
         w->fr ? "Dur\xc3\xa9"
                 "e "
               : "Duration ");
    ela_buf_adds(out, text);
    if (l->entries > 1)
        ela_buf_addf(out, w->fr ? DOT "%lld interventions" : DOT "%lld entries",
                     (long long)l->entries);
    if (l->kind != ELA__TIME)
        adds(out, DOT, kind_words(w, l->kind));
}

static void entry_line(struct words *w, const struct ela__line *l, struct ela_buf *label,
                       struct ela_buf *text)
{
    struct ela_str activity = name_of(&w->entries, l->time_id, w->fr ? 1 : 2);
    adds(label, "", ela__day_text(w->c, w->mem, l->first));
    add(label, DOT, name_of(&w->entries, l->time_id, 0));
    add(label, DOT, activity.n ? activity : name_of(&w->entries, l->time_id, 1));
    add(text, "\n", ela_str_trim(name_of(&w->entries, l->time_id, 3)));
    add_case(w, text, "\n", l->case_id);
}

static void period(struct words *w, const struct ela__line *l, struct ela_buf *text)
{
    const char *first = ela__day_text(w->c, w->mem, l->first),
               *last = ela__day_text(w->c, w->mem, l->last);
    adds(text, "\n", kind_words(w, l->kind));
    if (!*first)
        return;
    if (strcmp(first, last) == 0)
        ela_buf_addf(text, w->fr ? " le %s" : " on %s", first);
    else
        ela_buf_addf(text, w->fr ? " du %s au %s" : " from %s to %s", first, last);
}

static void sum_line(struct words *w, const struct ela__sel *sel, const struct ela__line *l,
                     struct ela_buf *label, struct ela_buf *text)
{
    struct ela_str group = {"", 0};
    if (sel->group == ELA_GROUP_TASK)
        group = name_of(&w->groups, l->group_id, 0);
    if (sel->group == ELA_GROUP_ACTIVITY && w->fr)
        group = name_of(&w->groups, l->group_id, 0);
    if (sel->group == ELA_GROUP_ACTIVITY && !w->fr)
        group = name_of(&w->groups, l->group_id, 1).n ? name_of(&w->groups, l->group_id, 1)
                                                      : name_of(&w->groups, l->group_id, 0);
    add(label, "", group);
    add_case(w, group.n ? text : label, "\n", l->case_id);
    if (label->n == 0)
        adds(label, "", kind_words(w, l->kind));
    period(w, l, text);
}

/* "Forfait d'heures" and its case; a share says of what. */
static void price_line(struct words *w, const struct ela__bill *b, const struct ela__line *l,
                       struct ela_buf *label, struct ela_buf *text)
{
    char amount[32];
    adds(label, "", kind_words(w, l->kind));
    for (size_t i = 0; i < b->nterms; i++)
        if (b->terms[i].id == l->terms_id && b->terms[i].package) {
            ela_duration_format(b->terms[i].included_s, amount);
            ela_buf_addf(label, w->fr ? DOT "%s incluses" : DOT "%s included", amount);
        }
    add_case(w, text, "\n", l->case_id);
    if (l->amount_minor == l->price_minor)
        return;
    ela_money_format(l->price_minor, amount);
    for (char *p = amount; w->fr && *p; p++)
        *p = *p == '.' ? ',' : *p;
    adds(text, "\n", w->fr ? "Part d\xe2\x80\x99un prix de " : "Share of a price of ");
    ela_buf_addf(text, "%s %s", amount, w->c->settings->currency);
}

static enum ela_status keep(struct words *w, struct ela_buf *from, const char **out,
                            struct ela_error *err)
{
    ELA_TRY(ela_buf_check(from, err));
    *out = ela_arena_strndup(w->mem, from->n ? from->p : "", from->n);
    return *out ? ELA_OK : ela__no_memory(err);
}

enum ela_status ela__describe(struct ela_call *c, const struct ela__sel *sel, struct ela__bill *b,
                              struct ela_error *err)
{
    struct words w = {.c = c, .mem = b->mem, .fr = ela__french(c)};
    struct ela_buf label, text;
    ELA_TRY(load(&w, sel, b, err));
    ela_buf_init(&label, 4096);
    ela_buf_init(&text, 131072);
    enum ela_status st = ELA_OK;
    for (size_t i = 0; st == ELA_OK && i < b->nlines; i++) {
        struct ela__line *l = &b->lines[i];
        ela_buf_reset(&label);
        ela_buf_reset(&text);
        if (l->kind == ELA__PACKAGE || l->kind == ELA__FIXED)
            price_line(&w, b, l, &label, &text);
        else if (l->time_id)
            entry_line(&w, l, &label, &text);
        else
            sum_line(&w, sel, l, &label, &text);
        if (l->seconds)
            duration_line(&w, l, &text);
        st = keep(&w, &label, &l->label, err);
        if (st == ELA_OK)
            st = keep(&w, &text, &l->text, err);
    }
    ela_buf_release(&label);
    ela_buf_release(&text);
    return st;
}

/* --- what was shown, as one number */

static void feed(crypto_hash_sha256_state *h, const void *p, size_t n)
{
    crypto_hash_sha256_update(h, p, n);
}

void ela__digest(const struct ela__bill *b, char out[65])
{
    crypto_hash_sha256_state h;
    uint8_t sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_init(&h);
    for (size_t i = 0; i < b->nlines; i++) {
        const struct ela__line *l = &b->lines[i];
        const int64_t v[] = {l->kind,
                             l->client_id,
                             l->case_id,
                             l->terms_id,
                             l->group_id,
                             l->time_id,
                             l->rate.num,
                             l->rate.den,
                             l->vat_milli,
                             l->seconds,
                             l->entries,
                             l->amount_minor,
                             (int64_t)strlen(l->label),
                             (int64_t)strlen(l->text)};
        feed(&h, v, sizeof(v));
        feed(&h, l->label, strlen(l->label));
        feed(&h, l->text, strlen(l->text));
    }
    crypto_hash_sha256_final(&h, sum);
    ela_hex(sum, sizeof(sum), out);
}

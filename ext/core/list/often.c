/*
 * Searches for words that very many rows hold: the first rows of the list are looked at, as many as
 * make a page. Where they do not, the words are rarer than they seemed and the index finds them.
 * Source: DOC-25.
 */
#include "list/list_internal.h"

/* Rows that are looked at for each row of a page, then once more. */
enum { FIRST = 10, THEN = 100, MOST = 5000, COUNTED = 1500 };

enum ela_status ela__often_read(struct ela__listing *l, struct ela__asked *a, struct ela_error *err)
{
    const struct ela_list_often *o = l->list->often;
    int64_t entity = l->c->actor->entity;
    ELA_TRY(ela_words_read(l->c->arena, a->search, &a->words, err));
    ELA_TRY(ela_words_look(l->c->db, o->names, entity, o->names_least, &a->words, err));
    if (a->words.n && !ela_words_often(&a->words))
        ELA_TRY(ela_words_look(l->c->db, o->texts, entity, o->texts_least, &a->words, err));
    if (a->words.n > 1)
        a->search = ela_words_query(l->c->arena, &a->words);
    return ELA_OK;
}

/* After the ids and keys of the window, or what stands for them. */
static void window(const struct ela__listing *l, struct ela_sql *q, const struct ela__asked *a,
                   size_t rows)
{
    struct ela__asked first = *a;
    first.window = true;
    ela_sql_add(q, ELA__L_WINDOW_OPEN);
    ela_sql_add(q, l->list->id);
    ela_sql_add(q, ELA__L_WINDOW_ID);
    ela__order_names(q, &a->order);
    ela_sql_add(q, l->list->often->columns);
    ela__where(l, q, &first, ela__order_joins(&a->order));
    ela__order_past(l, q, &a->order, &a->at);
    ela__order_by(l, q, &a->order);
    ela_sql_add(q, ELA__L_LIMIT);
    ela_sql_int(q, (int64_t)rows);
    ela_sql_add(q, ELA__L_WINDOW_CLOSE);
}

/* All words are in the row. */
static void condition(const struct ela__listing *l, struct ela_sql *q, const struct ela_words *w)
{
    for (size_t i = 0; i < w->n; i++) {
        if (i)
            ela_sql_add(q, ELA__L_AND);
        ela_sql_add(q, l->list->often->condition);
        for (unsigned k = 0; k < l->list->often->turns; k++) {
            ela_sql_text(q, w->at[i].like);
            ela_sql_text(q, w->at[i].regexp);
        }
    }
}

enum ela_status ela__often_ids(const struct ela__listing *l, const struct ela__asked *a, bool *full,
                               struct ela_db_result *out, struct ela_error *err)
{
    *full = false;
    for (size_t each = FIRST; each <= THEN && !*full; each *= THEN / FIRST) {
        struct ela_sql q;
        size_t rows = each * (a->limit + 1);
        ela_sql_init(&q);
        ela_sql_add(&q, ELA__L_WINDOW);
        for (size_t i = 0; i < a->order.n; i++)
            ela_sql_add(&q, ELA__L_WINDOW_KEYS[i]);
        window(l, &q, a, rows < MOST ? rows : MOST);
        ela_sql_add(&q, ELA__L_WINDOW_WHERE);
        condition(l, &q, &a->words);
        ela__order_window(l, &q, &a->order);
        ela_sql_add(&q, ELA__L_LIMIT);
        ela_sql_int(&q, (int64_t)a->limit + 1);
        ELA_TRY(ela_sql_query(&q, l->c->db, out, err));
        *full = out->nrows > a->limit;
        if (!*full)
            ela_db_result_release(out);
    }
    return ELA_OK;
}

enum ela_status ela__often_count(const struct ela__listing *l, const struct ela__asked *a,
                                 int64_t *total, bool *capped, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__L_WINDOW_COUNT);
    condition(l, &q, &a->words);
    ela_sql_add(&q, ELA__L_WINDOW_COUNT_END);
    window(l, &q, a, COUNTED);
    ELA_TRY(ela_sql_query(&q, l->c->db, &r, err));
    *total = ela_db_int(&r, 0, 0, 0);
    *capped = ela_db_int(&r, 0, 1, 0) == COUNTED;
    ela_db_result_release(&r);
    return ELA_OK;
}

/*
 * Pages of a list: what is asked, the ids of a page, the count as far as it stays cheap.
 */
#include "list/list_internal.h"

/* --- what is asked ------------------------------------------------------------------------ */

/* Columns asked for, or those that are shown until somebody chooses; fixed ones always. */
static void columns(struct ela__listing *l, struct ela__asked *a)
{
    const struct ela_json *in = ela_in_get(l->c, "columns");
    size_t n = ela_json_size(in);
    for (size_t i = 0; i < l->ncolumns; i++) {
        const struct ela_list_column *x = l->columns[i];
        if ((x->flags & ELA_LC_FIXED) || (n == 0 && (x->flags & ELA_LC_SHOWN)))
            a->columns[a->ncolumns++] = x;
    }
    for (size_t i = 0; i < n; i++) {
        struct ela_str code = ela_json_text(ela_json_at(in, i));
        const struct ela_list_column *x = ela__list_column(l, code);
        if (!x || (x->flags & ELA_LC_HIDDEN)) {
            ela__list_ignore(l, code, "list.column");
            continue;
        }
        bool there = a->ncolumns == ELA__LIST_COLUMNS;
        for (size_t k = 0; k < a->ncolumns; k++)
            there = there || a->columns[k] == x;
        if (!there)
            a->columns[a->ncolumns++] = x;
    }
}

static enum ela_status place(struct ela__listing *l, struct ela__asked *a, struct ela_error *err)
{
    const char *member = NULL;
    if (ela_in_has(l->c, "before") && !ela_in_null(l->c, "before"))
        member = "before";
    else if (ela_in_has(l->c, "after") && !ela_in_null(l->c, "after"))
        member = "after";
    if (!member)
        return ELA_OK;
    ELA_TRY(ela__place_read(l->c, &a->order, member, &a->at, err));
    a->order.back = member[0] == 'b';
    return ELA_OK;
}

/* Words, of which the index knows some; where none is left, a word about it. */
static enum ela_status search_words(struct ela__listing *l, struct ela__asked *a,
                                    struct ela_error *err)
{
    char *query = ela_arena_alloc(l->c->arena, ELA_SQL_WORDS);
    if (!query)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (!ela_sql_words(a->search, query) && a->search.n)
        ela__list_ignore(l, ELA_STR(""), "list.search_short");
    a->search = ela_str_of(query);
    return l->list->often ? ela__often_read(l, a, err) : ELA_OK;
}

enum ela_status ela__asked_read(struct ela__listing *l, struct ela__asked *a, struct ela_error *err)
{
    struct ela_json *view_filter = NULL, *view_sort = NULL;
    struct ela__criterion *of_view = NULL, *own = NULL;
    memset(a, 0, sizeof *a);
    a->limit = (size_t)ela_in_int(l->c, "limit", ELA__LIST_LIMIT);
    a->search = ela_in_text(l->c, "search");
    if (l->list->search_by_words)
        ELA_TRY(search_words(l, a, err));
    columns(l, a);
    enum ela_status st = ela__view_read(l, &view_filter, &view_sort, err);
    if (st == ELA_OK)
        st = ela__filter_read(l, view_filter, &of_view, err);
    if (st == ELA_OK)
        st = ela__filter_read(l, ela_in_get(l->c, "filter"), &own, err);
    if (st == ELA_OK) {
        const struct ela_json *sort = ela_in_get(l->c, "sort");
        ela__order_read(l, ela_json_size(sort) ? sort : view_sort, l->list->views[0].sort,
                        &a->order);
        st = place(l, a, err);
    }
    ela_json_free(view_filter);
    ela_json_free(view_sort);
    if (st != ELA_OK)
        return st;
    a->filter = own ? own : of_view;
    if (own && of_view) { /* both hold */
        struct ela__criterion *both = ela_arena_alloc(l->c->arena, sizeof *both);
        if (!both)
            return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
        both->kind = ELA__ALL;
        both->first = of_view;
        of_view->next = own;
        a->filter = both;
    }
    /* Of who sees his own clients alone, few are open among all that ever was. */
    bool of_few = l->c->actor->kind == ELA_ACTOR_USER && l->c->actor->own_clients_only;
    a->order.sorted = ela__filter_sparse(a->filter) || (of_few && ela__filter_of_status(a->filter));
    return ELA_OK;
}

/* --- statements --------------------------------------------------------------------------- */

static void from(const struct ela__listing *l, struct ela_sql *q, unsigned joins)
{
    bool portal = l->c->actor->kind == ELA_ACTOR_PORTAL && l->list->portal_from;
    ela_sql_add(q, portal ? l->list->portal_from : l->list->from);
    for (unsigned i = 0; l->list->joins && l->list->joins[i]; i++)
        if (joins & (1u << i))
            ela_sql_add(q, l->list->joins[i]);
}

static void search(const struct ela__listing *l, struct ela_sql *q, const struct ela__asked *a)
{
    struct ela_db_value pattern;
    if (!l->list->search || a->search.n == 0 || a->window)
        return;
    if (l->list->search_by_words) {
        ela_sql_add(q, l->list->search);
        for (unsigned i = 0; i < l->list->search_params; i++)
            ela_sql_text(q, a->search);
        return;
    }
    struct ela_json *text = ela_json_new_text(a->search.p, a->search.n);
    if (ela__value_pattern(l, text, true, &pattern)) {
        ela_sql_add(q, l->list->search);
        for (unsigned i = 0; i < l->list->search_params; i++)
            ela_sql_value(q, pattern);
    }
    ela_json_free(text);
}

void ela__where(const struct ela__listing *l, struct ela_sql *q, const struct ela__asked *a,
                unsigned more_joins)
{
    unsigned joins = more_joins | ela__filter_joins(a->filter);
    if (a->search.n)
        joins |= l->list->search_joins;
    if (a->group)
        joins |= a->group->joins;
    from(l, q, joins);
    ela_sql_add(q, ELA__L_WHERE);
    l->list->scope(q, l->c->actor);
    if (a->group) {
        ela_sql_add(q, ELA__L_AND);
        ela_sql_add(q, a->group->key);
        ela_sql_add(q, ELA__L_EQ);
        ela_sql_text(q, a->group_code);
    }
    ela__filter_add(l, q, a->filter);
    search(l, q, a);
}

enum ela_status ela__ids(const struct ela__listing *l, const struct ela__asked *a,
                         struct ela_db_result *out, struct ela_error *err)
{
    struct ela_sql q;
    bool full;
    if (ela_words_often(&a->words)) {
        ELA_TRY(ela__often_ids(l, a, &full, out, err));
        if (full)
            return ELA_OK;
    }
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__L_SELECT);
    ela_sql_add(&q, l->list->id);
    ela__order_keys(&q, &a->order);
    ela__where(l, &q, a, ela__order_joins(&a->order));
    ela__order_past(l, &q, &a->order, &a->at);
    ela__order_by(l, &q, &a->order);
    ela_sql_add(&q, ELA__L_LIMIT);
    ela_sql_int(&q, (int64_t)a->limit + 1);
    return ela_sql_query(&q, l->c->db, out, err);
}

enum ela_status ela__count(const struct ela__listing *l, const struct ela__asked *a, int64_t *total,
                           bool *capped, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    if (ela_words_often(&a->words))
        return ela__often_count(l, a, total, capped, err);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__L_COUNT);
    ela__where(l, &q, a, 0);
    ela_sql_add(&q, ELA__L_COUNT_END);
    ela_sql_int(&q, ELA__LIST_CAP + 1);
    ELA_TRY(ela_sql_query(&q, l->c->db, &r, err));
    *total = ela_db_int(&r, 0, 0, 0);
    *capped = *total > ELA__LIST_CAP;
    if (*capped)
        *total = ELA__LIST_CAP;
    ela_db_result_release(&r);
    return ELA_OK;
}

/* --- pages -------------------------------------------------------------------------------- */

static char *cursor_at(const struct ela__listing *l, const struct ela__asked *a,
                       const struct ela_db_result *r, size_t row)
{
    struct ela__place at = {.has = true, .id = ela_db_int(r, row, 0, 0)};
    for (size_t i = 0; i < a->order.n; i++)
        at.key[i] =
            ela_db_is_null(r, row, i + 1) ? (struct ela_str){NULL, 0} : ela_db_cell(r, row, i + 1);
    return ela__place_write(l->c, &a->order, &at);
}

/* Into out: "rows", "next" (after the last), "prev" (before the first). */
static enum ela_status page(const struct ela__listing *l, const struct ela__asked *a,
                            struct ela_json *out, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela__cells x;
    ELA_TRY(ela__ids(l, a, &r, err));
    bool back = a->order.back, more = r.nrows > a->limit;
    size_t n = more ? a->limit : r.nrows;
    int64_t *ids = ela_arena_alloc(l->c->arena, (n + 1) * sizeof *ids);
    for (size_t i = 0; ids && i < n; i++)
        ids[i] = ela_db_int(&r, back ? n - 1 - i : i, 0, 0);
    enum ela_status st = ids ? ela__cells_read(l, a, ids, n, &x, err)
                             : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    if (st == ELA_OK) {
        struct ela_json *rows = ela_json_new_array();
        for (size_t i = 0; i < n; i++) {
            struct ela_json *row = ela__cells_row(&x, i);
            if (row)
                ela_json_push(rows, row);
        }
        ela_json_set(out, "rows", rows);
        bool after = back ? n > 0 : more, before = back ? more : a->at.has && n > 0;
        size_t first = back ? n - 1 : 0, last = back ? 0 : n - 1;
        ela_json_set_text(out, "next", after ? cursor_at(l, a, &r, last) : NULL);
        ela_json_set_text(out, "prev", before ? cursor_at(l, a, &r, first) : NULL);
        ela__cells_release(&x);
    }
    ela_db_result_release(&r);
    return st;
}

static enum ela_status total(const struct ela__listing *l, const struct ela__asked *a,
                             struct ela_json *out, struct ela_error *err)
{
    int64_t n = 0;
    bool capped = false;
    ELA_TRY(ela__count(l, a, &n, &capped, err));
    ela_json_set_int(out, "total", n);
    ela_json_set_bool(out, "total_capped", capped);
    return ELA_OK;
}

enum ela_status ela__list_rows(struct ela_call *c, struct ela_error *err)
{
    struct ela__listing l;
    struct ela__asked a;
    ELA_TRY(ela__list_open(c, &l, err));
    ELA_TRY(ela__asked_read(&l, &a, err));
    ELA_TRY(page(&l, &a, c->out, err));
    return ela_in_bool(c, "with_total", false) ? total(&l, &a, c->out, err) : ELA_OK;
}

/* One column of a board per status, each with its first rows and its count. */
enum ela_status ela__list_board(struct ela_call *c, struct ela_error *err)
{
    struct ela__listing l;
    struct ela__asked a;
    const struct ela_wf_status *s;
    ELA_TRY(ela__list_open(c, &l, err));
    ELA_TRY(ela__asked_read(&l, &a, err));
    struct ela_str by = ela_in_has(c, "by") ? ela_in_text(c, "by") : ELA_STR("status");
    a.group = ela__list_column(&l, by);
    if (!a.group || a.group->type != ELA_LT_STATUS)
        return ela_fail(err, ELA_E_INPUT, "list.column", "by");
    const struct ela_wf_object *o = ela_workflow_object(c->workflow, a.group->object);
    struct ela_json *groups = ela_json_new_array();
    ela_json_set(c->out, "groups", groups);
    for (size_t i = 0; (s = ela_wf_status_at(o, i)) != NULL; i++) {
        struct ela_json *group = ela_json_new_object();
        ela_json_push(groups, group);
        a.group_code = ela_str_of(s->code);
        ela_json_set(group, "status", ela_wf_badge(o, a.group_code, c->actor));
        ELA_TRY(page(&l, &a, group, err));
        ELA_TRY(total(&l, &a, group, err));
    }
    return ELA_OK;
}

/*
 * Cases as lists, one case in full, the picker and the timeline. Source: CASE-02, CASE-32, CASE-33,
 * PORT-09.
 */
#include "case/case_rows.h"
#include "scope/scope.h"

/* Those that ELA_SQL_CASE_LIST_SEEN has after C_ARCHIVED. */
enum { C_TERMS = C_ARCHIVED + 1, C_MODEL, C_INCLUDED, C_SUMS, C_TODO };

/* Where cases without a due day stand among the others. */
#define NO_DAY "9999-12-31"

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

static bool late(const struct ela_call *c, const struct ela_db_result *r, size_t row)
{
    struct ela_day due;
    struct ela_str klass = ela_db_cell(r, row, C_CLASS);
    if (ela_db_is_null(r, row, C_DUE) || ela_str_is(klass, "done") ||
        ela_str_is(klass, "cancelled") ||
        ela_day_parse(ela_db_cell(r, row, C_DUE), &due, "", NULL) != ELA_OK)
        return false;
    return due.n < ela_tz_day(c->tz, c->now).n;
}

enum ela_status ela__row_template(struct ela_call *c, const struct ela_db_result *r, size_t row,
                                  const struct ela_template **t, const struct ela_wf_object **wf,
                                  struct ela_error *err)
{
    int64_t definition = ela_db_int(r, row, C_DEFINITION, 0);
    *t = NULL;
    *wf = ela_workflow_object(c->workflow, "case");
    if (!definition)
        return ELA_OK;
    ELA_TRY(ela_meta_template(c, definition, t, err));
    *wf = ela_template_statuses(c, *t);
    return ELA_OK;
}

void ela__row_common(const struct ela_call *c, struct ela_json *o, const struct ela_db_result *r,
                     size_t row, const struct ela_template *t, const struct ela_wf_object *wf)
{
    ela_list_int(o, "id", r, row, C_ID);
    ela_list_text(o, "ref", r, row, C_REF);
    ela_list_text(o, "title", r, row, C_TITLE);
    ela_list_person(o, "client", r, row, C_CLIENT, C_CLIENT_NAME);
    ela_json_set(o, "status", ela_wf_badge(wf, ela_db_cell(r, row, C_STATUS), c->actor));
    ela_list_text(o, "nature", r, row, C_NATURE);
    ela_list_int(o, "progress", r, row, C_PROGRESS);
    ela_list_person(o, "lead", r, row, C_LEAD, C_LEAD_NAME);
    ela_list_text(o, "start_on", r, row, C_START);
    ela_list_text(o, "due_on", r, row, C_DUE);
    ela_list_text(o, "closed_on", r, row, C_CLOSED);
    ela_list_int(o, "updated_at", r, row, C_UPDATED);
    ela_json_set_bool(o, "late", late(c, r, row));
    if (portal(c))
        return;
    ela_list_text(o, "kind", r, row, C_KIND);
    ela_json_set_text(o, "type", t ? ela_label_text(t->label, c->actor->lang) : NULL);
    ela_json_set_bool(o, "archived", !ela_db_is_null(r, row, C_ARCHIVED));
    ela_list_int(o, "priority", r, row, C_PRIORITY);
    ela_json_set_bool(o, "portal_visible", ela_db_int(r, row, C_VISIBLE, 0) == 1);
}

int64_t ela__total_s(const struct ela_call *c, const struct ela_gauge *g)
{
    int64_t seen = g->validated_s + g->invoiced_s;
    return portal(c) ? seen : seen + g->draft_s + g->submitted_s;
}

/* --- list ----------------------------------------------------------------- */

struct order {
    char tag;
    const char *next, *by;
    size_t key; /* column of the cursor's text; 0: none */
    unsigned nparams_text;
    bool with_id;
};

static struct order order_of(const struct ela_call *c)
{
    struct ela_str sort = ela_in_text(c, "sort");
    if (ela_str_is(sort, "ref"))
        return (struct order){'f', ELA_SQL_CASE_NEXT_REF, ELA_SQL_CASE_BY_REF, C_REF, 1, false};
    if (ela_str_is(sort, "due"))
        return (struct order){'d', ELA_SQL_CASE_NEXT_DUE, ELA_SQL_CASE_BY_DUE, C_DUE, 2, true};
    return (struct order){'r', ELA_SQL_CASE_NEXT_RECENT, ELA_SQL_CASE_BY_RECENT, 0, 0, true};
}

/* Each template has statuses of its own; their classes are the same for all. */
static void filter_class(struct ela_sql *q, struct ela_str klass)
{
    static const char *const active[] = {"open", "wait_client", "wait_third", NULL},
                             *const closed[] = {"done", "cancelled", NULL};
    const char *one[] = {klass.p, NULL};
    /* "open" is the adviser's word for every case that is not closed. */
    const char *const *list = ela_str_is(klass, "open")     ? active
                              : ela_str_is(klass, "closed") ? closed
                                                            : one;
    ela_sql_add(q, ELA_SQL_CASE_F_CLASS);
    for (size_t i = 0; list[i]; i++) {
        ela_sql_add(q, i ? ELA_SQL_COMMA_P : ELA_SQL_P);
        ela_sql_text(q, ela_str_of(list[i]));
    }
    ela_sql_add(q, ELA_SQL_CLOSE);
}

static void filter_search(struct ela_call *c, struct ela_sql *q)
{
    struct ela_str search = ela_in_text(c, "search");
    if (search.n == 0)
        return;
    struct ela_str pattern = ela_list_pattern(c->arena, search);
    ela_sql_add(q, ELA_SQL_CASE_F_SEARCH);
    for (int i = 0; i < 3; i++)
        ela_sql_text(q, pattern);
}

static void filter_id(const struct ela_call *c, struct ela_sql *q, const char *name,
                      const char *fragment)
{
    if (!ela_in_has(c, name))
        return;
    ela_sql_add(q, fragment);
    ela_sql_int(q, ela_in_int(c, name, 0));
}

static bool code_ok(struct ela_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_", s.p[i]))
            return false;
    return s.n > 0;
}

static enum ela_status filters(struct ela_call *c, struct ela_sql *q, const struct order *by,
                               struct ela_error *err)
{
    char text[64];
    int64_t id;
    bool has;
    ela_scope_case(q, c->actor, "d");
    filter_id(c, q, "client", ELA_SQL_CASE_F_CLIENT);
    filter_id(c, q, "lead", ELA_SQL_CASE_F_LEAD);
    if (ela_in_bool(c, "mine", false)) {
        ela_sql_add(q, ELA_SQL_CASE_F_MINE);
        ela_sql_int(q, c->actor->user_id);
        ela_sql_int(q, c->actor->user_id);
    }
    if (ela_in_has(c, "status")) {
        if (!code_ok(ela_in_text(c, "status"))) /* of any template */
            return ela_fail(err, ELA_E_INPUT, "workflow.unknown_status", "status");
        ela_sql_add(q, ELA_SQL_CASE_F_STATUS);
        ela_sql_add(q, ELA_SQL_P);
        ela_sql_text(q, ela_in_text(c, "status"));
        ela_sql_add(q, ELA_SQL_CLOSE);
    }
    if (ela_in_has(c, "class"))
        filter_class(q, ela_in_text(c, "class"));
    if (ela_in_bool(c, "late", false)) { /* as late() judges a row */
        filter_class(q, ELA_STR("open"));
        ela_sql_add(q, ELA_SQL_CASE_F_LATE);
        ela_sql_value(q, ela_list_day(c->arena, ela_tz_day(c->tz, c->now)));
    }
    if (ela_in_has(c, "kind")) {
        ela_sql_add(q, ELA_SQL_CASE_F_KIND);
        ela_sql_text(q, ela_in_text(c, "kind"));
    }
    if (ela_in_has(c, "archived"))
        ela_sql_add(q, ela_in_bool(c, "archived", false) ? ELA_SQL_CASE_F_ARCHIVED
                                                         : ELA_SQL_CASE_F_PRESENT);
    filter_search(c, q);
    struct ela_day day;
    ELA_TRY(ela_cursor_read(c, by->tag, &has, text, sizeof(text), &id, err));
    if (has && by->key == C_DUE && ela_day_parse(ela_str_of(text), &day, "", NULL) != ELA_OK &&
        strcmp(text, NO_DAY) != 0)
        return ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
    if (!has)
        return ELA_OK;
    ela_sql_add(q, by->next);
    struct ela_str key = ela_str_of(ela_arena_strdup(c->arena, text));
    for (unsigned i = 0; i < by->nparams_text; i++)
        ela_sql_text(q, key);
    if (by->with_id)
        ela_sql_int(q, id);
    return ELA_OK;
}

/* "all counted", as ELA_SQL_CASE_LIST_SEEN gives them; nothing where no time is seen. */
static void seen(struct ela_gauge *g, const struct ela_db_result *r, size_t row)
{
    struct ela_str sums = ela_db_cell(r, row, C_SUMS);
    size_t n = 0;
    while (n < sums.n && sums.p[n] != ' ')
        n++;
    *g = (struct ela_gauge){.case_id = ela_db_int(r, row, C_ID, 0),
                            .terms_id = ela_db_int(r, row, C_TERMS, 0),
                            .model = ELA_MODEL_HOURLY,
                            .included_s = ela_db_int(r, row, C_INCLUDED, -1)};
    if (!ela_db_is_null(r, row, C_MODEL))
        (void)ela_str_copy(ela_db_cell(r, row, C_MODEL), g->model, sizeof(g->model));
    if (n < sums.n) {
        (void)ela_parse_i64((struct ela_str){sums.p, n}, &g->validated_s);
        (void)ela_parse_i64((struct ela_str){sums.p + n + 1, sums.n - n - 1}, &g->used_s);
    }
}

static enum ela_status page_gauges(struct ela_call *c, const struct ela_db_result *r, size_t n,
                                   struct ela_gauge **out, struct ela_error *err)
{
    int64_t ids[200];
    *out = ela_arena_alloc(c->arena, (n + 1) * sizeof(**out));
    if (!*out)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < n; i++) {
        if (portal(c))
            seen(*out + i, r, i);
        else
            ids[i] = ela_db_int(r, i, C_ID, 0);
    }
    return portal(c) ? ELA_OK : ela_case_gauges(c, ids, n, *out, err);
}

/* What kind of work it is, as its template says; null for a case without one. */
static struct ela_json *type_of(const struct ela_call *c, const struct ela_db_result *r, size_t row,
                                const struct ela_template *t)
{
    struct ela_json *o;
    if (!t)
        return ela_json_new_null();
    o = ela_json_new_object();
    ela_json_set_str(o, "code", ela_db_cell(r, row, C_KIND));
    ela_json_set_text(o, "label", ela_label_text(t->label, c->actor->lang));
    ela_json_set_text(o, "icon", t->icon);
    ela_json_set_text(o, "colour", t->colour);
    return o;
}

static enum ela_status write_page(struct ela_call *c, const struct ela_db_result *r, size_t limit,
                                  const struct order *by, struct ela_error *err)
{
    size_t n = r->nrows < limit ? r->nrows : limit;
    struct ela_gauge *g;
    ELA_TRY(page_gauges(c, r, n, &g, err));
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    for (size_t i = 0; i < n; i++) {
        struct ela_json *o = ela_json_new_object();
        const struct ela_template *t;
        const struct ela_wf_object *wf;
        ela_json_push(rows, o);
        ELA_TRY(ela__row_template(c, r, i, &t, &wf, err));
        ela__row_common(c, o, r, i, t, wf);
        ela_json_set(o, "gauge", ela_gauge_json(c, &g[i]));
        ela_json_set_int(o, "total_s", ela__total_s(c, &g[i]));
        if (portal(c)) {
            ela_json_set(o, "type", type_of(c, r, i, t));
            ela_json_set_bool(o, "archived", !ela_db_is_null(r, i, C_ARCHIVED));
            ela_json_set_int(o, "todo", ela_db_int(r, i, C_TODO, 0));
        }
    }
    if (r->nrows <= limit) {
        ela_json_set_null(c->out, "next");
        return ELA_OK;
    }
    struct ela_str key = ela_str_of("");
    if (by->key)
        key =
            ela_db_is_null(r, n - 1, by->key) ? ela_str_of(NO_DAY) : ela_db_cell(r, n - 1, by->key);
    ela_json_set_text(c->out, "next",
                      ela_cursor_make(c->arena, by->tag, key, ela_db_int(r, n - 1, C_ID, 0)));
    return ELA_OK;
}

enum ela_status ela__case_list(struct ela_call *c, struct ela_error *err)
{
    size_t limit = (size_t)ela_in_int(c, "limit", ELA_LIST_LIMIT_DEFAULT);
    struct order by = order_of(c);
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, portal(c) ? ELA_SQL_CASE_LIST_SEEN : ELA_SQL_CASE_LIST);
    for (int i = 0; portal(c) && i < 2; i++) /* pieces run out, terms in force */
        ela_sql_value(&q, ela_list_day(c->arena, ela_tz_day(c->tz, c->now)));
    enum ela_status st = filters(c, &q, &by, err);
    ela_sql_add(&q, by.by);
    ela_sql_int(&q, (int64_t)limit + 1);
    if (st == ELA_OK)
        st = ela_sql_query(&q, c->db, &r, err);
    ela_sql_release(&q);
    if (st != ELA_OK)
        return st;
    st = write_page(c, &r, limit, &by, err);
    ela_db_result_release(&r);
    return st;
}

/* Kinds of the client's cases, to filter by: {rows [{code, label, count}]}. */
enum ela_status ela__case_kinds(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_KINDS);
    ela_scope_case(&q, c->actor, "d");
    ela_sql_add(&q, ELA_SQL_CASE_KINDS_END);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++) {
        const struct ela_template *t = NULL;
        if (ela_db_is_null(&r, i, 1))
            continue;
        st = ela_meta_template(c, ela_db_int(&r, i, 1, 0), &t, err);
        if (st != ELA_OK)
            break;
        struct ela_json *o = ela_json_new_object();
        ela_list_text(o, "code", &r, i, 0);
        ela_json_set_text(o, "label", ela_label_text(t->label, c->actor->lang));
        ela_list_int(o, "count", &r, i, 2);
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    return st;
}

/* --- picker and timeline -------------------------------------------------- */

enum ela_status ela__case_picker(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_CASE_PICKER);
    ela_scope_case(&q, c->actor, "d");
    filter_id(c, &q, "client", ELA_SQL_CASE_F_CLIENT);
    filter_class(&q, ELA_STR("open"));
    filter_search(c, &q);
    ela_sql_add(&q, ELA_SQL_CASE_PICKER_TAIL);
    ela_sql_int(&q, c->actor->user_id);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, 0);
        ela_list_text(o, "ref", &r, i, 1);
        ela_list_text(o, "title", &r, i, 2);
        ela_list_person(o, "client", &r, i, 3, 4);
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "rows", rows);
    return ELA_OK;
}

enum ela_status ela__case_timeline(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    for (const struct ela_op *op = ELA_EVENT_OPS; op->name; op++)
        if (strcmp(op->name, "event.list") == 0)
            return op->run(c, err);
    return ela_fail(err, ELA_E_INTERNAL, "op.unknown", "");
}

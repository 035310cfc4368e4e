/*
 * Reading requests: a client's own, the firm's queue with its counters, one in full. Source:
 * CASE-28, CASE-29.
 */
#include "request/request_internal.h"

#include "file/file.h"

#include <inttypes.h>

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

/* --- lists -------------------------------------------------------------------------------- */

static void filter_class(const struct ela_call *c, struct ela_sql *q, const char *klass)
{
    const struct ela_wf_object *o = ela__request_workflow(c);
    const struct ela_wf_status *s;
    const char *sign = ELA__SQL_REQUESTS_P;
    ela_sql_add(q, ELA__SQL_REQUESTS_STATUS);
    for (size_t i = 0; (s = ela_wf_status_at(o, i)) != NULL; i++) {
        if (!ela_wf_status_is(o, ela_str_of(s->code), klass))
            continue;
        ela_sql_add(q, sign);
        ela_sql_text(q, ela_str_of(s->code));
        sign = ELA__SQL_REQUESTS_COMMA_P;
    }
    if (sign == ELA__SQL_REQUESTS_P) {
        ela_sql_add(q, sign);
        ela_sql_text(q, ELA_STR(""));
    }
    ela_sql_add(q, ELA__SQL_REQUESTS_CLOSE);
}

/* Everybody's reach: never a draft of somebody else. */
static void reach(const struct ela_call *c, struct ela_sql *q)
{
    if (portal(c)) {
        ela_sql_add(q, ELA__SQL_REQUESTS_OWN_DRAFTS);
        ela_sql_int(q, c->actor->account_id);
    } else {
        ela_sql_add(q, ELA__SQL_REQUESTS_NOT_DRAFT);
    }
    ela_scope_client(q, c->actor, "r", "fk_soc");
}

/* Are those asked for open alone? */
static bool open_alone(const struct ela_call *c)
{
    struct ela_str status = ela_in_text(c, "status");
    return ela_in_bool(c, "open", false) || ela_str_is(ela_in_text(c, "class"), "open") ||
           (status.n && ela_wf_status_is(ela__request_workflow(c), status, "active"));
}

static enum ela_status run_list(struct ela_call *c, struct ela_sql *q, size_t limit,
                                struct ela_error *err)
{
    struct ela_db_result r;
    ela_sql_add(q, open_alone(c) ? ELA__SQL_REQUESTS_ORDER_OPEN : ELA__SQL_REQUESTS_ORDER);
    ela_sql_int(q, (int64_t)limit + 1);
    ELA_TRY(ela_sql_query(q, c->db, &r, err));
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    size_t n = r.nrows < limit ? r.nrows : limit;
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < n && st == ELA_OK; i++) {
        struct ela_json *o = ela_json_new_object();
        st = ela__request_row(c, &r, i, o, err);
        ela_json_push(rows, o);
    }
    if (r.nrows > limit)
        ela_json_set_text(
            c->out, "next",
            ela_cursor_make(c->arena, 'r', ELA_STR(""), ela_db_int(&r, n - 1, ELA__R_ID, 0)));
    else
        ela_json_set_null(c->out, "next");
    ela_db_result_release(&r);
    return st;
}

static enum ela_status after(struct ela_call *c, struct ela_sql *q, struct ela_error *err)
{
    char text[8];
    int64_t id = 0;
    bool has = false;
    ELA_TRY(ela_cursor_read(c, 'r', &has, text, sizeof text, &id, err));
    if (has) {
        ela_sql_add(q, ELA__SQL_REQUESTS_AFTER);
        ela_sql_int(q, id);
    }
    return ELA_OK;
}

enum ela_status ela__request_mine(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_REQUEST);
    ela_sql_int(&q, c->actor->entity);
    reach(c, &q);
    if (ela_in_bool(c, "open", false))
        filter_class(c, &q, "active");
    enum ela_status st = after(c, &q, err);
    if (st == ELA_OK)
        st = run_list(c, &q, (size_t)ela_in_int(c, "limit", ELA_LIST_LIMIT_DEFAULT), err);
    ela_sql_release(&q);
    return st;
}

static void search(struct ela_call *c, struct ela_sql *q)
{
    struct ela_str text = ela_in_text(c, "search");
    if (text.n == 0)
        return;
    struct ela_str pattern = ela_list_pattern(c->arena, text);
    ela_sql_add(q, ELA__SQL_REQUESTS_SEARCH);
    ela_sql_text(q, pattern);
    ela_sql_text(q, pattern);
}

static enum ela_status filters(struct ela_call *c, struct ela_sql *q, struct ela_error *err)
{
    struct ela_str status = ela_in_text(c, "status"), klass = ela_in_text(c, "class");
    if (status.n) {
        if (!ela_wf_status_of(ela__request_workflow(c), status))
            return ela_fail(err, ELA_E_INPUT, "workflow.unknown_status", "status");
        ela_sql_add(q, ELA__SQL_REQUESTS_STATUS);
        ela_sql_add(q, ELA__SQL_REQUESTS_P);
        ela_sql_text(q, status);
        ela_sql_add(q, ELA__SQL_REQUESTS_CLOSE);
    }
    if (klass.n)
        filter_class(c, q, ela_str_is(klass, "open") ? "active" : "closed");
    if (ela_in_has(c, "client")) {
        ela_sql_add(q, ELA__SQL_REQUESTS_CLIENT);
        ela_sql_int(q, ela_in_int(c, "client", 0));
    }
    if (ela_in_text(c, "kind").n) {
        ela_sql_add(q, ELA__SQL_REQUESTS_KIND);
        ela_sql_text(q, ela_in_text(c, "kind"));
    }
    if (ela_in_bool(c, "mine", false) || ela_in_has(c, "assigned")) {
        ela_sql_add(q, ELA__SQL_REQUESTS_ASSIGNED);
        ela_sql_int(q, ela_in_int(c, "assigned", c->actor->user_id));
    }
    if (ela_in_bool(c, "unassigned", false))
        ela_sql_add(q, ELA__SQL_REQUESTS_UNASSIGNED);
    search(c, q);
    return after(c, q, err);
}

/* How many stand where, over all that the actor may see. */
static enum ela_status counters(struct ela_call *c, struct ela_error *err)
{
    const struct ela_wf_object *o = ela__request_workflow(c);
    struct ela_sql q;
    struct ela_db_result r;
    int64_t unassigned = 0;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_REQUESTS_COUNT);
    ela_sql_int(&q, c->actor->entity);
    reach(c, &q);
    filter_class(c, &q, "active");
    ela_sql_add(&q, ELA__SQL_REQUESTS_GROUP);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *n = ela_json_new_object();
        ela_json_set(n, "status", ela_wf_badge(o, ela_db_cell(&r, i, 0), c->actor));
        ela_json_set_int(n, "count", ela_db_int(&r, i, 1, 0));
        ela_json_push(list, n);
        if (ela_wf_status_is(o, ela_db_cell(&r, i, 0), "active"))
            unassigned += ela_db_int(&r, i, 2, 0);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "counters", list);
    ela_json_set_int(c->out, "unassigned", unassigned);
    return ELA_OK;
}

/* Without rows: the counters alone. */
enum ela_status ela__request_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_sql q;
    int64_t limit = ela_in_int(c, "limit", ELA_LIST_LIMIT_DEFAULT);
    if (limit == 0) {
        ela_json_set(c->out, "rows", ela_json_new_array());
        ela_json_set_null(c->out, "next");
        return counters(c, err);
    }
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_REQUEST);
    ela_sql_int(&q, c->actor->entity);
    reach(c, &q);
    enum ela_status st = filters(c, &q, err);
    if (st == ELA_OK)
        st = run_list(c, &q, (size_t)limit, err);
    ela_sql_release(&q);
    return st == ELA_OK ? counters(c, err) : st;
}

/* --- one in full -------------------------------------------------------------------------- */

static enum ela_status find_files(struct ela_call *c, const struct ela__request *req,
                                  struct ela_db_result *r, struct ela_error *err)
{
    const struct ela_template *t = NULL;
    const int64_t *id = NULL;
    size_t n = 0;
    struct ela_sql q;
    ELA_TRY(ela_meta_template(c, req->definition, &t, err));
    const struct ela_meta_form *form = ela__request_form_of(t);
    ELA_TRY(ela_file_answers_named(c, form ? &form->set : NULL, req->answers, &id, &n, err));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_REQUEST_FILES);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, req->client);
    ela_sql_int(&q, req->id);
    if (n) {
        ela_sql_add(&q, ELA__SQL_REQUEST_FILES_OR);
        ela_sql_in(&q, id, n);
    }
    ela_sql_add(&q, ELA__SQL_REQUEST_FILES_END);
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, ELA__SQL_REQUEST_FILES_ORDER);
    return ela_sql_query(&q, c->db, r, err);
}

static enum ela_status files(struct ela_call *c, const struct ela__request *req,
                             struct ela_error *err)
{
    struct ela_db_result r;
    ELA_TRY(find_files(c, req, &r, err));
    static const char *const NAMES[] = {"#id", "name", "#size", "#at", "type", NULL};
    ela_list_rows(c->out, "files", &r, NAMES);
    ela_db_result_release(&r);
    return ELA_OK;
}

/* [{label, rows: [{code, label, type, value, text, group}]}]: the form as it was filled in. */
static enum ela_status pages(struct ela_call *c, const struct ela__request *r,
                             struct ela_error *err)
{
    const struct ela_template *t = NULL;
    ELA_TRY(ela_meta_template(c, r->definition, &t, err));
    const struct ela_meta_form *form = ela__request_form_of(t);
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "pages", list);
    if (!form)
        return ELA_OK;
    struct ela_json *values = ela_meta_values_json(c, &form->set, r->answers, ELA_ROWS_UNSAID);
    enum ela_status st = ELA_OK;
    for (size_t p = 0; p < form->npages; p++) {
        struct ela_json *o = ela_json_new_object(), *rows = ela_json_new_array();
        ela_json_set_text(o, "label", ela_label_text(form->pages[p].label, c->actor->lang));
        for (size_t i = 0; i < ela_json_size(values); i++) {
            const struct ela_json *v = ela_json_at(values, i);
            const struct ela_meta_field *f =
                ela_fieldset_field(&form->set, ela_json_text(ela_json_get(v, "code")));
            struct ela_json *row = ela_json_ref((struct ela_json *)(uintptr_t)v);
            if (st == ELA_OK && f && strcmp(f->type, "file") == 0)
                st = ela_meta_files_text(ela_json_get(c->out, "files"), row, err);
            if (f && f->page == p)
                ela_json_push(rows, row);
            else
                ela_json_free(row);
        }
        ela_json_set(o, "rows", rows);
        ela_json_push(list, o);
    }
    ela_json_free(values);
    return st == ELA_OK ? ela_meta_name_links(c, list, err) : st;
}

static enum ela_status messages(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_REQUEST_COMMENTS);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, id);
    if (portal(c))
        ela_sql_add(&q, ELA__SQL_REQUEST_COMMENTS_OPEN);
    ela_sql_add(&q, ELA__SQL_REQUEST_COMMENTS_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++) {
        bool firm = !ela_db_is_null(&r, i, 4);
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", &r, i, 0);
        ela_list_int(o, "at", &r, i, 1);
        ela_list_text(o, "body", &r, i, 2);
        ela_json_set_bool(o, "firm", firm);
        ela_list_text(o, "name", &r, i, firm ? 5 : 7);
        if (!portal(c))
            ela_json_set_bool(o, "internal", ela_db_int(&r, i, 3, 0) == 1);
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    ela_json_set(c->out, "messages", list);
    return ELA_OK;
}

/* --- the simplified timeline -------------------------------------------------------------- */

static const char *const ROAD[] = {"received", "analysing", "validated", "converted", NULL};

static void step(struct ela_call *c, struct ela_json *list, struct ela_str code, const char *state,
                 int64_t at)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set(o, "status", ela_wf_badge(ela__request_workflow(c), code, c->actor));
    ela_json_set_text(o, "state", state);
    if (at)
        ela_json_set_int(o, "at", at);
    else
        ela_json_set_null(o, "at");
    ela_json_push(list, o);
}

static size_t road_index(struct ela_str code)
{
    size_t i = 0;
    while (ROAD[i] && !ela_str_is(code, ROAD[i]))
        i++;
    return i;
}

/* Where it has been, where it is, and what of the usual road is still ahead. */
static enum ela_status timeline(struct ela_call *c, const struct ela__request *r,
                                struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(r->id)};
    struct ela_db_result e;
    struct ela_str now = ela_str_of(r->status);
    struct ela_json *list = ela_json_new_array();
    size_t reached = 0;
    ela_json_set(c->out, "timeline", list);
    ELA_TRY(ela_db_query(c->db, ELA__SQL_REQUEST_STEPS, p, 2, &e, err));
    for (size_t i = 0; i < e.nrows; i++) {
        struct ela_json *data = NULL;
        bool last = i + 1 == e.nrows;
        struct ela_str code = ELA_STR("received");
        if (ela_str_is(ela_db_cell(&e, i, 1), "request.converted"))
            code = ELA_STR("converted");
        else if (ela_json_parse(ela_db_cell(&e, i, 2), &ELA_JSON_LIMITS_DEFAULT, &data, NULL) ==
                 ELA_OK)
            code = ela_json_get(data, "to") ? ela_json_text(ela_json_get(data, "to")) : code;
        if (ROAD[road_index(code)] && road_index(code) >= reached)
            reached = road_index(code) + 1;
        step(c, list, code, last ? "current" : "done", ela_db_int(&e, i, 0, 0));
        ela_json_free(data);
    }
    ela_db_result_release(&e);
    if (ela_wf_status_is(ela__request_workflow(c), now, "closed"))
        return ELA_OK;
    for (size_t i = reached; ROAD[i]; i++)
        step(c, list, ela_str_of(ROAD[i]), "todo", 0);
    return ELA_OK;
}

static enum ela_status head(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_REQUEST);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA__SQL_REQUEST_BY_ID);
    ela_sql_int(&q, id);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    st = ela__request_row(c, &r, 0, c->out, err);
    ela_list_text(c->out, "message", &r, 0, ELA__R_MESSAGE);
    ela_list_text(c->out, "consent", &r, 0, ELA__R_CONSENT);
    ela_list_int(c->out, "consent_at", &r, 0, ELA__R_CONSENT_AT);
    ela_list_text(c->out, "author", &r, 0, ELA__R_ACCOUNT_NAME);
    ela_list_int(c->out, "version", &r, 0, ELA__R_VERSION);
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__request_read(struct ela_call *c, struct ela_error *err)
{
    struct ela__request r;
    ELA_TRY(ela__request_load(c, ela_in_int(c, "request", 0), false, &r, err));
    bool draft = strcmp(r.status, ELA__DRAFT) == 0;
    const struct ela_wf_object *wf = ela__request_workflow(c);
    enum ela_status st = head(c, r.id, err);
    if (st == ELA_OK)
        st = files(c, &r, err);
    if (st == ELA_OK)
        st = pages(c, &r, err);
    if (st == ELA_OK)
        st = messages(c, r.id, err);
    if (st == ELA_OK)
        st = timeline(c, &r, err);
    if (draft)
        ela_json_set(c->out, "answers", ela_json_ref(r.answers));
    else
        ela_json_set_null(c->out, "answers");
    struct ela_json *moves =
        ela_wf_choices(wf, ela_str_of(r.status), ela__request_roles(c, &r), c->actor);
    if (portal(c)) {
        ela_json_set_bool(c->out, "cancellable", draft || ela_json_size(moves) > 0);
        ela_json_free(moves);
    } else {
        ela_json_set(c->out, "transitions", moves);
    }
    ela__request_release(&r);
    return st;
}

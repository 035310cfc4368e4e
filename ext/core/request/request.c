/*
 * One request: loading within reach, its row in lists, moves, journal, messages. Source: CASE-28,
 * CASE-29.
 */
#include "request/request_internal.h"

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

const struct ela_wf_object *ela__request_workflow(const struct ela_call *c)
{
    return ela_workflow_object(c->workflow, "request");
}

const struct ela_meta_form *ela__request_form_of(const struct ela_template *t)
{
    return ela_template_form(t, ELA_STR(ELA__REQUEST_FORM));
}

unsigned ela__request_roles(const struct ela_call *c, const struct ela__request *r)
{
    if (portal(c))
        return ELA_WF_OWNER; /* within reach of a client: his own */
    return r->user && r->user == c->actor->user_id ? ELA_WF_LEAD : 0;
}

/* --- loading ------------------------------------------------------------------------------ */

void ela__request_release(struct ela__request *r)
{
    ela_json_free(r->answers);
    r->answers = NULL;
}

static struct ela_str kept(struct ela_call *c, const struct ela_db_result *r, size_t col)
{
    struct ela_str s = ela_db_cell(r, 0, col);
    char *copy = s.n ? ela_arena_strndup(c->arena, s.p, s.n) : NULL;
    return copy ? (struct ela_str){copy, s.n} : ELA_STR("");
}

static enum ela_status fill(struct ela_call *c, const struct ela_db_result *r,
                            struct ela__request *out, struct ela_error *err)
{
    static const struct ela_json_limits limits = {2u << 20, 40, 240000};
    struct ela_str answers = ela_db_cell(r, 0, ELA__R_ANSWERS);
    out->id = ela_db_int(r, 0, ELA__R_ID, 0);
    out->client = (int32_t)ela_db_int(r, 0, ELA__R_CLIENT, 0);
    out->account = ela_db_int(r, 0, ELA__R_ACCOUNT, 0);
    out->definition = ela_db_int(r, 0, ELA__R_DEFINITION, 0);
    out->service = ela_db_int(r, 0, ELA__R_SERVICE, 0);
    out->case_id = ela_db_int(r, 0, ELA__R_CASE, 0);
    out->sent_at = ela_db_int(r, 0, ELA__R_SENT, 0);
    out->user = (int32_t)ela_db_int(r, 0, ELA__R_USER, 0);
    out->version = (int32_t)ela_db_int(r, 0, ELA__R_VERSION, 0);
    out->priority = (int16_t)ela_db_int(r, 0, ELA__R_PRIORITY, 1);
    (void)ela_str_copy(ela_db_cell(r, 0, ELA__R_REF), out->ref, sizeof out->ref);
    (void)ela_str_copy(ela_db_cell(r, 0, ELA__R_STATUS), out->status, sizeof out->status);
    (void)ela_str_copy(ela_db_cell(r, 0, ELA__R_KIND), out->kind, sizeof out->kind);
    (void)ela_str_copy(ela_db_cell(r, 0, ELA__R_KEY), out->key, sizeof out->key);
    (void)ela_str_copy(ela_db_cell(r, 0, ELA__R_PAGE), out->page, sizeof out->page);
    out->client_name = kept(c, r, ELA__R_CLIENT_NAME);
    out->service_name = kept(c, r, ELA__R_SERVICE_NAME);
    out->message = kept(c, r, ELA__R_MESSAGE);
    ELA_TRY(ela_sealed_in_text(c, answers, "request", out->id, err));
    if (answers.n)
        return ela_json_parse(answers, &limits, &out->answers, err);
    out->answers = ela_json_new_object();
    return out->answers ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* Drafts are nobody's but their author's; what was sent is the client's and the firm's. */
static void reach(const struct ela_call *c, struct ela_sql *q)
{
    if (portal(c)) {
        ela_sql_add(q, ELA__SQL_REQUEST_MINE);
        ela_sql_int(q, c->actor->client_id);
        ela_sql_int(q, c->actor->account_id);
    } else {
        ela_sql_add(q, ELA__SQL_REQUEST_SENT);
    }
    ela_scope_client(q, c->actor, "r", "fk_soc");
}

static enum ela_status lock_row(struct ela_call *c, int64_t id, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(id)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_REQUEST_LOCK, p, 2, &r, err));
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__request_load(struct ela_call *c, int64_t id, bool lock,
                                  struct ela__request *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    memset(out, 0, sizeof *out);
    if (lock)
        ELA_TRY(lock_row(c, id, err));
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_REQUEST);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA__SQL_REQUEST_BY_ID);
    ela_sql_int(&q, id);
    reach(c, &q);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    st = r.nrows ? fill(c, &r, out, err) : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "request");
    ela_db_result_release(&r);
    return st;
}

enum ela_status ela__request_by_key(struct ela_call *c, struct ela_str key,
                                    struct ela__request *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    memset(out, 0, sizeof *out);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA__SQL_REQUEST);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA__SQL_REQUEST_BY_KEY);
    ela_sql_int(&q, c->actor->account_id);
    ela_sql_text(&q, key);
    reach(c, &q);
    enum ela_status st = ela_sql_query(&q, c->db, &r, err);
    if (st != ELA_OK)
        return st;
    if (r.nrows)
        st = fill(c, &r, out, err);
    ela_db_result_release(&r);
    return st;
}

/* --- a row as it is shown ----------------------------------------------------------------- */

static void case_member(const struct ela_call *c, const struct ela_db_result *r, size_t row,
                        struct ela_json *o)
{
    bool shown = !ela_db_is_null(r, row, ELA__R_CASE) &&
                 (!portal(c) || ela_db_int(r, row, ELA__R_CASE_VISIBLE, 0) == 1);
    if (!shown) {
        ela_json_set_null(o, "case");
        return;
    }
    struct ela_json *k = ela_json_new_object();
    ela_list_int(k, "id", r, row, ELA__R_CASE);
    ela_list_text(k, "ref", r, row, ELA__R_CASE_REF);
    ela_list_text(k, "title", r, row, ELA__R_CASE_TITLE);
    ela_json_set(o, "case", k);
}

static void office_members(const struct ela_call *c, const struct ela_db_result *r, size_t row,
                           struct ela_json *o)
{
    int64_t sent = ela_db_int(r, row, ELA__R_SENT, c->now);
    ela_list_person(o, "client", r, row, ELA__R_CLIENT, ELA__R_CLIENT_NAME);
    ela_list_text(o, "author", r, row, ELA__R_ACCOUNT_NAME);
    ela_list_person(o, "assigned", r, row, ELA__R_USER, ELA__R_USER_NAME);
    ela_list_int(o, "priority", r, row, ELA__R_PRIORITY);
    ela_json_set_int(o, "age_days", c->now > sent ? (c->now - sent) / 86400 : 0);
}

enum ela_status ela__request_row(struct ela_call *c, const struct ela_db_result *r, size_t row,
                                 struct ela_json *o, struct ela_error *err)
{
    const struct ela_template *t = NULL;
    struct ela_str service = ela_db_cell(r, row, ELA__R_SERVICE_NAME);
    ELA_TRY(ela_meta_template(c, ela_db_int(r, row, ELA__R_DEFINITION, 0), &t, err));
    ela_list_int(o, "id", r, row, ELA__R_ID);
    ela_list_text(o, "ref", r, row, ELA__R_REF);
    ela_list_text(o, "kind", r, row, ELA__R_KIND);
    if (service.n)
        ela_json_set_str(o, "label", service);
    else
        ela_json_set_text(o, "label", ela_label_text(t->label, c->actor->lang));
    ela_json_set_text(o, "icon", t->icon);
    ela_json_set_text(o, "colour", t->colour);
    ela_json_set(
        o, "status",
        ela_wf_badge(ela__request_workflow(c), ela_db_cell(r, row, ELA__R_STATUS), c->actor));
    ela_list_text(o, "page", r, row, ELA__R_PAGE);
    if (portal(c)) /* its author goes on with it under this key */
        ela_list_text(o, "draft_key", r, row, ELA__R_KEY);
    else
        office_members(c, r, row, o);
    ela_list_int(o, "created_at", r, row, ELA__R_CREATED);
    ela_list_int(o, "sent_at", r, row, ELA__R_SENT);
    ela_list_int(o, "updated_at", r, row, ELA__R_UPDATED);
    ela_list_text(o, "reason", r, row, ELA__R_REASON);
    case_member(c, r, row, o);
    return ELA_OK;
}

/* --- journal, messages, moves ------------------------------------------------------------- */

enum ela_status ela__request_event(struct ela_call *c, const struct ela__request *r,
                                   const char *kind, bool visible, struct ela_json *data,
                                   struct ela_error *err)
{
    ela_json_set_text(data, "ref", r->ref);
    struct ela_event e = {.kind = kind,
                          .client_id = r->client,
                          .case_id = r->case_id,
                          .object = "request",
                          .object_id = r->id,
                          .visible = visible,
                          .data = data};
    return ela_event_add(c, &e, err);
}

enum ela_status ela__request_say(struct ela_call *c, const struct ela__request *r,
                                 struct ela_str body, bool internal, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(r->id),
                               r->case_id ? ELA_DBV_INT(r->case_id) : ELA_DBV_NULL,
                               ELA_DBV_INT(r->client),
                               ELA_DBV_STR(body),
                               ELA_DBV_INT(internal),
                               portal(c) ? ELA_DBV_NULL : ELA_DBV_INT(c->actor->user_id),
                               portal(c) ? ELA_DBV_INT(c->actor->account_id) : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now)};
    struct ela_db_value touch[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->entity),
                                   ELA_DBV_INT(r->id)};
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_REQUEST_COMMENT_ADD, p, sizeof p / sizeof p[0], NULL, err));
    return ela_db_exec(c->db, ELA__SQL_REQUEST_TOUCH, touch, 3, NULL, err);
}

enum ela_status ela__request_move(struct ela_call *c, struct ela__request *r, struct ela_str to,
                                  struct ela_str reason, struct ela_error *err)
{
    const struct ela_wf_transition *t;
    int64_t changed = 0;
    ELA_TRY(ela_wf_between(ela__request_workflow(c), ela_str_of(r->status), to,
                           ela__request_roles(c, r), c->actor, reason.n > 0, &t, err));
    if (t->automatic)
        return ela_fail(err, ELA_E_STATE, "workflow.not_from_here", "to");
    struct ela_db_value p[] = {ELA_DBV_STR(to),     reason.n ? ELA_DBV_STR(reason) : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(r->id),  ELA_DBV_TEXT(r->status)};
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_REQUEST_STATUS, p, 6, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "request");
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "from", r->status);
    ela_json_set_str(data, "to", to);
    if (reason.n)
        ela_json_set_str(data, "reason", reason);
    (void)ela_str_copy(to, r->status, sizeof r->status);
    return ela__request_event(c, r, "request.status", true, data, err);
}

/*
 * The firm's side of a request: assign, move, exchange, convert once. Source: CASE-29.
 */
#include "request/request_internal.h"

#include "case/case.h"

/* --- assign ------------------------------------------------------------------------------- */

static enum ela_status need_user(struct ela_call *c, int64_t user, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(user), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_REQUEST_ASSIGNABLE, p, 2, &r, err));
    bool found = r.nrows > 0;
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "user");
}

enum ela_status ela__request_assign(struct ela_call *c, struct ela_error *err)
{
    struct ela__request r;
    int64_t user;
    ELA_TRY(ela__request_load(c, ela_in_int(c, "request", 0), true, &r, err));
    user = ela_in_has(c, "user") ? ela_in_int(c, "user", 0) : r.user;
    enum ela_status st = user && user != r.user ? need_user(c, user, err) : ELA_OK;
    int64_t priority = ela_in_int(c, "priority", r.priority);
    struct ela_db_value p[] = {user ? ELA_DBV_INT(user) : ELA_DBV_NULL, ELA_DBV_INT(priority),
                               ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(r.id)};
    if (st == ELA_OK)
        st = ela_db_exec(c->db, ELA__SQL_REQUEST_ASSIGN, p, 5, NULL, err);
    if (st == ELA_OK) {
        struct ela_json *data = ela_json_new_object();
        ela_json_set_int(data, "user", user);
        ela_json_set_int(data, "priority", priority);
        st = ela__request_event(c, &r, "request.assigned", false, data, err);
    }
    bool told = user && user != r.user && user != c->actor->user_id;
    r.user = (int32_t)user;
    if (st == ELA_OK && told)
        st = ela__request_mail_firm(c, &r, "request.assigned", ELA_STR(""), err);
    ela__request_release(&r);
    return st;
}

/* --- move --------------------------------------------------------------------------------- */

/* What is missing is a message too: the client answers it where he reads it. */
enum ela_status ela__request_transition(struct ela_call *c, struct ela_error *err)
{
    struct ela__request r;
    struct ela_str to = ela_in_text(c, "to"), reason = ela_in_text(c, "reason");
    ELA_TRY(ela__request_load(c, ela_in_int(c, "request", 0), true, &r, err));
    enum ela_status st = ela__request_move(c, &r, to, reason, err);
    bool asks = strcmp(r.status, "need_info") == 0, refused = strcmp(r.status, "refused") == 0;
    if (st == ELA_OK && asks)
        st = ela__request_say(c, &r, reason, false, err);
    if (st == ELA_OK)
        st = ela__request_mail_client(c, &r,
                                      asks      ? "request.need_info"
                                      : refused ? "request.refused"
                                                : "request.moved",
                                      reason, err);
    if (st == ELA_OK)
        ela_json_set(c->out, "status",
                     ela_wf_badge(ela__request_workflow(c), ela_str_of(r.status), c->actor));
    ela__request_release(&r);
    return st;
}

/* --- messages ----------------------------------------------------------------------------- */

/* A client's answer puts the request back in hand. */
static enum ela_status answered(struct ela_call *c, struct ela__request *r, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_TEXT("analysing"), ELA_DBV_NULL,
                               ELA_DBV_INT(c->now),       ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(r->id),        ELA_DBV_TEXT(r->status)};
    if (strcmp(r->status, "need_info") != 0)
        return ELA_OK;
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_REQUEST_STATUS, p, 6, NULL, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "from", r->status);
    ela_json_set_text(data, "to", "analysing");
    (void)ela_str_copy(ELA_STR("analysing"), r->status, sizeof r->status);
    return ela__request_event(c, r, "request.status", true, data, err);
}

enum ela_status ela__request_message(struct ela_call *c, struct ela_error *err)
{
    struct ela__request r;
    struct ela_str body = ela_in_text(c, "body");
    bool portal = c->actor->kind == ELA_ACTOR_PORTAL,
         internal = !portal && ela_in_bool(c, "internal", false);
    ELA_TRY(ela__request_load(c, ela_in_int(c, "request", 0), true, &r, err));
    enum ela_status st = ELA_OK;
    if (strcmp(r.status, ELA__DRAFT) == 0)
        st = ela_fail(err, ELA_E_STATE, "request.not_sent", "request");
    if (st == ELA_OK)
        st = ela__request_say(c, &r, body, internal, err);
    if (st == ELA_OK) {
        struct ela_json *data = ela_json_new_object();
        st = ela__request_event(c, &r, "request.message", !internal, data, err);
    }
    if (st == ELA_OK && portal)
        st = answered(c, &r, err);
    if (st == ELA_OK && portal)
        st = ela__request_mail_firm(c, &r, "request.answer", body, err);
    else if (st == ELA_OK && !internal)
        st = ela__request_mail_client(c, &r, "request.message", body, err);
    ela__request_release(&r);
    return st;
}

/* --- convert ------------------------------------------------------------------------------ */

struct conversion {
    struct ela__request *r;
    const struct ela_template *t; /* in force: what the case is made of */
    struct ela_json *in;          /* of case.create */
    struct ela_json *client;      /* what the form says about the third party itself */
    int64_t case_id;
};

static struct ela_json *copy_of(const struct ela_json *v)
{
    return ela_json_ref((struct ela_json *)(uintptr_t)v);
}

/* An answer where its field says that it goes. */
static void place(struct conversion *v, struct ela_json *fields, const struct ela_meta_field *f,
                  const struct ela_json *answer)
{
    const char *to = f->target;
    if (strncmp(to, "fields.", 7) == 0 && ela_fieldset_field(&v->t->set, ela_str_of(to + 7)))
        ela_json_set(fields, to + 7, copy_of(answer));
    else if (strcmp(to, "case.title") == 0 && !ela_json_get(v->in, "title"))
        ela_json_set(v->in, "title", copy_of(answer));
    else if (strcmp(to, "case.due_on") == 0 && !ela_json_get(v->in, "due_on"))
        ela_json_set(v->in, "due_on", copy_of(answer));
    else if (strcmp(to, "case.description") == 0)
        ela_json_set(v->in, "description", copy_of(answer));
    else if (strncmp(to, "client.", 7) == 0)
        ela_json_set(v->client, to + 7, copy_of(answer));
}

/* A sensitive answer goes into a sensitive field, sealed anew there, and nowhere else. */
static enum ela_status place_sealed(struct ela_call *c, struct conversion *v,
                                    struct ela_json *fields, const struct ela_meta_field *f,
                                    const struct ela_json *answer, struct ela_error *err)
{
    struct ela_json *value = NULL;
    const char *code = strncmp(f->target, "fields.", 7) == 0 ? f->target + 7 : "";
    if (!ela_field_sealed(ela_fieldset_field(&v->t->set, ela_str_of(code))))
        return ELA_OK;
    ELA_TRY(ela_sealed_open(c, answer, f->code, &value, err));
    ela_json_set(fields, code, value);
    return ELA_OK;
}

static enum ela_status place_all(struct ela_call *c, struct conversion *v,
                                 const struct ela_meta_form *form, struct ela_error *err)
{
    struct ela_json *fields = ela_json_new_object();
    ela_json_set(v->in, "fields", fields);
    for (size_t i = 0; form && i < form->set.nfields; i++) {
        const struct ela_meta_field *f = &form->set.fields[i];
        const struct ela_json *answer = ela_json_get(v->r->answers, f->code);
        if (ela_sealed_is(answer))
            ELA_TRY(place_sealed(c, v, fields, f, answer, err));
        else if (answer && f->target[0])
            place(v, fields, f, answer);
    }
    return ELA_OK;
}

/* The service that was asked for goes along, unless it was put on another template since. */
static enum ela_status same_service(struct ela_call *c, struct conversion *v, struct ela_error *err)
{
    struct ela_case_service s;
    if (!v->r->service)
        return ELA_OK;
    ELA_TRY(ela_service_for_case(c, v->r->service, &s, err));
    if (!s.template[0] || strcmp(s.template, v->r->kind) == 0)
        ela_json_set_int(v->in, "service", v->r->service);
    ela_json_free(s.terms);
    return ELA_OK;
}

static enum ela_status prepare(struct ela_call *c, struct conversion *v, struct ela_error *err)
{
    static const char *const given[] = {"title", "due_on", NULL};
    const struct ela_template *begun = NULL;
    ELA_TRY(ela_meta_template(c, v->r->definition, &begun, err));
    ELA_TRY(ela_meta_template_now(c, ela_str_of(v->r->kind), &v->t, err));
    v->in = ela_json_new_object();
    v->client = ela_json_new_object();
    for (size_t i = 0; given[i]; i++)
        if (ela_in_has(c, given[i]))
            ela_json_set(v->in, given[i], copy_of(ela_in_get(c, given[i])));
    ela_json_set_int(v->in, "client", v->r->client);
    ela_json_set_int(v->in, "lead",
                     ela_in_int(c, "lead", v->r->user ? v->r->user : c->actor->user_id));
    ela_json_set_text(v->in, "template", v->r->kind);
    ela_json_set_int(v->in, "request", v->r->id);
    ELA_TRY(same_service(c, v, err));
    ELA_TRY(place_all(c, v, ela__request_form_of(begun), err));
    if (!ela_json_get(v->in, "title")) {
        struct ela_str name = v->r->service_name;
        ela_json_set_str(v->in, "title",
                         name.n ? name : ela_str_of(ela_label_text(begun->label, c->actor->lang)));
    }
    return ELA_OK;
}

/* A file of the form goes to the piece that its field names, or that has the field's code. */
static enum ela_status file_to_piece(struct ela_call *c, const struct conversion *v,
                                     const struct ela_meta_field *f, const struct ela_json *ids,
                                     struct ela_error *err)
{
    const char *code = strncmp(f->target, "pieces.", 7) == 0 ? f->target + 7 : f->code;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(v->case_id),
                               ELA_DBV_TEXT(code)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_CASE_PIECE, p, 3, &r, err));
    int64_t piece = r.nrows ? ela_db_int(&r, 0, 0, 0) : 0;
    ela_db_result_release(&r);
    bool moved = false;
    for (size_t i = 0; piece && i < ela_json_size(ids); i++) {
        int64_t n = 0;
        struct ela_db_value m[] = {
            ELA_DBV_INT(piece), ELA_DBV_INT(v->case_id), ELA_DBV_INT(c->actor->entity),
            ELA_DBV_INT(ela_json_int(ela_json_at(ids, i), 0)), ELA_DBV_INT(v->r->id)};
        ELA_TRY(ela_db_exec(c->db, ELA__SQL_FILE_TO_PIECE, m, 5, &n, err));
        moved = moved || n > 0;
    }
    if (!moved)
        return ELA_OK;
    struct ela_db_value s[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(piece)};
    return ela_db_exec(c->db, ELA__SQL_PIECE_RECEIVED, s, 3, NULL, err);
}

/* Files, messages and the link both ways; nothing is typed again. */
static enum ela_status move_along(struct ela_call *c, const struct conversion *v,
                                  struct ela_error *err)
{
    const struct ela_template *begun = NULL;
    ELA_TRY(ela_meta_template(c, v->r->definition, &begun, err));
    const struct ela_meta_form *form = ela__request_form_of(begun);
    struct ela_db_value to[] = {ELA_DBV_INT(v->case_id), ELA_DBV_INT(c->actor->entity),
                                ELA_DBV_INT(v->r->id)};
    struct ela_db_value back[] = {ELA_DBV_INT(v->r->id), ELA_DBV_INT(c->actor->entity),
                                  ELA_DBV_INT(v->case_id)};
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_CASE_REQUEST, back, 3, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_CASE_COMMENTS, to, 3, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_CASE_FILES, to, 3, NULL, err));
    for (size_t i = 0; form && i < form->set.nfields; i++) {
        const struct ela_meta_field *f = &form->set.fields[i];
        const struct ela_json *ids = ela_json_get(v->r->answers, f->code);
        if (ids && strcmp(f->type, "file") == 0)
            ELA_TRY(file_to_piece(c, v, f, ids, err));
    }
    return ELA_OK;
}

static enum ela_status mark(struct ela_call *c, const struct conversion *v, struct ela_str ref,
                            struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_TEXT("converted"), ELA_DBV_INT(v->case_id),
                               ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(v->r->id)};
    int64_t changed = 0;
    ELA_TRY(ela_db_exec(c->db, ELA__SQL_REQUEST_CONVERTED, p, 5, &changed, err));
    if (changed != 1)
        return ela_fail(err, ELA_E_CONFLICT, "conflict.version", "request");
    struct ela_json *data = ela_json_new_object();
    ela_json_set_str(data, "case", ref);
    v->r->case_id = v->case_id;
    ELA_TRY(ela__request_event(c, v->r, "request.converted", true, data, err));
    return ela__request_mail_client(c, v->r, "request.converted", ref, err);
}

static enum ela_status convert(struct ela_call *c, struct conversion *v, struct ela_error *err)
{
    struct ela_json *made = NULL;
    const struct ela_wf_transition *t;
    ELA_TRY(ela_wf_between(ela__request_workflow(c), ela_str_of(v->r->status), ELA_STR("converted"),
                           ela__request_roles(c, v->r), c->actor, false, &t, err));
    ELA_TRY(prepare(c, v, err));
    ELA_TRY(c->call(c, "case.create", v->in, &made, err));
    struct ela_str ref = ela_json_text(ela_json_get(made, "ref"));
    v->case_id = ela_json_int(ela_json_get(made, "id"), 0);
    enum ela_status st = move_along(c, v, err);
    if (st == ELA_OK)
        st = mark(c, v, ref, err);
    ela_json_set_int(c->out, "case", v->case_id);
    ela_json_set_str(c->out, "ref", ref);
    ela_json_set_bool(c->out, "existing", false);
    ela_json_set(c->out, "to_client", ela_json_ref(v->client));
    ela_json_free(made);
    return st;
}

/* The case that is there already: a second click opens it. */
static enum ela_status existing(struct ela_call *c, const struct ela__request *r,
                                struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(r->case_id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result k;
    ELA_TRY(ela_db_query(c->db, ELA__SQL_CASE_REF, p, 2, &k, err));
    ela_json_set_int(c->out, "case", r->case_id);
    ela_json_set_str(c->out, "ref", k.nrows ? ela_db_cell(&k, 0, 0) : ELA_STR(""));
    ela_json_set_bool(c->out, "existing", true);
    ela_json_set(c->out, "to_client", ela_json_new_object());
    ela_db_result_release(&k);
    return ELA_OK;
}

enum ela_status ela__request_convert(struct ela_call *c, struct ela_error *err)
{
    struct ela__request r;
    struct conversion v = {.r = &r};
    ELA_TRY(ela__request_load(c, ela_in_int(c, "request", 0), true, &r, err));
    enum ela_status st = r.case_id ? existing(c, &r, err) : convert(c, &v, err);
    ela_json_free(v.in);
    ela_json_free(v.client);
    ela__request_release(&r);
    return st;
}

/*
 * Comments on a document, between its client and the firm: read by whoever reaches the document,
 * told to the other side. Source: DOC-05, DOC-27, SEC-19.
 */
#include "comment/comment.h"
#include "file/file_internal.h"
#include "outbox/outbox.h"

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

/* --- told to the other side --------------------------------------------------------------- */

struct news {
    const struct ela_file *f;
    struct ela_str by, body;
    bool client; /* is it for him? */
};

static enum ela_status post(struct ela_call *c, const struct news *n, const struct ela_db_result *r,
                            size_t i, struct ela_error *err)
{
    struct ela_str lang = ela_db_cell(r, i, 3);
    bool en = lang.n >= 2 && memcmp(lang.p, "en", 2) == 0;
    char url[320] = "";
    if (n->client && n->f->case_id)
        (void)snprintf(url, sizeof url, "%s/clients/%d/cases/%lld?tab=documents",
                       c->settings->portal_url, (int)n->f->client_id, (long long)n->f->case_id);
    else if (n->client)
        (void)snprintf(url, sizeof url, "%s/clients/%d", c->settings->portal_url,
                       (int)n->f->client_id);
    struct ela_mail m = {.kind = n->client ? "file.commented" : "file.commented_team",
                         .to_email = ela_db_cell(r, i, 1),
                         .to_name = ela_db_cell(r, i, 2),
                         .client_id = n->f->client_id,
                         .case_id = n->f->case_id,
                         .account_id = n->client ? ela_db_int(r, i, 0, 0) : 0,
                         .object = "file",
                         .object_id = n->f->id};
    struct ela_json *v = ela_json_new_object();
    ela_json_set_text(v, "name", n->f->name);
    ela_json_set_str(v, "by", n->by);
    ela_json_set_str(v, "text", n->body);
    ela_json_set_text(v, "url", url);
    enum ela_status st = ela_outbox_notify(c, &m, en ? "en" : "fr", v, NULL, err);
    ela_json_free(v);
    return st;
}

static enum ela_status told(struct ela_call *c, struct news *n, struct ela_error *err)
{
    struct ela_db_value client[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(n->f->client_id)};
    struct ela_db_value firm[] = {ELA_DBV_INT(n->f->id),       ELA_DBV_INT(n->f->case_id),
                                  ELA_DBV_INT(!n->f->case_id), ELA_DBV_INT(n->f->client_id),
                                  ELA_DBV_INT(n->f->id),       ELA_DBV_INT(c->actor->entity),
                                  ELA_DBV_INT(n->f->id)};
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    if (n->client && !c->settings->portal_url[0])
        return ELA_OK;
    ELA_TRY(n->client ? ela_db_query(c->db, ELA_SQL_FILE_CLIENT_PEOPLE, client, 2, &r, err)
                      : ela_db_query(c->db, ELA_SQL_FILE_FIRM_PEOPLE, firm, 7, &r, err));
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++)
        st = post(c, n, &r, i, err);
    ela_db_result_release(&r);
    return st;
}

/* Who says it, as the others read it. */
static enum ela_status who(struct ela_call *c, struct ela_str *name, struct ela_error *err)
{
    struct ela_db_value p =
        ELA_DBV_INT(portal(c) ? c->actor->account_id : (int64_t)c->actor->user_id);
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, portal(c) ? ELA_SQL_FILE_ACCOUNT_NAME : ELA_SQL_FILE_USER_NAME, &p,
                         1, &r, err));
    struct ela_str found = ela_db_cell(&r, 0, 0);
    *name = (struct ela_str){ela_arena_strndup(c->arena, r.nrows ? found.p : "", found.n), found.n};
    ela_db_result_release(&r);
    return name->p ? ELA_OK : ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
}

/* --- operations --------------------------------------------------------------------------- */

static enum ela_status load(struct ela_call *c, int64_t id, struct ela_file *f,
                            struct ela_error *err)
{
    ELA_TRY(ela_file_load(c, id, false, f, err));
    /* Of a draft, or of a template: nobody to talk with. */
    return f->draft || strcmp(f->object, "model") == 0
               ? ela_fail(err, ELA_E_NOT_FOUND, "not_found", "file")
               : ELA_OK;
}

enum ela_status ela__file_comments(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    struct ela_json *rows = NULL;
    ELA_TRY(load(c, ela_in_int(c, "file", 0), &f, err));
    ELA_TRY(ela_comment_rows(c, "file", f.id, &rows, err));
    ela_json_set(c->out, "rows", rows);
    ela_json_set_text(c->out, "name", f.name);
    if (!portal(c)) {
        ela_json_set_bool(c->out, "visible", f.visible && f.shown);
        ela_json_set_bool(c->out, "may_hide", ela_actor_has(c->actor, ELA_RIGHT_CASE_DELETE));
    }
    return ELA_OK;
}

enum ela_status ela__file_comment(struct ela_call *c, struct ela_error *err)
{
    struct ela_file f;
    int64_t id = 0;
    ELA_TRY(load(c, ela_in_int(c, "file", 0), &f, err));
    ELA_TRY(ela_file_may_change(c, &f, err));
    /* What the client does not see is talked about among the firm. */
    bool internal = ela_in_bool(c, "internal", false) || !(f.visible && f.shown);
    struct ela_comment m = {.object = "file",
                            .object_id = f.id,
                            .case_id = f.case_id,
                            .client_id = f.client_id,
                            .body = ela_in_text(c, "body"),
                            .internal = internal};
    ELA_TRY(ela_comment_add(c, &m, &id, err));
    ELA_TRY(ela_file_tell(c, &f, "file.commented", !internal, NULL, err));
    ela_json_set_int(c->out, "id", id);
    ela_json_set_bool(c->out, "internal", internal);
    if (internal)
        return ELA_OK;
    struct news n = {.f = &f, .body = m.body, .client = !portal(c)};
    ELA_TRY(who(c, &n.by, err));
    return told(c, &n, err);
}

/* The comment, and the document or other object that it stands at, within reach. */
static enum ela_status comment(struct ela_call *c, struct ela_comment_row *m,
                               struct ela__holder *on, struct ela_error *err)
{
    struct ela_file f;
    ELA_TRY(ela_comment_load(c, ela_in_int(c, "comment", 0), m, err));
    if (strcmp(m->object, "file") == 0) {
        ELA_TRY(load(c, m->object_id, &f, err));
        on->case_id = f.case_id;
        on->client_id = f.client_id;
        return ELA_OK;
    }
    ELA_TRY(ela__holder(c, ela_str_of(m->object), m->object_id, "comment", on, err));
    return portal(c) && !on->visible ? ela_fail(err, ELA_E_NOT_FOUND, "not_found", "comment")
                                     : ELA_OK;
}

enum ela_status ela__comment_edit(struct ela_call *c, struct ela_error *err)
{
    struct ela_comment_row m;
    struct ela__holder on = {0};
    ELA_TRY(comment(c, &m, &on, err));
    return ela_comment_edit(c, &m, ela_in_text(c, "body"), err);
}

enum ela_status ela__comment_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela_comment_row m;
    struct ela__holder on = {0};
    const struct ela_file_of files = {.object = "comment", .id = ela_in_int(c, "comment", 0)};
    ELA_TRY(comment(c, &m, &on, err));
    ELA_TRY(ela_comment_remove(c, &m, err));
    return ela_file_discard(c, &files, NULL, 0, err);
}

enum ela_status ela__comment_hide(struct ela_call *c, struct ela_error *err)
{
    struct ela_comment_row m;
    struct ela__holder on = {0};
    bool hide = ela_in_bool(c, "on", true);
    ELA_TRY(comment(c, &m, &on, err));
    if (m.hidden == hide)
        return ELA_OK;
    ELA_TRY(ela_comment_hide(c, &m, hide, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "object", m.object);
    ela_json_set_int(data, "object_id", m.object_id);
    struct ela_event e = {.kind = hide ? "comment.hidden" : "comment.shown",
                          .client_id = on.client_id,
                          .case_id = on.case_id,
                          .object = "comment",
                          .object_id = m.id,
                          .data = data};
    return ela_event_add(c, &e, err);
}

/*
 * Comments as they are stored. Source: CASE-23, CASE-29, DOC-05.
 */
#include "comment/comment.h"

#include "case/list.h"
#include "comment/comment_sql.h"
#include "scope/scope.h"

enum { R_ID, R_BODY, R_INTERNAL, R_AT, R_USER, R_PERSON, R_NAME, R_ACCOUNT, R_EDITED, R_HIDDEN };

static bool portal(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}

static bool own_of(const struct ela_call *c, int64_t user, int64_t account)
{
    return portal(c) ? account && account == c->actor->account_id
                     : user && user == c->actor->user_id;
}

enum ela_status ela_comment_add(struct ela_call *c, const struct ela_comment *m, int64_t *id,
                                struct ela_error *err)
{
    bool client = portal(c);
    if (client && m->internal)
        return ela_fail(err, ELA_E_DENIED, "denied", "internal");
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(m->object),
                               ELA_DBV_INT(m->object_id),
                               m->case_id ? ELA_DBV_INT(m->case_id) : ELA_DBV_NULL,
                               ELA_DBV_INT(m->client_id),
                               ELA_DBV_STR(m->body),
                               ELA_DBV_INT(m->internal),
                               c->actor->kind == ELA_ACTOR_USER ? ELA_DBV_INT(c->actor->user_id)
                                                                : ELA_DBV_NULL,
                               client ? ELA_DBV_INT(c->actor->account_id) : ELA_DBV_NULL,
                               ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_COMMENT_ADD, p, sizeof p / sizeof p[0], NULL, err));
    *id = ela_db_last_id(c->db);
    return ELA_OK;
}

static struct ela_json *files_of(const struct ela_db_result *r, int64_t comment)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < r->nrows; i++) {
        if (ela_db_int(r, i, 0, 0) != comment)
            continue;
        struct ela_json *o = ela_json_new_object();
        ela_list_int(o, "id", r, i, 1);
        ela_list_text(o, "name", r, i, 2);
        ela_list_text(o, "type", r, i, 3);
        ela_list_int(o, "size", r, i, 4);
        ela_json_push(list, o);
    }
    return list;
}

static struct ela_json *comment_row(const struct ela_call *c, const struct ela_db_result *r,
                                    size_t i, const struct ela_db_result *files)
{
    struct ela_json *o = ela_json_new_object(), *by = ela_json_new_object();
    bool user = !ela_db_is_null(r, i, R_USER);
    ela_list_int(o, "id", r, i, R_ID);
    ela_list_text(o, "body", r, i, R_BODY);
    if (!portal(c))
        ela_json_set_bool(o, "internal", ela_db_int(r, i, R_INTERNAL, 0) == 1);
    ela_list_int(o, "at", r, i, R_AT);
    ela_json_set_text(by, "kind", user ? "user" : "portal");
    if (user && !portal(c))
        ela_list_int(by, "id", r, i, R_USER);
    ela_list_text(by, "name", r, i, user ? R_PERSON : R_NAME);
    ela_json_set(o, "by", by);
    ela_json_set_bool(o, "edited", !ela_db_is_null(r, i, R_EDITED));
    if (!portal(c))
        ela_json_set_bool(o, "hidden", !ela_db_is_null(r, i, R_HIDDEN));
    bool own = own_of(c, ela_db_int(r, i, R_USER, 0), ela_db_int(r, i, R_ACCOUNT, 0));
    int64_t until = ela_db_int(r, i, R_AT, 0) + ELA_COMMENT_EDIT_S;
    ela_json_set_int(o, "until", own && until > c->now ? until : 0);
    ela_json_set(o, "files", files_of(files, ela_db_int(r, i, R_ID, 0)));
    return o;
}

enum ela_status ela_comment_rows(struct ela_call *c, const char *object, int64_t object_id,
                                 struct ela_json **out, struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(object),
                               ELA_DBV_INT(object_id), ELA_DBV_INT(!portal(c)),
                               ELA_DBV_INT(!portal(c))};
    struct ela_db_result r, files;
    *out = NULL;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_COMMENTS, p, 5, &r, err));
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_COMMENT_FILES);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_text(&q, ela_str_of(object));
    ela_sql_int(&q, object_id);
    ela_sql_int(&q, portal(c));
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, ELA_SQL_COMMENT_FILES_ORDER);
    enum ela_status st = ela_sql_query(&q, c->db, &files, err);
    if (st == ELA_OK) {
        *out = ela_json_new_array();
        for (size_t i = 0; i < r.nrows; i++)
            ela_json_push(*out, comment_row(c, &r, i, &files));
        ela_db_result_release(&files);
    }
    ela_db_result_release(&r);
    return st;
}

/* --- changed ------------------------------------------------------------------------------ */

enum ela_status ela_comment_load(struct ela_call *c, int64_t id, struct ela_comment_row *out,
                                 struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_COMMENT_LOAD, p, 2, &r, err));
    *out = (struct ela_comment_row){
        .id = id,
        .object_id = ela_db_int(&r, 0, 1, 0),
        .internal = ela_db_int(&r, 0, 2, 0) == 1,
        .hidden = r.nrows && !ela_db_is_null(&r, 0, 3),
        .at = ela_db_int(&r, 0, 4, 0),
        .own = own_of(c, ela_db_int(&r, 0, 5, 0), ela_db_int(&r, 0, 6, 0))};
    bool found = r.nrows > 0 && !(portal(c) && (out->internal || out->hidden)) &&
                 ela_str_copy(ela_db_cell(&r, 0, 0), out->object, sizeof out->object);
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "comment");
}

static enum ela_status may_change(const struct ela_call *c, const struct ela_comment_row *m,
                                  struct ela_error *err)
{
    if (!m->own)
        return ela_fail(err, ELA_E_DENIED, "denied", "comment");
    return m->at + ELA_COMMENT_EDIT_S > c->now
               ? ELA_OK
               : ela_fail(err, ELA_E_STATE, "comment.late", "comment");
}

enum ela_status ela_comment_edit(struct ela_call *c, const struct ela_comment_row *m,
                                 struct ela_str body, struct ela_error *err)
{
    ELA_TRY(may_change(c, m, err));
    struct ela_db_value p[] = {ELA_DBV_STR(body), ELA_DBV_INT(c->now), ELA_DBV_INT(m->id),
                               ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_COMMENT_EDIT, p, 4, NULL, err);
}

enum ela_status ela_comment_remove(struct ela_call *c, const struct ela_comment_row *m,
                                   struct ela_error *err)
{
    ELA_TRY(may_change(c, m, err));
    struct ela_db_value p[] = {ELA_DBV_INT(m->id), ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_COMMENT_REMOVE, p, 2, NULL, err);
}

enum ela_status ela_comment_hide(struct ela_call *c, const struct ela_comment_row *m, bool on,
                                 struct ela_error *err)
{
    struct ela_db_value none = ELA_DBV_NULL;
    struct ela_db_value p[] = {on ? ELA_DBV_INT(c->now) : none,
                               on ? ELA_DBV_INT(c->actor->user_id) : none, ELA_DBV_INT(m->id),
                               ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_COMMENT_HIDE, p, 4, NULL, err);
}

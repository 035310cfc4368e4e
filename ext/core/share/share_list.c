/*
 * Links of a case as the office sees them, what may be put into one, and their log. Source: DOC-11.
 */
#include "case/list.h"
#include "file/file.h"
#include "scope/scope.h"
#include "share/share_internal.h"

enum {
    R_ID,
    R_NAME,
    R_EMAIL,
    R_PURPOSE,
    R_PASSWORD,
    R_DOWNLOAD,
    R_MESSAGE,
    R_EXPIRES,
    R_CREATED,
    R_OPENED,
    R_BLOCKED,
    R_REVOKED,
    R_WRONG,
    R_USER,
    R_USER_NAME,
    R_LOG
};

static void held(struct ela_sql *q, const struct ela_call *c)
{
    ela_sql_text(q, ela_str_of(ela_settings_scan_held(c->settings)));
}

/* `leaves`: the statement begins with what may leave. */
static enum ela_status levelled(struct ela_call *c, const char *sql, int64_t id, const char *order,
                                bool leaves, struct ela_db_result *r, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, sql);
    if (leaves)
        held(&q, c);
    ela_sql_int(&q, id);
    ela_sql_int(&q, c->actor->entity);
    ela_scope_file_level(&q, c->actor, "f");
    ela_sql_add(&q, order);
    return ela_sql_query(&q, c->db, r, err);
}

enum ela_status ela__share_levelled(struct ela_call *c, const char *sql, int64_t id,
                                    const char *order, struct ela_db_result *r,
                                    struct ela_error *err)
{
    return levelled(c, sql, id, order, false, r, err);
}

/* --- what may be chosen ------------------------------------------------------------------- */

/* What waits for the antivirus is told so: it may leave in a moment. */
static enum ela_status refuse(struct ela_call *c, const struct ela_db_result *r, size_t row,
                              struct ela_error *err)
{
    char name[200];
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status held_back = ela_scan_check(c, ela_db_cell(r, row, 3), NULL, &why);
    if (held_back != ELA_OK)
        return ela_fail(err, held_back, why.key, "files");
    enum ela_status st = ela_fail(err, ELA_E_STATE, "share.not_shareable", "files");
    (void)ela_str_copy(ela_db_cell(r, row, 1), name, sizeof name);
    ela_error_param(err, "name", name);
    return st;
}

enum ela_status ela__share_chosen(struct ela_call *c, const struct ela_case *k,
                                  const int64_t **files, size_t *n, struct ela_error *err)
{
    const struct ela_json *list = ela_in_get(c, "files");
    struct ela_sql q;
    struct ela_db_result r;
    enum ela_status st = ELA_OK;
    *n = ela_json_size(list);
    int64_t *ids = ela_arena_alloc(c->arena, *n * sizeof *ids);
    if (!ids)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    for (size_t i = 0; i < *n; i++)
        ids[i] = ela_json_int(ela_json_at(list, i), 0);
    *files = ids;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_SHARE_CHOSEN);
    held(&q, c);
    ela_sql_int(&q, k->id);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_in(&q, ids, *n);
    ela_scope_file_level(&q, c->actor, "f");
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    if (r.nrows != *n)
        st = ela_fail(err, ELA_E_NOT_FOUND, "not_found", "files");
    for (size_t i = 0; st == ELA_OK && i < r.nrows; i++)
        if (ela_db_int(&r, i, 2, 0) != 1)
            st = refuse(c, &r, i, err);
    ela_db_result_release(&r);
    return st;
}

static enum ela_status choices(struct ela_call *c, const struct ela_case *k, struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(k->id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_TEXT(ela_settings_scan_held(c->settings))};
    static const char *const NAMES[] = {"#id", "name", "type", "#size", "#at", NULL};
    return ela_list_query(c, ELA_SQL_SHARE_CHOICES, v, 3, "files", NAMES, err);
}

enum ela_status ela__share_parties(struct ela_call *c, const struct ela_case *k,
                                   struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(k->id), ELA_DBV_INT(c->actor->entity)};
    static const char *const NAMES[] = {"#id", "name", "email", "", "", "role", NULL};
    return ela_list_query(c, ELA_SQL_SHARE_PARTIES, v, 2, "parties", NAMES, err);
}

/* --- links -------------------------------------------------------------------------------- */

static struct ela_json *link_row(const struct ela_call *c, const struct ela_db_result *r, size_t i)
{
    struct ela_json *o = ela_json_new_object();
    struct ela__share s = {.revoked_at = ela_db_int(r, i, R_REVOKED, 0),
                           .blocked_at = ela_db_int(r, i, R_BLOCKED, 0),
                           .expires_at = ela_db_int(r, i, R_EXPIRES, 0)};
    ela_list_int(o, "id", r, i, R_ID);
    ela_list_text(o, "name", r, i, R_NAME);
    ela_list_text(o, "email", r, i, R_EMAIL);
    ela_list_text(o, "purpose", r, i, R_PURPOSE);
    ela_json_set_text(o, "state", ela__share_state(c, &s));
    ela_json_set_bool(o, "password", ela_db_int(r, i, R_PASSWORD, 0) == 1);
    ela_json_set_bool(o, "download", ela_db_int(r, i, R_DOWNLOAD, 0) == 1);
    ela_list_text(o, "message", r, i, R_MESSAGE);
    ela_list_int(o, "expires_at", r, i, R_EXPIRES);
    ela_list_int(o, "created_at", r, i, R_CREATED);
    ela_list_int(o, "opened_at", r, i, R_OPENED);
    ela_list_int(o, "wrong", r, i, R_WRONG);
    ela_list_person(o, "by", r, i, R_USER, R_USER_NAME);
    ela_list_int(o, "entries", r, i, R_LOG);
    ela_json_set(o, "files", ela_json_new_array());
    return o;
}

/* Both lists come in the order of their links, the newest first. */
static enum ela_status with_files(struct ela_call *c, const struct ela_case *k,
                                  const struct ela_json *rows, struct ela_error *err)
{
    struct ela_db_result r;
    size_t at = 0;
    ELA_TRY(
        levelled(c, ELA_SQL_SHARE_ROW_FILES, k->id, ELA_SQL_SHARE_ROW_FILES_ORDER, true, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        int64_t share = ela_db_int(&r, i, 0, 0);
        while (at < ela_json_size(rows) &&
               ela_json_int(ela_json_get(ela_json_at(rows, at), "id"), 0) > share)
            at++;
        const struct ela_json *row = ela_json_at(rows, at);
        if (!row || ela_json_int(ela_json_get(row, "id"), 0) != share)
            continue;
        struct ela_json *f = ela_json_new_object();
        ela_list_int(f, "id", &r, i, 1);
        ela_list_text(f, "name", &r, i, 2);
        ela_json_set_bool(f, "there", ela_db_int(&r, i, 3, 0) == 1);
        ela_json_push((struct ela_json *)(uintptr_t)ela_json_get(row, "files"), f);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static void policy(struct ela_call *c)
{
    static const char *const words[] = {"required", "optional", "none"};
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "other", words[c->settings->share_password]);
    ela_json_set_text(o, "bank", words[c->settings->share_password_bank]);
    ela_json_set_int(o, "days",
                     c->settings->share_days < c->settings->share_days_max
                         ? c->settings->share_days
                         : c->settings->share_days_max);
    ela_json_set_int(o, "days_max", c->settings->share_days_max);
    ela_json_set_bool(o, "may", ela_actor_has(c->actor, ELA_RIGHT_SHARE));
    ela_json_set(c->out, "policy", o);
}

enum ela_status ela__share_list(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela_db_result r;
    ELA_TRY(ela_case_load(c, ela_in_int(c, "case", 0), "case", &k, err));
    struct ela_db_value v[] = {ELA_DBV_INT(k.id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SHARE_ROWS, v, 2, &r, err));
    struct ela_json *rows = ela_json_new_array();
    for (size_t i = 0; i < r.nrows; i++)
        ela_json_push(rows, link_row(c, &r, i));
    ela_db_result_release(&r);
    enum ela_status st = with_files(c, &k, rows, err);
    ela_json_set(c->out, "rows", rows);
    if (st != ELA_OK)
        return st;
    policy(c);
    ELA_TRY(ela__share_parties(c, &k, err));
    return choices(c, &k, err);
}

enum ela_status ela__share_log_read(struct ela_call *c, struct ela_error *err)
{
    struct ela_case k;
    struct ela__share s;
    struct ela_db_result r;
    bool found = false;
    int64_t id = ela_in_int(c, "share", 0);
    ELA_TRY(ela__share_find(c, ELA__SHARE_BY_ID, id, NULL, false, &s, &found, err));
    if (!found)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "share");
    ELA_TRY(ela_case_load(c, s.case_id, "share", &k, err));
    static const char *const NAMES[] = {"#id",    "#at",    "#file", "name",
                                        "action", "result", "ip",    NULL};
    ELA_TRY(ela__share_levelled(c, ELA_SQL_SHARE_LOG, id, ELA_SQL_SHARE_LOG_ORDER, &r, err));
    ela_list_rows(c->out, "rows", &r, NAMES);
    ela_db_result_release(&r);
    return ELA_OK;
}

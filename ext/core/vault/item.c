/*
 * Documents of a vault as their owner sees and orders them: names, readers, the bin. Source:
 * DOC-13, DOC-26.
 */
#include "vault/vault_internal.h"

enum { I_ID, I_SIZE, I_RECEIVED, I_ABOUT, I_TYPE, I_PLACE, I_WHOLE, I_DELETED, I_SCAN, I_ACCOUNT };
enum {
    L_ID,
    L_ABOUT,
    L_TYPE,
    L_SIZE,
    L_AT,
    L_BY,
    L_RECEIVED,
    L_WHOLE,
    L_DELETED,
    L_ACCOUNT,
    L_SCAN
};
enum { LISTED_S = 60, LOST_S = 86400 };

static bool client(const struct ela_call *c)
{
    return ela__vault_client(c);
}

/* --- one ---------------------------------------------------------------------------------- */

enum ela_status ela__vault_item(struct ela_call *c, const struct ela__vault *v, bool hold,
                                struct ela__vault_item *out, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    memset(out, 0, sizeof *out);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_VAULT_ITEM);
    ela_sql_int(&q, ela_in_int(c, "item", 0));
    ela_sql_int(&q, v->client);
    ela_sql_int(&q, c->actor->entity);
    if (!client(c)) {
        ela_sql_add(&q, ELA_SQL_VAULT_FOR);
        ela_sql_int(&q, c->actor->user_id);
        ela_sql_text(&q, ela_str_of(ela_settings_scan_held(c->settings)));
    }
    if (hold)
        ela_sql_add(&q, ELA_SQL_VAULT_HOLD);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool found = r.nrows > 0;
    if (found) {
        out->id = ela_db_int(&r, 0, I_ID, 0);
        out->size = ela_db_int(&r, 0, I_SIZE, 0);
        out->received = ela_db_int(&r, 0, I_RECEIVED, 0);
        (void)ela_str_copy(ela_db_cell(&r, 0, I_ABOUT), out->about, sizeof out->about);
        (void)ela_str_copy(ela_db_cell(&r, 0, I_TYPE), out->type, sizeof out->type);
        (void)ela_str_copy(ela_db_cell(&r, 0, I_PLACE), out->place, sizeof out->place);
        out->whole = ela_db_int(&r, 0, I_WHOLE, 0) > 0;
        out->binned = ela_db_int(&r, 0, I_DELETED, 0) > 0;
        out->account = ela_db_int(&r, 0, I_ACCOUNT, 0);
        (void)ela_str_copy(ela_db_cell(&r, 0, I_SCAN), out->scan, sizeof out->scan);
    }
    ela_db_result_release(&r);
    return found ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "item");
}

static struct ela_json *token(const char *uid)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "sealed", uid);
    return o;
}

enum ela_status ela__vault_about(struct ela_call *c, int64_t id, const char *uid,
                                 struct ela_json **out, struct ela_error *err)
{
    struct ela_json *one = token(uid);
    *out = NULL;
    enum ela_status st = ela_sealed_know(c, ela_str_of(uid), ELA__VAULT, id, err);
    if (st == ELA_OK)
        st = ela_sealed_open(c, one, "about", out, err);
    ela_json_free(one);
    return st;
}

enum ela_status ela__vault_tell(struct ela_call *c, int64_t id, const char *was,
                                struct ela_str name, struct ela_str description,
                                struct ela_error *err)
{
    struct ela_json *about = ela_json_new_object(), *values = ela_json_new_object(), *old = NULL,
                    *one = NULL;
    if (*was) {
        old = ela_json_new_object();
        ela_json_set(old, "about", token(was));
    }
    ela_json_set_str(about, "name", name);
    ela_json_set_str(about, "description", description);
    enum ela_status st = ela_sealed_new(c, "about", "", about, &one, err);
    if (st == ELA_OK) {
        ela_json_set(values, "about", one);
        st = ela_sealed_draft(c, ELA__VAULT, id, old, values, err);
    }
    struct ela_db_value p[] = {ELA_DBV_STR(ela_sealed_uid(one)), ELA_DBV_INT(id)};
    if (st == ELA_OK)
        st = ela_db_exec(c->db, ELA_SQL_VAULT_ABOUT, p, 2, NULL, err);
    ela_json_free(about);
    ela_json_free(values);
    ela_json_free(old);
    return st;
}

/* --- list --------------------------------------------------------------------------------- */

static void put_readers(const struct ela_db_result *of, int64_t id, struct ela_json *row)
{
    struct ela_json *list = ela_json_new_array();
    for (size_t i = 0; i < of->nrows; i++)
        if (ela_db_int(of, i, 0, 0) == id)
            ela_json_push(list, ela_json_new_int(ela_db_int(of, i, 1, 0)));
    ela_json_set(row, "readers", list);
}

static enum ela_status row(struct ela_call *c, const struct ela_db_result *r, size_t i,
                           const struct ela_db_result *readers, struct ela_json *rows,
                           struct ela_error *err)
{
    char uid[ELA_UID_TEXT];
    struct ela_json *about = NULL, *o;
    int64_t id = ela_db_int(r, i, L_ID, 0), whole = ela_db_int(r, i, L_WHOLE, 0);
    (void)ela_str_copy(ela_db_cell(r, i, L_ABOUT), uid, sizeof uid);
    ELA_TRY(ela__vault_about(c, id, uid, &about, err));
    o = ela_json_new_object();
    ela_json_set_int(o, "id", id);
    ela_json_set_str(o, "name", ela_json_text(ela_json_get(about, "name")));
    ela_json_set_str(o, "description", ela_json_text(ela_json_get(about, "description")));
    ela_json_free(about);
    ela_json_set_str(o, "type", ela_db_cell(r, i, L_TYPE));
    ela_json_set_int(o, "size", ela_db_int(r, i, L_SIZE, 0));
    ela_json_set_int(o, "at", ela_db_int(r, i, L_AT, 0));
    ela_json_set_str(o, "by", ela_db_cell(r, i, L_BY));
    ela_json_set_bool(o, "readable", whole && ela_file_may_show(ela_db_cell(r, i, L_TYPE)));
    if (client(c)) {
        ela_json_set_bool(o, "scanning",
                          ela_settings_scan_holds(c->settings, ela_db_cell(r, i, L_SCAN)));
        put_readers(readers, id, o);
        if (whole)
            ela_json_set_null(o, "received");
        else
            ela_json_set_int(o, "received", ela_db_int(r, i, L_RECEIVED, 0));
        if (ela_db_is_null(r, i, L_DELETED))
            ela_json_set_null(o, "deleted_at");
        else
            ela_json_set_int(o, "deleted_at", ela_db_int(r, i, L_DELETED, 0));
    }
    ela_json_push(rows, o);
    return ELA_OK;
}

static enum ela_status put_rows(struct ela_call *c, const struct ela__vault *v,
                                const struct ela_db_result *readers, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    char uid[ELA_UID_TEXT];
    enum ela_status st = ELA_OK;
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_VAULT_ROWS);
    ela_sql_int(&q, v->client);
    ela_sql_int(&q, c->actor->entity);
    if (!client(c)) {
        ela_sql_add(&q, ELA_SQL_VAULT_FOR);
        ela_sql_int(&q, c->actor->user_id);
        ela_sql_text(&q, ela_str_of(ela_settings_scan_held(c->settings)));
    }
    ela_sql_add(&q, ELA_SQL_VAULT_ROWS_ORDER);
    ela_sql_int(&q, ELA__VAULT_ITEMS);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    /* All of them first: they are then read together. */
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++)
        if (ela_str_copy(ela_db_cell(&r, i, L_ABOUT), uid, sizeof uid))
            st = ela_sealed_know(c, ela_str_of(uid), ELA__VAULT, ela_db_int(&r, i, L_ID, 0), err);
    for (size_t i = 0; i < r.nrows && st == ELA_OK; i++)
        st = row(c, &r, i, readers, rows, err);
    ela_db_result_release(&r);
    return st;
}

static void advisers_sql(struct ela_sql *q, const struct ela_call *c, const struct ela__vault *v)
{
    ela_sql_init(q);
    ela_sql_add(q, ELA_SQL_VAULT_ADVISERS);
    ela_sql_int(q, v->client);
    ela_sql_int(q, v->client);
    ela_sql_int(q, c->actor->entity);
    ela_sql_int(q, v->client);
    ela_sql_int(q, c->actor->entity);
}

static enum ela_status put_advisers(struct ela_call *c, const struct ela__vault *v,
                                    struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "advisers", list);
    advisers_sql(&q, c, v);
    ela_sql_add(&q, ELA_SQL_VAULT_ADVISERS_ORDER);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_str(o, "name", ela_db_cell(&r, i, 1));
        ela_json_set_str(o, "job", ela_db_cell(&r, i, 2));
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

/* A screen asks again and again: once a minute is said. */
static enum ela_status listed(struct ela_call *c, const struct ela__vault *v, struct ela_error *err)
{
    if (v->listed_at > c->now - LISTED_S)
        return ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_BYTES(v->key, sizeof v->key)};
    const struct ela__vault_deed d = {.client = v->client, .action = "list", .result = "ok"};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_GRANT_LISTED, p, 2, NULL, err));
    return ela__vault_log(c, &d, err);
}

enum ela_status ela__vault_list(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    struct ela_db_result readers;
    ELA_TRY(ela__vault_enter(c, &v, err));
    ELA_TRY(listed(c, &v, err));
    struct ela_db_value p[] = {ELA_DBV_INT(v.client), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_READERS, p, 2, &readers, err));
    enum ela_status st = put_rows(c, &v, &readers, err);
    ela_db_result_release(&readers);
    ela_json_set_int(c->out, "until", v.until);
    if (st != ELA_OK || !client(c))
        return st;
    ela_json_set_int(c->out, "part", ELA__VAULT_PART);
    ela_json_set_int(c->out, "max_mb", c->settings->upload_mb);
    ela_json_set_int(c->out, "idle_s", (int64_t)c->settings->vault_idle_minutes * 60);
    return put_advisers(c, &v, err);
}

/* --- changes ------------------------------------------------------------------------------ */

static enum ela_status mine(struct ela_call *c, struct ela__vault *v, struct ela__vault_item *item,
                            bool binned, struct ela_error *err)
{
    ELA_TRY(ela__vault_enter(c, v, err));
    ELA_TRY(ela__vault_item(c, v, true, item, err));
    return item->binned == binned ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "item");
}

enum ela_status ela__vault_update(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    struct ela__vault_item item;
    struct ela_json *about = NULL;
    char name[160];
    ELA_TRY(mine(c, &v, &item, false, err));
    ELA_TRY(ela__vault_about(c, item.id, item.about, &about, err));
    struct ela_str was = ela_json_text(ela_json_get(about, "name")),
                   said = ela_json_text(ela_json_get(about, "description"));
    const char *dot = was.n ? memrchr(was.p, '.', was.n) : NULL;
    (void)ela_str_copy(was, name, sizeof name);
    if (ela_in_has(c, "name")) /* its extension says what it is, and stays */
        ela_file_name(ela_in_text(c, "name"), dot ? dot + 1 : "", name);
    if (ela_in_has(c, "description"))
        said = ela_in_text(c, "description");
    enum ela_status st =
        ela__vault_tell(c, item.id, item.about, ela_str_of(name), said.p ? said : ELA_STR(""), err);
    ela_json_free(about);
    ELA_TRY(st);
    ela_json_set_text(c->out, "name", name);
    const struct ela__vault_deed d = {v.client, item.id, "rename", "ok", NULL};
    return ela__vault_log(c, &d, err);
}

/* Only who may be chosen: nobody learns here who else works in the firm. */
static enum ela_status check_users(struct ela_call *c, const struct ela__vault *v,
                                   const int64_t *users, size_t n, struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    if (n == 0)
        return ELA_OK;
    advisers_sql(&q, c, v);
    ela_sql_add(&q, ELA_SQL_VAULT_ADVISERS_ONLY);
    ela_sql_in(&q, users, n);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    bool all = r.nrows == n;
    ela_db_result_release(&r);
    return all ? ELA_OK : ela_fail(err, ELA_E_NOT_FOUND, "not_found", "users");
}

/* Those of `users` that were no readers before, moved to the front. */
static enum ela_status set_readers(struct ela_call *c, int64_t item, const int64_t *users, size_t n,
                                   struct ela_error *err)
{
    struct ela_db_value id = ELA_DBV_INT(item);
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_READERS_END, &id, 1, NULL, err));
    for (size_t i = 0; i < n; i++) {
        struct ela_db_value p[] = {id, ELA_DBV_INT(users[i]), ELA_DBV_INT(c->now)};
        ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_READER_ADD, p, 3, NULL, err));
    }
    return ELA_OK;
}

static enum ela_status fresh(struct ela_call *c, const struct ela__vault *v, int64_t item,
                             const int64_t *users, size_t n, int64_t *out, size_t *nout,
                             struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value p[] = {ELA_DBV_INT(v->client), ELA_DBV_INT(c->actor->entity)};
    *nout = 0;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_READERS, p, 2, &r, err));
    for (size_t i = 0; i < n; i++) {
        bool had = false;
        for (size_t j = 0; j < r.nrows && !had; j++)
            had = ela_db_int(&r, j, 0, 0) == item && ela_db_int(&r, j, 1, 0) == users[i];
        if (!had)
            out[(*nout)++] = users[i];
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__vault_readers(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    struct ela__vault_item item;
    int64_t users[ELA__VAULT_READERS], added[ELA__VAULT_READERS];
    char text[ELA__VAULT_READERS * 12] = "";
    size_t n = 0, nadded = 0, at = 0;
    const struct ela_json *list = ela_in_get(c, "users");
    ELA_TRY(mine(c, &v, &item, false, err));
    for (; n < ela_json_size(list) && n < ELA__VAULT_READERS; n++) {
        users[n] = ela_json_int(ela_json_at(list, n), 0);
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%lld", n ? "," : "",
                               (long long)users[n]);
        if (users[n] > INT32_MAX)
            return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "users");
    }
    ELA_TRY(check_users(c, &v, users, n, err));
    ELA_TRY(fresh(c, &v, item.id, users, n, added, &nadded, err));
    ELA_TRY(set_readers(c, item.id, users, n, err));
    const struct ela__vault_deed d = {v.client, item.id, "readers", "ok", text};
    ELA_TRY(ela__vault_log(c, &d, err));
    return ela__vault_mail_readers(c, &v, added, nadded, err);
}

enum ela_status ela__vault_delete(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    struct ela__vault_item item;
    ELA_TRY(mine(c, &v, &item, false, err));
    struct ela_db_value p[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(item.id)};
    if (!item.whole) { /* it never was a document */
        ELA_TRY(ela_sealed_forget(c, ELA__VAULT, item.id, err));
        return ela_db_exec(c->db, ELA_SQL_VAULT_DROP, &p[1], 1, NULL, err);
    }
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_BIN, p, 2, NULL, err));
    const struct ela__vault_deed d = {v.client, item.id, "delete", "ok", NULL};
    return ela__vault_log(c, &d, err);
}

enum ela_status ela__vault_restore(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    struct ela__vault_item item;
    ELA_TRY(mine(c, &v, &item, true, err));
    struct ela_db_value p = ELA_DBV_INT(item.id);
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_UNBIN, &p, 1, NULL, err));
    const struct ela__vault_deed d = {v.client, item.id, "restore", "ok", NULL};
    return ela__vault_log(c, &d, err);
}

/* --- for good ----------------------------------------------------------------------------- */

/* Without its key a document is noise, wherever its bytes were copied to; those of the store go
 * with a later sweep. */
static enum ela_status destroy(struct ela_call *c, const char *sql, int64_t before, bool told,
                               int64_t *n, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_sql q;
    int64_t ids[200];
    enum ela_status st = ELA_OK;
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(before)};
    ELA_TRY(ela_db_query(c->db, sql, p, 2, &r, err));
    for (size_t i = 0; i < r.nrows && i < 200 && st == ELA_OK; i++) {
        const struct ela__vault_deed d = {(int32_t)ela_db_int(&r, i, 1, 0), ela_db_int(&r, i, 0, 0),
                                          "purge", "ok", NULL};
        ids[i] = d.item;
        st = ela_sealed_forget(c, ELA__VAULT, d.item, err);
        if (st == ELA_OK && told)
            st = ela__vault_log(c, &d, err);
    }
    *n = (int64_t)r.nrows;
    ela_db_result_release(&r);
    if (st != ELA_OK || *n == 0)
        return st;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_VAULT_PURGE);
    ela_sql_in(&q, ids, (size_t)*n);
    return ela_sql_exec(&q, c->db, NULL, err);
}

enum ela_status ela__vault_purge(struct ela_call *c, struct ela_error *err)
{
    int64_t purged = 0, lost = 0;
    ELA_TRY(destroy(c, ELA_SQL_VAULT_GONE, c->now - ELA__VAULT_BIN_S, true, &purged, err));
    ELA_TRY(destroy(c, ELA_SQL_VAULT_LOST, c->now - LOST_S, false, &lost, err));
    ela_json_set_int(c->out, "purged", purged);
    ela_json_set_int(c->out, "given_up", lost);
    ela_json_set_bool(c->out, "more", purged == 200 || lost == 200);
    return ELA_OK;
}

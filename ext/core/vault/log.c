/*
 * What became of a vault: added to, never changed, and read by its owner. It names no document: the
 * name is looked up while there is one. Source: DOC-13, SEC-12.
 */
#include "vault/vault_internal.h"

enum { G_ID, G_AT, G_ITEM, G_ACTION, G_RESULT, G_USERS, G_IP, G_DEVICE, G_USER, G_BY, G_ABOUT };
enum { LIMIT = 50, LIMIT_MAX = 100, NAMED = 300 };

static struct ela_db_value id_or_null(int64_t id)
{
    return id > 0 ? ELA_DBV_INT(id) : ELA_DBV_NULL;
}

enum ela_status ela__vault_log(struct ela_call *c, const struct ela__vault_deed *d,
                               struct ela_error *err)
{
    char device[64], kind[24], ip[46];
    size_t n = 0;
    const struct ela_actor *a = c->actor;
    ela_device_name(c->user_agent, device);
    for (const char *p = c->remote_ip; p && *p && n < 45; p++)
        ip[n++] = *p > 0x20 && *p < 0x7f ? *p : '?';
    ip[n] = '\0';
    struct ela_db_value p[] = {ELA_DBV_INT(a->entity),
                               ELA_DBV_INT(d->client),
                               ELA_DBV_INT(c->now),
                               id_or_null(d->item),
                               id_or_null(a->kind == ELA_ACTOR_PORTAL ? a->account_id : 0),
                               id_or_null(a->kind == ELA_ACTOR_USER ? a->user_id : 0),
                               ELA_DBV_TEXT(d->action),
                               ELA_DBV_TEXT(d->result),
                               ELA_DBV_TEXT(d->users ? d->users : ""),
                               ELA_DBV_TEXT(ip),
                               ELA_DBV_TEXT(a->kind == ELA_ACTOR_WORKER ? "" : device)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_LOG_ADD, p, 11, NULL, err));
    /* The audit has it too; no client and no case on it, so that no timeline shows it. */
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "item", d->item);
    ela_json_set_text(data, "result", d->result);
    (void)snprintf(kind, sizeof kind, "vault.%s", d->action);
    const struct ela_event e = {
        .kind = kind, .object = ELA__VAULT, .object_id = d->client, .data = data};
    return ela_event_add(c, &e, err);
}

/* --- read --------------------------------------------------------------------------------- */

struct names {
    int64_t id[NAMED];
    size_t n;
    struct ela_db_result r;
};

static void each_user(struct ela_str list, void (*one)(void *ctx, int64_t id), void *ctx)
{
    while (list.n) {
        const char *comma = memchr(list.p, ',', list.n);
        size_t n = comma ? (size_t)(comma - list.p) : list.n;
        int64_t id = 0;
        if (ela_parse_i64((struct ela_str){list.p, n}, &id))
            one(ctx, id);
        list = (struct ela_str){list.p + n + (comma ? 1 : 0), list.n - n - (comma ? 1 : 0)};
    }
}

static void note(void *ctx, int64_t id)
{
    struct names *w = ctx;
    for (size_t i = 0; i < w->n; i++)
        if (w->id[i] == id)
            return;
    if (w->n < NAMED)
        w->id[w->n++] = id;
}

struct spoken {
    const struct names *names;
    struct ela_json *list;
};

static void speak(void *ctx, int64_t id)
{
    struct spoken *s = ctx;
    for (size_t i = 0; i < s->names->r.nrows; i++)
        if (ela_db_int(&s->names->r, i, 0, 0) == id) {
            struct ela_str name = ela_db_cell(&s->names->r, i, 1);
            ela_json_push(s->list, ela_json_new_text(name.p, name.n));
        }
}

/* NULL where it was destroyed. */
static enum ela_status name_of(struct ela_call *c, const struct ela_db_result *r, size_t i,
                               struct ela_json *o, struct ela_error *err)
{
    char uid[ELA_UID_TEXT] = "";
    struct ela_json *about = NULL;
    if (!ela_db_is_null(r, i, G_ABOUT))
        (void)ela_str_copy(ela_db_cell(r, i, G_ABOUT), uid, sizeof uid);
    if (!uid[0]) {
        ela_json_set_null(o, "name");
        return ELA_OK;
    }
    ELA_TRY(ela__vault_about(c, ela_db_int(r, i, G_ITEM, 0), uid, &about, err));
    ela_json_set_str(o, "name", ela_json_text(ela_json_get(about, "name")));
    ela_json_free(about);
    return ELA_OK;
}

static enum ela_status row(struct ela_call *c, const struct ela_db_result *r, size_t i,
                           const struct names *names, struct ela_json *rows, struct ela_error *err)
{
    struct ela_json *o = ela_json_new_object();
    struct spoken s = {names, ela_json_new_array()};
    ela_json_push(rows, o);
    ela_json_set_int(o, "id", ela_db_int(r, i, G_ID, 0));
    ela_json_set_int(o, "at", ela_db_int(r, i, G_AT, 0));
    ela_json_set_str(o, "by", ela_db_cell(r, i, G_BY));
    ela_json_set_bool(o, "firm", !ela_db_is_null(r, i, G_USER));
    ela_json_set_str(o, "action", ela_db_cell(r, i, G_ACTION));
    ela_json_set_str(o, "result", ela_db_cell(r, i, G_RESULT));
    if (ela_db_is_null(r, i, G_ITEM))
        ela_json_set_null(o, "item");
    else
        ela_json_set_int(o, "item", ela_db_int(r, i, G_ITEM, 0));
    each_user(ela_db_cell(r, i, G_USERS), speak, &s);
    ela_json_set(o, "users", s.list);
    ela_json_set_str(o, "ip", ela_db_cell(r, i, G_IP));
    ela_json_set_str(o, "device", ela_db_cell(r, i, G_DEVICE));
    return name_of(c, r, i, o, err);
}

static enum ela_status rows_of(struct ela_call *c, const struct ela_db_result *r, int64_t limit,
                               struct ela_error *err)
{
    char uid[ELA_UID_TEXT], next[24];
    struct names *names = ela_arena_alloc(c->arena, sizeof *names);
    struct ela_json *rows = ela_json_new_array();
    size_t n = r->nrows > (size_t)limit ? (size_t)limit : r->nrows;
    struct ela_sql q;
    ela_json_set(c->out, "rows", rows);
    if (!names)
        return ela_fail(err, ELA_E_INTERNAL, "internal.memory", "");
    memset(names, 0, sizeof *names);
    for (size_t i = 0; i < n; i++) {
        each_user(ela_db_cell(r, i, G_USERS), note, names);
        if (!ela_db_is_null(r, i, G_ABOUT) &&
            ela_str_copy(ela_db_cell(r, i, G_ABOUT), uid, sizeof uid))
            ELA_TRY(
                ela_sealed_know(c, ela_str_of(uid), ELA__VAULT, ela_db_int(r, i, G_ITEM, 0), err));
    }
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_VAULT_USERS);
    ela_sql_in(&q, names->id, names->n);
    ELA_TRY(ela_sql_query(&q, c->db, &names->r, err));
    enum ela_status st = ELA_OK;
    for (size_t i = 0; i < n && st == ELA_OK; i++)
        st = row(c, r, i, names, rows, err);
    ela_db_result_release(&names->r);
    (void)snprintf(next, sizeof next, "%lld", n ? (long long)ela_db_int(r, n - 1, G_ID, 0) : 0LL);
    if (r->nrows > n)
        ela_json_set_text(c->out, "next", next);
    else
        ela_json_set_null(c->out, "next");
    return st;
}

enum ela_status ela__vault_journal(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    struct ela_sql q;
    struct ela_db_result r;
    int64_t after = 0, limit = ela_in_int(c, "limit", LIMIT);
    ELA_TRY(ela__vault_enter(c, &v, err));
    if (ela_in_text(c, "after").n && !ela_parse_i64(ela_in_text(c, "after"), &after))
        return ela_fail(err, ELA_E_INPUT, "list.cursor", "after");
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_VAULT_LOG);
    ela_sql_int(&q, v.client);
    ela_sql_int(&q, c->actor->entity);
    if (after) {
        ela_sql_add(&q, ELA_SQL_VAULT_LOG_AFTER);
        ela_sql_int(&q, after);
    }
    ela_sql_add(&q, ELA_SQL_VAULT_LOG_ORDER);
    ela_sql_int(&q, limit + 1);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    enum ela_status st = rows_of(c, &r, limit, err);
    ela_db_result_release(&r);
    return st;
}

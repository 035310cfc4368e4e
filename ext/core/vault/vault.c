/*
 * Who has a vault, and whether it is open: a password typed again, a key that is kept hashed and
 * bound to one session, ten minutes since the last use. Source: DOC-13, SEC-02, SEC-04.
 */
#include "vault/vault_internal.h"

#include <sodium.h>

#include "meta/meta.h"

enum { TRIES = 5, TRIES_S = 15 * 60, SLIDE_S = 5 };

static const char *const WRONG = "wrong", *const OK = "ok";

static bool client(const struct ela_call *c)
{
    return ela__vault_client(c);
}

static int64_t idle_s(const struct ela_call *c)
{
    return (int64_t)c->settings->vault_idle_minutes * 60;
}

/* --- whose -------------------------------------------------------------------------------- */

static enum ela_status none(struct ela_error *err)
{
    return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "client");
}

/* What a client has is said by the setting and his kind. */
static enum ela_status of_client(struct ela_call *c, struct ela__vault *v, struct ela_error *err)
{
    unsigned kinds = 0;
    v->client = c->actor->client_id;
    if (v->client <= 0 || c->settings->vault == ELA_VAULT_NONE)
        return none(err);
    if (c->settings->vault == ELA_VAULT_ALL)
        return ELA_OK;
    ELA_TRY(ela_meta_client_kinds(c, v->client, &kinds, err));
    return (kinds & ELA_CLIENT_INDIVIDUAL) != 0 ? ELA_OK : none(err);
}

/* For an adviser there is a vault where something of it was opened to him; he reaches the client.
 */
static enum ela_status of_user(struct ela_call *c, struct ela__vault *v, struct ela_error *err)
{
    struct ela_db_result r;
    v->client = (int32_t)ela_in_int(c, "client", 0);
    ELA_TRY(ela_scope_need_client(c->db, c->actor, v->client, "client", err));
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->user_id), ELA_DBV_INT(v->client),
                               ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_OPENED_TO, p, 3, &r, err));
    bool any = r.nrows > 0;
    ela_db_result_release(&r);
    return any ? ELA_OK : none(err);
}

enum ela_status ela__vault_of(struct ela_call *c, struct ela__vault *v, struct ela_error *err)
{
    *v = (struct ela__vault){.client = 0};
    return client(c) ? of_client(c, v, err) : of_user(c, v, err);
}

/* --- open --------------------------------------------------------------------------------- */

static enum ela_status grant(struct ela_call *c, struct ela__vault *v, bool *open,
                             struct ela_error *err)
{
    struct ela_sql q;
    struct ela_db_result r;
    *open = false;
    if (!ela_token_hash(ela_in_text(c, "key"), v->key))
        return ELA_OK;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_VAULT_GRANT);
    ela_sql_value(&q, ELA_DBV_BYTES(v->key, sizeof v->key));
    ela_sql_int(&q, c->actor->entity);
    ela_sql_int(&q, v->client);
    ela_sql_int(&q, c->now);
    ela_sql_add(&q, client(c) ? ELA_SQL_VAULT_GRANT_OF_SESSION : ELA_SQL_VAULT_GRANT_OF_USER);
    ela_sql_int(&q, client(c) ? c->actor->account_id : c->actor->user_id);
    if (client(c))
        ela_sql_int(&q, c->actor->session_id);
    ELA_TRY(ela_sql_query(&q, c->db, &r, err));
    *open = r.nrows > 0;
    v->until = ela_db_int(&r, 0, 0, 0);
    v->listed_at = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__vault_enter(struct ela_call *c, struct ela__vault *v, struct ela_error *err)
{
    bool open = false;
    ELA_TRY(ela__vault_of(c, v, err));
    ELA_TRY(grant(c, v, &open, err));
    if (!open)
        return ela_fail(err, ELA_E_DENIED, "vault.closed", "");
    int64_t until = c->now + idle_s(c);
    if (v->until >= until - SLIDE_S)
        return ELA_OK;
    v->until = until;
    struct ela_db_value p[] = {ELA_DBV_INT(until), ELA_DBV_BYTES(v->key, sizeof v->key),
                               ELA_DBV_INT(until)};
    return ela_db_exec(c->db, ELA_SQL_VAULT_GRANT_SLIDE, p, 3, NULL, err);
}

static enum ela_status open_tx(void *ctx, struct ela_error *err)
{
    struct ela_call *c = ((void **)ctx)[0];
    struct ela__vault *v = ((void **)ctx)[1];
    char text[ELA_TOKEN_TEXT + 1];
    struct ela_db_value over = ELA_DBV_INT(c->now), null = ELA_DBV_NULL;
    struct ela_db_value of[] = {ELA_DBV_INT(client(c) ? c->actor->session_id : c->actor->user_id),
                                ELA_DBV_INT(v->client)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_GRANTS_OVER, &over, 1, NULL, err));
    ELA_TRY(ela_db_exec(c->db, client(c) ? ELA_SQL_VAULT_GRANTS_SESSION : ELA_SQL_VAULT_GRANTS_USER,
                        of, 2, NULL, err));
    ELA_TRY(ela_token_new(text, v->key, err));
    v->until = c->now + idle_s(c);
    struct ela_db_value p[] = {ELA_DBV_BYTES(v->key, sizeof v->key),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(v->client),
                               client(c) ? ELA_DBV_INT(c->actor->account_id) : null,
                               client(c) ? ELA_DBV_INT(c->actor->session_id) : null,
                               client(c) ? null : ELA_DBV_INT(c->actor->user_id),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(v->until)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_GRANT_ADD, p, 8, NULL, err));
    const struct ela__vault_deed d = {.client = v->client, .action = "open", .result = OK};
    ELA_TRY(ela__vault_log(c, &d, err));
    ela_json_set_text(c->out, "key", text);
    ela_json_set_int(c->out, "key_s", 86400); /* the grant says when it is over */
    ela_json_set_int(c->out, "until", v->until);
    ela_json_set_int(c->out, "idle_s", idle_s(c));
    sodium_memzero(text, sizeof text);
    return ELA_OK;
}

static enum ela_status refused_tx(void *ctx, struct ela_error *err)
{
    struct ela_call *c = ((void **)ctx)[0];
    const struct ela__vault *v = ((void **)ctx)[1];
    const struct ela__vault_deed d = {.client = v->client, .action = "open", .result = WRONG};
    return ela__vault_log(c, &d, err);
}

static enum ela_status answer(struct ela_call *c, struct ela__vault *v, bool right,
                              struct ela_error *err)
{
    void *ctx[] = {c, v};
    if (right)
        return ela_db_tx(c->db, open_tx, ctx, err);
    ELA_TRY(ela_db_tx(c->db, refused_tx, ctx, err));
    return ela_fail(err, ELA_E_INPUT, "vault.password_wrong", "password");
}

static enum ela_status op_open(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    bool right = false;
    ELA_TRY(ela__vault_of(c, &v, err));
    ELA_TRY(ela_sealed_state(c, err)); /* without its key nothing opens */
    ELA_TRY(ela_account_prove(c, ela_in_text(c, "password"), &right, err));
    return answer(c, &v, right, err);
}

/* The page asked Dolibarr whether the password is right; how often it may be wrong is said here. */
static enum ela_status op_enter(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    char who[40];
    bool over = false, proved = ela_in_bool(c, "proved", false);
    ELA_TRY(ela__vault_of(c, &v, err));
    ELA_TRY(ela_sealed_state(c, err));
    (void)snprintf(who, sizeof who, "%d", (int)c->actor->user_id);
    ELA_TRY(ela_throttle_count(c, "tries of a vault", ela_str_of(who), TRIES_S, TRIES, &over, err));
    if (over)
        return ela_fail(err, ELA_E_DENIED, "vault.blocked", "");
    return answer(c, &v, proved, err);
}

static enum ela_status op_close(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    bool open = false;
    ELA_TRY(ela__vault_of(c, &v, err));
    ELA_TRY(grant(c, &v, &open, err));
    if (!open)
        return ELA_OK;
    struct ela_db_value p = ELA_DBV_BYTES(v.key, sizeof v.key);
    const struct ela__vault_deed d = {.client = v.client, .action = "close", .result = OK};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_GRANT_END, &p, 1, NULL, err));
    return ela__vault_log(c, &d, err);
}

static enum ela_status op_state(struct ela_call *c, struct ela_error *err)
{
    struct ela__vault v;
    struct ela_error why = ELA_ERROR_INIT;
    bool open = false;
    ELA_TRY(ela__vault_of(c, &v, err));
    ELA_TRY(grant(c, &v, &open, err));
    enum ela_status st = ela_sealed_state(c, &why);
    if (st != ELA_OK && st != ELA_E_STATE)
        return ela_failf(err, st, why.key, why.field, "%s", why.detail);
    if (st == ELA_OK)
        ela_json_set_null(c->out, "problem");
    else
        ela_json_set_text(c->out, "problem", why.key);
    ela_json_set_int(c->out, "until", open ? v.until : 0);
    ela_json_set_int(c->out, "idle_s", idle_s(c));
    return ELA_OK;
}

/* --- operations --------------------------------------------------------------------------- */

#define KEY                                                                                        \
    {                                                                                              \
        .name = "key", .type = ELA_FT_LINE, .max = 200                                             \
    }
#define CLIENT                                                                                     \
    {                                                                                              \
        .name = "client", .type = ELA_FT_ID, .ref = "client"                                       \
    }
#define ITEM                                                                                       \
    {                                                                                              \
        .name = "item", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "vault"                \
    }

static const struct ela_field OF_VAULT[] = {KEY, CLIENT, {.name = NULL}};
static const struct ela_field OPEN[] = {
    {.name = "password", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 256},
    {.name = NULL},
};
static const struct ela_field ENTER[] = {
    {.name = "client", .type = ELA_FT_ID, .flags = ELA_FF_REQUIRED, .ref = "client"},
    {.name = "proved", .type = ELA_FT_BOOL, .flags = ELA_FF_REQUIRED},
    {.name = NULL},
};
static const struct ela_field BEGIN[] = {
    KEY,
    {.name = "name", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 150},
    {.name = "description", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 2000},
    {.name = "size",
     .type = ELA_FT_INT,
     .flags = ELA_FF_REQUIRED,
     .min = 0,
     .max = (int64_t)1 << 40},
    {.name = NULL},
};
static const struct ela_field PUT[] = {
    KEY,
    ITEM,
    {.name = "offset",
     .type = ELA_FT_INT,
     .flags = ELA_FF_REQUIRED,
     .min = 0,
     .max = (int64_t)1 << 40},
    {.name = NULL},
};
static const struct ela_field GET[] = {
    KEY,
    CLIENT,
    ITEM,
    {.name = "view", .type = ELA_FT_BOOL},
    {.name = "part", .type = ELA_FT_BOOL}, /* not from its beginning */
    {.name = NULL},
};
static const struct ela_field ONE[] = {KEY, ITEM, {.name = NULL}};
static const struct ela_field UPDATE[] = {
    KEY,
    ITEM,
    {.name = "name", .type = ELA_FT_LINE, .min = 1, .max = 150},
    {.name = "description", .type = ELA_FT_TEXT, .flags = ELA_FF_NULLABLE, .max = 2000},
    {.name = NULL},
};
static const struct ela_field READERS[] = {
    KEY,
    ITEM,
    {.name = "users",
     .type = ELA_FT_IDS,
     .flags = ELA_FF_REQUIRED,
     .min = 0,
     .max = ELA__VAULT_READERS,
     .ref = "user"},
    {.name = NULL},
};
static const struct ela_field LOG[] = {
    KEY,
    {.name = "after", .type = ELA_FT_LINE, .max = 20},
    {.name = "limit", .type = ELA_FT_INT, .min = 1, .max = 100},
    {.name = NULL},
};
static const struct ela_field NOTHING[] = {{.name = NULL}};

#define C    ELA_BY_PORTAL
#define U    ELA_BY_USER
#define BOTH (C | U)

static const char *const RESULTS[] = {"clean", "infected", "skipped", "away", "missing", NULL};
static const struct ela_field SCAN_NEXT[] = {
    {.name = "owner", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 80},
    {.name = NULL},
};
static const struct ela_field SCAN_DONE[] = {
    {.name = "item", .type = ELA_FT_INT, .flags = ELA_FF_REQUIRED, .min = 1, .max = INT64_MAX},
    {.name = "owner", .type = ELA_FT_LINE, .flags = ELA_FF_REQUIRED, .min = 1, .max = 80},
    {.name = "result", .type = ELA_FT_CHOICE, .flags = ELA_FF_REQUIRED, .choices = RESULTS},
    {.name = NULL},
};

const struct ela_op ELA_VAULT_OPS[] = {
    {"vault.state", ELA_OP_READ, BOTH, ELA_RIGHT_CASE_READ, OF_VAULT, op_state},
    {"vault.open", ELA_OP_EACH, C, 0, OPEN, op_open},
    {"vault.enter", ELA_OP_EACH, U, ELA_RIGHT_CASE_READ, ENTER, op_enter},
    {"vault.close", ELA_OP_WRITE, BOTH, ELA_RIGHT_CASE_READ, OF_VAULT, op_close},
    {"vault.list", ELA_OP_WRITE, BOTH, ELA_RIGHT_CASE_READ, OF_VAULT, ela__vault_list},
    {"vault.begin", ELA_OP_WRITE, C, 0, BEGIN, ela__vault_begin},
    {"vault.put", ELA_OP_WRITE, C, 0, PUT, ela__vault_put},
    {"vault.get", ELA_OP_EACH, BOTH, ELA_RIGHT_CASE_READ, GET, ela__vault_get},
    {"vault.update", ELA_OP_WRITE, C, 0, UPDATE, ela__vault_update},
    {"vault.readers", ELA_OP_WRITE, C, 0, READERS, ela__vault_readers},
    {"vault.delete", ELA_OP_WRITE, C, 0, ONE, ela__vault_delete},
    {"vault.restore", ELA_OP_WRITE, C, 0, ONE, ela__vault_restore},
    {"vault.log", ELA_OP_READ, C, 0, LOG, ela__vault_journal},
    {"vault.purge", ELA_OP_WRITE, ELA_BY_WORKER, 0, NOTHING, ela__vault_purge},
    {"vault.scan_next", ELA_OP_WRITE, ELA_BY_WORKER, 0, SCAN_NEXT, ela__vault_scan_next},
    {"vault.scan_done", ELA_OP_WRITE, ELA_BY_WORKER, 0, SCAN_DONE, ela__vault_scan_done},
    {.name = NULL},
};

/*
 * Sessions: opaque tokens, checked by one statement; renewal tokens are used once, and one seen
 * again closes every session of the account. Source: SEC-02, SEC-05.
 */
#include "account/account.h"

#include <sodium.h>

#include "account/account_internal.h"
#include "account/account_sql.h"

enum { MEMORY_S = 90 * 86400, THROTTLE_MEMORY_S = 2 * 86400 };

enum ela_status ela_session_check(struct ela_db *db, int32_t entity, struct ela_str token,
                                  int32_t client_id, int64_t now, struct ela_session *out,
                                  struct ela_error *err)
{
    uint8_t hash[32];
    struct ela_db_result r;

    memset(out, 0, sizeof *out);
    if (!ela_token_hash(token, hash))
        return ela_fail(err, ELA_E_DENIED, "session.ended", "");
    struct ela_db_value v[] = {ELA_DBV_INT(client_id), ELA_DBV_BYTES(hash, sizeof hash),
                               ELA_DBV_INT(entity), ELA_DBV_INT(now)};
    ELA_TRY(ela_db_query(db, ELA_SQL_SESSION_CHECK, v, 4, &r, err));
    if (r.nrows == 0) {
        ela_db_result_release(&r);
        return ela_fail(err, ELA_E_DENIED, "session.ended", "");
    }
    out->id = ela_db_int(&r, 0, 0, 0);
    out->account_id = ela_db_int(&r, 0, 1, 0);
    out->access_until = ela_db_int(&r, 0, 2, 0);
    out->renew_until = ela_db_int(&r, 0, 3, 0);
    out->last_seen_at = ela_db_int(&r, 0, 4, 0);
    out->remember = ela_db_int(&r, 0, 5, 0) != 0;
    out->active = ela_str_is(ela_db_cell(&r, 0, 6), "active");
    out->client = client_id > 0 && !ela_db_is_null(&r, 0, 8);
    out->amounts = ela__amounts(&r, 0, 9);
    snprintf(out->lang, sizeof out->lang, "%.2s", ela_db_cell(&r, 0, 7).p);
    out->definitions = ela_db_int(&r, 0, 10, 0);
    ela_db_result_release(&r);
    if (now - out->last_seen_at < ELA_SEEN_EVERY_S)
        return ELA_OK;
    struct ela_db_value seen[] = {ELA_DBV_INT(now), ELA_DBV_INT(out->id), ELA_DBV_INT(now)};
    return ela_db_exec(db, ELA_SQL_SESSION_SEEN, seen, 3, NULL, err);
}

/* --- devices ---------------------------------------------------------------------------------- */

void ela__device_name(const char *ua, char out[64])
{
    static const char *const browsers[][2] = {
        {"Edg", "Edge"},        {"OPR/", "Opera"},    {"SamsungBrowser", "Samsung Internet"},
        {"Firefox", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"},
        {"Chrome", "Chrome"},   {"Safari", "Safari"}};
    static const char *const systems[][2] = {
        {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},  {"Windows", "Windows"},
        {"Mac OS", "Mac"},      {"CrOS", "ChromeOS"}, {"Linux", "Linux"}};
    const char *browser = "", *system = "";
    ua = ua != NULL ? ua : "";
    for (size_t i = 0; i < sizeof browsers / sizeof browsers[0] && browser[0] == '\0'; i++) {
        if (strstr(ua, browsers[i][0]) != NULL)
            browser = browsers[i][1];
    }
    for (size_t i = 0; i < sizeof systems / sizeof systems[0] && system[0] == '\0'; i++) {
        if (strstr(ua, systems[i][0]) != NULL)
            system = systems[i][1];
    }
    snprintf(out, 64, "%s%s%s", browser, browser[0] != '\0' && system[0] != '\0' ? ", " : "",
             system);
    if (out[0] == '\0')
        snprintf(out, 64, "?");
}

/* Kept for the list of sessions: printable ASCII, at most 255. */
void ela_device_name(const char *user_agent, char out[64])
{
    ela__device_name(user_agent, out);
}

static void tidy_agent(const char *ua, char out[256])
{
    size_t n = 0;
    for (; ua != NULL && ua[n] != '\0' && n < 255; n++)
        out[n] = ua[n] >= 0x20 && ua[n] < 0x7f ? ua[n] : '?';
    out[n] = '\0';
}

static void tidy_ip(const char *ip, char out[46])
{
    size_t n = 0;
    for (; ip != NULL && ip[n] != '\0' && n < 45; n++)
        out[n] = ip[n] > 0x20 && ip[n] < 0x7f ? ip[n] : '?';
    out[n] = '\0';
}

/* The first device of an account is no news; a later one that was never seen is. */
static enum ela_status greet_device(struct ela_call *c, const struct ela__person *p,
                                    const uint8_t device[32], const char *name, bool *is_new,
                                    struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_BYTES(device, 32), ELA_DBV_INT(p->id)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SESSION_KNOWN_DEVICE, v, 2, &r, err));
    int64_t sessions = ela_db_int(&r, 0, 0, 0), known = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    *is_new = (sessions > 0 || p->last_login_at > 0) && known == 0;
    if (!*is_new)
        return ELA_OK;
    char at[48];
    struct ela_json *vars = ela_json_new_object();
    ela__moment_text(c, c->now, p->lang, at);
    ela_json_set_text(vars, "at", at);
    ela_json_set_text(vars, "device", name);
    return ela__person_warn(c, p, "account.new_device", "/sessions", vars, err);
}

/* --- opening ---------------------------------------------------------------------------------- */

static int64_t renew_until(const struct ela_call *c, bool remember)
{
    return c->now + (remember ? c->settings->session_renew_s : c->settings->session_idle_s);
}

/* What nobody asks for again goes, a little at each sign-in. */
static enum ela_status purge(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value old = ELA_DBV_INT(c->now - MEMORY_S),
                        quiet = ELA_DBV_INT(c->now - THROTTLE_MEMORY_S);
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SESSION_PURGE, &old, 1, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SPENT_PURGE, &old, 1, NULL, err));
    return ela_db_exec(c->db, ELA_SQL_THROTTLE_PURGE, &quiet, 1, NULL, err);
}

static enum ela_status tokens(struct ela_call *c, uint8_t access[32], uint8_t refresh[32],
                              struct ela_error *err)
{
    char text[ELA_TOKEN_TEXT + 1];
    ELA_TRY(ela_token_new(text, access, err));
    ela_json_set_text(c->out, "access_token", text);
    ELA_TRY(ela_token_new(text, refresh, err));
    ela_json_set_text(c->out, "refresh_token", text);
    sodium_memzero(text, sizeof text);
    return ELA_OK;
}

enum ela_status ela__session_open(struct ela_call *c, const struct ela__person *p, bool remember,
                                  struct ela_error *err)
{
    uint8_t access[32], refresh[32], family[16], device[32];
    char name[64], agent[256], ip[46];
    bool is_new = false;

    ela__device_name(c->user_agent, name);
    ela__account_digest("device", p->id, ela_str_of(name), device);
    tidy_agent(c->user_agent, agent);
    tidy_ip(c->remote_ip, ip);
    ELA_TRY(greet_device(c, p, device, name, &is_new, err));
    ELA_TRY(tokens(c, access, refresh, err));
    randombytes_buf(family, sizeof family);
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_BYTES(access, 32),
                               ELA_DBV_BYTES(refresh, 32),
                               ELA_DBV_BYTES(family, 16),
                               ELA_DBV_INT(p->id),
                               ELA_DBV_INT(c->now + ELA_ACCESS_S),
                               ELA_DBV_INT(renew_until(c, remember)),
                               ELA_DBV_INT(remember ? 1 : 0),
                               ELA_DBV_TEXT(agent),
                               ELA_DBV_TEXT(ip),
                               ELA_DBV_BYTES(device, 32),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SESSION_INSERT, v, sizeof v / sizeof v[0], NULL, err));
    int64_t session = ela_db_last_id(c->db);
    struct ela_db_value login[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(p->id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PERSON_LOGIN, login, 2, NULL, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_text(data, "device", name);
    ela_json_set_bool(data, "new_device", is_new);
    ELA_TRY(ela__person_event(c, "account.login", p->id, 0, data, err));
    ELA_TRY(purge(c, err));
    return ela__me_fill(c, p->id, session, err);
}

enum ela_status ela__session_close_all(struct ela_call *c, int64_t account, int64_t keep,
                                       int64_t *closed, struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(account), ELA_DBV_INT(keep),
                               ELA_DBV_INT(c->now)};
    return ela_db_exec(c->db, ELA_SQL_SESSION_CLOSE_ALL, v, 4, closed, err);
}

/* --- renewal ---------------------------------------------------------------------------------- */

struct renewal {
    struct ela_call *c;
    uint8_t hash[32];
    bool renewed;
};

static enum ela_status seen_again(struct renewal *w, struct ela_error *err)
{
    struct ela_call *c = w->c;
    struct ela_db_result r;
    struct ela_db_value v = ELA_DBV_BYTES(w->hash, sizeof w->hash);
    int64_t closed = 0;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SESSION_SPENT, &v, 1, &r, err));
    int64_t account = r.nrows > 0 ? ela_db_int(&r, 0, 0, 0) : 0;
    ela_db_result_release(&r);
    if (account == 0)
        return ELA_OK;
    ELA_TRY(ela__session_close_all(c, account, 0, &closed, err));
    struct ela_json *data = ela_json_new_object();
    ela_json_set_int(data, "closed", closed);
    return ela__person_event(c, "account.renewal_reused", account, 0, data, err);
}

static enum ela_status rotate(struct renewal *w, int64_t session, int64_t account, bool remember,
                              struct ela_error *err)
{
    struct ela_call *c = w->c;
    uint8_t access[32], refresh[32];
    char ip[46];
    tidy_ip(c->remote_ip, ip);
    ELA_TRY(tokens(c, access, refresh, err));
    struct ela_db_value spent[] = {ELA_DBV_BYTES(w->hash, 32), ELA_DBV_INT(account),
                                   ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SESSION_SPEND, spent, 3, NULL, err));
    struct ela_db_value v[] = {ELA_DBV_BYTES(access, 32),
                               ELA_DBV_BYTES(refresh, 32),
                               ELA_DBV_INT(c->now + ELA_ACCESS_S),
                               ELA_DBV_INT(renew_until(c, remember)),
                               ELA_DBV_INT(c->now),
                               ELA_DBV_TEXT(ip),
                               ELA_DBV_INT(session)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SESSION_ROTATE, v, 7, NULL, err));
    w->renewed = true;
    return ela__me_fill(c, account, session, err);
}

static enum ela_status renew_tx(void *ctx, struct ela_error *err)
{
    struct renewal *w = ctx;
    struct ela_call *c = w->c;
    struct ela_db_result r;
    struct ela__person p;
    bool found = false;

    w->renewed = false;
    struct ela_db_value v[] = {ELA_DBV_BYTES(w->hash, 32), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SESSION_BY_REFRESH, v, 3, &r, err));
    int64_t session = r.nrows > 0 ? ela_db_int(&r, 0, 0, 0) : 0,
            account = r.nrows > 0 ? ela_db_int(&r, 0, 1, 0) : 0;
    bool remember = r.nrows > 0 && ela_db_int(&r, 0, 2, 0) != 0;
    ela_db_result_release(&r);
    if (session == 0)
        return seen_again(w, err);
    ELA_TRY(ela__person_by_id(c, account, false, &p, &found, err));
    if (!found || strcmp(p.status, "active") != 0 || !p.served)
        return ELA_OK;
    return rotate(w, session, account, remember, err);
}

enum ela_status ela__account_renew(struct ela_call *c, struct ela_error *err)
{
    struct renewal w = {.c = c};
    ELA_TRY(ela_throttle_check(c, err));
    if (!ela_token_hash(ela_in_text(c, "refresh"), w.hash))
        return ela_fail(err, ELA_E_DENIED, "session.ended", "");
    ELA_TRY(ela_db_tx(c->db, renew_tx, &w, err));
    return w.renewed ? ELA_OK : ela_fail(err, ELA_E_DENIED, "session.ended", "");
}

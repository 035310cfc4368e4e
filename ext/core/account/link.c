/*
 * One-time links: invitation and forgotten password. An unknown, used or expired link all look
 * alike, and count as a failure of the address that tried it. Source: SEC-02, SEC-04, SEC-18,
 * PORT-04.
 */
#include "account/account.h"

#include "account/account_internal.h"
#include "account/account_sql.h"

enum { FORGOT_MAX = 3, FORGOT_WINDOW_S = 3600, DAY_S = 86400 };

/* --- making ----------------------------------------------------------------------------------- */

enum ela_status ela__account_link_new(struct ela_call *c, int64_t account, const char *kind,
                                      int32_t life_s, char token[ELA_TOKEN_TEXT + 1],
                                      struct ela_error *err)
{
    uint8_t hash[32];
    ELA_TRY(ela_token_new(token, hash, err));
    struct ela_db_value old[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(account), ELA_DBV_TEXT(kind)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TOKEN_END_KIND, old, 3, NULL, err));
    struct ela_db_value v[] = {ELA_DBV_BYTES(hash, sizeof hash),
                               ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(account),
                               ELA_DBV_TEXT(kind),
                               ELA_DBV_INT(c->now + life_s),
                               ELA_DBV_INT(c->now)};
    return ela_db_exec(c->db, ELA_SQL_TOKEN_ADD, v, 6, NULL, err);
}

enum ela_status ela__account_link_invite(struct ela_call *c, const struct ela__person *p,
                                         struct ela_error *err)
{
    char token[ELA_TOKEN_TEXT + 1], link[80], days[16];
    ELA_TRY(ela__account_link_new(c, p->id, "invite", c->settings->invite_s, token, err));
    struct ela_json *vars = ela_json_new_object();
    snprintf(link, sizeof link, "/invitations/%s", token);
    snprintf(days, sizeof days, "%d", (int)((c->settings->invite_s + DAY_S - 1) / DAY_S));
    ela_json_set_text(vars, "days", days);
    return ela__person_mail(c, p, "account.invitation", link, vars, err);
}

/* --- following -------------------------------------------------------------------------------- */

struct link {
    struct ela_call *c;
    uint8_t hash[32];
    struct ela__person p;
    int64_t expires_at;
    char password[128]; /* hash of the new one */
    bool invite;
};

static enum ela_status invalid(struct ela_call *c, struct ela_error *err)
{
    ELA_TRY(ela_throttle_hit(c, err));
    return ela_fail(err, ELA_E_NOT_FOUND, "link.invalid", "");
}

static enum ela_status follow(struct ela_call *c, const char *kind, struct link *l,
                              struct ela_error *err)
{
    struct ela_db_result r;
    bool found = false;

    l->c = c;
    l->invite = strcmp(kind, "invite") == 0;
    ELA_TRY(ela_throttle_check(c, err));
    if (!ela_token_hash(ela_in_text(c, "token"), l->hash))
        return invalid(c, err);
    struct ela_db_value v[] = {ELA_DBV_BYTES(l->hash, sizeof l->hash),
                               ELA_DBV_INT(c->actor->entity), ELA_DBV_TEXT(kind),
                               ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_TOKEN_READ, v, 4, &r, err));
    int64_t account = r.nrows > 0 ? ela_db_int(&r, 0, 0, 0) : 0;
    l->expires_at = r.nrows > 0 ? ela_db_int(&r, 0, 1, 0) : 0;
    ela_db_result_release(&r);
    if (account > 0)
        ELA_TRY(ela__person_by_id(c, account, false, &l->p, &found, err));
    if (!found)
        return invalid(c, err);
    if (strcmp(l->p.status, "suspended") == 0 || !l->p.served)
        return ela__person_refuse(c, err);
    return ELA_OK;
}

enum ela_status ela__account_invitation(struct ela_call *c, struct ela_error *err)
{
    struct link l;
    ELA_TRY(follow(c, "invite", &l, err));
    ela_json_set_text(c->out, "email", l.p.email);
    ela_json_set_text(c->out, "name", l.p.name);
    ela_json_set(c->out, "firm", ela_firm_json(c->settings, l.p.lang));
    ela_json_set_int(c->out, "expires_at", l.expires_at);
    return ELA_OK;
}

enum ela_status ela__account_reset_link(struct ela_call *c, struct ela_error *err)
{
    struct link l;
    ELA_TRY(follow(c, "reset", &l, err));
    ela_json_set(c->out, "firm", ela_firm_json(c->settings, l.p.lang));
    ela_json_set_int(c->out, "expires_at", l.expires_at);
    return ELA_OK;
}

static enum ela_status told(struct link *l, struct ela_error *err)
{
    char at[48];
    struct ela_json *vars = ela_json_new_object();
    ela__moment_text(l->c, l->c->now, l->p.lang, at);
    ela_json_set_text(vars, "at", at);
    return ela__person_warn(l->c, &l->p, "account.password_changed", "/forgot", vars, err);
}

/* Used by the first of two: the other finds nothing changed. */
static enum ela_status use_tx(void *ctx, struct ela_error *err)
{
    struct link *l = ctx;
    struct ela_call *c = l->c;
    int64_t used = 0;
    struct ela_db_value v[] = {ELA_DBV_INT(c->now), ELA_DBV_BYTES(l->hash, sizeof l->hash),
                               ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TOKEN_USE, v, 3, &used, err));
    if (used == 0)
        return ela_fail(err, ELA_E_NOT_FOUND, "link.invalid", "");
    ELA_TRY(ela__password_store(c, l->p.id, l->password, 0, err));
    ELA_TRY(ela__person_event(c, l->invite ? "account.accepted" : "account.password", l->p.id, 0,
                              NULL, err));
    return l->invite ? ela__session_open(c, &l->p, false, err) : told(l, err);
}

enum ela_status ela__account_accept(struct ela_call *c, struct ela_error *err)
{
    struct link l;
    ELA_TRY(follow(c, "invite", &l, err));
    ELA_TRY(ela__password_accept(c, &l.p, ela_in_text(c, "password"), l.password, err));
    return ela_db_tx(c->db, use_tx, &l, err);
}

enum ela_status ela__account_reset(struct ela_call *c, struct ela_error *err)
{
    struct link l;
    ELA_TRY(follow(c, "reset", &l, err));
    ELA_TRY(ela__password_accept(c, &l.p, ela_in_text(c, "password"), l.password, err));
    return ela_db_tx(c->db, use_tx, &l, err);
}

/* --- forgotten -------------------------------------------------------------------------------- */

struct forgot {
    struct ela_call *c;
    struct ela__person p;
};

static enum ela_status forgot_tx(void *ctx, struct ela_error *err)
{
    struct forgot *w = ctx;
    char token[ELA_TOKEN_TEXT + 1], link[80];
    ELA_TRY(ela__account_link_new(w->c, w->p.id, "reset", w->c->settings->reset_s, token, err));
    snprintf(link, sizeof link, "/password-resets/%s", token);
    ELA_TRY(ela__person_event(w->c, "account.reset_asked", w->p.id, 0, NULL, err));
    return ela__person_warn(w->c, &w->p, "account.reset", link, NULL, err);
}

/* The answer says nothing of the account: neither its existence, nor its state, nor that it asked
 * too often. */
enum ela_status ela__account_forgot(struct ela_call *c, struct ela_error *err)
{
    struct forgot w = {.c = c};
    struct ela_str email = ela__email_key(c, ela_in_text(c, "email"));
    bool found = false, often = false, flood = false;

    ELA_TRY(ela_throttle_check(c, err));
    ELA_TRY(ela_throttle_count(c, "forgotten password of an address", ela_str_of(c->remote_ip),
                               FORGOT_WINDOW_S, FORGOT_MAX * 10, &flood, err));
    if (flood) {
        enum ela_status st = ela_fail(err, ELA_E_DENIED, "throttle.blocked", "");
        ela_error_param_i64(err, "retry_s", FORGOT_WINDOW_S);
        return st;
    }
    ELA_TRY(ela_throttle_count(c, "forgotten password of an account", email, FORGOT_WINDOW_S,
                               FORGOT_MAX, &often, err));
    ELA_TRY(ela__person_by_email(c, email, &w.p, &found, err));
    if (!found || often || strcmp(w.p.status, "suspended") == 0 || !w.p.served)
        return ELA_OK;
    return ela_db_tx(c->db, forgot_tx, &w, err);
}

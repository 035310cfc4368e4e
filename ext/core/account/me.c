/*
 * What a person does with his own account: who am I, language, password, sessions. Source: SEC-03,
 * SEC-05, PORT-04, PORT-15.
 */
#include "account/account.h"

#include "account/account_internal.h"
#include "account/account_sql.h"

/* --- who am I --------------------------------------------------------------------------------- */

static struct ela_json *person_json(const struct ela__person *p)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "id", p->id);
    ela_json_set_text(o, "email", p->email);
    ela_json_set_text(o, "name", p->name);
    ela_json_set_text(o, "lang", p->lang);
    if (p->last_login_at > 0)
        ela_json_set_int(o, "last_login_at", p->last_login_at);
    else
        ela_json_set_null(o, "last_login_at");
    return o;
}

static enum ela_status clients(struct ela_call *c, int64_t account, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_INT(account), ELA_DBV_INT(c->actor->entity)};
    struct ela_json *list = ela_json_new_array();
    ela_json_set(c->out, "clients", list);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_PERSON_CLIENTS, v, 2, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        struct ela_json *o = ela_json_new_object();
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_str(o, "name", ela_db_cell(&r, i, 1));
        ela_json_set_str(o, "profile", ela_db_cell(&r, i, 2));
        ela_json_set_str(o, "role", ela_db_cell(&r, i, 3));
        ela_json_push(list, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

static enum ela_status session_json(struct ela_call *c, int64_t account, int64_t session,
                                    struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_INT(session), ELA_DBV_INT(account)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SESSION_ONE, v, 2, &r, err));
    if (r.nrows == 0) {
        ela_db_result_release(&r);
        return ela_fail(err, ELA_E_DENIED, "session.ended", "");
    }
    struct ela_json *o = ela_json_new_object();
    ela_json_set_int(o, "id", session);
    ela_json_set_int(o, "access_until", ela_db_int(&r, 0, 0, 0));
    ela_json_set_int(o, "renew_until", ela_db_int(&r, 0, 1, 0));
    ela_json_set_bool(o, "remember", ela_db_int(&r, 0, 2, 0) != 0);
    ela_json_set(c->out, "session", o);
    ela_db_result_release(&r);
    return ELA_OK;
}

struct ela_json *ela_firm_json(const struct ela_settings *s, const char *lang)
{
    struct ela_json *o = ela_json_new_object();
    ela_json_set_text(o, "name", s->firm_name);
    ela_json_set_text(o, "email", s->firm_email);
    ela_json_set_text(o, "phone", s->firm_phone);
    ela_json_set_text(o, "address", s->firm_address);
    ela_json_set_text(o, "zip", s->firm_zip);
    ela_json_set_text(o, "town", s->firm_town);
    ela_json_set_text(o, "hours", s->firm_hours);
    ela_json_set_text(o, "url", s->firm_url);
    ela_json_set_text(o, "accent", s->accent);
    ela_json_set_text(o, "lang", strncmp(lang, "en", 2) == 0 ? "en" : "fr");
    ela_json_set_int(o, "password_min", s->password_min);
    return o;
}

enum ela_status ela__me_fill(struct ela_call *c, int64_t account, int64_t session,
                             struct ela_error *err)
{
    struct ela__person p;
    bool found = false;
    ELA_TRY(ela__person_by_id(c, account, false, &p, &found, err));
    if (!found)
        return ela_fail(err, ELA_E_DENIED, "session.ended", "");
    ela_json_set(c->out, "account", person_json(&p));
    ELA_TRY(clients(c, account, err));
    ela_json_set(c->out, "firm", ela_firm_json(c->settings, p.lang));
    return session_json(c, account, session, err);
}

enum ela_status ela__account_me(struct ela_call *c, struct ela_error *err)
{
    return ela__me_fill(c, c->actor->account_id, c->actor->session_id, err);
}

enum ela_status ela__account_language(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value v[] = {ELA_DBV_STR(ela_in_text(c, "lang")),
                               ELA_DBV_INT(c->actor->account_id), ELA_DBV_INT(c->actor->entity)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PERSON_LANG, v, 3, NULL, err));
    return ela__account_me(c, err);
}

/* --- password --------------------------------------------------------------------------------- */

struct change {
    struct ela_call *c;
    struct ela__person p;
    bool right;
    enum ela__proof proof;
    char hash[128];
};

static enum ela_status prove_tx(void *ctx, struct ela_error *err)
{
    struct change *w = ctx;
    return ela__prove(w->c, &w->p, true, w->right, &w->proof, err);
}

static enum ela_status store_tx(void *ctx, struct ela_error *err)
{
    struct change *w = ctx;
    struct ela_call *c = w->c;
    char at[48];
    ELA_TRY(ela__password_store(c, w->p.id, w->hash, c->actor->session_id, err));
    ELA_TRY(ela__person_event(c, "account.password", w->p.id, 0, NULL, err));
    struct ela_json *vars = ela_json_new_object();
    ela__moment_text(c, c->now, w->p.lang, at);
    ela_json_set_text(vars, "at", at);
    return ela__person_warn(c, &w->p, "account.password_changed", "/forgot", vars, err);
}

enum ela_status ela__account_password(struct ela_call *c, struct ela_error *err)
{
    struct change w = {.c = c};
    bool found = false;

    ELA_TRY(ela_throttle_check(c, err));
    ELA_TRY(ela__person_by_id(c, c->actor->account_id, false, &w.p, &found, err));
    if (!found)
        return ela_fail(err, ELA_E_DENIED, "session.ended", "");
    w.right = ela_password_verify(ela_in_text(c, "current"), w.p.hash);
    ELA_TRY(ela_db_tx(c->db, prove_tx, &w, err));
    if (w.proof != ELA__PROOF_OK)
        return ela_fail(err, ELA_E_INPUT, "password.current_wrong", "current");
    ELA_TRY(ela__password_accept(c, &w.p, ela_in_text(c, "password"), w.hash, err));
    return ela_db_tx(c->db, store_tx, &w, err);
}

/* --- sessions --------------------------------------------------------------------------------- */

enum ela_status ela__account_sessions(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_INT(c->actor->account_id), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_INT(c->now)};
    struct ela_json *rows = ela_json_new_array();
    ela_json_set(c->out, "rows", rows);
    ELA_TRY(ela_db_query(c->db, ELA_SQL_SESSION_LIST, v, 3, &r, err));
    for (size_t i = 0; i < r.nrows; i++) {
        char device[64];
        struct ela_json *o = ela_json_new_object();
        ela__device_name(ela_db_cell(&r, i, 2).p, device);
        ela_json_set_int(o, "id", ela_db_int(&r, i, 0, 0));
        ela_json_set_bool(o, "current", ela_db_int(&r, i, 0, 0) == c->actor->session_id);
        ela_json_set_bool(o, "remember", ela_db_int(&r, i, 1, 0) != 0);
        ela_json_set_text(o, "device", device);
        ela_json_set_str(o, "ip", ela_db_cell(&r, i, 3));
        ela_json_set_int(o, "created_at", ela_db_int(&r, i, 4, 0));
        ela_json_set_int(o, "last_seen_at", ela_db_int(&r, i, 5, 0));
        ela_json_push(rows, o);
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__account_session_close(struct ela_call *c, struct ela_error *err)
{
    int64_t closed = 0;
    struct ela_db_value v[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(ela_in_int(c, "session", 0)),
                               ELA_DBV_INT(c->actor->account_id), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SESSION_CLOSE, v, 4, &closed, err));
    if (closed == 0)
        return ela_fail(err, ELA_E_NOT_FOUND, "not_found", "session");
    return ela__person_event(c, "account.session_closed", c->actor->account_id, 0, NULL, err);
}

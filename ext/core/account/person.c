/*
 * One account: reading it, its mails and events, storing a password. Source: SEC-03, SEC-05,
 * PORT-04.
 */
#include "account/account.h"

#include "account/account_internal.h"
#include "account/account_sql.h"
#include "base/log.h"
#include "event/event.h"
#include "outbox/outbox.h"

enum { DEVICE_MEMORY_S = 90 * 86400 };

static void cell(char *out, size_t size, const struct ela_db_result *r, size_t col)
{
    struct ela_str s = ela_db_cell(r, 0, col);
    size_t n = s.n < size - 1 ? s.n : size - 1;
    if (n > 0)
        memcpy(out, s.p, n);
    out[n] = '\0';
}

static enum ela_status person(struct ela_call *c, struct ela_sql *q, struct ela__person *p,
                              bool *found, struct ela_error *err)
{
    struct ela_db_result r;
    ELA_TRY(ela_sql_query(q, c->db, &r, err));
    memset(p, 0, sizeof *p);
    *found = r.nrows > 0;
    if (*found) {
        p->id = ela_db_int(&r, 0, 0, 0);
        cell(p->email, sizeof p->email, &r, 1);
        cell(p->name, sizeof p->name, &r, 2);
        cell(p->lang, sizeof p->lang, &r, 3);
        cell(p->status, sizeof p->status, &r, 4);
        cell(p->hash, sizeof p->hash, &r, 5);
        p->failed_count = ela_db_int(&r, 0, 6, 0);
        p->failed_since = ela_db_int(&r, 0, 7, 0);
        p->locked_until = ela_db_int(&r, 0, 8, 0);
        p->lock_level = ela_db_int(&r, 0, 9, 0);
        p->last_login_at = ela_db_int(&r, 0, 10, 0);
        p->served = ela_db_int(&r, 0, 11, 0) != 0;
    }
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__person_by_id(struct ela_call *c, int64_t id, bool lock, struct ela__person *p,
                                  bool *found, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_PERSON);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA_SQL_PERSON_BY_ID);
    ela_sql_int(&q, id);
    if (lock)
        ela_sql_add(&q, ELA_SQL_FOR_UPDATE);
    return person(c, &q, p, found, err);
}

enum ela_status ela__person_by_email(struct ela_call *c, struct ela_str email,
                                     struct ela__person *p, bool *found, struct ela_error *err)
{
    struct ela_sql q;
    ela_sql_init(&q);
    ela_sql_add(&q, ELA_SQL_PERSON);
    ela_sql_int(&q, c->actor->entity);
    ela_sql_add(&q, ELA_SQL_PERSON_BY_EMAIL);
    ela_sql_text(&q, email);
    return person(c, &q, p, found, err);
}

struct ela_str ela__email_key(struct ela_call *c, struct ela_str email)
{
    char *p = ela_arena_strndup(c->arena, email.p, email.n);
    for (size_t i = 0; p != NULL && i < email.n; i++) {
        if (p[i] >= 'A' && p[i] <= 'Z')
            p[i] = (char)(p[i] + 32);
    }
    return p != NULL ? (struct ela_str){p, email.n} : email;
}

enum ela_status ela__person_refuse(const struct ela_call *c, struct ela_error *err)
{
    enum ela_status st = ela_fail(err, ELA_E_DENIED, "account.suspended", "");
    ela_error_param(err, "firm", c->settings->firm_name);
    ela_error_param(err, "phone", c->settings->firm_phone);
    ela_error_param(err, "email", c->settings->firm_email);
    return st;
}

enum ela_status ela__person_event(struct ela_call *c, const char *kind, int64_t account,
                                  int32_t client, struct ela_json *data, struct ela_error *err)
{
    struct ela_event e = {
        .kind = kind, .client_id = client, .object = "account", .object_id = account, .data = data};
    return ela_event_add(c, &e, err);
}

void ela__moment_text(const struct ela_call *c, int64_t at, const char *lang, char out[48])
{
    struct ela_civil t;
    ela_tz_civil(c->tz, at, &t);
    snprintf(out, 48, "%02d/%02d/%04d %s %02d:%02d", t.day, t.month, t.year,
             strncmp(lang, "en", 2) == 0 ? "at" : "à", t.hour, t.minute);
}

enum ela_status ela__person_mail(struct ela_call *c, const struct ela__person *p, const char *kind,
                                 const char *link, struct ela_json *vars, struct ela_error *err)
{
    char url[512];
    struct ela_mail m = {.kind = kind,
                         .to_email = ela_str_of(p->email),
                         .to_name = ela_str_of(p->name),
                         .account_id = p->id,
                         .object = "account",
                         .object_id = p->id};
    if (vars == NULL)
        vars = ela_json_new_object();
    snprintf(url, sizeof url, "%s%s", c->settings->portal_url, link);
    ela_json_set_text(vars, "url", url);
    enum ela_status st = ela_outbox_notify(c, &m, p->lang, vars, NULL, err);
    ela_json_free(vars);
    return st;
}

enum ela_status ela__person_warn(struct ela_call *c, const struct ela__person *p, const char *kind,
                                 const char *link, struct ela_json *vars, struct ela_error *err)
{
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela__person_mail(c, p, kind, link, vars, &why);
    if (st == ELA_E_STATE) {
        /* Nobody configured a sender: the person is not told, but his lock or login stands. */
        ELA_LOG(ELA_LOG_WARN, "account.mail", ELA_KV("kind", kind), ELA_KV("error", why.key));
        return ELA_OK;
    }
    if (st != ELA_OK && err != NULL)
        *err = why;
    return st;
}

/* --- passwords -------------------------------------------------------------------------------- */

static enum ela_status reused(struct ela_call *c, int64_t account, struct ela_str password,
                              bool *yes, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v = ELA_DBV_INT(account);
    *yes = false;
    ELA_TRY(ela_db_query(c->db, ELA_SQL_HISTORY_READ, &v, 1, &r, err));
    for (size_t i = 0; i < r.nrows && !*yes; i++)
        *yes = ela_password_verify(password, ela_db_cell(&r, i, 0).p);
    ela_db_result_release(&r);
    return ELA_OK;
}

enum ela_status ela__password_accept(struct ela_call *c, const struct ela__person *p,
                                     struct ela_str password, char hash[128], struct ela_error *err)
{
    bool again = false;
    ELA_TRY(ela_password_check(password, c->settings->password_min, ela_str_of(p->email),
                               ela_str_of(p->name), "password", err));
    ELA_TRY(reused(c, p->id, password, &again, err));
    if (again)
        return ela__password_fail(ELA__RULE_REUSED, c->settings->password_min, "password", err);
    return ela_password_hash(password, hash, err);
}

static enum ela_status trim_history(struct ela_call *c, int64_t account, struct ela_error *err)
{
    struct ela_db_result r;
    struct ela_db_value v[] = {ELA_DBV_INT(account), ELA_DBV_INT(0)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_HISTORY_NTH, v, 1, &r, err));
    int64_t oldest = r.nrows > 0 ? ela_db_int(&r, 0, 0, 0) : 0;
    ela_db_result_release(&r);
    if (oldest == 0)
        return ELA_OK;
    v[1] = ELA_DBV_INT(oldest);
    return ela_db_exec(c->db, ELA_SQL_HISTORY_TRIM, v, 2, NULL, err);
}

enum ela_status ela__password_store(struct ela_call *c, int64_t account, const char *hash,
                                    int64_t keep_session, struct ela_error *err)
{
    struct ela_db_value person[] = {ELA_DBV_TEXT(hash), ELA_DBV_INT(c->now), ELA_DBV_INT(account)};
    struct ela_db_value history[] = {ELA_DBV_INT(account), ELA_DBV_TEXT(hash), ELA_DBV_INT(c->now)};
    struct ela_db_value links[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(account)};
    struct ela_db_value old[] = {ELA_DBV_INT(account), ELA_DBV_INT(c->now - DEVICE_MEMORY_S)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PERSON_PASSWORD, person, 3, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_HISTORY_ADD, history, 3, NULL, err));
    ELA_TRY(trim_history(c, account, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TOKEN_END, links, 2, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_TOKEN_PURGE, old, 2, NULL, err));
    return ela__session_close_all(c, account, keep_session, NULL, err);
}

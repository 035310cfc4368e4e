/*
 * Signing in. The answer to a wrong address, a wrong password and a locked account is the same, in
 * the same time. Source: SEC-02, SEC-04, PORT-04 (suspended account).
 */
#include "account/account.h"

#include "account/account_internal.h"
#include "account/account_sql.h"

enum {
    FAILURES_S = 15 * 60,
    FAILURES_MAX = 5,
    LOCK_S = 15 * 60,
    LOCK_MAX_S = 86400,
    LOCK_LEVEL_MAX = 7
};

static enum ela_status lock_account(struct ela_call *c, const struct ela__person *p, int64_t until,
                                    struct ela_error *err)
{
    char text[48];
    struct ela_json *vars = ela_json_new_object(), *data = ela_json_new_object();
    ela__moment_text(c, until, p->lang, text);
    ela_json_set_text(vars, "until", text);
    ela_json_set_int(data, "until_at", until);
    ELA_TRY(ela__person_event(c, "account.locked", p->id, 0, data, err));
    return ela__person_warn(c, p, "account.locked", "/forgot", vars, err);
}

/* Five failures within fifteen minutes lock for fifteen minutes, then thirty, up to a day. */
static enum ela_status count_failure(struct ela_call *c, const struct ela__person *p,
                                     struct ela_error *err)
{
    bool fresh = p->failed_since > c->now - FAILURES_S;
    int64_t count = fresh ? p->failed_count + 1 : 1, since = fresh ? p->failed_since : c->now;
    int64_t level = p->lock_level, until = p->locked_until;
    bool locks = count >= FAILURES_MAX;
    if (locks) {
        int64_t s = LOCK_S;
        for (int64_t i = 0; i < level && s < LOCK_MAX_S; i++)
            s *= 2;
        until = c->now + (s < LOCK_MAX_S ? s : LOCK_MAX_S);
        level = level < LOCK_LEVEL_MAX ? level + 1 : level;
        count = 0;
    }
    struct ela_db_value v[] = {ELA_DBV_INT(count), ELA_DBV_INT(since), ELA_DBV_INT(until),
                               ELA_DBV_INT(level), ELA_DBV_INT(p->id)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_PERSON_FAILED, v, 5, NULL, err));
    ELA_TRY(ela__person_event(c, "account.login_failed", p->id, 0, NULL, err));
    return locks ? lock_account(c, p, until, err) : ELA_OK;
}

enum ela_status ela__prove(struct ela_call *c, struct ela__person *p, bool found, bool right,
                           enum ela__proof *proof, struct ela_error *err)
{
    struct ela__person was = *p;
    *proof = ELA__PROOF_WRONG;
    /* Read again under the lock: others may have failed, or changed the password, since. */
    if (found)
        ELA_TRY(ela__person_by_id(c, was.id, true, p, &found, err));
    if (!found)
        return ela_throttle_hit(c, err);
    bool locked = p->locked_until > c->now;
    if (right && !locked && strcmp(was.hash, p->hash) == 0) {
        *proof =
            strcmp(p->status, "active") == 0 && p->served ? ELA__PROOF_OK : ELA__PROOF_SUSPENDED;
        if (p->failed_count == 0 && p->lock_level == 0)
            return ELA_OK;
        struct ela_db_value v = ELA_DBV_INT(p->id);
        return ela_db_exec(c->db, ELA_SQL_PERSON_CALM, &v, 1, NULL, err);
    }
    ELA_TRY(ela_throttle_hit(c, err));
    return locked ? ELA_OK : count_failure(c, p, err);
}

struct login {
    struct ela_call *c;
    struct ela__person p;
    bool found, right, remember;
    struct ela_str password;
    enum ela__proof proof;
};

/* The cost of hashes grew since this one was made. */
static enum ela_status rehash(struct ela_call *c, const struct ela__person *p,
                              struct ela_str password, struct ela_error *err)
{
    char hash[128];
    if (!ela__password_outdated(p->hash))
        return ELA_OK;
    ELA_TRY(ela_password_hash(password, hash, err));
    struct ela_db_value v[] = {ELA_DBV_TEXT(hash), ELA_DBV_INT(p->id), ELA_DBV_TEXT(p->hash)};
    return ela_db_exec(c->db, ELA_SQL_PERSON_REHASH, v, 3, NULL, err);
}

static enum ela_status login_tx(void *ctx, struct ela_error *err)
{
    struct login *w = ctx;
    ELA_TRY(ela__prove(w->c, &w->p, w->found, w->right, &w->proof, err));
    if (w->proof != ELA__PROOF_OK)
        return ELA_OK; /* what was counted stays */
    ELA_TRY(rehash(w->c, &w->p, w->password, err));
    return ela__session_open(w->c, &w->p, w->remember, err);
}

enum ela_status ela__account_login(struct ela_call *c, struct ela_error *err)
{
    struct login w = {.c = c,
                      .remember = ela_in_bool(c, "remember", false),
                      .password = ela_in_text(c, "password")};

    ELA_TRY(ela_throttle_check(c, err));
    ELA_TRY(
        ela__person_by_email(c, ela__email_key(c, ela_in_text(c, "email")), &w.p, &w.found, err));
    /* Slow on purpose, and outside the transaction. */
    w.right = ela_password_verify(w.password, w.found ? w.p.hash : NULL);
    ELA_TRY(ela_db_tx(c->db, login_tx, &w, err));
    if (w.proof == ELA__PROOF_SUSPENDED)
        return ela__person_refuse(c, err);
    return w.proof == ELA__PROOF_OK ? ELA_OK
                                    : ela_fail(err, ELA_E_DENIED, "account.login_failed", "");
}

struct proof {
    struct ela_call *c;
    struct ela__person p;
    bool right;
    enum ela__proof proof;
};

static enum ela_status proof_tx(void *ctx, struct ela_error *err)
{
    struct proof *w = ctx;
    return ela__prove(w->c, &w->p, true, w->right, &w->proof, err);
}

enum ela_status ela_account_prove(struct ela_call *c, struct ela_str password, bool *right,
                                  struct ela_error *err)
{
    struct proof w = {.c = c};
    bool found = false;
    *right = false;
    ELA_TRY(ela_throttle_check(c, err));
    ELA_TRY(ela__person_by_id(c, c->actor->account_id, false, &w.p, &found, err));
    if (!found)
        return ela_fail(err, ELA_E_DENIED, "session.ended", "");
    w.right = ela_password_verify(password, w.p.hash);
    ELA_TRY(ela_db_tx(c->db, proof_tx, &w, err));
    if (w.proof == ELA__PROOF_SUSPENDED)
        return ela__person_refuse(c, err);
    *right = w.proof == ELA__PROOF_OK;
    return ELA_OK;
}

enum ela_status ela__account_logout(struct ela_call *c, struct ela_error *err)
{
    int64_t closed = 0;
    struct ela_db_value v[] = {ELA_DBV_INT(c->now), ELA_DBV_INT(c->actor->session_id),
                               ELA_DBV_INT(c->actor->account_id), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_SESSION_CLOSE, v, 4, &closed, err));
    if (closed == 0)
        return ELA_OK;
    return ela__person_event(c, "account.logout", c->actor->account_id, 0, NULL, err);
}

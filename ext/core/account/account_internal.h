/* What the files of account/ share. */
#ifndef ELA_ACCOUNT_ACCOUNT_INTERNAL_H
#define ELA_ACCOUNT_ACCOUNT_INTERNAL_H

#include "account/account.h"
#include "settings/settings.h"

/* --- password.c, token.c ---------------------------------------------------------------------- */
enum {
    ELA__RULE_MIN_LENGTH = 1,
    ELA__RULE_FAMILIES = 2,
    ELA__RULE_COMMON = 4,
    ELA__RULE_PERSONAL = 8,
    ELA__RULE_REUSED = 16
};
unsigned ela__password_rules(struct ela_str password, int32_t min, struct ela_str email,
                             struct ela_str name);
enum ela_status ela__password_fail(unsigned bad, int32_t min, const char *field,
                                   struct ela_error *err);
bool ela__password_outdated(const char *hash);
void ela__account_digest(const char *purpose, int64_t number, struct ela_str text, uint8_t out[32]);

/* --- person.c: one account read, what everybody does with it -----------------------------------
 */
struct ela__person {
    int64_t id;
    char email[191], name[513], lang[4], status[16], hash[161];
    int64_t failed_count, failed_since, locked_until, lock_level, last_login_at;
    bool served; /* acts for at least one third party */
};
/* Reads by id or by address; *found. lock: FOR UPDATE. */
enum ela_status ela__person_by_id(struct ela_call *c, int64_t id, bool lock, struct ela__person *p,
                                  bool *found, struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__person_by_email(struct ela_call *c, struct ela_str email,
                                     struct ela__person *p, bool *found,
                                     struct ela_error *err) ELA_MUST_CHECK;
/* Address in lower case (accounts are found whatever the case typed). */
struct ela_str ela__email_key(struct ela_call *c, struct ela_str email);
/* denied account.suspended with the firm's contact details as parameters. Source: PORT-04. */
enum ela_status ela__person_refuse(const struct ela_call *c, struct ela_error *err);
enum ela_status ela__person_event(struct ela_call *c, const char *kind, int64_t account,
                                  int32_t client, struct ela_json *data,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* Queues one of the account.* mails; `link` is the path in the portal its button opens. vars is
 * taken. */
enum ela_status ela__person_mail(struct ela_call *c, const struct ela__person *p, const char *kind,
                                 const char *link, struct ela_json *vars,
                                 struct ela_error *err) ELA_MUST_CHECK;
/* As above, but a portal without a sender does not fail for it. */
enum ela_status ela__person_warn(struct ela_call *c, const struct ela__person *p, const char *kind,
                                 const char *link, struct ela_json *vars,
                                 struct ela_error *err) ELA_MUST_CHECK;
void ela__moment_text(const struct ela_call *c, int64_t at, const char *lang, char out[48]);
/* New password: rules (all of SEC-03) before the transaction, storing inside it. */
enum ela_status ela__password_accept(struct ela_call *c, const struct ela__person *p,
                                     struct ela_str password, char hash[128],
                                     struct ela_error *err) ELA_MUST_CHECK;
/* Stores it, keeps five, ends links and all sessions but `keep_session`. */
enum ela_status ela__password_store(struct ela_call *c, int64_t account, const char *hash,
                                    int64_t keep_session, struct ela_error *err) ELA_MUST_CHECK;

/* --- session.c -------------------------------------------------------------------------------- */
/* Opens a session and fills the answer: access_token, refresh_token and what ela__me_fill gives. */
enum ela_status ela__session_open(struct ela_call *c, const struct ela__person *p, bool remember,
                                  struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__session_close_all(struct ela_call *c, int64_t account, int64_t keep,
                                       int64_t *closed, struct ela_error *err) ELA_MUST_CHECK;
/* "Firefox, Android" from a user agent. */
void ela__device_name(const char *user_agent, char out[64]);
/* account, clients, firm, session of an account. */
enum ela_status ela__me_fill(struct ela_call *c, int64_t account, int64_t session,
                             struct ela_error *err) ELA_MUST_CHECK;

/* --- link.c ------------------------------------------------------------------------------------
 */
/* Makes a link of kind "invite" or "reset" for an account and ends the older ones of that kind. */
enum ela_status ela__account_link_new(struct ela_call *c, int64_t account, const char *kind,
                                      int32_t life_s, char token[ELA_TOKEN_TEXT + 1],
                                      struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__account_link_invite(struct ela_call *c, const struct ela__person *p,
                                         struct ela_error *err) ELA_MUST_CHECK;

/* --- client.c ----------------------------------------------------------------------------------
 */
/* Its name, if the actor reaches the third party. Errors: not_found at client. */
enum ela_status ela__client_name(struct ela_call *c, int64_t client, char name[256],
                                 struct ela_error *err) ELA_MUST_CHECK;
/* llx_elaska_client.show_amounts of a row; no row or nothing decided: as the setting says. */
enum ela_amounts ela__amounts(const struct ela_db_result *r, size_t row, size_t col);
/* Answer "amounts" of account.list. */
enum ela_status ela__client_amounts_fill(struct ela_call *c, struct ela_error *err) ELA_MUST_CHECK;
extern const char *const ELA__AMOUNTS[]; /* their names, by enum ela_amounts */

/* --- operations --------------------------------------------------------------------------------
 */
enum ela_status ela__account_login(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_renew(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_logout(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_me(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_language(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_password(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_sessions(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_session_close(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_invitation(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_accept(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_forgot(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_reset_link(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_reset(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_invite(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_list(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_update(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_unlock(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_suspend(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_resume(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_contacts(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_amounts(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_sign_out(struct ela_call *c, struct ela_error *err);
enum ela_status ela__account_reinvite(struct ela_call *c, struct ela_error *err);
/* Shared by login and password change: right password? Counts failures and locks; see login.c. */
enum ela__proof { ELA__PROOF_OK, ELA__PROOF_WRONG, ELA__PROOF_SUSPENDED };
enum ela_status ela__prove(struct ela_call *c, struct ela__person *p, bool found, bool right,
                           enum ela__proof *proof, struct ela_error *err) ELA_MUST_CHECK;

#endif

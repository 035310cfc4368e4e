/* Shared by the files of this folder. */
#ifndef ELA_SHARE_SHARE_INTERNAL_H
#define ELA_SHARE_SHARE_INTERNAL_H

#include "account/account.h"
#include "case/case.h"
#include "event/event.h"
#include "settings/settings.h"
#include "share/share.h"
#include "share/share_sql.h"

enum { ELA__SHARE_FILES_MAX = 100, ELA__SHARE_PASSWORD = 12 /* signs, without the dashes */ };

/* Whom documents go to. */
struct ela__recipient {
    struct ela_str name, email;
    int64_t soc, contact; /* 0: none */
};
/*
 * Out of {party} or {name, email} of the input: a party of this case, or somebody typed. Errors:
 * not_found at party; input field.required at name. `prefix`: path of their fields.
 */
enum ela_status ela__recipient(struct ela_call *c, const struct ela_case *k,
                               const struct ela_json *in, const char *prefix,
                               struct ela__recipient *out, struct ela_error *err) ELA_MUST_CHECK;

/* One row of the register, and its documents; share 0: none. */
struct ela__dispatch {
    const char *means;
    struct ela__recipient to;
    struct ela_day on;
    struct ela_str tracking, note;
    int64_t share;
};
enum ela_status ela__dispatch_add(struct ela_call *c, const struct ela_case *k,
                                  const struct ela__dispatch *d, const int64_t *files, size_t n,
                                  int64_t *id, struct ela_error *err) ELA_MUST_CHECK;

/*
 * Ids of the input member "files", all of the case and all fit to leave the firm; in the arena.
 * Errors: not_found at files (not of this case, or gone), state share.not_shareable at files (param
 * name).
 */
enum ela_status ela__share_chosen(struct ela_call *c, const struct ela_case *k,
                                  const int64_t **files, size_t *n,
                                  struct ela_error *err) ELA_MUST_CHECK;
/* Rows of a case or link, without documents of a level that the actor does not read. */
enum ela_status ela__share_levelled(struct ela_call *c, const char *sql, int64_t id,
                                    const char *order, struct ela_db_result *r,
                                    struct ela_error *err) ELA_MUST_CHECK;
/* Parties of a case as {id, name, role, email}. */
enum ela_status ela__share_parties(struct ela_call *c, const struct ela_case *k,
                                   struct ela_error *err) ELA_MUST_CHECK;

/* --- what happened to a link -------------------------------------------------------------- */

struct ela__share {
    int64_t id, case_id, expires_at, blocked_at, revoked_at, opened_at, wrong;
    int32_t client_id, user_id, version;
    bool download, visible; /* visible: the case, to its client */
    char hash[129];         /* of the password; empty: none is asked */
    const char *name, *email, *message, *title, *ref;
};
enum ela_share_find { ELA__SHARE_BY_ID, ELA__SHARE_BY_TOKEN, ELA__SHARE_BY_KEY };
/* *found. By key: the visit of the link `id` that `hash` stands for. hold: FOR UPDATE. */
enum ela_status ela__share_find(struct ela_call *c, enum ela_share_find by, int64_t id,
                                const uint8_t hash[32], bool hold, struct ela__share *s,
                                bool *found, struct ela_error *err) ELA_MUST_CHECK;
/* "live", "expired", "blocked", "revoked": why it does not open. */
const char *ela__share_state(const struct ela_call *c, const struct ela__share *s);
enum ela_status ela__share_log(struct ela_call *c, const struct ela__share *s, int64_t file,
                               struct ela_str name, const char *action, const char *result,
                               struct ela_error *err) ELA_MUST_CHECK;
/* Journal of the case; data is taken. */
enum ela_status ela__share_event(struct ela_call *c, const struct ela__share *s, const char *kind,
                                 struct ela_json *data, struct ela_error *err) ELA_MUST_CHECK;

/* --- passwords ---------------------------------------------------------------------------- */

/* "abcd-efgh-jkmn": as it is told. */
void ela__share_password_new(char out[ELA__SHARE_PASSWORD + 3]);
/* As it is hashed: signs alone, in lower case, so that a phone's capital letter or a space does no
 * harm. out holds 65. */
struct ela_str ela__share_password_plain(struct ela_str typed, char out[65]);

/* --- mails (mail.c) ----------------------------------------------------------------------- */

enum ela_status ela__share_mail_link(struct ela_call *c, const struct ela__share *s,
                                     const char *address, size_t files,
                                     struct ela_error *err) ELA_MUST_CHECK;
/* Tells who made the link, else the lead. A portal without a sender does not fail for it. */
enum ela_status ela__share_mail_adviser(struct ela_call *c, const struct ela__share *s,
                                        const char *kind, struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__share_open(struct ela_call *c, struct ela_error *err);
enum ela_status ela__share_files(struct ela_call *c, struct ela_error *err);
enum ela_status ela__share_get(struct ela_call *c, struct ela_error *err);
enum ela_status ela__share_create(struct ela_call *c, struct ela_error *err);
enum ela_status ela__share_list(struct ela_call *c, struct ela_error *err);
enum ela_status ela__share_log_read(struct ela_call *c, struct ela_error *err);
enum ela_status ela__share_extend(struct ela_call *c, struct ela_error *err);
enum ela_status ela__share_revoke(struct ela_call *c, struct ela_error *err);
enum ela_status ela__share_password(struct ela_call *c, struct ela_error *err);

#endif

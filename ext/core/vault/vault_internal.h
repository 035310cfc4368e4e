/*
 * What the files of vault/ share.
 */
#ifndef ELA_VAULT_VAULT_INTERNAL_H
#define ELA_VAULT_VAULT_INTERNAL_H

#include "account/account.h"
#include "crypt/seal.h"
#include "event/event.h"
#include "file/file.h"
#include "scope/scope.h"
#include "settings/settings.h"
#include "vault/vault.h"
#include "vault/vault_sql.h"

enum {
    ELA__VAULT_PART = 4 * 1024 * 1024, /* pieces of ELA_STREAM_PIECE each, save the last part */
    ELA__VAULT_PART_MAX = 8 * 1024 * 1024,
    ELA__VAULT_ITEMS = 1000, /* of one vault */
    ELA__VAULT_READERS = 50,
    ELA__VAULT_BIN_S = 30 * 86400
};
#define ELA__VAULT "vault" /* object of sealed values */

/* --- vault.c: whose it is, whether it is open --------------------------------------------- */

static inline bool ela__vault_client(const struct ela_call *c)
{
    return c->actor->kind == ELA_ACTOR_PORTAL;
}
struct ela__vault {
    int32_t client;
    uint8_t key[32]; /* hash of the grant */
    int64_t listed_at, until;
};
/* Whose vault this call is about, and that the actor has one there. Errors: not_found. */
enum ela_status ela__vault_of(struct ela_call *c, struct ela__vault *v,
                              struct ela_error *err) ELA_MUST_CHECK;
/* ... and that it is open; it stays so for a while from now on. Errors: denied vault.closed. */
enum ela_status ela__vault_enter(struct ela_call *c, struct ela__vault *v,
                                 struct ela_error *err) ELA_MUST_CHECK;

/* --- log.c -------------------------------------------------------------------------------- */

struct ela__vault_deed {
    int32_t client;
    int64_t item; /* 0: of none */
    const char *action, *result;
    const char *users; /* whom it is about, ids with commas; NULL none */
};
enum ela_status ela__vault_log(struct ela_call *c, const struct ela__vault_deed *d,
                               struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__vault_journal(struct ela_call *c, struct ela_error *err);

/* --- item.c ------------------------------------------------------------------------------- */

struct ela__vault_item {
    int64_t id, size, received, account;
    char about[ELA_UID_TEXT], type[121], place[80], scan[13];
    bool whole, binned;
};
/* Of this vault and within the actor's reach. hold: until the transaction ends. Errors: not_found.
 */
enum ela_status ela__vault_item(struct ela_call *c, const struct ela__vault *v, bool hold,
                                struct ela__vault_item *out, struct ela_error *err) ELA_MUST_CHECK;
/* {name, description} of it; the caller frees *out. */
enum ela_status ela__vault_about(struct ela_call *c, int64_t id, const char *uid,
                                 struct ela_json **out, struct ela_error *err) ELA_MUST_CHECK;
/* Says them anew: what they were is destroyed. */
enum ela_status ela__vault_tell(struct ela_call *c, int64_t id, const char *was,
                                struct ela_str name, struct ela_str description,
                                struct ela_error *err) ELA_MUST_CHECK;

enum ela_status ela__vault_list(struct ela_call *c, struct ela_error *err);
enum ela_status ela__vault_update(struct ela_call *c, struct ela_error *err);
enum ela_status ela__vault_readers(struct ela_call *c, struct ela_error *err);
enum ela_status ela__vault_delete(struct ela_call *c, struct ela_error *err);
enum ela_status ela__vault_restore(struct ela_call *c, struct ela_error *err);
enum ela_status ela__vault_purge(struct ela_call *c, struct ela_error *err);

/* --- mail.c: never a name of a document --------------------------------------------------- */

/* To advisers to whom a document was opened. */
enum ela_status ela__vault_mail_readers(struct ela_call *c, const struct ela__vault *v,
                                        const int64_t *users, size_t n,
                                        struct ela_error *err) ELA_MUST_CHECK;
/* To the client: an adviser read one, the first time of a day. */
enum ela_status ela__vault_mail_read(struct ela_call *c, const struct ela__vault *v, int64_t item,
                                     struct ela_error *err) ELA_MUST_CHECK;

/* To the client: the antivirus found something in what he deposited, which is gone. */
enum ela_status ela__vault_mail_infected(struct ela_call *c, int32_t client, int64_t item,
                                         struct ela_error *err) ELA_MUST_CHECK;

/* --- scan.c ------------------------------------------------------------------------------- */

/* A document that has just come waits for the antivirus, where there is one. */
enum ela_status ela__vault_scan_enrol(struct ela_call *c, int64_t item,
                                      struct ela_error *err) ELA_MUST_CHECK;
/* May this actor, who reaches it, have its bytes already? Errors: state file.scanning,
 * file.not_scanned. */
enum ela_status ela__vault_scan_check(struct ela_call *c, const struct ela__vault_item *item,
                                      struct ela_error *err) ELA_MUST_CHECK;
enum ela_status ela__vault_scan_next(struct ela_call *c, struct ela_error *err);
enum ela_status ela__vault_scan_done(struct ela_call *c, struct ela_error *err);

/* --- bytes.c ------------------------------------------------------------------------------ */

enum ela_status ela__vault_begin(struct ela_call *c, struct ela_error *err);
enum ela_status ela__vault_put(struct ela_call *c, struct ela_error *err);
enum ela_status ela__vault_get(struct ela_call *c, struct ela_error *err);

#endif

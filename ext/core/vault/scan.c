/*
 * The antivirus and vaults. Deposit does not wait for it, as of any file: the media worker opens
 * what waits, piece by piece in memory, and gives it to clamd beside it; nothing in clear touches
 * the disk or the network. Till then its depositor alone reads it. What is infected is destroyed
 * with its key and told in the log and by mail; a quarantine of it would be a copy. Source: DOC-13,
 * SEC-06, SEC-15.
 */
#include "vault/vault_internal.h"

#include <sodium.h>

enum { LEASE_S = 300, PAUSE_S = 60, PAUSE_MAX_S = 3600 };

/* A socket of this machine: what a vault holds crosses no network in clear. */
static bool beside(const char *address)
{
    static const char *const near[] = {"/", "127.", "localhost:", "[::1]:"};
    for (size_t i = 0; i < sizeof near / sizeof near[0]; i++)
        if (strncmp(address, near[i], strlen(near[i])) == 0)
            return true;
    return false;
}

enum ela_status ela__vault_scan_enrol(struct ela_call *c, int64_t item, struct ela_error *err)
{
    bool reached = beside(c->settings->clamd);
    struct ela_db_value p[] = {ELA_DBV_TEXT(reached ? "waiting" : "skipped"),
                               reached ? ELA_DBV_INT(c->now) : ELA_DBV_NULL, ELA_DBV_INT(item)};
    return c->settings->clamd[0] ? ela_db_exec(c->db, ELA_SQL_VAULT_SCAN_ENROL, p, 3, NULL, err)
                                 : ELA_OK;
}

enum ela_status ela__vault_scan_check(struct ela_call *c, const struct ela__vault_item *item,
                                      struct ela_error *err)
{
    if (!ela_settings_scan_holds(c->settings, ela_str_of(item->scan)) ||
        (ela__vault_client(c) && item->account == c->actor->account_id))
        return ELA_OK;
    return strcmp(item->scan, "waiting") == 0
               ? ela_fail(err, ELA_E_STATE, "file.scanning", "item")
               : ela_fail(err, ELA_E_STATE, "file.not_scanned", "item");
}

/* --- the worker's side -------------------------------------------------------------------- */

static enum ela_status end(struct ela_call *c, int64_t item, const char *state, int64_t due,
                           struct ela_error *err)
{
    struct ela_db_value p[] = {ELA_DBV_TEXT(state), due ? ELA_DBV_INT(due) : ELA_DBV_NULL,
                               ELA_DBV_INT(item), ELA_DBV_INT(c->actor->entity)};
    return ela_db_exec(c->db, ELA_SQL_VAULT_SCAN_END, p, 4, NULL, err);
}

/* What opens it; without its key it is noise, which no scanner can judge. */
static enum ela_status open_it(struct ela_call *c, int64_t item, struct ela_error *err)
{
    struct ela_stream key;
    struct ela_error why = ELA_ERROR_INIT;
    enum ela_status st = ela_sealed_key(c, ELA__VAULT, item, &key, &why);
    if (st != ELA_OK && st != ELA_E_TRANSIENT)
        return end(c, item, "skipped", 0, err);
    if (st != ELA_OK) {
        *err = why;
        return st;
    }
    struct ela_db_value p[] = {ELA_DBV_INT(item), ELA_DBV_INT(c->actor->entity)};
    struct ela_db_result r;
    st = ela_db_query(c->db, ELA_SQL_VAULT_SCAN_TAKEN, p, 2, &r, err);
    if (st == ELA_OK) {
        memcpy(c->pour->key, &key, sizeof key);
        c->pour->size = ela_db_int(&r, 0, 0, 0);
        (void)ela_str_copy(ela_db_cell(&r, 0, 1), c->pour->place, sizeof c->pour->place);
        ela_json_set_int(c->out, "item", item);
        ela_json_set_text(c->out, "clamd", c->settings->clamd);
        ela_db_result_release(&r);
    }
    sodium_memzero(&key, sizeof key);
    return st;
}

enum ela_status ela__vault_scan_next(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    int64_t taken = 0;
    if (!c->settings->clamd[0])
        return ELA_OK;
    if (!c->pour)
        return ela_fail(err, ELA_E_INTERNAL, "op.no_body", "");
    struct ela_db_value p[] = {ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_SCAN_DUE, p, 2, &r, err));
    int64_t id = ela_db_int(&r, 0, 0, 0);
    ela_db_result_release(&r);
    if (!id)
        return ELA_OK;
    if (!beside(c->settings->clamd)) /* it was when this one came */
        return end(c, id, "skipped", 0, err);
    struct ela_db_value t[] = {ELA_DBV_STR(ela_in_text(c, "owner")), ELA_DBV_INT(c->now + LEASE_S),
                               ELA_DBV_INT(id), ELA_DBV_INT(c->actor->entity), ELA_DBV_INT(c->now)};
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_VAULT_SCAN_TAKE, t, 5, &taken, err));
    return taken == 1 ? open_it(c, id, err) : ELA_OK;
}

/* Its key goes, which makes every copy of its bytes noise; those of the store go with a sweep. */
static enum ela_status infected(struct ela_call *c, int32_t client, int64_t item,
                                struct ela_error *err)
{
    const struct ela__vault_deed d = {client, item, "deposit", "infected", NULL};
    struct ela_db_value p = ELA_DBV_INT(item);
    ELA_TRY(ela__vault_log(c, &d, err));
    ELA_TRY(ela__vault_mail_infected(c, client, item, err));
    ELA_TRY(ela_sealed_forget(c, ELA__VAULT, item, err));
    return ela_db_exec(c->db, ELA_SQL_VAULT_DROP, &p, 1, NULL, err);
}

enum ela_status ela__vault_scan_done(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_result r;
    int64_t item = ela_in_int(c, "item", 0);
    struct ela_str result = ela_in_text(c, "result");
    struct ela_db_value p[] = {ELA_DBV_INT(item), ELA_DBV_INT(c->actor->entity),
                               ELA_DBV_STR(ela_in_text(c, "owner"))};
    ELA_TRY(ela_db_query(c->db, ELA_SQL_VAULT_SCAN_HELD, p, 3, &r, err));
    bool held = r.nrows > 0;
    int32_t client = (int32_t)ela_db_int(&r, 0, 0, 0);
    int64_t tries = ela_db_int(&r, 0, 1, 0);
    ela_db_result_release(&r);
    if (!held)
        return ela_fail(err, ELA_E_STATE, "preview.lease", "item");
    if (ela_str_is(result, "infected"))
        return infected(c, client, item, err);
    if (ela_str_is(result, "away"))
        return end(c, item, "later", c->now + (tries < 60 ? tries * PAUSE_S : PAUSE_MAX_S), err);
    return end(c, item,
               ela_str_is(result, "clean")     ? "clean"
               : ela_str_is(result, "missing") ? "gone"
                                               : "skipped",
               0, err);
}

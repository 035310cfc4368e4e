/*
 * Dolibarr merges two third parties: all that hung on the one hangs on the other, before the first
 * is deleted. Or it deletes one: its rate and what was decided for it go too. Both look over
 * entities and scope, as a shared third party is merged for all of them; hence the administrator's
 * right, which the hook has. Source: PLAT-15, PLAT-23, decision 11.
 */
#include "time/time_internal.h"

#include "crypt/seal.h"

/* Moves first, then what cannot move because its like is there already. */
static const char *const STEPS[] = {
    ELA_SQL_CLIENT_CASES,    ELA_SQL_CLIENT_TIME,       ELA_SQL_CLIENT_TIMERS,
    ELA_SQL_CLIENT_LINES,    ELA_SQL_CLIENT_ACCOUNTS,   ELA_SQL_CLIENT_EVENTS,
    ELA_SQL_CLIENT_OUTBOX,   ELA_SQL_CLIENT_RATE,       ELA_SQL_CLIENT_DECIDED,
    ELA_SQL_CLIENT_DECISION, ELA_SQL_CLIENT_TASKS,      ELA_SQL_CLIENT_ACTIONS,
    ELA_SQL_CLIENT_FILES,    ELA_SQL_CLIENT_FOLDERS,    ELA_SQL_CLIENT_COMMENTS,
    ELA_SQL_CLIENT_REQUESTS, ELA_SQL_CLIENT_PARTIES,    ELA_SQL_CLIENT_OFFERS,
    ELA_SQL_CLIENT_SHARES,   ELA_SQL_CLIENT_SHARED,     ELA_SQL_CLIENT_SENT,
    ELA_SQL_CLIENT_SENT_TO,  ELA_SQL_CLIENT_LETTERS,    ELA_SQL_CLIENT_UPLOADS,
    ELA_SQL_CLIENT_VAULT,    ELA_SQL_CLIENT_VAULT_LOG,  ELA_SQL_CLIENT_FILES_ON,
    ELA_SQL_CLIENT_LINKS_ON, ELA_SQL_CLIENT_UPLOADS_ON, ELA_SQL_CLIENT_EVENTS_ON,
    ELA_SQL_CLIENT_CODE,
};

enum ela_status ela__time_replace_client(struct ela_call *c, struct ela_error *err)
{
    int64_t from = ela_in_int(c, "from", 0), to = ela_in_int(c, "to", 0), moved = 0;
    struct ela_db_value p[] = {ELA_DBV_INT(to), ELA_DBV_INT(from)};
    if (from == to)
        return ela_fail(err, ELA_E_INPUT, "field.duplicate", "to");
    ELA_TRY(ela_sealed_move(c, "client", from, to, err));
    for (size_t i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]); i++) {
        int64_t changed = 0;
        ELA_TRY(ela_db_exec(c->db, STEPS[i], p, 2, &changed, err));
        moved += changed;
    }
    static const char *const LEFT[] = {
        ELA_SQL_CLIENT_ACCOUNTS_LEFT, ELA_SQL_CLIENT_RATE_LEFT,  ELA_SQL_CLIENT_OFFERS_LEFT,
        ELA_SQL_CLIENT_DECISION_LEFT, ELA_SQL_CLIENT_GRANTS_END, ELA_SQL_CLIENT_CODE_LEFT,
        ELA_SQL_CLIENT_LINKS_LEFT,
    };
    for (size_t i = 0; i < sizeof(LEFT) / sizeof(LEFT[0]); i++)
        ELA_TRY(ela_db_exec(c->db, LEFT[i], p + 1, 1, NULL, err));
    ELA_TRY(ela_time_restamp(c, ELA_RESTAMP_CLIENT, to, err));
    ela_json_set_int(c->out, "moved", moved);
    return ELA_OK;
}

/* What was only said about the third party; whatever forbids its deletion, case.links has counted.
 */
enum ela_status ela__time_forget_client(struct ela_call *c, struct ela_error *err)
{
    struct ela_db_value client = ELA_DBV_INT(ela_in_int(c, "client", 0));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CLIENT_RATE_LEFT, &client, 1, NULL, err));
    ELA_TRY(ela_db_exec(c->db, ELA_SQL_CLIENT_OFFERS_LEFT, &client, 1, NULL, err));
    ELA_TRY(ela_sealed_forget(c, "client", client.i, err));
    return ela_db_exec(c->db, ELA_SQL_CLIENT_DECISION_LEFT, &client, 1, NULL, err);
}

/*
 * SQL of timers: at most one runs per user, kept by the unique key on running_user.
 */
#include "time/time_sql.h"

/* clang-format off */

const char ELA_SQL_TIMER_PAUSE_RUNNING[] =
    "UPDATE llx_elaska_timer"
    " SET accrued_s = accrued_s + GREATEST(0, ? - running_since), running_since = NULL"
    " WHERE entity = ? AND running_user = ?";
const char ELA_SQL_TIMER_TURN[] = "SELECT rowid FROM llx_user WHERE rowid = ? FOR UPDATE";
const char ELA_SQL_TIMER_IS_RUNNING[] =
    "SELECT 1 FROM llx_elaska_timer m WHERE m.entity = ? AND m.running_user = ?";
/* Another start that came first leaves this one without effect (0 rows) instead of an error: it is
 * paused, then tried again. */
const char ELA_SQL_TIMER_INSERT[] =
    "INSERT INTO llx_elaska_timer (entity, fk_user, fk_soc, fk_case, fk_projet, fk_task, fk_ticket,"
    " fk_activity, note, started_at, running_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE started_at = started_at";
const char ELA_SQL_TIMER_RESUME[] =
    "UPDATE IGNORE llx_elaska_timer SET running_since = ?"
    " WHERE rowid = ? AND entity = ? AND fk_user = ? AND running_since IS NULL";
const char ELA_SQL_TIMER_PAUSE[] =
    "UPDATE llx_elaska_timer"
    " SET accrued_s = accrued_s + GREATEST(0, ? - running_since), running_since = NULL"
    " WHERE rowid = ? AND entity = ? AND fk_user = ? AND running_since IS NOT NULL";
const char ELA_SQL_TIMER_READ[] =
    "SELECT m.rowid, m.started_at, m.running_since, m.accrued_s, m.fk_soc, s.nom, m.fk_case, d.ref,"
    " d.title, m.fk_projet, m.fk_task, k.label, m.fk_ticket, m.fk_activity, a.label, a.label_en,"
    " a.colour, a.icon, m.note FROM llx_elaska_timer m LEFT JOIN llx_societe s ON s.rowid = m.fk_soc"
    " LEFT JOIN llx_elaska_case d ON d.rowid = m.fk_case"
    " LEFT JOIN llx_projet_task k ON k.rowid = m.fk_task"
    " LEFT JOIN llx_elaska_activity a ON a.rowid = m.fk_activity WHERE m.entity = ? AND m.fk_user = ?"
    " ORDER BY m.rowid DESC LIMIT 50";
const char ELA_SQL_TIMER_LOAD[] =
    "SELECT m.rowid, m.started_at, m.running_since, m.accrued_s, m.fk_soc, m.fk_case, m.fk_projet,"
    " m.fk_task, m.fk_ticket, m.fk_activity, m.note FROM llx_elaska_timer m WHERE m.entity = ?";
const char ELA_SQL_TIMER_BY_ID[] = " AND m.rowid = ? AND m.fk_user = ?";
const char ELA_SQL_TIMER_RUNNING[] = " AND m.running_user = ?";
/* of two stops at once, one deletes */
const char ELA_SQL_TIMER_DROP[] = "DELETE FROM llx_elaska_timer WHERE rowid = ?";

/*
 * The usual start, on a case, in one statement: the case within reach and not closed gives client
 * and project. No row means that another timer runs, or that the case may not be used. Scope,
 * closed statuses and category are appended, then the end.
 */
const char ELA_SQL_TIMER_START[] =
    "INSERT INTO llx_elaska_timer (entity, fk_user, fk_soc, fk_case, fk_projet, fk_activity, note,"
    " started_at, running_since) SELECT d.entity, ?, d.fk_soc, d.rowid, d.fk_projet, ?, ?, ?, ?"
    " FROM llx_elaska_case d WHERE d.rowid = ?";
const char ELA_SQL_TIMER_START_OPEN[] = " AND d.status NOT IN (";
const char ELA_SQL_TIMER_START_FIRST[] = "?";
const char ELA_SQL_TIMER_START_AND[] = ", ?";
const char ELA_SQL_TIMER_START_ACTIVITY[] =
    ") AND EXISTS (SELECT 1 FROM llx_elaska_activity a"
    " WHERE a.rowid = ? AND a.entity = ? AND a.active = 1)";
const char ELA_SQL_TIMER_START_ANY[] = ")";
const char ELA_SQL_TIMER_START_END[] =
    " ON DUPLICATE KEY UPDATE llx_elaska_timer.started_at = llx_elaska_timer.started_at";

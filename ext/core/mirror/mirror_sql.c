/*
 * SQL of the native mirror.
 */
#include "mirror/mirror_sql.h"

/* clang-format off */

/* `wanted` counts the wishes: what was told meanwhile is not taken for done */
const char ELA_SQL_MIRROR_WANT[] =
    "INSERT INTO llx_elaska_mirror (entity, object, object_id, wanted_at, state, due_at)"
    " VALUES (?, ?, ?, ?, 'wanted', ?)"
    " ON DUPLICATE KEY UPDATE wanted = wanted + 1, wanted_at = VALUES(wanted_at), state = 'wanted',"
    " attempts = 0, due_at = VALUES(due_at), error = NULL";
const char ELA_SQL_MIRROR_DROP[] =
    "INSERT INTO llx_elaska_mirror (entity, object, object_id, fk_native, wanted_at, state, due_at)"
    " VALUES (?, ?, ?, ?, ?, 'drop', ?)"
    " ON DUPLICATE KEY UPDATE wanted = wanted + 1, fk_native = VALUES(fk_native), state = 'drop',"
    " wanted_at = VALUES(wanted_at), attempts = 0, due_at = VALUES(due_at), error = NULL";
const char ELA_SQL_MIRROR_FORGET[] =
    "DELETE FROM llx_elaska_mirror WHERE entity = ? AND object = ? AND object_id = ?";

/* cases before tasks: a task needs its project */
const char ELA_SQL_MIRROR_DUE[] =
    "SELECT m.rowid, m.object, m.object_id, m.wanted, m.state, m.fk_native FROM llx_elaska_mirror m"
    " WHERE m.entity = ? AND m.state IN ('wanted', 'drop') AND m.due_at <= ? ORDER BY m.object, m.rowid LIMIT ?"
    " FOR UPDATE";
const char ELA_SQL_MIRROR_LEASE[] = "UPDATE llx_elaska_mirror SET due_at = ?, attempts = attempts + 1 WHERE rowid = ?";

const char ELA_SQL_MIRROR_CASE[] =
    "SELECT d.rowid, d.fk_projet, d.ref, d.title, d.description, d.fk_soc, d.start_on, d.due_on, d.class, d.progress,"
    " d.fk_user_lead, p.rowid, d.fk_projet IS NULL OR d.fk_projet <=> m.fk_native FROM llx_elaska_case d"
    " LEFT JOIN llx_projet p ON p.rowid = d.fk_projet LEFT JOIN llx_elaska_mirror m ON m.entity = d.entity"
    " AND m.object = 'case' AND m.object_id = d.rowid WHERE d.rowid = ? AND d.entity = ?";
const char ELA_SQL_MIRROR_TASK[] =
    "SELECT t.rowid, t.fk_task, d.fk_projet, t.title, t.description, t.start_on, t.due_on, t.closed_at, t.status,"
    " t.priority, t.fk_case, n.rowid, (SELECT GROUP_CONCAT(a.fk_user ORDER BY a.rowid) FROM llx_elaska_task_user a"
    " WHERE a.fk_task = t.rowid), t.start_on, (SELECT COUNT(*) FROM llx_elaska_task_check k WHERE k.fk_task = t.rowid),"
    " (SELECT COUNT(k.done_at) FROM llx_elaska_task_check k WHERE k.fk_task = t.rowid), t.created_at"
    " FROM llx_elaska_task t LEFT JOIN llx_elaska_case d ON d.rowid = t.fk_case"
    " LEFT JOIN llx_projet_task n ON n.rowid = t.fk_task WHERE t.rowid = ? AND t.entity = ?";

/* what was wished again meanwhile stays to be done */
const char ELA_SQL_MIRROR_DONE[] =
    "UPDATE llx_elaska_mirror SET fk_native = ?, state = CASE WHEN wanted = ? THEN 'done' ELSE state END, error = NULL,"
    " due_at = CASE WHEN wanted = ? THEN due_at ELSE ? END WHERE entity = ? AND object = ? AND object_id = ?";
const char ELA_SQL_MIRROR_GONE[] =
    "DELETE FROM llx_elaska_mirror WHERE entity = ? AND object = ? AND object_id = ? AND state = 'drop' AND wanted = ?";
const char ELA_SQL_MIRROR_SET_CASE[] =
    "UPDATE llx_elaska_case SET fk_projet = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_MIRROR_SET_TASK[] =
    "UPDATE llx_elaska_task SET fk_task = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_MIRROR_TIMES[] =
    "UPDATE llx_elaska_time SET fk_projet = ? WHERE fk_case = ? AND entity = ? AND fk_projet IS NULL";
const char ELA_SQL_MIRROR_FAILED[] =
    "UPDATE llx_elaska_mirror SET error = ?, due_at = ?, state = CASE WHEN attempts >= 12 THEN 'dead' ELSE state END"
    " WHERE entity = ? AND object = ? AND object_id = ? AND wanted = ?";
const char ELA_SQL_MIRROR_ATTEMPTS[] =
    "SELECT m.attempts FROM llx_elaska_mirror m WHERE m.entity = ? AND m.object = ? AND m.object_id = ?";
const char ELA_SQL_MIRROR_STATES[] =
    "SELECT m.state, COUNT(*), MIN(m.wanted_at) FROM llx_elaska_mirror m WHERE m.entity = ? GROUP BY m.state";
const char ELA_SQL_MIRROR_OWNED[] =
    "SELECT m.rowid FROM llx_elaska_mirror m WHERE m.entity = ? AND m.object = 'case' AND m.object_id = ?"
    " AND m.fk_native = ?";

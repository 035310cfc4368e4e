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
/* time that counts has a native line, and so has what was entered there */
const char ELA_SQL_MIRROR_WANT_TIMES[] =
    "INSERT INTO llx_elaska_mirror (entity, object, object_id, wanted_at, state, due_at)"
    " SELECT t.entity, 'time', t.rowid, ?, 'wanted', ? FROM llx_elaska_time t"
    " WHERE (t.fk_native IS NOT NULL OR t.status IN ('validated', 'invoiced'))"
    " AND (t.fk_task IS NOT NULL OR t.fk_case IS NOT NULL) AND t.rowid IN ";
const char ELA_SQL_MIRROR_WANT_TIMES_AGAIN[] =
    " ON DUPLICATE KEY UPDATE wanted = wanted + 1, wanted_at = VALUES(wanted_at), state = 'wanted',"
    " attempts = 0, due_at = VALUES(due_at), error = NULL";
/* something hangs on it: what is done already is looked at again, what waits or failed keeps its turn */
const char ELA_SQL_MIRROR_NEED[] =
    "INSERT INTO llx_elaska_mirror (entity, object, object_id, wanted_at, state, due_at)"
    " VALUES (?, ?, ?, ?, 'wanted', ?)"
    " ON DUPLICATE KEY UPDATE due_at = CASE WHEN state = 'done' THEN VALUES(due_at) ELSE due_at END,"
    " attempts = CASE WHEN state = 'done' THEN 0 ELSE attempts END,"
    " state = CASE WHEN state = 'done' THEN 'wanted' ELSE state END";
const char ELA_SQL_MIRROR_DROP[] =
    "INSERT INTO llx_elaska_mirror (entity, object, object_id, fk_native, wanted_at, state, due_at)"
    " VALUES (?, ?, ?, ?, ?, 'drop', ?)"
    " ON DUPLICATE KEY UPDATE wanted = wanted + 1, fk_native = VALUES(fk_native), state = 'drop',"
    " wanted_at = VALUES(wanted_at), attempts = 0, due_at = VALUES(due_at), error = NULL";
const char ELA_SQL_MIRROR_FORGET[] =
    "DELETE FROM llx_elaska_mirror WHERE entity = ? AND object = ? AND object_id = ?";

/* case, rest, task, time: each comes after what it needs, however few are taken at once */
const char ELA_SQL_MIRROR_DUE[] =
    "SELECT m.rowid, m.object, m.object_id, m.wanted, m.state, m.fk_native FROM llx_elaska_mirror m"
    " WHERE m.entity = ? AND m.state IN ('wanted', 'drop') AND m.due_at <= ? ORDER BY m.object, m.rowid LIMIT ?"
    " FOR UPDATE";
const char ELA_SQL_MIRROR_LEASE[] = "UPDATE llx_elaska_mirror SET due_at = ?, attempts = attempts + 1 WHERE rowid = ?";
/* at once while what it needs is being made, then at longer and longer intervals */
const char ELA_SQL_MIRROR_EARLY[] =
    "UPDATE llx_elaska_mirror SET due_at = ? + CASE WHEN attempts < 8 THEN 0 ELSE 60 * LEAST(attempts * attempts, 1440) END"
    " WHERE rowid = ?";

const char ELA_SQL_MIRROR_CASE[] =
    "SELECT d.rowid, d.fk_projet, d.ref, d.title, d.description, d.fk_soc, d.start_on, d.due_on, d.class, d.progress,"
    " d.fk_user_lead, p.rowid, d.fk_projet IS NULL OR d.fk_projet <=> m.fk_native,"
    " (SELECT GROUP_CONCAT(b.fk_user ORDER BY b.rowid) FROM llx_elaska_case_member b WHERE b.fk_case = d.rowid"
    " AND b.left_at IS NULL), m.people FROM llx_elaska_case d"
    " LEFT JOIN llx_projet p ON p.rowid = d.fk_projet LEFT JOIN llx_elaska_mirror m ON m.entity = d.entity"
    " AND m.object = 'case' AND m.object_id = d.rowid WHERE d.rowid = ? AND d.entity = ?";
const char ELA_SQL_MIRROR_TASK[] =
    "SELECT t.rowid, t.fk_task, d.fk_projet, t.title, t.description, t.start_on, t.due_on, t.closed_at, t.status,"
    " t.priority, t.fk_case, n.rowid, (SELECT GROUP_CONCAT(a.fk_user ORDER BY a.rowid) FROM llx_elaska_task_user a"
    " WHERE a.fk_task = t.rowid), t.start_on, (SELECT COUNT(*) FROM llx_elaska_task_check k WHERE k.fk_task = t.rowid),"
    " (SELECT COUNT(k.done_at) FROM llx_elaska_task_check k WHERE k.fk_task = t.rowid), t.created_at, m.people"
    " FROM llx_elaska_task t LEFT JOIN llx_elaska_case d ON d.rowid = t.fk_case"
    " LEFT JOIN llx_projet_task n ON n.rowid = t.fk_task LEFT JOIN llx_elaska_mirror m ON m.entity = t.entity"
    " AND m.object = 'task' AND m.object_id = t.rowid WHERE t.rowid = ? AND t.entity = ?";
/* the line that it has, the task of Dolibarr's that it names, and the one of its case for what names none */
#define LINE "e.rowid, e.fk_element, CAST(e.element_duration AS DECIMAL(12,0)), e.element_date, e.fk_product"
const char ELA_SQL_MIRROR_TIME[] =
    "SELECT " LINE ", t.fk_native, t.status, t.origin, t.fk_user, t.work_on, t.start_at, t.duration_s, t.description,"
    " t.fk_facture, t.fk_case, COALESCE(k.rowid, n.rowid) FROM llx_elaska_time t"
    " LEFT JOIN llx_element_time e ON e.rowid = t.fk_native AND e.elementtype = 'task'"
    " LEFT JOIN llx_projet_task k ON k.rowid = t.fk_task LEFT JOIN llx_elaska_mirror m ON m.entity = t.entity"
    " AND m.object = 'rest' AND m.object_id = t.fk_case LEFT JOIN llx_projet_task n ON n.rowid = m.fk_native"
    " WHERE t.rowid = ? AND t.entity = ?";
const char ELA_SQL_MIRROR_LINE[] =
    "SELECT " LINE " FROM llx_element_time e WHERE e.rowid = ? AND e.elementtype = 'task'";
const char ELA_SQL_MIRROR_REST[] =
    "SELECT d.rowid, p.rowid, n.rowid FROM llx_elaska_case d LEFT JOIN llx_projet p ON p.rowid = d.fk_projet"
    " LEFT JOIN llx_elaska_mirror m ON m.entity = d.entity AND m.object = 'rest' AND m.object_id = d.rowid"
    " LEFT JOIN llx_projet_task n ON n.rowid = m.fk_native WHERE d.rowid = ? AND d.entity = ?";

/* what was wished again meanwhile stays to be done */
const char ELA_SQL_MIRROR_DONE[] =
    "UPDATE llx_elaska_mirror SET fk_native = ?, people = ?, state = CASE WHEN wanted = ? THEN 'done' ELSE state END, error = NULL,"
    " due_at = CASE WHEN wanted = ? THEN due_at ELSE ? END WHERE entity = ? AND object = ? AND object_id = ?";
const char ELA_SQL_MIRROR_GONE[] =
    "DELETE FROM llx_elaska_mirror WHERE entity = ? AND object = ? AND object_id = ? AND state = 'drop' AND wanted = ?";
/* time keeps its line itself: nothing of it stays here */
const char ELA_SQL_MIRROR_SPENT[] =
    "DELETE FROM llx_elaska_mirror WHERE entity = ? AND object = 'time' AND object_id = ? AND wanted = ?";
const char ELA_SQL_MIRROR_AGAIN[] =
    "UPDATE llx_elaska_mirror SET due_at = ? WHERE entity = ? AND object = 'time' AND object_id = ?";
/* who wrote meanwhile keeps his line: two lines for one entry are impossible */
const char ELA_SQL_MIRROR_SET_TIME[] =
    "UPDATE llx_elaska_time SET fk_native = ? WHERE rowid = ? AND entity = ? AND fk_native <=> ?";
const char ELA_SQL_MIRROR_SET_CASE[] =
    "UPDATE llx_elaska_case SET fk_projet = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_MIRROR_SET_TASK[] =
    "UPDATE llx_elaska_task SET fk_task = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_MIRROR_TIMES[] =
    "UPDATE llx_elaska_time SET fk_projet = ? WHERE fk_case = ? AND entity = ? AND fk_projet IS NULL";
const char ELA_SQL_MIRROR_FAILED[] =
    "UPDATE llx_elaska_mirror SET error = ?, due_at = ?, state = CASE WHEN attempts < 12 THEN state"
    " WHEN state = 'drop' THEN 'left' ELSE 'dead' END"
    " WHERE entity = ? AND object = ? AND object_id = ? AND wanted = ?";
const char ELA_SQL_MIRROR_ATTEMPTS[] =
    "SELECT m.attempts FROM llx_elaska_mirror m WHERE m.entity = ? AND m.object = ? AND m.object_id = ?";
const char ELA_SQL_MIRROR_STATES[] =
    "SELECT m.state, COUNT(*), MIN(m.wanted_at) FROM llx_elaska_mirror m WHERE m.entity = ?"
    " AND m.state IN ('wanted', 'drop', 'dead', 'left') GROUP BY m.state";
const char ELA_SQL_MIRROR_GIVEN_UP[] =
    "SELECT m.object, m.object_id, m.error, m.wanted_at FROM llx_elaska_mirror m WHERE m.entity = ?"
    " AND m.state IN ('dead', 'left') ORDER BY m.due_at LIMIT 5";
const char ELA_SQL_MIRROR_RETRY[] =
    "UPDATE llx_elaska_mirror SET state = CASE WHEN state = 'left' THEN 'drop' ELSE 'wanted' END, attempts = 0, due_at = ?"
    " WHERE entity = ? AND state IN ('dead', 'left')";
const char ELA_SQL_MIRROR_OWNED[] =
    "SELECT m.rowid FROM llx_elaska_mirror m WHERE m.entity = ? AND m.object = 'case' AND m.object_id = ?"
    " AND m.fk_native = ?";

/* --- native time, as its pages left it --- */

/*
 * The line, our entry of it, and the case that it belongs to: that of our task, that whose task for the rest it is,
 * the only one of the project. A line of a project without case is nobody's here.
 */
const char ELA_SQL_NATIVE_TIME[] =
    "SELECT e.fk_element, e.fk_user, e.element_date, e.element_datehour, COALESCE(e.element_date_withhour, 0),"
    " CAST(e.element_duration AS DECIMAL(12,0)), e.note, t.rowid, t.version, t.status, t.fk_user, t.work_on,"
    " t.start_at, t.duration_s, t.description,"
    " (SELECT w.fk_case FROM llx_elaska_task w WHERE w.fk_task = k.rowid AND w.entity = ? LIMIT 1),"
    " (SELECT d.rowid FROM llx_elaska_case d JOIN llx_elaska_mirror m ON m.entity = d.entity AND m.object = 'rest'"
    " AND m.object_id = d.rowid AND m.fk_native = k.rowid WHERE d.fk_projet = k.fk_projet AND d.entity = ? LIMIT 1),"
    " (SELECT MIN(q.rowid) FROM llx_elaska_case q WHERE q.fk_projet = k.fk_projet AND q.entity = ? HAVING COUNT(*) = 1),"
    " (SELECT a.rowid FROM llx_elaska_activity a WHERE a.entity = ? AND a.active = 1 ORDER BY a.position, a.rowid LIMIT 1)"
    " FROM llx_element_time e LEFT JOIN llx_elaska_time t ON t.fk_native = e.rowid AND t.entity = ?"
    " LEFT JOIN llx_projet_task k ON k.rowid = e.fk_element WHERE e.rowid = ? AND e.elementtype = 'task'";
const char ELA_SQL_NATIVE_TIME_BIND[] =
    "UPDATE llx_elaska_time SET fk_native = ?, origin = 'native' WHERE rowid = ? AND entity = ?";
const char ELA_SQL_NATIVE_TIME_FREE[] =
    "UPDATE llx_elaska_time SET fk_native = NULL WHERE rowid = ? AND entity = ?";
const char ELA_SQL_NATIVE_LINES[] =
    "SELECT COUNT(*) FROM llx_elaska_time t WHERE t.entity = ? AND t.fk_native IN ";

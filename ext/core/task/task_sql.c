/*
 * SQL of tasks and checklists.
 */
#include "task/task_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

/* t and d: scope appended */
const char ELA_SQL_TASK_LOAD[] =
    "SELECT t.rowid, t.fk_case, t.fk_step, t.fk_account_by, t.fk_next, t.position, t.fk_soc, t.fk_task,"
    " t.version, t.fk_user_creat, t.status, t.recurrence, t.title, t.description, t.tags, d.ref, d.title,"
    " t.priority, t.start_on, t.due_on, t.for_client, t.billable, t.visible, t.closed_at, d.fk_user_lead,"
    " d.portal_visible, d.class, t.code, t.reason"
    " FROM llx_elaska_task t LEFT JOIN llx_elaska_case d ON d.rowid = t.fk_case WHERE t.rowid = ?";
const char ELA_SQL_TASK_ENTITY[] = " AND t.entity = ?";
/* idx_elaska_task_client: a task goes with the client of its case */
const char ELA_SQL_TASK_SEEN[] = " AND t.visible = 1 AND t.fk_soc = ?";
const char ELA_SQL_TASK_OF_CASE[] = " AND ((t.fk_case IS NOT NULL";
const char ELA_SQL_TASK_OR_CLIENT[] = ") OR (t.fk_case IS NULL";
const char ELA_SQL_TASK_SCOPE_END[] = "))";
const char ELA_SQL_TASK_NOTHING[] = " AND 1 = 0";

/* moves on one board wait for each other */
const char ELA_SQL_TASK_HOLD_CASE[] = "SELECT d.rowid FROM llx_elaska_case d WHERE d.rowid = ? FOR UPDATE";
const char ELA_SQL_TASK_HOLD[] =
    "SELECT t.status, t.position, t.version, t.closed_at, t.fk_next FROM llx_elaska_task t WHERE t.rowid = ? FOR UPDATE";

const char ELA_SQL_TASK_INSERT[] =
    "INSERT INTO llx_elaska_task (entity, fk_case, fk_soc, fk_step, code, title, description, status,"
    " priority, start_on, due_on, for_client, billable, visible, position, fk_account_by, recurrence, tags,"
    " closed_at, created_at, updated_at, fk_user_creat, case_closed)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " (SELECT COUNT(*) FROM llx_elaska_case d WHERE d.rowid = ? AND d.class IN ('done', 'cancelled')))";

const char ELA_SQL_TASK_STORE[] =
    "UPDATE llx_elaska_task SET title = ?, description = ?, fk_step = ?, status = ?, priority = ?,"
    " start_on = ?, due_on = ?, for_client = ?, billable = ?, visible = ?, position = ?, recurrence = ?,"
    " tags = ?, reason = ?, fk_next = ?, closed_at = CASE WHEN ? = 1 THEN COALESCE(closed_at, ?) ELSE NULL END,"
    " version = version + 1, updated_at = ? WHERE rowid = ? AND entity = ? AND version = ?";

const char ELA_SQL_TASK_DELETE[] = "DELETE FROM llx_elaska_task WHERE rowid = ? AND entity = ?";
/* time on its native task, files, what clients wrote */
const char ELA_SQL_TASK_IN_USE[] =
    "SELECT EXISTS(SELECT 1 FROM llx_elaska_time x WHERE x.fk_task = ?),"
    " EXISTS(SELECT 1 FROM llx_elaska_file f WHERE f.object = 'task' AND f.object_id = ? AND f.deleted_at IS NULL),"
    " EXISTS(SELECT 1 FROM llx_elaska_comment m WHERE m.object = 'task' AND m.object_id = ? AND m.fk_account IS NOT NULL)";
const char ELA_SQL_TASK_COMMENTS_DELETE[] =
    "DELETE FROM llx_elaska_comment WHERE object = 'task' AND object_id = ? AND entity = ?";

const char ELA_SQL_TASK_MADE[] =
    "SELECT t.rowid FROM llx_elaska_task t WHERE t.fk_case = ? AND t.code = ? AND t.fk_step <=> ?";

/* --- people --------------------------------------------------------------- */

const char ELA_SQL_TASK_USERS[] =
    "SELECT u.rowid FROM llx_user u WHERE u.entity IN (0, ?) AND u.statut = 1 AND u.rowid IN ";
const char ELA_SQL_TASK_USERS_CLEAR[] = "DELETE FROM llx_elaska_task_user WHERE fk_task = ?";
const char ELA_SQL_TASK_USER_ADD[] = "INSERT INTO llx_elaska_task_user (fk_task, fk_user) VALUES (?, ?)";
const char ELA_SQL_TASK_USERS_COPY[] =
    "INSERT INTO llx_elaska_task_user (fk_task, fk_user) SELECT ?, a.fk_user FROM llx_elaska_task_user a WHERE a.fk_task = ?";
const char ELA_SQL_TASK_USERS_OF[] =
    "SELECT a.fk_user, " PERSON("u") " FROM llx_elaska_task_user a LEFT JOIN llx_user u ON u.rowid = a.fk_user"
    " WHERE a.fk_task = ? ORDER BY a.rowid";

/* clients of mine: s, scope appended */

/* --- places --------------------------------------------------------------- */

const char ELA_SQL_TASK_LAST[] =
    "SELECT COALESCE(MAX(t.position), 0) FROM llx_elaska_task t WHERE t.entity = ? AND t.status = ?";
const char ELA_SQL_TASK_AT[] =
    "SELECT t.position, t.fk_case FROM llx_elaska_task t WHERE t.rowid = ? AND t.entity = ? AND t.status = ? FOR UPDATE";
const char ELA_SQL_TASK_BEFORE[] =
    "SELECT COALESCE(MAX(t.position), ? - 2 * ?) FROM llx_elaska_task t"
    " WHERE t.entity = ? AND t.status = ? AND t.position < ? AND t.rowid <> ?";
/* cards in the same place stand in the order of their numbers */
const char ELA_SQL_TASK_TIED[] =
    "SELECT EXISTS(SELECT 1 FROM llx_elaska_task t WHERE t.entity = ? AND t.status = ? AND t.position = ?"
    " AND t.rowid < ? AND t.rowid <> ?)";
const char ELA_SQL_TASK_RENUMBER[] =
    "UPDATE llx_elaska_task t JOIN (SELECT z.rowid, ROW_NUMBER() OVER (ORDER BY z.position, z.rowid) AS n"
    " FROM llx_elaska_task z WHERE z.entity = ? AND z.status = ?) r ON r.rowid = t.rowid SET t.position = r.n * ?";

/* --- checklist ------------------------------------------------------------ */

const char ELA_SQL_CHECKS[] =
    "SELECT k.rowid, k.label, k.client, k.done_at, " PERSON("u") ", a.name, k.fk_user FROM llx_elaska_task_check k"
    " LEFT JOIN llx_user u ON u.rowid = k.fk_user LEFT JOIN llx_elaska_account a ON a.rowid = k.fk_account"
    " WHERE k.fk_task = ? ORDER BY k.position, k.rowid";
const char ELA_SQL_CHECK_ADD[] =
    "INSERT INTO llx_elaska_task_check (fk_task, position, label, client) VALUES (?, ?, ?, ?)";
const char ELA_SQL_CHECK_KEEP[] =
    "UPDATE llx_elaska_task_check SET position = ?, label = ?, client = ? WHERE rowid = ? AND fk_task = ?";
const char ELA_SQL_CHECKS_OTHERS[] = "DELETE FROM llx_elaska_task_check WHERE fk_task = ? AND rowid NOT IN ";
const char ELA_SQL_CHECKS_COPY[] =
    "INSERT INTO llx_elaska_task_check (fk_task, position, label, client)"
    " SELECT ?, k.position, k.label, k.client FROM llx_elaska_task_check k WHERE k.fk_task = ?";
const char ELA_SQL_CHECK_TASK[] = "SELECT k.fk_task, k.client, k.label FROM llx_elaska_task_check k WHERE k.rowid = ?";
const char ELA_SQL_CHECK_TICK[] =
    "UPDATE llx_elaska_task_check SET done_at = ?, fk_user = ?, fk_account = ? WHERE rowid = ?"
    " AND (done_at IS NULL) <> (? IS NULL)";
const char ELA_SQL_CHECK_COUNT[] =
    "SELECT COUNT(*), COUNT(k.done_at) FROM llx_elaska_task_check k WHERE k.fk_task = ?";

/* --- reading -------------------------------------------------------------- */

const char ELA_SQL_TASK_FILES[] =
    "SELECT f.rowid, f.name, f.type, f.size, f.at, f.deliverable, f.visible, " PERSON("u") ", a.name, f.fk_account, f.client_downloads"
    " FROM llx_elaska_file f LEFT JOIN llx_user u ON u.rowid = f.fk_user"
    " LEFT JOIN llx_elaska_account a ON a.rowid = f.fk_account"
    " WHERE f.object = 'task' AND f.object_id = ? AND f.deleted_at IS NULL AND f.visible >= ?";
/* level appended before */
const char ELA_SQL_TASK_FILES_ORDER[] = " ORDER BY f.rowid";
const char ELA_SQL_TASK_TIME[] =
    "SELECT COALESCE(SUM(x.duration_s), 0) FROM llx_elaska_time x WHERE x.fk_task = ? AND x.entity = ?";
const char ELA_SQL_TASK_TIME_SEEN[] =
    "SELECT COALESCE(SUM(x.duration_s), 0) FROM llx_elaska_time x WHERE x.fk_task = ? AND x.entity = ?"
    " AND x.status IN ('validated', 'invoiced')";

/* every fact of a card by an index of its own: one statement whatever the number of cards */
#define CARD_COLUMNS(seen) \
    "t.rowid, t.title, t.status, t.position, t.start_on, t.due_on, t.priority, t.for_client, t.visible, t.billable," \
    " t.version, t.fk_case, d.ref, d.title, t.fk_soc, s.nom, t.closed_at, t.fk_step, t.fk_task, t.tags, t.case_closed," \
    " (SELECT GROUP_CONCAT(CONCAT(a.fk_user, ' ', " PERSON("u") ") ORDER BY a.rowid SEPARATOR '\n')" \
    " FROM llx_elaska_task_user a LEFT JOIN llx_user u ON u.rowid = a.fk_user WHERE a.fk_task = t.rowid)," \
    " (SELECT CONCAT(COUNT(*), ' ', COUNT(k.done_at)) FROM llx_elaska_task_check k WHERE k.fk_task = t.rowid)," \
    " (SELECT COUNT(*) FROM llx_elaska_comment m WHERE m.object = 'task' AND m.object_id = t.rowid" \
    " AND m.hidden_at IS NULL AND m.internal <= " seen "), (SELECT COUNT(*) FROM llx_elaska_file f WHERE f.object = 'task'" \
    " AND f.object_id = t.rowid AND f.deleted_at IS NULL AND f.visible >= 1 - " seen
#define CARD_FROM \
    " FROM llx_elaska_task t LEFT JOIN llx_elaska_case d ON d.rowid = t.fk_case" \
    " LEFT JOIN llx_societe s ON s.rowid = t.fk_soc WHERE 1 = 1"

/* f: level appended, then the rest */
const char ELA_SQL_CARDS[] = "SELECT " CARD_COLUMNS("1");
const char ELA_SQL_CARDS_FROM[] = ")" CARD_FROM;
/* the places of a board without the facts of its cards */
const char ELA_SQL_CARDS_PLACES[] = "SELECT t.rowid, t.status, t.closed_at" CARD_FROM;
const char ELA_SQL_CARDS_THESE[] = " AND t.rowid IN ";
const char ELA_SQL_CARDS_SEEN[] = "SELECT " CARD_COLUMNS("0");
const char ELA_SQL_CARDS_CASE[] = " AND t.fk_case = ?";
const char ELA_SQL_CARDS_ONE[] = " AND t.rowid = ?";
const char ELA_SQL_CARDS_CLIENT[] = " AND t.fk_soc = ?";
const char ELA_SQL_CARDS_MINE[] = " AND t.rowid IN (SELECT z.fk_task FROM llx_elaska_task_user z WHERE z.fk_user = ?)";
/* idx_elaska_task_due; what a closed case has left over is nobody's work */
#define OPEN "t.case_closed = 0 AND t.closed_at IS NULL"
const char ELA_SQL_CARDS_OPEN[] = " AND " OPEN;
const char ELA_SQL_CARDS_LATELY[] = " AND ((" OPEN ") OR t.closed_at >= ?)";
const char ELA_SQL_CARDS_LATE[] = " AND " OPEN " AND t.due_on < ?";
const char ELA_SQL_CARDS_STATUS[] = " AND t.status = ?";
const char ELA_SQL_CARDS_PRIORITY[] = " AND t.priority = ?";
const char ELA_SQL_CARDS_FOR_CLIENT[] = " AND t.for_client = ?";
const char ELA_SQL_CARDS_SEARCH[] = " AND (t.title LIKE ? ESCAPE '|' OR CONVERT(d.ref USING utf8mb4) LIKE ? ESCAPE '|' OR s.nom LIKE ? ESCAPE '|')";
const char ELA_SQL_CARDS_ORDER[] = " ORDER BY t.position, t.rowid LIMIT ?";
const char ELA_SQL_LIST_FIND[] = "SELECT t.rowid" CARD_FROM;
const char ELA_SQL_LIST_NEXT_DUE[] =
    " AND (COALESCE(t.due_on, '9999-12-31') > ? OR (COALESCE(t.due_on, '9999-12-31') = ? AND t.rowid > ?))";
const char ELA_SQL_LIST_NEXT_RECENT[] = " AND t.rowid < ?";
const char ELA_SQL_LIST_BY_DUE[] = " ORDER BY COALESCE(t.due_on, '9999-12-31'), t.rowid LIMIT ?";
const char ELA_SQL_LIST_BY_RECENT[] = " ORDER BY t.rowid DESC LIMIT ?";
const char ELA_SQL_LIST_TIMES[] =
    "SELECT x.fk_task, SUM(x.duration_s) FROM llx_elaska_time x WHERE x.entity = ? AND x.fk_task IN ";
const char ELA_SQL_LIST_TIMES_SEEN[] =
    "SELECT x.fk_task, SUM(x.duration_s) FROM llx_elaska_time x WHERE x.entity = ?"
    " AND x.status IN ('validated', 'invoiced') AND x.fk_task IN ";
const char ELA_SQL_LIST_TIMES_TAIL[] = " GROUP BY x.fk_task";

/* not what a client has in hand, nor what he suggested */
const char ELA_SQL_CARDS_IN_HAND[] = " AND t.status <> 'suggested' AND (t.for_client = 0 OR t.status = 'review')";
const char ELA_SQL_TASK_COUNTS[] =
    "SELECT COUNT(*), COALESCE(SUM(t.due_on < ?), 0), COALESCE(SUM(t.due_on = ?), 0)";
const char ELA_SQL_TASK_COUNTS_FROM[] =
    " FROM llx_elaska_task t LEFT JOIN llx_elaska_case d ON d.rowid = t.fk_case WHERE 1 = 1";

/* --- whom to tell --------------------------------------------------------- */

/* the people of a task, else the main adviser */
const char ELA_SQL_TASK_FIRM_MAILS[] =
    "SELECT u.rowid, u.email, " PERSON("u") ", u.lang FROM llx_user u WHERE u.statut = 1 AND u.email IS NOT NULL"
    " AND u.email <> '' AND (u.rowid IN (SELECT a.fk_user FROM llx_elaska_task_user a WHERE a.fk_task = ?) OR u.rowid = ?)";
const char ELA_SQL_TASK_CLIENT_MAILS[] =
    "SELECT a.rowid, a.email, a.name, a.lang FROM llx_elaska_account a"
    " JOIN llx_elaska_account_client b ON b.fk_account = a.rowid AND b.entity = a.entity AND b.active = 1"
    " WHERE a.entity = ? AND b.fk_soc = ? AND a.status = 'active' AND (? IS NULL OR a.rowid = ?) ORDER BY a.rowid";

/* --- native --------------------------------------------------------------- */

/* the case that owns the project, not one that was given it */
const char ELA_SQL_NATIVE_CASE[] =
    "SELECT d.rowid, d.version, d.title, d.start_on, d.due_on, d.status, d.class FROM llx_elaska_case d"
    " JOIN llx_elaska_mirror m ON m.entity = d.entity AND m.object = 'case' AND m.object_id = d.rowid"
    " AND m.fk_native = d.fk_projet WHERE d.fk_projet = ? AND d.entity = ?";
const char ELA_SQL_NATIVE_TASK[] =
    "SELECT t.rowid, t.version, t.title, t.start_on, t.due_on, t.status, t.closed_at, t.fk_case FROM llx_elaska_task t"
    " WHERE t.fk_task = ? AND t.entity = ?";

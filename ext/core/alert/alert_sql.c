/*
 * SQL of alerts. Each branch of the list walks one index (named beside it) and stops at its limit.
 */
#include "alert/alert_sql.h"

#define OPEN_CLASSES " IN ('open', 'wait_client', 'wait_third')"
#define COLUMNS      " d.rowid, d.ref, d.title, d.fk_soc, so.nom, d.fk_definition, "
#define FROM_CASE    " FROM llx_elaska_case d JOIN llx_societe so ON so.rowid = d.fk_soc"
#define JOIN_CASE(t)                                                                               \
    " JOIN llx_elaska_case d ON d.rowid = " t                                                      \
    ".fk_case AND d.archived_at IS NULL AND d.class" OPEN_CLASSES                                  \
    " JOIN llx_societe so ON so.rowid = d.fk_soc"

const char ELA__ALERT_OPEN[] = "(";
const char ELA__ALERT_CLOSE[] = " LIMIT ?)";
const char ELA__ALERT_UNION[] = " UNION ALL ";
const char ELA__ALERT_MINE[] = " AND d.fk_user_lead = ?";

/* idx_elaska_case_class */
const char ELA__ALERT_CASE[] =
    "SELECT 'case_late'," COLUMNS "d.rowid, '', d.due_on" FROM_CASE
    " WHERE d.entity = ? AND d.class" OPEN_CLASSES " AND d.due_on < ? AND d.archived_at IS NULL";
const char ELA__ALERT_BY_DAY[] = " ORDER BY d.due_on";

/* idx_elaska_case_step_planned */
const char ELA__ALERT_STEP[] =
    "SELECT 'step_late'," COLUMNS "s.rowid, COALESCE(s.label, CONCAT('=', s.code)), s.planned_on"
    " FROM llx_elaska_case_step s" JOIN_CASE(
        "s") " WHERE s.entity = ? AND s.status IN ('current', 'todo') AND s.planned_on < ?";
const char ELA__ALERT_BY_STEP[] = " ORDER BY s.planned_on";

/* idx_elaska_task_due */
const char ELA__ALERT_TASK[] =
    "SELECT 'task_late'," COLUMNS "t.rowid, t.title, t.due_on"
    " FROM llx_elaska_task t" JOIN_CASE(
        "t") " WHERE t.entity = ? AND t.closed_at IS NULL AND t.due_on < ?";
const char ELA__ALERT_BY_TASK[] = " ORDER BY t.due_on";

/* idx_elaska_case_piece_queue */
const char ELA__ALERT_PIECE[] =
    "SELECT 'piece_waiting'," COLUMNS
    "p.rowid, COALESCE(p.label, CONCAT('=', p.code)), DATE(FROM_UNIXTIME(p.status_at))"
    " FROM llx_elaska_case_piece p" JOIN_CASE(
        "p") " WHERE p.entity = ? AND p.status = 'waiting' AND p.status_at < ?";
const char ELA__ALERT_BY_MOMENT_PIECE[] = " ORDER BY p.status_at";

/* idx_elaska_action_due */
const char ELA__ALERT_ACTION[] =
    "SELECT 'action_late'," COLUMNS "a.rowid, LEFT(a.message, 120), a.due_on"
    " FROM llx_elaska_action a" JOIN_CASE(
        "a") " WHERE a.entity = ? AND a.status = 'waiting' AND a.due_on < ?";
const char ELA__ALERT_BY_ACTION[] = " ORDER BY a.due_on";

/* idx_elaska_case_active */
const char ELA__ALERT_IDLE[] =
    "SELECT 'idle'," COLUMNS "d.rowid, '', DATE(FROM_UNIXTIME(d.active_at))" FROM_CASE
    " WHERE d.entity = ? AND d.class" OPEN_CLASSES " AND d.active_at < ? AND d.archived_at IS NULL";
const char ELA__ALERT_BY_MOMENT_CASE[] = " ORDER BY d.active_at";

/* clang-format off */
/* Once a day, all of it; entity, day (5 times each), moment of pieces, moment of idle cases. From the
 * open cases on (idx_elaska_case_class): what closed ones left open is never read. */
#define LEAD    "SELECT STRAIGHT_JOIN d.fk_user_lead AS lead, "
#define OF_OPEN " d.entity = ? AND d.class" OPEN_CLASSES " AND d.archived_at IS NULL"
#define PARTS(n, table, t)                                                                         \
    " UNION ALL " LEAD n " FROM llx_elaska_case d JOIN " table " " t " ON " t                      \
    ".fk_case = d.rowid WHERE" OF_OPEN " AND "
const char ELA__ALERT_COUNTS[] =
    "SELECT u.rowid, u.email, u.firstname, u.lastname, u.lang, SUM(x.k = 1), SUM(x.k = 2),"
    " SUM(x.k = 3), SUM(x.k = 4), SUM(x.k = 5), SUM(x.k = 6) FROM (" LEAD
    "1 AS k FROM llx_elaska_case d WHERE" OF_OPEN " AND d.due_on < ?"
    PARTS("2", "llx_elaska_case_step", "s") "s.status IN ('current', 'todo') AND s.planned_on < ?"
    PARTS("3", "llx_elaska_task", "t") "t.closed_at IS NULL AND t.due_on < ?"
    PARTS("4", "llx_elaska_case_piece", "p") "p.status = 'waiting' AND p.status_at < ?"
    PARTS("5", "llx_elaska_action", "a") "a.status = 'waiting' AND a.due_on < ?"
    " UNION ALL " LEAD "6 FROM llx_elaska_case d WHERE" OF_OPEN " AND d.active_at < ?) x"
    " JOIN llx_user u ON u.rowid = x.lead AND u.statut = 1 AND u.email <> ''"
    " GROUP BY u.rowid, u.email, u.firstname, u.lastname, u.lang ORDER BY u.rowid LIMIT 500";
/* clang-format on */

/*
 * SQL of alerts. Each branch of the list walks one index (named beside it) and stops at its limit.
 */
#include "alert/alert_sql.h"

#define OPEN_CLASSES " IN ('open', 'wait_client', 'wait_third')"
#define COLUMNS      " d.rowid, d.ref, d.title, d.fk_soc, so.nom, d.fk_definition, "
#define PERSON       "TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, '')))"
#define LEAD         ", d.fk_user_lead, " PERSON
#define JOIN_PEOPLE                                                                                \
    " JOIN llx_societe so ON so.rowid = d.fk_soc LEFT JOIN llx_user u ON u.rowid = d.fk_user_lead"
#define FROM_CASE " FROM llx_elaska_case d" JOIN_PEOPLE
#define JOIN_CASE(t)                                                                               \
    " JOIN llx_elaska_case d ON d.rowid = " t                                                      \
    ".fk_case AND d.archived_at IS NULL AND d.class" OPEN_CLASSES JOIN_PEOPLE

/* Of all: what is late in its order, until there is enough. Of one's own, the server chooses. */
const char ELA__ALERT_OPEN[] = "(SELECT ";
const char ELA__ALERT_OPEN_ALL[] = "(SELECT STRAIGHT_JOIN ";
const char ELA__ALERT_CLOSE[] = " LIMIT ?)";
const char ELA__ALERT_UNION[] = " UNION ALL ";
const char ELA__ALERT_MINE[] = " AND d.fk_user_lead = ?";

/* clang-format off */
/* One status or class a branch: what an index gives in its order ends at the limit, however much is late. */
#define CASES(class)                                                                                            \
    {ELA_ALERT_CASE,                                                                                            \
     "'case_late'," COLUMNS "d.rowid, '', d.due_on" LEAD FROM_CASE                                       \
     " WHERE d.entity = ? AND d.class = '" class "' AND d.archived_at IS NULL AND d.due_on < ?",                \
     " ORDER BY d.due_on"}
#define STEPS(status)                                                                                           \
    {ELA_ALERT_STEP,                                                                                            \
     "'step_late'," COLUMNS "s.rowid, COALESCE(s.label, CONCAT('=', s.code)), s.planned_on" LEAD         \
     " FROM llx_elaska_case_step s" JOIN_CASE("s")                                                              \
     " WHERE s.entity = ? AND s.status = '" status "' AND s.planned_on < ?",                                    \
     " ORDER BY s.planned_on"}
#define IDLE(class)                                                                                             \
    {ELA_ALERT_IDLE,                                                                                            \
     "'idle'," COLUMNS "d.rowid, '', DATE(FROM_UNIXTIME(d.active_at))" LEAD FROM_CASE                           \
     " WHERE d.entity = ? AND d.class = '" class "' AND d.archived_at IS NULL AND d.active_at < ?",             \
     " ORDER BY d.active_at"}
const struct ela__alert_branch ELA__ALERT_BRANCHES[] = {
    /* idx_elaska_case_class */
    CASES("open"), CASES("wait_client"), CASES("wait_third"),
    /* idx_elaska_case_step_planned; a closed case has no such step */
    STEPS("current"), STEPS("todo"),
    /* idx_elaska_task_due */
    {ELA_ALERT_TASK,
     "'task_late'," COLUMNS "t.rowid, t.title, t.due_on" LEAD
     " FROM llx_elaska_task t" JOIN_CASE("t") " WHERE t.entity = ? AND t.closed_at IS NULL AND t.due_on < ?",
     " ORDER BY t.due_on"},
    /* idx_elaska_case_piece_queue */
    {ELA_ALERT_PIECE,
     "'piece_waiting'," COLUMNS
     "p.rowid, COALESCE(p.label, CONCAT('=', p.code)), DATE(FROM_UNIXTIME(p.status_at))" LEAD
     " FROM llx_elaska_case_piece p" JOIN_CASE("p")
     " WHERE p.entity = ? AND p.status = 'waiting' AND p.status_at < ?",
     " ORDER BY p.status_at"},
    /* idx_elaska_action_due */
    {ELA_ALERT_ACTION,
     "'action_late'," COLUMNS "a.rowid, LEFT(a.message, 120), a.due_on" LEAD
     " FROM llx_elaska_action a" JOIN_CASE("a") " WHERE a.entity = ? AND a.status = 'waiting' AND a.due_on < ?",
     " ORDER BY a.due_on"},
    /* idx_elaska_case_idle */
    IDLE("open"), IDLE("wait_client"), IDLE("wait_third")};

/* idx_elaska_case_gauge; since when is not known (TIME-19) */
const char ELA__ALERT_BUDGET[] =
    "'budget'," COLUMNS "d.rowid, '', NULL" LEAD FROM_CASE
    " WHERE d.entity = ? AND d.gauge_alerted > 0 AND d.class" OPEN_CLASSES " AND d.archived_at IS NULL";
const char ELA__ALERT_BY_BUDGET[] = " ORDER BY d.gauge_alerted DESC, d.rowid DESC";

/* From the open cases on (idx_elaska_case_class): what closed ones left open is never read. */
#define OPEN_CASES " d.entity = ? AND d.class" OPEN_CLASSES " AND d.archived_at IS NULL AND "
#define PARTS(table, t) " JOIN " table " " t " ON " t ".fk_case = d.rowid WHERE" OPEN_CASES
const char ELA__ALERT_COUNTS[] =
    "SELECT u.rowid, u.email, u.firstname, u.lastname, u.lang, SUM(x.k = 1), SUM(x.k = 2),"
    " SUM(x.k = 3), SUM(x.k = 4), SUM(x.k = 5), SUM(x.k = 6) FROM (";
const char ELA__ALERT_COUNTS_TAIL[] =
    ") x JOIN llx_user u ON u.rowid = x.who AND u.statut = 1 AND u.email <> ''"
    " GROUP BY u.rowid, u.email, u.firstname, u.lastname, u.lang ORDER BY u.rowid LIMIT 500";
const char ELA__ALERT_TELL_LEAD[] = "SELECT STRAIGHT_JOIN d.fk_user_lead AS who, ? AS k FROM llx_elaska_case d";
const char ELA__ALERT_TELL_MEMBER[] =
    "SELECT STRAIGHT_JOIN m.fk_user AS who, ? AS k FROM llx_elaska_case d JOIN llx_elaska_case_member m"
    " ON m.fk_case = d.rowid AND m.left_at IS NULL AND m.fk_user <> d.fk_user_lead";
/* What is confidential is for the team alone. */
const char ELA__ALERT_TELL_MANAGER[] =
    "SELECT STRAIGHT_JOIN l.fk_user AS who, ? AS k FROM llx_elaska_case d JOIN llx_user l"
    " ON l.rowid = d.fk_user_lead AND l.fk_user <> l.rowid AND d.confidentiality = 0";
const char *const ELA__ALERT_COUNT[] = {
    " WHERE" OPEN_CASES "d.due_on < ?",
    PARTS("llx_elaska_case_step", "s") "s.status IN ('current', 'todo') AND s.planned_on < ?",
    PARTS("llx_elaska_task", "t") "t.closed_at IS NULL AND t.due_on < ?",
    PARTS("llx_elaska_case_piece", "p") "p.status = 'waiting' AND p.status_at < ?",
    PARTS("llx_elaska_action", "a") "a.status = 'waiting' AND a.due_on < ?",
    " WHERE" OPEN_CASES "d.active_at < ?"};
/* clang-format on */

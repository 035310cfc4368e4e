/*
 * SQL of alerts. Each branch of the list walks one index (named beside it) and stops at its limit.
 */
#include "alert/alert_sql.h"

#define OPEN_CLASSES " IN ('open', 'wait_client', 'wait_third')"
#define PERSON       "TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, '')))"
/* What a branch finds: its kind, the case, the object, its label, since when. */
#define FOUND(kind, object, label, since)                                                          \
    "'" kind "' AS kind, d.rowid AS fk_case, " object " AS object_id, " label " AS label, " since  \
    " AS since"
#define FROM_CASE " FROM llx_elaska_case d"
#define JOIN_CASE(t)                                                                               \
    " JOIN llx_elaska_case d ON d.rowid = " t                                                      \
    ".fk_case AND d.archived_at IS NULL AND d.class" OPEN_CLASSES

/* Names are read for what is shown alone, once each branch has its few. */
const char ELA__ALERT_LIST[] =
    "SELECT x.kind, d.rowid, d.ref, d.title, d.fk_soc, so.nom, d.fk_definition, x.object_id,"
    " x.label, x.since, d.fk_user_lead, " PERSON " FROM (";
const char ELA__ALERT_LIST_END[] =
    ") x JOIN llx_elaska_case d ON d.rowid = x.fk_case JOIN llx_societe so ON so.rowid = d.fk_soc"
    " LEFT JOIN llx_user u ON u.rowid = d.fk_user_lead";
/* Of many cases: what is late in its order, until there is enough. Of a few: from these on, as the
 * server chooses. */
const char ELA__ALERT_OPEN[] = "(SELECT ";
const char ELA__ALERT_OPEN_MANY[] = "(SELECT STRAIGHT_JOIN ";
/* idx_elaska_case_lead: as many as this */
const char ELA__ALERT_FEW[] = "SELECT COUNT(*) FROM (SELECT 1 FROM llx_elaska_case d WHERE "
                              "d.entity = ? AND d.fk_user_lead = ?"
                              " AND d.class" OPEN_CLASSES " LIMIT ?) x";
const char ELA__ALERT_CLOSE[] = " LIMIT ?)";
const char ELA__ALERT_UNION[] = " UNION ALL ";
const char ELA__ALERT_MINE[] = " AND d.fk_user_lead = ?";

/* clang-format off */
/* One status or class a branch: what an index gives in its order ends at the limit, however much is late. */
#define CASES(class)                                                                                            \
    {ELA_ALERT_CASE, FOUND("case_late", "d.rowid", "''", "d.due_on") FROM_CASE                                  \
     " WHERE d.entity = ? AND d.class = '" class "' AND d.archived_at IS NULL AND d.due_on < ?",                \
     " ORDER BY d.due_on"}
#define STEPS(status)                                                                                           \
    {ELA_ALERT_STEP,                                                                                            \
     FOUND("step_late", "s.rowid", "COALESCE(s.label, CONCAT('=', s.code))", "s.planned_on")                    \
     " FROM llx_elaska_case_step s" JOIN_CASE("s")                                                              \
     " WHERE s.entity = ? AND s.status = '" status "' AND s.planned_on < ?",                                    \
     " ORDER BY s.planned_on"}
#define IDLE(class)                                                                                             \
    {ELA_ALERT_IDLE, FOUND("idle", "d.rowid", "''", "DATE(FROM_UNIXTIME(d.active_at))") FROM_CASE               \
     " WHERE d.entity = ? AND d.class = '" class "' AND d.archived_at IS NULL AND d.active_at < ?",             \
     " ORDER BY d.active_at"}
const struct ela__alert_branch ELA__ALERT_BRANCHES[] = {
    /* idx_elaska_case_class */
    CASES("open"), CASES("wait_client"), CASES("wait_third"),
    /* idx_elaska_case_step_planned; a closed case has no such step */
    STEPS("current"), STEPS("todo"),
    /* idx_elaska_task_due; what closed cases left over stands apart in it, as in the next two */
    {ELA_ALERT_TASK,
     FOUND("task_late", "t.rowid", "t.title", "t.due_on") " FROM llx_elaska_task t" JOIN_CASE("t")
     " WHERE t.entity = ? AND t.case_closed = 0 AND t.closed_at IS NULL AND t.due_on < ?",
     " ORDER BY t.due_on"},
    /* idx_elaska_case_piece_queue */
    {ELA_ALERT_PIECE,
     FOUND("piece_waiting", "p.rowid", "COALESCE(p.label, CONCAT('=', p.code))", "DATE(FROM_UNIXTIME(p.status_at))")
     " FROM llx_elaska_case_piece p" JOIN_CASE("p")
     " WHERE p.entity = ? AND p.status = 'waiting' AND p.case_closed = 0 AND p.status_at < ?",
     " ORDER BY p.status_at"},
    /* idx_elaska_action_due */
    {ELA_ALERT_ACTION,
     FOUND("action_late", "a.rowid", "LEFT(a.message, 120)", "a.due_on") " FROM llx_elaska_action a" JOIN_CASE("a")
     " WHERE a.entity = ? AND a.status = 'waiting' AND a.case_closed = 0 AND a.due_on < ?",
     " ORDER BY a.due_on"},
    /* idx_elaska_case_idle */
    IDLE("open"), IDLE("wait_client"), IDLE("wait_third")};

/* idx_elaska_case_gauge; since when is not known (TIME-19) */
const char ELA__ALERT_BUDGET[] =
    FOUND("budget", "d.rowid", "''", "NULL") FROM_CASE
    " WHERE d.entity = ? AND d.gauge_alerted > 0 AND d.class" OPEN_CLASSES " AND d.archived_at IS NULL";
const char ELA__ALERT_BY_BUDGET[] = " ORDER BY d.gauge_alerted DESC, d.rowid DESC";

/* From what is late on, by the indexes above: what is in time is not read. */
#define OPEN_CASE " d.entity = ? AND d.class" OPEN_CLASSES " AND d.archived_at IS NULL AND "
#define PARTS(table, t) " FROM " table " " t " JOIN llx_elaska_case d ON d.rowid = " t ".fk_case"
#define OF(t)           " WHERE " t ".entity = ? AND d.class" OPEN_CLASSES " AND d.archived_at IS NULL AND "
const char ELA__ALERT_COUNTS[] =
    "SELECT u.rowid, u.email, u.firstname, u.lastname, u.lang, SUM(x.k = 1), SUM(x.k = 2),"
    " SUM(x.k = 3), SUM(x.k = 4), SUM(x.k = 5), SUM(x.k = 6) FROM (";
const char ELA__ALERT_COUNTS_TAIL[] =
    ") x JOIN llx_user u ON u.rowid = x.who AND u.statut = 1 AND u.email <> ''"
    " GROUP BY u.rowid, u.email, u.firstname, u.lastname, u.lang ORDER BY u.rowid LIMIT 500";
const char ELA__ALERT_TELL[] = "SELECT STRAIGHT_JOIN ";
const char ELA__ALERT_TELL_KIND[] = " AS who, ? AS k";
const struct ela__alert_told ELA__ALERT_LEAD = {"d.fk_user_lead", ""};
const struct ela__alert_told ELA__ALERT_MEMBER = {
    "m.fk_user", " JOIN llx_elaska_case_member m ON m.fk_case = d.rowid AND m.left_at IS NULL AND m.fk_user <> d.fk_user_lead"};
/* What is confidential is for the team alone. */
const struct ela__alert_told ELA__ALERT_MANAGER = {
    "l.fk_user", " JOIN llx_user l ON l.rowid = d.fk_user_lead AND l.fk_user <> l.rowid AND d.confidentiality = 0"};
const struct ela__alert_count ELA__ALERT_COUNT[] = {
    {FROM_CASE, " WHERE" OPEN_CASE "d.due_on < ?"},
    {PARTS("llx_elaska_case_step", "s"), OF("s") "s.status IN ('current', 'todo') AND s.planned_on < ?"},
    {PARTS("llx_elaska_task", "t"), OF("t") "t.case_closed = 0 AND t.closed_at IS NULL AND t.due_on < ?"},
    {PARTS("llx_elaska_case_piece", "p"), OF("p") "p.status = 'waiting' AND p.case_closed = 0 AND p.status_at < ?"},
    {PARTS("llx_elaska_action", "a"), OF("a") "a.status = 'waiting' AND a.case_closed = 0 AND a.due_on < ?"},
    {FROM_CASE, " WHERE" OPEN_CASE "d.active_at < ?"}};
/* clang-format on */

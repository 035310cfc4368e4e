/*
 * SQL of what waits for a client. Each branch begins with the cases of the client, or with what is
 * his by an index of its own (named beside it), and stops at its limit.
 */
#include "portal/todo_sql.h"

/* clang-format off */

#define OPEN_CASE " AND d.class IN ('open', 'wait_client', 'wait_third') AND d.archived_at IS NULL"
#define OF_CASE   "d.rowid, d.ref, d.title, d.fk_definition, "

const char ELA_SQL_TODO_OPEN[] = "(";
const char ELA_SQL_TODO_UNION[] = " UNION ALL ";
/* what has a day first, oldest first */
const char ELA_SQL_TODO_ORDER[] = " ORDER BY COALESCE(";
const char ELA_SQL_TODO_CLOSE[] = ", '9999-12-31'), 2 LIMIT ?)";

/*
 * uk_elaska_case_piece. What is not required waits only once it was asked for, refused or has run
 * out; as ela__item_todo() judges the pieces of a page.
 */
const char ELA_SQL_TODO_PIECE[] =
    "SELECT 'document', p.rowid, COALESCE(p.label, CONCAT('=', p.code)), " OF_CASE "p.due_on,"
    " CASE WHEN p.status IN ('validated', 'available') THEN 'expired' ELSE p.status END"
    " FROM llx_elaska_case d JOIN llx_elaska_case_piece p ON p.fk_case = d.rowid AND p.source = 'client'"
    " LEFT JOIN llx_elaska_case_step s ON s.rowid = p.fk_step"
    " WHERE (p.status IN ('refused', 'expired') OR (p.status IN ('validated', 'available') AND p.valid_until < ?)"
    " OR (p.status = 'to_provide' AND (p.required = 1 OR p.fk_action IS NOT NULL)))"
    " AND (p.fk_step IS NULL OR s.visible = 1)" OPEN_CASE;
/* idx_elaska_action_client. One that asks for nothing but documents stands as these while one is missing. */
const char ELA_SQL_TODO_ACTION[] =
    "SELECT CASE WHEN x.kinds LIKE '%comment%' THEN 'information' ELSE 'action' END, x.rowid, LEFT(x.message, 200), "
    OF_CASE "x.due_on, NULL FROM llx_elaska_case d JOIN llx_elaska_action x ON x.fk_case = d.rowid"
    " AND x.entity = d.entity AND x.fk_soc = d.fk_soc AND x.status = 'waiting' AND x.case_closed = 0"
    " WHERE NOT (x.kinds = 'file' AND EXISTS (SELECT 1 FROM llx_elaska_case_piece p WHERE p.fk_action = x.rowid"
    " AND p.status IN ('to_provide', 'refused', 'expired')))" OPEN_CASE;
/* uk_elaska_case_step; as ela__step_waits() judges the steps of a page */
const char ELA_SQL_TODO_FORM[] =
    "SELECT 'form', s.rowid, CONCAT('=', s.code), d.rowid, d.ref, d.title, COALESCE(s.fk_definition, d.fk_definition),"
    " s.planned_on, NULL FROM llx_elaska_case d JOIN llx_elaska_case_step s ON s.fk_case = d.rowid"
    " WHERE s.status = 'current' AND s.visible = 1 AND s.for_client = 1 AND s.sent_at IS NULL" OPEN_CASE;
#define TASK \
    " t.for_client = 1 AND t.visible = 1 AND t.case_closed = 0 AND t.closed_at IS NULL AND t.status NOT IN ('review', 'suggested', 'refused')"
/* idx_elaska_task_board; what the client has done waits for the firm */
const char ELA_SQL_TODO_TASK[] =
    "SELECT 'task', t.rowid, t.title, " OF_CASE "t.due_on, NULL FROM llx_elaska_case d"
    " JOIN llx_elaska_task t ON t.fk_case = d.rowid WHERE" TASK OPEN_CASE;
/* idx_elaska_task_client */
const char ELA_SQL_TODO_TASK_ALONE[] =
    "SELECT 'task', t.rowid, t.title, NULL, NULL, NULL, NULL, t.due_on, NULL FROM llx_elaska_task t"
    " WHERE t.fk_case IS NULL AND" TASK " AND t.entity = ? AND t.fk_soc = ?";
/* idx_elaska_request_client */
const char ELA_SQL_TODO_REQUEST[] =
    "SELECT 'request', r.rowid, CONCAT('=', r.kind), NULL, r.ref, NULL, r.fk_definition, NULL, NULL"
    " FROM llx_elaska_request r WHERE r.status = 'need_info' AND r.entity = ? AND r.fk_soc = ?";

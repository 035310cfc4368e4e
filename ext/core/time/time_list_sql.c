/*
 * SQL of the time lists. The inner query finds the row numbers of a page from an index alone, whose
 * order is the list's; the outer one reads those rows. The index is named, because the optimizer
 * takes a shorter-looking one and sorts: a deep page must cost what the first one costs.
 */
#include "time/time_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

const char ELA_SQL_LIST_OUTER[] =
    "SELECT t.rowid, t.fk_user, " PERSON("u")
    ", t.fk_soc, s.nom, t.fk_case, d.ref, d.title, d.fk_user_lead, t.work_on, t.start_at, t.end_at,"
    " t.duration_s, t.fk_activity, a.label, a.label_en, a.colour, a.icon, t.billable, t.description,"
    " t.status, t.reason, t.rate_num, t.rate_den, t.rate_source, t.model, t.fk_facture, f.ref,"
    " t.version, t.origin, t.fk_task, k.label, t.fk_projet, t.fk_ticket, t.fk_contrat, t.fk_actioncomm,"
    " t.vat_milli, t.currency, t.own_num, t.own_den, t.submitted_at, t.reviewed_at FROM (";
const char ELA_SQL_LIST_OUTER_FROM[] =
    ") g JOIN llx_elaska_time t ON t.rowid = g.rowid LEFT JOIN llx_user u ON u.rowid = t.fk_user"
    " LEFT JOIN llx_societe s ON s.rowid = t.fk_soc LEFT JOIN llx_elaska_case d ON d.rowid = t.fk_case"
    " LEFT JOIN llx_elaska_activity a ON a.rowid = t.fk_activity"
    " LEFT JOIN llx_facture f ON f.rowid = t.fk_facture"
    " LEFT JOIN llx_projet_task k ON k.rowid = t.fk_task";
const char ELA_SQL_LIST_OUTER_ORDER[] = " ORDER BY g.work_on DESC, g.rowid DESC";

const char ELA_SQL_LIST_INNER[] = "SELECT t.rowid, t.work_on FROM llx_elaska_time t FORCE INDEX (";
const char ELA_SQL_LIST_INNER_SUM[] = "SELECT t.rowid, t.duration_s FROM llx_elaska_time t FORCE INDEX (";
const char ELA_SQL_LIST_SUM[] = "SELECT COUNT(*), COALESCE(SUM(g.duration_s), 0) FROM (";
const char ELA_SQL_LIST_SUM_END[] = ") g";
const char ELA_SQL_LIST_UNION[] = ") UNION ALL (";
const char ELA_SQL_LIST_UNION_ONCE[] = ") UNION (";
const char ELA_SQL_LIST_OPEN[] = "(";
const char ELA_SQL_LIST_CLOSE[] = ")";
const char ELA_SQL_LIST_UNION_ORDER[] = " ORDER BY work_on DESC, rowid DESC LIMIT ?";

const char ELA_SQL_LIST_BY_DAY[] = "idx_elaska_time_day) WHERE 1 = 1";
const char ELA_SQL_LIST_BY_STATUS[] = "idx_elaska_time_status) WHERE 1 = 1";
const char ELA_SQL_LIST_BY_USER[] = "idx_elaska_time_user) WHERE 1 = 1";
const char ELA_SQL_LIST_BY_CLIENT[] = "idx_elaska_time_client) WHERE 1 = 1";
const char ELA_SQL_LIST_BY_CASE[] = "idx_elaska_time_case) WHERE 1 = 1";
const char ELA_SQL_LIST_BY_TASK[] = "idx_elaska_time_task) WHERE 1 = 1";
const char ELA_SQL_LIST_BY_PROJECT[] = "idx_elaska_time_project) WHERE 1 = 1";
const char ELA_SQL_LIST_BY_TICKET[] = "idx_elaska_time_ticket) WHERE 1 = 1";
const char ELA_SQL_LIST_BY_CONTRACT[] = "idx_elaska_time_contract) WHERE 1 = 1";
const char ELA_SQL_LIST_BY_INVOICE[] = "idx_elaska_time_invoice) WHERE 1 = 1";

const char ELA_SQL_F_USER[] = " AND t.fk_user = ?";
const char ELA_SQL_F_CLIENT[] = " AND t.fk_soc = ?";
const char ELA_SQL_F_CASE[] = " AND t.fk_case = ?";
const char ELA_SQL_F_PROJECT[] = " AND t.fk_projet = ?";
const char ELA_SQL_F_TASK[] = " AND t.fk_task = ?";
const char ELA_SQL_F_TICKET[] = " AND t.fk_ticket = ?";
const char ELA_SQL_F_CONTRACT[] = " AND t.fk_contrat = ?";
const char ELA_SQL_F_ACTIVITY[] = " AND t.fk_activity = ?";
const char ELA_SQL_F_STATUS[] = " AND t.status = ?";
const char ELA_SQL_F_STATUS_OPEN[] = " AND t.status IN ('draft', 'submitted')";
const char ELA_SQL_F_FROM[] = " AND t.work_on >= ?";
const char ELA_SQL_F_TO[] = " AND t.work_on <= ?";
const char ELA_SQL_F_BILLABLE[] = " AND t.billable = ?";
const char ELA_SQL_F_INVOICE[] = " AND t.fk_facture = ?";
const char ELA_SQL_LIST_ONE[] = "SELECT t.rowid, t.work_on FROM llx_elaska_time t WHERE t.rowid = ?";
const char ELA_SQL_F_SEARCH[] =
    " AND (t.description LIKE ? ESCAPE '|' OR t.fk_case IN (SELECT w.rowid FROM llx_elaska_case w"
    " WHERE w.entity = ? AND (w.title LIKE ? ESCAPE '|' OR CONVERT(w.ref USING utf8mb4) LIKE ? ESCAPE"
    " '|')))";
/* two ranges of the same index, read backwards */
const char ELA_SQL_F_NEXT[] = " AND (t.work_on < ? OR (t.work_on = ? AND t.rowid < ?))";
const char ELA_SQL_LIST_ORDER[] = " ORDER BY t.work_on DESC, t.rowid DESC LIMIT ?";
const char ELA_SQL_LIST_LIMIT[] = " LIMIT ?";

const char ELA_SQL_WEEK_INNER[] =
    "SELECT t.rowid, t.work_on FROM llx_elaska_time t FORCE INDEX (idx_elaska_time_user)"
    " WHERE t.fk_user = ? AND t.work_on BETWEEN ? AND ?";
const char ELA_SQL_WEEK_OUTER_ORDER[] =
    " ORDER BY g.work_on, COALESCE(t.start_at, 9223372036854775807), g.rowid LIMIT 2000";

/* --- time sheet ----------------------------------------------------------- */
/*
 * Every validated row of the case, oldest first; the last column, whose condition is the scope, says which of them the
 * actor may see: the others count in the package all the same.
 */
const char ELA_SQL_SHEET_ROWS[] =
    "SELECT t.rowid, t.work_on, " PERSON("u") ", a.label, a.label_en, t.description, t.status, t.model,"
    " t.duration_s, t.billable, t.fk_terms, t.rate_num, t.rate_den, t.currency, t.fk_facture, f.ref, a.rowid,"
    " a.colour, a.icon, x.included_s, (1 = 1";
const char ELA_SQL_SHEET_FROM[] =
    ") FROM llx_elaska_time t"
    " LEFT JOIN llx_user u ON u.rowid = t.fk_user"
    " LEFT JOIN llx_elaska_activity a ON a.rowid = t.fk_activity"
    " LEFT JOIN llx_facture f ON f.rowid = t.fk_facture"
    " LEFT JOIN llx_elaska_case_terms x ON x.rowid = t.fk_terms"
    " WHERE t.fk_case = ? AND t.status IN ('validated', 'invoiced') ORDER BY t.work_on, t.rowid";
const char ELA_SQL_SHEET_PARTS[] =
    "SELECT p.fk_time, t.fk_terms, p.kind, p.seconds"
    " FROM llx_elaska_billing_part p JOIN llx_elaska_time t ON t.rowid = p.fk_time"
    " WHERE t.fk_case = ? AND p.active = 1 ORDER BY p.fk_time, p.rowid";
const char ELA_SQL_SHEET_CLIENT[] = "SELECT s.nom FROM llx_societe s WHERE s.rowid = ?";

/*
 * SQL of billing: the computation and the creation. Time is t, cases c, terms ct, lines l, parts p,
 * native invoices f.
 */
#include "billing/billing_sql.h"

const char ELA__SQL_SOC_IS[] = ".fk_soc = ?";
const char ELA__SQL_SOC_IN[] = ".fk_soc IN ";
const char ELA__SQL_OF_CASE[] = " AND t.fk_case = ?";
const char ELA__SQL_OF_USER[] = " AND t.fk_user = ?";
const char ELA__SQL_OF_PROJECT[] = " AND t.fk_projet = ?";
const char ELA__SQL_OF_CONTRACT[] = " AND t.fk_contrat = ?";
const char ELA__SQL_OF_ACTIVITY[] = " AND t.fk_activity = ?";
const char ELA__SQL_FROM_DAY[] = " AND t.work_on >= ?";
const char ELA__SQL_TO_DAY[] = " AND t.work_on <= ?";
const char ELA__SQL_OF_IDS[] = " AND t.rowid IN ";
const char ELA__SQL_FOR_UPDATE[] = " FOR UPDATE";
const char ELA__SQL_IN_SHARE[] = " LOCK IN SHARE MODE";
const char ELA__SQL_CLOSE[] = ")";
const char ELA__SQL_ORDER_ID[] = " ORDER BY t.rowid";
const char ELA__SQL_ORDER_DAY[] = " ORDER BY t.work_on, t.rowid";
const char ELA__SQL_LIMIT[] = " LIMIT ?";

/* scope appended */
const char ELA__SQL_CLIENT[] = "SELECT s.rowid, s.nom FROM llx_societe s WHERE s.rowid = ?";

/* --- terms */

const char ELA__SQL_TERMS[] =
    "SELECT ct.rowid, ct.fk_case, c.fk_soc, ct.model, ct.included_s, ct.price_minor, "
    "ct.overage_num, ct.overage_den,"
    " ct.vat_milli, ct.invoicing, c.progress, c.status, CASE WHEN ct.valid_from <= ? THEN 1 ELSE 0 "
    "END"
    " FROM llx_elaska_case_terms ct JOIN llx_elaska_case c ON c.rowid = ct.fk_case"
    " WHERE ct.entity = ? AND ct.model IN ('package', 'fixed')";
const char ELA__SQL_TERMS_CASE[] = " AND c.rowid = ?";
const char ELA__SQL_TERMS_ORDER[] = " ORDER BY ct.fk_case, ct.valid_from";

const char ELA__SQL_BILLED[] =
    "SELECT l.fk_terms, l.kind, COALESCE(SUM(l.seconds), 0), COALESCE(SUM(l.amount_minor), 0)"
    " FROM llx_elaska_case c JOIN llx_elaska_billing_line l ON l.fk_case = c.rowid"
    " WHERE c.entity = ? AND l.released_at IS NULL AND l.kind IN ('included', 'overage', "
    "'package', 'fixed')";
const char ELA__SQL_BILLED_CASE[] = " AND c.rowid = ?";
const char ELA__SQL_BILLED_GROUP[] = " GROUP BY l.fk_terms, l.kind";

/* --- entries, one by one or summed; the order of columns is items.c's */

const char ELA__SQL_ITEM[] =
    "SELECT t.fk_soc, t.fk_case, t.fk_terms, t.model, t.rate_num, t.rate_den, t.vat_milli, ";
const char ELA__SQL_ITEM_ONE[] = "t.duration_s, 1";
const char ELA__SQL_ITEM_SUM[] = "SUM(t.duration_s), COUNT(*)";
const char ELA__SQL_ITEM_ONE_ID[] = ", t.rowid, t.work_on, t.work_on";
const char ELA__SQL_ITEM_NO_ID[] = ", 0";
const char ELA__SQL_ITEM_DATES[] = ", MIN(t.work_on), MAX(t.work_on)";
const char ELA__SQL_ITEM_NO_DATES[] = ", NULL, NULL";
const char ELA__SQL_GID_NONE[] = ", 0";
const char ELA__SQL_GID_TASK[] = ", COALESCE(t.fk_task, 0)";
const char ELA__SQL_GID_ACTIVITY[] = ", t.fk_activity";
const char ELA__SQL_CHOSEN[] = ", (1=1";
const char ELA__SQL_CHOSEN_ALL[] = ", 1";
const char ELA__SQL_FROM_TIME[] =
    " FROM llx_elaska_time t WHERE t.entity = ? AND t.status = 'validated' AND t.billable = 1";
const char ELA__SQL_MODELS[] = " AND t.model IN ('hourly', 'package')";
/* the order of idx_elaska_time_bill: nothing is sorted */
const char ELA__SQL_GROUP_BY[] =
    " GROUP BY t.fk_soc, t.fk_case, t.model, t.fk_terms, t.rate_num, t.rate_den, t.vat_milli";
const char ELA__SQL_GROUP_TASK[] = ", COALESCE(t.fk_task, 0)";
const char ELA__SQL_GROUP_ACTIVITY[] = ", t.fk_activity";
const char ELA__SQL_DETAIL_CASES[] = " AND t.model = 'package' AND t.fk_case IN ";
const char ELA__SQL_DETAIL_TERMS[] = " AND t.fk_terms IN ";

/* The waiting entries of packages, out of the index alone; IN list of terms follows. The order of
 * columns is detail.c's. */
const char ELA__SQL_WAITING[] =
    "SELECT t.fk_terms, t.rate_num, t.rate_den, t.vat_milli, t.duration_s, t.work_on, t.rowid";
const char ELA__SQL_WAITING_FROM[] = " FROM llx_elaska_case_terms ct JOIN llx_elaska_case c ON "
                                     "c.rowid = ct.fk_case JOIN llx_elaska_time t"
                                     " ON t.entity = ct.entity AND t.status = 'validated' AND "
                                     "t.fk_soc = c.fk_soc AND t.fk_case = c.rowid"
                                     " AND t.model = 'package' AND t.fk_terms = ct.rowid AND "
                                     "t.billable = 1 WHERE ct.entity = ? AND ct.rowid IN ";

/* validated entries that still have seconds on an invoice: the other part of them was freed */
const char ELA__SQL_PARTIAL[] =
    "SELECT p.fk_time, SUM(p.seconds), MAX(CASE WHEN p.kind = 'included' THEN 1 ELSE 0 END),"
    " MAX(CASE WHEN p.kind = 'overage' THEN 1 ELSE 0 END)"
    " FROM llx_elaska_case c JOIN llx_elaska_billing_line l ON l.fk_case = c.rowid AND l.kind IN "
    "('included', 'overage')"
    " JOIN llx_elaska_billing_part p ON p.fk_line = l.rowid AND p.active = 1"
    " JOIN llx_elaska_time t ON t.rowid = p.fk_time AND t.status = 'validated'"
    " WHERE c.entity = ? AND l.released_at IS NULL";
const char ELA__SQL_PARTIAL_GROUP[] = " GROUP BY p.fk_time";

/* clients within reach; scope appended */
const char ELA__SQL_REACHED[] = "SELECT s.rowid FROM llx_societe s WHERE 1=1";
const char ELA__SQL_REACHED_ONE[] = " AND s.rowid = ?";

/* --- problems */

/* scope of time appended; IN list follows */
const char ELA__SQL_WHY[] =
    "SELECT t.rowid, t.fk_soc, t.status, t.billable, t.model, t.fk_facture, f.ref, f.datef, "
    "t.duration_s"
    " FROM llx_elaska_time t LEFT JOIN llx_facture f ON f.rowid = t.fk_facture WHERE 1=1";

const char ELA__SQL_NO_RATE[] = "SELECT t.rowid";
const char ELA__SQL_NO_RATE_CASE[] = " AND t.rate_num IS NULL AND t.fk_case = ?";
const char ELA__SQL_NO_RATE_NO_CASE[] = " AND t.rate_num IS NULL AND t.fk_case IS NULL";

/* --- texts; IN lists follow */

const char ELA__SQL_CASES[] =
    "SELECT c.rowid, c.ref, c.title FROM llx_elaska_case c WHERE c.rowid IN ";
const char ELA__SQL_TASKS[] = "SELECT k.rowid, k.label FROM llx_projet_task k WHERE k.rowid IN ";
const char ELA__SQL_ACTIVITIES[] =
    "SELECT a.rowid, a.label, a.label_en FROM llx_elaska_activity a WHERE a.rowid IN ";
const char ELA__SQL_ENTRIES_TEXT[] =
    "SELECT t.rowid, TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, ''))), "
    "a.label, a.label_en,"
    " t.description FROM llx_elaska_time t LEFT JOIN llx_user u ON u.rowid = t.fk_user"
    " LEFT JOIN llx_elaska_activity a ON a.rowid = t.fk_activity WHERE t.rowid IN ";

/* --- creation */

/* Both before entries are locked: the billing of a client is one at a time, and his terms keep
 * still. */
const char ELA__SQL_TERMS_LOCK[] =
    "SELECT ct.rowid FROM llx_elaska_case c JOIN llx_elaska_case_terms ct ON ct.fk_case = c.rowid"
    " WHERE c.entity = ? AND c.fk_soc = ? AND ct.model IN ('package', 'fixed') ORDER BY ct.rowid "
    "FOR UPDATE";

const char ELA__SQL_RUN_OF_KEY[] =
    "SELECT r.rowid, r.fk_document, COALESCE(f.ref, p.ref), COALESCE(f.fk_soc, p.fk_soc)"
    " FROM llx_elaska_billing_run r"
    " LEFT JOIN llx_facture f ON r.kind = 'invoice' AND f.rowid = r.fk_document"
    " LEFT JOIN llx_propal p ON r.kind = 'proposal' AND p.rowid = r.fk_document"
    " WHERE r.entity = ? AND r.request_key = ? AND r.kind = ? LOCK IN SHARE MODE";
const char ELA__SQL_RUN_FORGET[] = "DELETE FROM llx_elaska_billing_run WHERE rowid = ?";
const char ELA__SQL_RUN_LINES[] = "SELECT l.fk_facturedet FROM llx_elaska_billing_line l WHERE "
                                  "l.fk_run = ? ORDER BY l.rowid LOCK IN SHARE MODE";
const char ELA__SQL_PROPOSAL_LINES[] = "SELECT d.rowid FROM llx_propaldet d WHERE d.fk_propal = ? "
                                       "ORDER BY d.rang, d.rowid LOCK IN SHARE MODE";
/* scope appended */
const char ELA__SQL_INVOICE_LOCK[] =
    "SELECT f.rowid, f.ref, f.fk_soc, f.fk_statut, f.type FROM llx_facture f WHERE f.rowid = ?";

const char ELA__SQL_RUN_INSERT[] = "INSERT INTO llx_elaska_billing_run (entity, request_key, "
                                   "kind, fk_document, fk_user, created_at) "
                                   "VALUES (?, ?, ?, ?, ?, ?)";
const char ELA__SQL_LINE_INSERT[] =
    "INSERT INTO llx_elaska_billing_line (entity, fk_run, fk_soc, fk_facture, fk_facturedet, kind, "
    "fk_case, fk_terms,"
    " seconds, rate_num, rate_den, vat_milli, amount_minor, currency, created_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA__SQL_PART_INSERT[] =
    "INSERT INTO llx_elaska_billing_part (fk_line, fk_time, kind, seconds) VALUES ";
const char ELA__SQL_PART_VALUES[] = "(?, ?, ?, ?)";
const char ELA__SQL_PART_MORE[] = ", (?, ?, ?, ?)";

/*
 * SQL of billing: prebilling lists, and an invoice once it exists. Clients are s; see billing_sql.c
 * for the other letters.
 */
#include "billing/billing_sql.h"

#define PERSON   "TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, '')))"
#define MONEY(x) "CAST(" x " AS DECIMAL(24,8))"

/* --- clients with something to bill; each condition is one index look-up per client */

const char ELA__SQL_QUEUE[] = "SELECT s.rowid, s.nom FROM llx_societe s WHERE 1=1";
const char ELA__SQL_QUEUE_SEARCH[] = " AND s.nom LIKE ? ESCAPE '|'";
const char ELA__SQL_QUEUE_ONE[] = " AND s.rowid = ?";
const char ELA__SQL_QUEUE_AFTER[] = " AND (s.nom > ? OR (s.nom = ? AND s.rowid > ?))";
const char ELA__SQL_QUEUE_ANY[] = " AND (1=0";
const char ELA__SQL_QUEUE_TIME[] =
    " OR EXISTS (SELECT 1 FROM llx_elaska_time t WHERE t.entity = ? AND t.status IN ('draft', "
    "'submitted', 'validated')"
    " AND t.fk_soc = s.rowid AND t.billable = 1 AND t.model IN ('hourly', 'package')";
const char ELA__SQL_QUEUE_PACKAGE[] = " AND t.model = 'package'";
/* something of the price is due: at once, by progress, or at the end */
const char ELA__SQL_QUEUE_PRICES[] =
    " OR EXISTS (SELECT 1 FROM llx_elaska_case c JOIN llx_elaska_case_terms ct ON ct.fk_case = "
    "c.rowid"
    " WHERE c.entity = ? AND c.fk_soc = s.rowid AND ct.model IN ('package', 'fixed') AND "
    "ct.valid_from <= ?"
    " AND ct.price_minor > 0 AND COALESCE((SELECT SUM(l.amount_minor) FROM llx_elaska_billing_line "
    "l"
    " WHERE l.fk_case = c.rowid AND l.kind = ct.model AND l.released_at IS NULL"
    " AND (ct.model = 'fixed' OR l.fk_terms = ct.rowid)), 0)"
    " < CASE WHEN ct.invoicing = 'start' THEN ct.price_minor"
    " WHEN ct.invoicing = 'progress' THEN ct.price_minor * LEAST(c.progress, 100) DIV 100 ELSE 0 "
    "END";
const char ELA__SQL_QUEUE_PRICES_CLOSED[] =
    " OR EXISTS (SELECT 1 FROM llx_elaska_case c JOIN llx_elaska_case_terms ct ON ct.fk_case = "
    "c.rowid"
    " WHERE c.entity = ? AND c.fk_soc = s.rowid AND ct.model IN ('package', 'fixed') AND "
    "c.closed_on IS NOT NULL"
    " AND ct.price_minor > COALESCE((SELECT SUM(l.amount_minor) FROM llx_elaska_billing_line l"
    " WHERE l.fk_case = c.rowid AND l.kind = ct.model AND l.released_at IS NULL"
    " AND (ct.model = 'fixed' OR l.fk_terms = ct.rowid)), 0) AND c.status IN (";
const char ELA__SQL_QUEUE_OF_MODEL[] = " AND ct.model = ?";
const char ELA__SQL_QUEUE_OF_CASE[] = " AND c.rowid = ?";
const char ELA__SQL_QUEUE_DRAFTS[] = " OR EXISTS (SELECT 1 FROM llx_facture f WHERE f.entity = ? "
                                     "AND f.fk_soc = s.rowid AND f.fk_statut = 0 AND f.type = 0";
const char ELA__SQL_QUEUE_ORDER[] = " ORDER BY s.nom, s.rowid LIMIT ?";
const char ELA__SQL_P[] = "?";
const char ELA__SQL_COMMA_P[] = ", ?";

const char ELA__SQL_UNVALIDATED[] = "SELECT t.fk_soc, SUM(t.duration_s) FROM llx_elaska_time t "
                                    "WHERE t.entity = ? AND t.status IN ('draft', 'submitted')"
                                    " AND t.billable = 1 AND t.model IN ('hourly', 'package')";
const char ELA__SQL_UNVALIDATED_GROUP[] = " GROUP BY t.fk_soc";

/* scope appended */
const char ELA__SQL_CONTRACTS[] =
    "SELECT DISTINCT o.rowid, o.ref, s.nom FROM llx_elaska_time t JOIN llx_contrat o ON o.rowid = "
    "t.fk_contrat AND o.entity = t.entity JOIN llx_societe s ON s.rowid = o.fk_soc"
    " WHERE t.entity = ? AND t.status IN ('draft', 'submitted', 'validated') AND t.billable = 1"
    " AND t.model IN ('hourly', 'package') AND t.fk_contrat IS NOT NULL";
const char ELA__SQL_CONTRACTS_ORDER[] = " ORDER BY s.nom, o.ref, o.rowid LIMIT 200";

const char ELA__SQL_DRAFTS[] = "SELECT f.rowid, f.ref, f.fk_soc, " MONEY(
    "f.total_ht") " FROM llx_facture f WHERE f.entity = ? AND f.fk_statut = 0 AND f.type = 0 AND "
                  "f.fk_soc IN ";
const char ELA__SQL_DRAFTS_ORDER[] = " ORDER BY f.rowid";

/* --- entries of a client that can be put on an invoice: for a small page servers would rather walk
 * everybody's days in order */

const char ELA__SQL_ROWS[] =
    "SELECT t.rowid, t.work_on, t.fk_user, " PERSON
    ", t.fk_case, c.ref, c.title, t.fk_task, k.label, t.fk_activity, a.label,"
    " a.label_en, a.colour, a.icon, t.description, t.duration_s, t.model, t.rate_num, t.rate_den, "
    "t.vat_milli"
    " FROM llx_elaska_time t FORCE INDEX (idx_elaska_time_bill)"
    " LEFT JOIN llx_user u ON u.rowid = t.fk_user LEFT JOIN llx_elaska_case c ON c.rowid = "
    "t.fk_case"
    " LEFT JOIN llx_projet_task k ON k.rowid = t.fk_task LEFT JOIN llx_elaska_activity a ON "
    "a.rowid = t.fk_activity"
    " WHERE t.entity = ? AND t.status = 'validated' AND t.billable = 1 AND t.model IN ('hourly', "
    "'package')";
const char ELA__SQL_ROWS_AFTER[] = " AND (t.work_on > ? OR (t.work_on = ? AND t.rowid > ?))";
const char ELA__SQL_ROWS_ORDER[] = " ORDER BY t.work_on, t.rowid LIMIT ?";
const char ELA__SQL_SUM[] = "SELECT COALESCE(SUM(t.duration_s), 0), COUNT(*)";

/* --- an invoice; scope appended where the actor's reach decides */

const char ELA__SQL_INVOICE[] =
    "SELECT f.rowid, f.ref, f.fk_soc, f.fk_statut, f.type, f.datef, f.date_lim_reglement, " MONEY(
        "f.total_ttc") ", s.nom,"
                       " s.address, s.zip, s.town, f.fk_facture_source"
                       " FROM llx_facture f LEFT JOIN llx_societe s ON s.rowid = f.fk_soc WHERE "
                       "f.rowid = ?";

const char ELA__SQL_LINES_OF[] =
    "SELECT l.rowid, l.fk_facturedet, l.kind, l.fk_case, c.ref, c.title, l.fk_terms, l.seconds, "
    "l.rate_num, l.rate_den,"
    " l.vat_milli, l.amount_minor, l.frozen, l.differs, l.released_at, l.currency, ct.included_s"
    " FROM llx_elaska_billing_line l LEFT JOIN llx_elaska_case c ON c.rowid = l.fk_case"
    " LEFT JOIN llx_elaska_case_terms ct ON ct.rowid = l.fk_terms WHERE l.fk_facture = ? AND "
    "l.entity = ? ORDER BY l.rowid";
const char ELA__SQL_PARTS_OF[] =
    "SELECT p.fk_line, p.fk_time, p.kind, p.seconds, t.work_on, " PERSON
    ", a.label, a.label_en, t.description, t.fk_case,"
    " c.ref, c.title FROM llx_elaska_billing_line l JOIN llx_elaska_billing_part p ON p.fk_line = "
    "l.rowid"
    " JOIN llx_elaska_time t ON t.rowid = p.fk_time LEFT JOIN llx_user u ON u.rowid = t.fk_user"
    " LEFT JOIN llx_elaska_activity a ON a.rowid = t.fk_activity LEFT JOIN llx_elaska_case c ON "
    "c.rowid = t.fk_case"
    " WHERE l.fk_facture = ? AND l.entity = ? ORDER BY p.fk_line, t.work_on, t.rowid";

/* what validated credit notes take back of an invoice */
const char ELA__SQL_CREDITED[] = "SELECT COUNT(*), COALESCE(SUM(" MONEY(
    "f.total_ht") "), 0) FROM llx_facture f"
                  " WHERE f.fk_facture_source = ? AND f.entity = ? AND f.type = 2 AND f.fk_statut "
                  ">= 1";

/* --- native events */

const char ELA__SQL_PARTS_TIMES[] =
    "SELECT DISTINCT p.fk_time FROM llx_elaska_billing_line l JOIN llx_elaska_billing_part p ON "
    "p.fk_line = l.rowid"
    " JOIN llx_elaska_time t ON t.rowid = p.fk_time AND t.status = 'invoiced'"
    " WHERE l.fk_facture = ? AND l.entity = ? AND p.active = 1";
const char ELA__SQL_PARTS_TIMES_LINE[] = " AND l.fk_facturedet = ?";
const char ELA__SQL_LINES_DELETE[] =
    "DELETE FROM llx_elaska_billing_line WHERE fk_facture = ? AND entity = ?";
const char ELA__SQL_LINE_DELETE[] = " AND fk_facturedet = ?";
const char ELA__SQL_RUNS_DELETE[] =
    "DELETE FROM llx_elaska_billing_run WHERE kind = 'invoice' AND fk_document = ? AND entity = ?"
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_billing_line l WHERE l.fk_run = "
    "llx_elaska_billing_run.rowid)";
const char ELA__SQL_LINE_AMOUNT[] = "SELECT l.rowid, l.amount_minor, l.differs, " MONEY(
    "d.total_ht") ", l.fk_soc, l.fk_case"
                  " FROM llx_elaska_billing_line l LEFT JOIN llx_facturedet d ON d.rowid = "
                  "l.fk_facturedet"
                  " WHERE l.fk_facturedet = ? AND l.fk_facture = ? AND l.entity = ?";
const char ELA__SQL_LINE_DIFFERS[] =
    "UPDATE llx_elaska_billing_line SET differs = ? WHERE rowid = ?";
const char ELA__SQL_FREEZE[] = "UPDATE llx_elaska_billing_line SET frozen = ? WHERE fk_facture = ? "
                               "AND entity = ? AND frozen <> ?";
const char ELA__SQL_RELEASE_PARTS[] =
    "UPDATE llx_elaska_billing_part SET active = NULL WHERE active = 1 AND fk_line IN"
    " (SELECT l.rowid FROM llx_elaska_billing_line l WHERE l.fk_facture = ? AND l.entity = ? AND "
    "l.released_at IS NULL)";
const char ELA__SQL_RELEASE_LINES[] = "UPDATE llx_elaska_billing_line SET released_at = ? WHERE "
                                      "fk_facture = ? AND entity = ? AND released_at IS NULL";
const char ELA__SQL_RECIPIENTS[] =
    "SELECT a.rowid, a.email, a.name, a.lang FROM llx_elaska_account_client ac"
    " JOIN llx_elaska_account a ON a.rowid = ac.fk_account"
    " WHERE ac.entity = ? AND ac.fk_soc = ? AND ac.active = 1 AND a.status = 'active' ORDER BY "
    "a.rowid";

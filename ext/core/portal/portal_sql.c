/*
 * SQL of the client's own views: native invoices with our detail behind them, and the home.
 * Native amounts are doubles: they are cast to DECIMAL first, then to minor units.
 */
#include "portal/portal_sql.h"

#define MINOR(x) "CAST(ROUND(CAST(" x " AS DECIMAL(24,8)) * 100) AS SIGNED)"

/* What payments, and credit notes or deposits set against it, have already settled. */
#define SETTLED                                                                                    \
    "(COALESCE((SELECT SUM(CAST(pf.amount AS DECIMAL(24,8))) FROM llx_paiement_facture pf WHERE "  \
    "pf.fk_facture = f.rowid), 0)"                                                                 \
    " + COALESCE((SELECT SUM(CAST(re.amount_ttc AS DECIMAL(24,8))) FROM "                          \
    "llx_societe_remise_except re"                                                                 \
    " WHERE re.fk_facture = f.rowid), 0))"

#define REMAIN                                                                                     \
    "CASE WHEN f.fk_statut <> 1 OR f.paye <> 0 OR f.type = 2 THEN 0 ELSE"                          \
    " CAST(ROUND((CAST(f.total_ttc AS DECIMAL(24,8)) - " SETTLED ") * 100) AS SIGNED) END"

#define DAY_OF "COALESCE(f.datef, '1970-01-01')"

#define ROW                                                                                        \
    "SELECT f.rowid, f.ref, f.type, " DAY_OF                                                       \
    ", f.date_lim_reglement, " MINOR("f.total_ttc") ", " MINOR(                                    \
        "f.total_ht") ", " REMAIN ", f.fk_statut, f.paye, COALESCE(f.last_main_doc, '') <> '',"    \
                      " EXISTS (SELECT 1 FROM llx_elaska_billing_line bl WHERE bl.fk_facture = "   \
                      "f.rowid AND bl.seconds > 0"                                                 \
                      " AND bl.released_at IS NULL), " MINOR(                                      \
                          "f.total_tva") " FROM llx_facture f WHERE f.fk_statut >= 1"

const char ELA_SQL_INVOICE_ROWS[] = ROW;
const char ELA_SQL_INVOICE_ONE[] = ROW " AND f.rowid = ?";
const char ELA_SQL_INVOICE_AFTER[] = " AND (" DAY_OF " < ? OR (" DAY_OF " = ? AND f.rowid < ?))";
const char ELA_SQL_INVOICE_ORDER[] = " ORDER BY " DAY_OF " DESC, f.rowid DESC LIMIT ?";
/* Those with a line of the case, or with a line of several cases that holds time of it. */
const char ELA_SQL_INVOICE_OF_CASE[] =
    " AND (EXISTS (SELECT 1 FROM llx_elaska_billing_line y WHERE y.fk_facture = f.rowid AND "
    "y.fk_case = ?) OR EXISTS (SELECT 1 FROM llx_elaska_billing_line y INNER JOIN "
    "llx_elaska_billing_part p ON p.fk_line = y.rowid INNER JOIN llx_elaska_time t ON t.rowid = "
    "p.fk_time WHERE y.fk_facture = f.rowid AND y.fk_case IS NULL AND t.fk_case = ?))";
const char ELA_SQL_INVOICE_UNPAID[] = " AND f.fk_statut = 1 AND f.paye = 0 AND f.type <> 2";
const char ELA_SQL_INVOICE_UNPAID_ORDER[] =
    " ORDER BY COALESCE(f.date_lim_reglement, '9999-12-31'), f.rowid LIMIT ?";
const char ELA_SQL_INVOICE_OWED[] =
    "SELECT COALESCE(SUM(" REMAIN
    "), 0), COALESCE(SUM(f.date_lim_reglement < ?), 0) FROM llx_facture f"
    " WHERE f.fk_statut = 1 AND f.paye = 0 AND f.type <> 2";

/* Cases that an invoice bills: those of its lines and those of the entries behind them. */
const char ELA_SQL_INVOICE_CASES[] = "SELECT w.fk_facture, c.rowid, c.ref, c.title FROM (SELECT "
                                     "bl.fk_facture, bl.fk_case FROM llx_elaska_billing_line bl"
                                     " WHERE bl.fk_case IS NOT NULL AND bl.fk_facture IN ";
const char ELA_SQL_INVOICE_CASES_PARTS[] =
    " UNION SELECT b2.fk_facture, t.fk_case FROM llx_elaska_billing_line b2"
    " INNER JOIN llx_elaska_billing_part p ON p.fk_line = b2.rowid INNER JOIN llx_elaska_time t ON "
    "t.rowid = p.fk_time"
    " WHERE b2.fk_case IS NULL AND t.fk_case IS NOT NULL AND b2.fk_facture IN ";
const char ELA_SQL_INVOICE_CASES_END[] =
    ") w INNER JOIN llx_elaska_case c ON c.rowid = w.fk_case WHERE 1 = 1";

/* Native lines in their order, with what we put on them. */
const char ELA_SQL_INVOICE_LINES[] =
    "SELECT d.rowid, COALESCE(NULLIF(d.description, ''), d.label, ''), bl.kind, CAST(d.qty AS "
    "DECIMAL(24,10)), bl.seconds,"
    " bl.rate_num, bl.rate_den, CAST(ROUND(CAST(d.tva_tx AS DECIMAL(10,4)) * 1000) AS "
    "SIGNED), " MINOR(
        "d.total_ht") ","
                      " bl.differs, c.rowid, c.ref, c.title, bl.rowid FROM llx_facturedet d"
                      " LEFT JOIN llx_elaska_billing_line bl ON bl.fk_facturedet = d.rowid AND "
                      "bl.entity = ?"
                      " LEFT JOIN llx_elaska_case c ON c.rowid = bl.fk_case AND c.portal_visible = "
                      "1"
                      " WHERE d.fk_facture = ? ORDER BY d.rang, d.rowid LIMIT 5000";
/* A released part (credited and freed) was invoiced on this line all the same. */
const char ELA_SQL_INVOICE_PARTS[] =
    "SELECT bl.rowid, t.rowid, t.work_on, u.rowid, TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', "
    "COALESCE(u.lastname, ''))),"
    " a.rowid, a.label, a.label_en, a.colour, a.icon, t.description, p.seconds, t.duration_s, "
    "p.kind"
    " FROM llx_elaska_billing_line bl INNER JOIN llx_elaska_billing_part p ON p.fk_line = bl.rowid"
    " INNER JOIN llx_elaska_time t ON t.rowid = p.fk_time LEFT JOIN llx_user u ON u.rowid = "
    "t.fk_user"
    " LEFT JOIN llx_elaska_activity a ON a.rowid = t.fk_activity"
    " WHERE bl.fk_facture = ? AND bl.entity = ? ORDER BY bl.rowid, t.work_on, t.start_at, t.rowid";
const char ELA_SQL_INVOICE_PAYMENTS[] = "SELECT DATE(p.datep), " MINOR(
    "pf.amount") ", '' FROM llx_paiement_facture pf"
                 " INNER JOIN llx_paiement p ON p.rowid = pf.fk_paiement WHERE pf.fk_facture = ?"
                 " UNION ALL SELECT f.datef, " MINOR(
                     "re.amount_ttc") ", f.ref FROM llx_societe_remise_except re"
                                      " INNER JOIN llx_facture f ON f.rowid = re.fk_facture_source "
                                      "WHERE re.fk_facture = ? ORDER BY 1";
const char ELA_SQL_INVOICE_PDF[] = "SELECT f.ref, f.entity FROM llx_facture f WHERE f.rowid = ? "
                                   "AND COALESCE(f.last_main_doc, '') <> ''";

const char ELA_SQL_HOME_CLIENT[] =
    "SELECT l.fk_soc, s.nom, l.profile, l.role FROM llx_elaska_account_client l"
    " INNER JOIN llx_societe s ON s.rowid = l.fk_soc WHERE l.fk_account = ? AND l.entity = ? AND "
    "l.fk_soc = ?";
/* idx_elaska_case_client_open; classes hold whatever a template calls its statuses */
const char ELA_SQL_HOME_OPEN[] = "SELECT COUNT(*) FROM llx_elaska_case c WHERE c.class IN ('open', "
                                 "'wait_client', 'wait_third')";
/* Whoever represents the firm for this client; the lead of his newest case stands in. */
const char ELA_SQL_HOME_ADVISER[] =
    "SELECT u.rowid, TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, ''))), "
    "COALESCE(u.email, ''),"
    " COALESCE(u.office_phone, ''), COALESCE(u.job, '') FROM llx_societe_commerciaux r"
    " INNER JOIN llx_user u ON u.rowid = r.fk_user WHERE r.fk_soc = ? AND u.statut = 1 ORDER BY "
    "r.rowid LIMIT 1";
const char ELA_SQL_HOME_USER[] = "SELECT u.rowid, TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', "
                                 "COALESCE(u.lastname, ''))), COALESCE(u.email, ''),"
                                 " COALESCE(u.office_phone, ''), COALESCE(u.job, '') FROM llx_user "
                                 "u WHERE u.rowid = ? AND u.statut = 1";

const char ELA_SQL_PORTAL_PING[] = "SELECT 1";

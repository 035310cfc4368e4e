/*
 * SQL of requests and of the catalogue.
 */
#include "request/request_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

/* --- catalogue ---------------------------------------------------------------------------- */

const char ELA__SQL_SERVICES[] =
    "SELECT v.rowid, v.code, v.name, v.description, v.client_kinds, v.family, v.price_minor, v.unit,"
    " v.vat_milli, v.included_s, v.overage_num, v.overage_den, v.fk_product, p.ref, p.label, v.kind,"
    " v.requestable, v.active, v.version FROM llx_elaska_service v"
    " LEFT JOIN llx_product p ON p.rowid = v.fk_product WHERE v.entity = ?";
const char ELA__SQL_SERVICES_ACTIVE[] = " AND v.active = 1";
const char ELA__SQL_SERVICES_OF_KIND[] = " AND v.kind = ?";
const char ELA__SQL_SERVICES_OFFERED[] = " AND v.active = 1 AND v.requestable = 1";
const char ELA__SQL_SERVICES_SEARCH[] =
    " AND (v.name LIKE ? ESCAPE '|' OR CONVERT(v.code USING utf8mb4) LIKE ? ESCAPE '|')";
const char ELA__SQL_SERVICES_ONE[] = " AND v.rowid = ?";
const char ELA__SQL_SERVICES_ORDER[] = " ORDER BY v.active DESC, v.family, v.name, v.rowid LIMIT 1000";

const char ELA__SQL_SERVICE_INSERT[] =
    "INSERT INTO llx_elaska_service (name, description, client_kinds, family, price_minor, unit,"
    " vat_milli, included_s, overage_num, overage_den, fk_product, kind, requestable, active,"
    " updated_at, fk_user_modif, entity, code, created_at, fk_user_creat)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA__SQL_SERVICE_UPDATE[] =
    "UPDATE llx_elaska_service SET name = ?, description = ?, client_kinds = ?, family = ?,"
    " price_minor = ?, unit = ?, vat_milli = ?, included_s = ?, overage_num = ?, overage_den = ?,"
    " fk_product = ?, kind = ?, requestable = ?, active = ?, updated_at = ?, fk_user_modif = ?,"
    " version = version + 1 WHERE entity = ? AND rowid = ? AND version = ?";
const char ELA__SQL_SERVICE_CODE[] =
    "SELECT v.rowid FROM llx_elaska_service v WHERE v.entity = ? AND v.code = ?";
const char ELA__SQL_SERVICE_TERMS[] =
    "SELECT v.unit, v.price_minor, v.vat_milli, v.included_s, v.overage_num, v.overage_den, v.kind,"
    " v.active FROM llx_elaska_service v WHERE v.entity = ? AND v.rowid = ?";
const char ELA__SQL_PRODUCTS[] =
    "SELECT p.rowid, p.ref, p.label, CAST(p.price AS DECIMAL(24,2)), CAST(p.tva_tx AS DECIMAL(6,3))"
    " FROM llx_product p WHERE p.entity = ? AND ((p.fk_product_type = 1 AND p.tosell = 1) OR p.rowid = ?)"
    " ORDER BY p.ref, p.rowid LIMIT 1000";
/* a native dictionary: no entity of its own on every version */
const char ELA__SQL_VAT_RATES[] =
    "SELECT DISTINCT CAST(t.taux AS DECIMAL(6,3)) AS rate FROM llx_c_tva t"
    " WHERE t.fk_pays = ? AND t.active = 1 ORDER BY rate DESC";
const char ELA__SQL_PRODUCT[] = "SELECT p.rowid FROM llx_product p WHERE p.rowid = ? AND p.entity = ?";

const char ELA__SQL_CLIENT_SERVICES[] =
    "SELECT x.kind, x.active, x.at, " PERSON("u") " FROM llx_elaska_client_service x"
    " LEFT JOIN llx_user u ON u.rowid = x.fk_user WHERE x.entity = ? AND x.fk_soc = ?";
const char ELA__SQL_CLIENT_SERVICE_PUT[] =
    "INSERT INTO llx_elaska_client_service (entity, fk_soc, kind, active, fk_user, at)"
    " VALUES (?, ?, ?, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE active = VALUES(active), fk_user = VALUES(fk_user), at = VALUES(at)";
const char ELA__SQL_CLIENT_SERVICE_DROP[] =
    "DELETE FROM llx_elaska_client_service WHERE entity = ? AND fk_soc = ? AND kind = ?";

/* --- one request -------------------------------------------------------------------------- */

/* STRAIGHT_JOIN: newest first along the primary key, never all requests of all third parties sorted */
const char ELA__SQL_REQUEST[] =
    "SELECT STRAIGHT_JOIN r.rowid, r.ref, r.fk_soc, s.nom, r.fk_account, a.name, r.kind, r.fk_definition,"
    " r.fk_service, r.draft_key, r.status, r.answers, r.message, r.page, r.priority,"
    " r.fk_user_assigned, " PERSON("u") ", r.fk_case, d.ref, d.title, r.reason, r.consent,"
    " r.consent_at, r.sent_at, r.created_at, r.updated_at, r.version, v.name, d.portal_visible"
    " FROM llx_elaska_request r LEFT JOIN llx_societe s ON s.rowid = r.fk_soc"
    " LEFT JOIN llx_elaska_account a ON a.rowid = r.fk_account"
    " LEFT JOIN llx_user u ON u.rowid = r.fk_user_assigned"
    " LEFT JOIN llx_elaska_case d ON d.rowid = r.fk_case"
    " LEFT JOIN llx_elaska_service v ON v.rowid = r.fk_service WHERE r.entity = ?";
const char ELA__SQL_REQUEST_BY_ID[] = " AND r.rowid = ?";
const char ELA__SQL_REQUEST_BY_KEY[] = " AND r.fk_account = ? AND r.draft_key = ?";
/* whoever comes second waits here and then sees what the first one did */
const char ELA__SQL_REQUEST_LOCK[] =
    "SELECT r.rowid FROM llx_elaska_request r WHERE r.entity = ? AND r.rowid = ? FOR UPDATE";
/* drafts are the person's, what was sent is the client's */
const char ELA__SQL_REQUEST_MINE[] =
    " AND r.fk_soc = ? AND (r.status <> 'draft' OR r.fk_account = ?)";
const char ELA__SQL_REQUEST_SENT[] = " AND r.status <> 'draft'";

const char ELA__SQL_DRAFT_INSERT[] =
    "INSERT INTO llx_elaska_request (entity, fk_soc, fk_account, kind, fk_definition, fk_service,"
    " draft_key, status, answers, page, created_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 'draft', '{}', '', ?, ?) ON DUPLICATE KEY UPDATE draft_key = draft_key";
const char ELA__SQL_DRAFT_UPDATE[] =
    "UPDATE llx_elaska_request SET answers = ?, message = ?, page = ?, updated_at = ?,"
    " version = version + 1 WHERE entity = ? AND rowid = ? AND status = 'draft'";
const char ELA__SQL_DRAFT_DELETE[] =
    "DELETE FROM llx_elaska_request WHERE entity = ? AND rowid = ? AND status = 'draft'";
const char ELA__SQL_DRAFT_COUNT[] =
    "SELECT COUNT(*) FROM llx_elaska_request r WHERE r.entity = ? AND r.fk_account = ?"
    " AND r.fk_soc = ? AND r.status = 'draft'";

const char ELA__SQL_REQUEST_SEND[] =
    "UPDATE llx_elaska_request SET ref = ?, status = ?, answers = ?, message = ?, consent = ?,"
    " consent_at = ?, sent_at = ?, updated_at = ?, version = version + 1"
    " WHERE entity = ? AND rowid = ? AND status = 'draft'";
/* guarded by the status that was read, so that two changes at once never both win */
const char ELA__SQL_REQUEST_STATUS[] =
    "UPDATE llx_elaska_request SET status = ?, reason = ?, updated_at = ?, version = version + 1"
    " WHERE entity = ? AND rowid = ? AND status = ?";
const char ELA__SQL_REQUEST_ASSIGN[] =
    "UPDATE llx_elaska_request SET fk_user_assigned = ?, priority = ?, updated_at = ?,"
    " version = version + 1 WHERE entity = ? AND rowid = ?";
const char ELA__SQL_REQUEST_CONVERTED[] =
    "UPDATE llx_elaska_request SET status = ?, fk_case = ?, reason = NULL, updated_at = ?,"
    " version = version + 1 WHERE entity = ? AND rowid = ? AND fk_case IS NULL";
const char ELA__SQL_REQUEST_TOUCH[] =
    "UPDATE llx_elaska_request SET updated_at = ? WHERE entity = ? AND rowid = ?";

/* The row stays locked until the transaction ends: a number is given once, and never again. */
const char ELA__SQL_REQUEST_COUNTER[] =
    "INSERT INTO llx_elaska_counter (entity, code, period, value) VALUES (?, 'request', ?, 1)"
    " ON DUPLICATE KEY UPDATE value = value + 1";
const char ELA__SQL_REQUEST_COUNTER_READ[] =
    "SELECT value FROM llx_elaska_counter WHERE entity = ? AND code = 'request' AND period = ?";

const char ELA__SQL_REQUEST_STEPS[] =
    "SELECT e.at, e.kind, e.data FROM llx_elaska_event e WHERE e.entity = ? AND e.object = 'request'"
    " AND e.object_id = ? AND e.kind IN ('request.sent', 'request.status', 'request.converted')"
    " ORDER BY e.rowid";

const char ELA__SQL_REQUEST_COMMENTS[] =
    "SELECT m.rowid, m.at, m.body, m.internal, m.fk_user, " PERSON("u") ", m.fk_account, a.name"
    " FROM llx_elaska_comment m LEFT JOIN llx_user u ON u.rowid = m.fk_user"
    " LEFT JOIN llx_elaska_account a ON a.rowid = m.fk_account"
    " WHERE m.entity = ? AND m.object = 'request' AND m.object_id = ?";
const char ELA__SQL_REQUEST_COMMENTS_OPEN[] = " AND m.internal = 0 AND m.hidden_at IS NULL";
const char ELA__SQL_REQUEST_COMMENTS_ORDER[] = " ORDER BY m.rowid LIMIT 500";
const char ELA__SQL_REQUEST_COMMENT_ADD[] =
    "INSERT INTO llx_elaska_comment (entity, object, object_id, fk_case, fk_soc, body, internal,"
    " fk_user, fk_account, at) VALUES (?, 'request', ?, ?, ?, ?, ?, ?, ?, ?)";
/* what the answers name stays with the request, also when the case has taken it */
const char ELA__SQL_REQUEST_FILES[] =
    "SELECT f.rowid, f.name, f.size, f.at, f.type FROM llx_elaska_file f WHERE f.entity = ?"
    " AND f.fk_soc = ? AND f.deleted_at IS NULL AND ((f.object = 'request' AND f.object_id = ?)";
const char ELA__SQL_REQUEST_FILES_OR[] = " OR f.rowid IN ";
const char ELA__SQL_REQUEST_FILES_END[] = ")";
const char ELA__SQL_REQUEST_FILES_ORDER[] = " ORDER BY f.rowid LIMIT 200";

/* --- conversion --------------------------------------------------------------------------- */

const char ELA__SQL_CASE_REQUEST[] =
    "UPDATE llx_elaska_case SET fk_request = ? WHERE entity = ? AND rowid = ?";
const char ELA__SQL_CASE_COMMENTS[] =
    "UPDATE llx_elaska_comment SET fk_case = ? WHERE entity = ? AND object = 'request' AND object_id = ?";
const char ELA__SQL_CASE_FILES[] =
    "UPDATE llx_elaska_file SET fk_case = ? WHERE entity = ? AND object = 'request' AND object_id = ?";
const char ELA__SQL_CASE_PIECE[] =
    "SELECT p.rowid FROM llx_elaska_case_piece p WHERE p.entity = ? AND p.fk_case = ? AND p.code = ?";
const char ELA__SQL_FILE_TO_PIECE[] =
    "UPDATE llx_elaska_file SET object = 'piece', object_id = ?, fk_case = ? WHERE entity = ?"
    " AND rowid = ? AND object = 'request' AND object_id = ? AND deleted_at IS NULL";

const char ELA__SQL_PIECE_RECEIVED[] =
    "UPDATE llx_elaska_case_piece SET status = 'received', status_at = ?, version = version + 1"
    " WHERE entity = ? AND rowid = ? AND status IN ('to_provide', 'waiting', 'refused', 'expired', 'available')";
const char ELA__SQL_CASE_REF[] =
    "SELECT d.ref FROM llx_elaska_case d WHERE d.rowid = ? AND d.entity = ?";
const char ELA__SQL_REQUEST_ASSIGNABLE[] =
    "SELECT u.rowid FROM llx_user u WHERE u.rowid = ? AND u.entity IN (0, ?) AND u.statut = 1";

/* --- lists -------------------------------------------------------------------------------- */

const char ELA__SQL_REQUESTS_CLIENT[] = " AND r.fk_soc = ?";
const char ELA__SQL_REQUESTS_NOT_DRAFT[] = " AND r.status <> 'draft'";
const char ELA__SQL_REQUESTS_OWN_DRAFTS[] = " AND (r.status <> 'draft' OR r.fk_account = ?)";
const char ELA__SQL_REQUESTS_STATUS[] = " AND r.status IN (";
const char ELA__SQL_REQUESTS_P[] = "?";
const char ELA__SQL_REQUESTS_COMMA_P[] = ",?";
const char ELA__SQL_REQUESTS_CLOSE[] = ")";
const char ELA__SQL_REQUESTS_KIND[] = " AND r.kind = ?";
const char ELA__SQL_REQUESTS_ASSIGNED[] = " AND r.fk_user_assigned = ?";
const char ELA__SQL_REQUESTS_UNASSIGNED[] = " AND r.fk_user_assigned IS NULL";
const char ELA__SQL_REQUESTS_SEARCH[] =
    " AND (CONVERT(r.ref USING utf8mb4) LIKE ? ESCAPE '|' OR s.nom LIKE ? ESCAPE '|')";
const char ELA__SQL_REQUESTS_AFTER[] = " AND r.rowid < ?";
const char ELA__SQL_REQUESTS_ORDER[] = " ORDER BY r.rowid DESC LIMIT ?";
/* few are open: found by their status, then put in order, never looked for among all that ever came */
const char ELA__SQL_REQUESTS_ORDER_OPEN[] = " ORDER BY r.rowid + 0 DESC LIMIT ?";
/* of statuses that are named: what is closed grows for ever; idx_elaska_request_status */
const char ELA__SQL_REQUESTS_COUNT[] =
    "SELECT STRAIGHT_JOIN r.status, COUNT(*), SUM(r.fk_user_assigned IS NULL) FROM llx_elaska_request r"
    " WHERE r.entity = ?";
const char ELA__SQL_REQUESTS_GROUP[] = " GROUP BY r.status";

/* --- mail --------------------------------------------------------------------------------- */

const char ELA__SQL_REQUEST_ACCOUNT[] =
    "SELECT a.email, a.name, a.lang FROM llx_elaska_account a WHERE a.entity = ? AND a.rowid = ?"
    " AND a.status IN ('active', 'locked')";
const char ELA__SQL_REQUEST_USER[] =
    "SELECT u.email, " PERSON("u") ", COALESCE(u.lang, '') FROM llx_user u WHERE u.rowid = ? AND u.statut = 1"
    " AND COALESCE(u.email, '') <> ''";
const char ELA__SQL_REQUEST_ADVISERS[] =
    "SELECT u.email, " PERSON("u") ", COALESCE(u.lang, '') FROM llx_societe_commerciaux x"
    " INNER JOIN llx_user u ON u.rowid = x.fk_user WHERE x.fk_soc = ? AND u.statut = 1"
    " AND COALESCE(u.email, '') <> '' ORDER BY x.rowid LIMIT 5";

/*
 * SQL of documents.
 */
#include "document/document_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

const char ELA_SQL_DOCUMENT_READ[] =
    "SELECT f.at, f.origin, f.category, f.document_on, f.valid_until, f.reason, f.fk_user, " PERSON("u") ", a.name,"
    " f.fk_soc, s.nom, f.fk_case, d.ref, d.title, f.deleted_at, " PERSON("x") ", f.missing_at, HEX(f.sha256)"
    " FROM llx_elaska_file f LEFT JOIN llx_user u ON u.rowid = f.fk_user LEFT JOIN llx_elaska_account a ON a.rowid = f.fk_account"
    " LEFT JOIN llx_societe s ON s.rowid = f.fk_soc LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case"
    " LEFT JOIN llx_user x ON x.rowid = f.fk_user_delete WHERE f.rowid = ? AND f.entity = ?";
/* uk_elaska_file_version */
const char ELA_SQL_DOCUMENT_VERSIONS[] =
    "SELECT v.number, v.name, v.type, v.size, v.at, " PERSON("u") ", a.name, v.fk_account FROM llx_elaska_file_version v"
    " LEFT JOIN llx_user u ON u.rowid = v.fk_user LEFT JOIN llx_elaska_account a ON a.rowid = v.fk_account"
    " WHERE v.fk_file = ? AND v.entity = ? ORDER BY v.number DESC LIMIT 200";
/* uk_elaska_file_link */
const char ELA_SQL_DOCUMENT_LINKS[] =
    "SELECT k.rowid, k.object, k.object_id, k.fk_case, COALESCE(d.ref, n.ref, i.ref, j.ref), COALESCE(t.title, d.title) FROM llx_elaska_file_link k"
    " LEFT JOIN llx_elaska_case d ON d.rowid = k.fk_case LEFT JOIN llx_elaska_task t ON k.object = 'task'"
    " AND t.rowid = k.object_id LEFT JOIN llx_contrat n ON k.object = 'contract' AND n.rowid = k.object_id"
    " LEFT JOIN llx_facture i ON k.object = 'invoice' AND i.rowid = k.object_id"
    " LEFT JOIN llx_projet j ON k.object = 'project' AND j.rowid = k.object_id WHERE k.fk_file = ? AND k.entity = ? AND (k.fk_case IS NULL OR (1 = 1";
/* d: scope appended before */
const char ELA_SQL_DOCUMENT_LINKS_ORDER[] = ")) ORDER BY k.rowid LIMIT 50";
const char ELA_SQL_DOCUMENT_FACTS[] =
    "SELECT f.category, f.document_on, f.valid_until FROM llx_elaska_file f WHERE f.rowid = ? AND f.entity = ? FOR UPDATE";
const char ELA_SQL_DOCUMENT_UPDATE[] =
    "UPDATE llx_elaska_file SET name = ?, category = ?, description = ?, document_on = ?, valid_until = ?, visible = ?,"
    " client_downloads = ?, level = ?, deliverable = ?, words = ? WHERE rowid = ? AND entity = ?";

/* f, d: scope appended */
const char ELA_SQL_DOCUMENT_CHOSEN[] =
    "SELECT f.rowid, f.fk_soc, f.fk_case, f.name, f.object, f.object_id, o.rowid, o.name, o.level, EXISTS (SELECT 1 FROM"
    " llx_elaska_folder_guard g WHERE g.fk_folder = o.rowid) FROM llx_elaska_file f"
    " LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case LEFT JOIN llx_elaska_folder o ON o.rowid = f.fk_folder"
    " WHERE f.deleted_at IS NULL AND f.rowid IN ";
const char ELA_SQL_DOCUMENT_FILE[] = "UPDATE llx_elaska_file SET fk_folder = ? WHERE entity = ? AND rowid IN ";
/* guarded by the status that was read */
const char ELA_SQL_DOCUMENT_JUDGE[] =
    "UPDATE llx_elaska_file SET status = ?, reason = ? WHERE rowid = ? AND entity = ? AND status = ?";

/* f, d: scope appended; idx_elaska_file_link_object */
const char ELA_SQL_DOCUMENT_OF[] =
    "SELECT f.rowid, f.name, f.type, f.size, f.at, f.status, f.category, f.valid_until, k.rowid, f.url FROM llx_elaska_file_link k"
    " JOIN llx_elaska_file f ON f.rowid = k.fk_file LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case"
    " WHERE k.object = ? AND k.object_id = ? AND f.deleted_at IS NULL";
const char ELA_SQL_DOCUMENT_OF_ORDER[] = " ORDER BY f.at DESC, f.rowid DESC LIMIT 200";
const char ELA_SQL_DOCUMENT_OF_CONTRACT[] = "SELECT x.fk_soc FROM llx_contrat x WHERE x.rowid = ? AND x.entity = ?";
const char ELA_SQL_DOCUMENT_OF_INVOICE[] = "SELECT x.fk_soc FROM llx_facture x WHERE x.rowid = ? AND x.entity = ?";
const char ELA_SQL_DOCUMENT_OF_PROJECT[] = "SELECT x.fk_soc FROM llx_projet x WHERE x.rowid = ? AND x.entity = ?";
const char ELA_SQL_DOCUMENT_LINK_ADD[] =
    "INSERT IGNORE INTO llx_elaska_file_link (entity, fk_file, object, object_id, fk_case, at, fk_user)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_DOCUMENT_LINK_LOAD[] = "SELECT k.fk_file FROM llx_elaska_file_link k WHERE k.rowid = ? AND k.entity = ?";
const char ELA_SQL_DOCUMENT_LINK_DROP[] = "DELETE FROM llx_elaska_file_link WHERE rowid = ? AND entity = ?";
const char ELA_SQL_DOCUMENT_LINK_COUNT[] = "SELECT COUNT(*) FROM llx_elaska_file_link k WHERE k.fk_file = ? AND k.entity = ?";

/* idx_elaska_file_client */
const char ELA_SQL_MINE[] =
    "SELECT f.rowid, f.name, f.type, f.size, f.at, f.status, f.category, f.url, f.document_on, f.valid_until, f.version,"
    " f.client_downloads, f.fk_account, " PERSON("u") ", a.name, CASE WHEN d.portal_visible = 1 THEN d.rowid END, d.title,"
    " d.ref, f.object, f.deliverable, f.description, f.reason, f.valid_until < ?,"
    " (SELECT s.state FROM llx_elaska_scan s WHERE s.place = f.place) FROM llx_elaska_file f"
    " LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case LEFT JOIN llx_user u ON u.rowid = f.fk_user"
    " LEFT JOIN llx_elaska_account a ON a.rowid = f.fk_account WHERE f.deleted_at IS NULL";
const char ELA_SQL_MINE_CATEGORY[] = " AND f.category = ?";
/* one that he sees: what belongs to it, and what it has from elsewhere (idx_elaska_file_case, idx_elaska_file_link_case) */
const char ELA_SQL_MINE_CASE[] =
    " AND f.rowid IN (SELECT z.id FROM (SELECT y.rowid AS id FROM llx_elaska_file y JOIN llx_elaska_case v ON v.rowid = y.fk_case"
    " AND v.portal_visible = 1 WHERE y.fk_case = ? UNION SELECT k.fk_file FROM llx_elaska_file_link k JOIN llx_elaska_case v"
    " ON v.rowid = k.fk_case AND v.portal_visible = 1 WHERE k.fk_case = ?) z)";
/* idx_elaska_file_folder */
const char ELA_SQL_MINE_FOLDER[] = " AND f.fk_folder = ?";
const char ELA_SQL_MINE_FOLDERS[] = " AND f.fk_folder IN ";
const char ELA_SQL_MINE_UNFILED[] = " AND f.fk_folder IS NULL";
const char ELA_SQL_MINE_STATUS[] = " AND f.status = ?";
const char ELA_SQL_MINE_SEARCH[] = " AND (f.words LIKE ? ESCAPE '|' OR ";
const char ELA_SQL_MINE_SEARCHED[] = ")";
const char ELA_SQL_MINE_FROM[] = " AND f.at >= ?";
const char ELA_SQL_MINE_TO[] = " AND f.at < ?";
const char ELA_SQL_MINE_BY_CLIENT[] = " AND f.fk_account IS NOT NULL";
const char ELA_SQL_MINE_BY_FIRM[] = " AND f.fk_account IS NULL";
const char ELA_SQL_MINE_AFTER[] = " AND (f.at < ? OR (f.at = ? AND f.rowid < ?))";
/* idx_elaska_comment_object: what is said about the rows of a page */
const char ELA_SQL_MINE_TALK[] =
    "SELECT m.object_id, COUNT(*) FROM llx_elaska_comment m WHERE m.object = 'file' AND m.internal = 0 AND m.hidden_at IS NULL"
    " AND m.object_id IN ";
const char ELA_SQL_MINE_TALK_EACH[] = " GROUP BY m.object_id";
const char ELA_SQL_MINE_ORDER[] = " ORDER BY f.at DESC, f.rowid DESC LIMIT ?";

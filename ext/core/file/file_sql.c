/*
 * SQL of files.
 */
#include "file/file_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

const char ELA_SQL_FILE_INSERT[] =
    "INSERT INTO llx_elaska_file (entity, fk_soc, fk_case, object, object_id, name, type, size, sha256, place,"
    " visible, at, fk_user, fk_account, status, origin, category, description, words, url)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* the same bytes sent again, after a connection that dropped */
const char ELA_SQL_FILE_SAME[] =
    "SELECT f.rowid, f.name, f.type, f.size FROM llx_elaska_file f WHERE f.object = ? AND f.object_id = ?"
    " AND f.deleted_at IS NULL AND f.entity = ? AND f.sha256 = ? ORDER BY f.rowid LIMIT 1";
const char ELA_SQL_FILE_LOAD[] =
    "SELECT f.rowid, f.fk_case, f.object_id, f.size, f.fk_account, f.fk_soc, f.object, f.place, f.type, f.name,"
    " f.deliverable, f.visible, f.status, f.level, f.version, f.client_downloads, f.url, f.fk_user, f.description,"
    " f.deleted_at, f.sha256 FROM llx_elaska_file f WHERE f.rowid = ? AND f.entity = ?";
const char ELA_SQL_FILE_THERE[] = " AND f.deleted_at IS NULL";
const char ELA_SQL_FILE_BINNED[] = " AND f.deleted_at > 0";
/* d, f: scope appended */
const char ELA_SQL_FILE_LINKED[] =
    "SELECT d.rowid FROM llx_elaska_file_link k JOIN llx_elaska_case d ON d.rowid = k.fk_case WHERE k.fk_file = ?";
const char ELA_SQL_FILE_LINKED_ONE[] = " LIMIT 1";
const char ELA_SQL_FILE_UPDATE[] =
    "UPDATE llx_elaska_file SET name = ?, visible = ?, deliverable = ?, words = ? WHERE rowid = ? AND entity = ?";
/* --- versions: the row is the newest, guarded by its number ---------------- */
const char ELA_SQL_FILE_VERSION_KEEP[] =
    "INSERT INTO llx_elaska_file_version (entity, fk_file, number, name, type, size, sha256, place, at, fk_user, fk_account)"
    " SELECT f.entity, f.rowid, f.version, f.name, f.type, f.size, f.sha256, f.place, f.at, f.fk_user, f.fk_account"
    " FROM llx_elaska_file f WHERE f.rowid = ? AND f.entity = ? AND f.version = ? AND f.place IS NOT NULL";
const char ELA_SQL_FILE_VERSION_NEW[] =
    "UPDATE llx_elaska_file SET name = ?, type = ?, size = ?, sha256 = ?, place = ?, words = ?, at = ?,"
    " fk_user = COALESCE(?, fk_user), fk_account = ?, status = ?, reason = NULL, missing_at = NULL, version = version + 1"
    " WHERE rowid = ? AND entity = ? AND version = ?";
const char ELA_SQL_FILE_VERSION[] =
    "SELECT v.name, v.type, v.size, v.sha256, v.place FROM llx_elaska_file_version v WHERE v.fk_file = ? AND v.number = ?"
    " AND v.entity = ?";
const char ELA_SQL_FILE_DELETE[] =
    "UPDATE llx_elaska_file SET deleted_at = ?, fk_user_delete = ? WHERE rowid = ? AND entity = ? AND deleted_at IS NULL";
const char ELA_SQL_FILE_RESTORE[] =
    "UPDATE llx_elaska_file SET deleted_at = NULL, fk_user_delete = NULL WHERE rowid = ? AND entity = ? AND deleted_at > 0";
/* idx_elaska_file_at; versions, links and readers go along, bytes that nothing names with the sweep */
const char ELA_SQL_FILES_PURGE[] =
    "DELETE FROM llx_elaska_file WHERE entity = ? AND deleted_at > 0 AND deleted_at < ? ORDER BY deleted_at LIMIT ?";
const char ELA_SQL_FILE_COUNT[] =
    "SELECT COUNT(*) FROM llx_elaska_file f WHERE f.object = ? AND f.object_id = ? AND f.deleted_at IS NULL AND f.entity = ?";
const char ELA_SQL_FILES_DISCARDED[] =
    "SELECT f.place FROM llx_elaska_file f WHERE f.place IS NOT NULL AND f.object = ? AND f.object_id = ? AND f.entity = ?";
const char ELA_SQL_FILES_BY[] = " AND fk_account = ?";
const char ELA_SQL_FILES_SINCE[] = " AND at >= ?";
const char ELA_SQL_FILES_KEPT[] = " AND rowid NOT IN ";
const char ELA_SQL_FILES_DISCARD[] = "DELETE FROM llx_elaska_file WHERE object = ? AND object_id = ? AND entity = ?";

const char ELA_SQL_FILES_NAMED[] =
    "SELECT f.rowid, f.name, f.size FROM llx_elaska_file f WHERE f.entity = ? AND f.object = ? AND f.object_id = ?"
    " AND f.deleted_at IS NULL AND f.visible >= ? AND f.rowid IN ";
const char ELA_SQL_FILE_MODELS[] =
    "SELECT f.rowid, f.place FROM llx_elaska_file f WHERE f.object = 'model' AND f.deleted_at IS NULL AND f.entity = ?"
    " AND f.rowid IN ";
const char ELA_SQL_FILES_OF[] =
    "SELECT f.rowid, f.name FROM llx_elaska_file f WHERE f.entity = ? AND f.object = ? AND f.object_id = ?"
    " AND f.deleted_at IS NULL ORDER BY f.rowid";

#define FILE_COLUMNS \
    "SELECT f.rowid, f.name, f.type, f.size, f.at, f.deliverable, f.visible, " PERSON("u") ", a.name, f.fk_account," \
    " f.object, f.object_id, f.url, f.level, f.version, (SELECT COUNT(*) FROM llx_elaska_comment m WHERE m.object = 'file'" \
    " AND m.object_id = f.rowid AND m.internal <= ? AND m.hidden_at IS NULL) FROM llx_elaska_file f LEFT JOIN llx_user u ON u.rowid = f.fk_user" \
    " LEFT JOIN llx_elaska_account a ON a.rowid = f.fk_account WHERE f.deleted_at IS NULL AND f.entity = ?"
/* the client sees files of what he sees; those of hidden tasks and internal comments are not visible themselves */
const char ELA_SQL_FILES_OF_CASE[] = FILE_COLUMNS
    " AND f.fk_case = ? AND f.visible >= ? AND (? = 0 OR f.object <> 'task' OR EXISTS (SELECT 1 FROM llx_elaska_task t"
    " WHERE t.rowid = f.object_id AND t.visible = 1))";
const char ELA_SQL_FILES_OF_CASE_ORDER[] = " ORDER BY f.rowid DESC LIMIT 2000";

/* comments on documents: whom they are told to */
const char ELA_SQL_FILE_CLIENT_PEOPLE[] =
    "SELECT a.rowid, a.email, a.name, a.lang FROM llx_elaska_account a"
    " JOIN llx_elaska_account_client b ON b.fk_account = a.rowid AND b.entity = a.entity"
    " WHERE a.entity = ? AND b.fk_soc = ? AND a.status = 'active' ORDER BY a.rowid LIMIT 50";
/* the lead of the case, or whoever follows the client where there is none, who deposited it, and those who spoke */
const char ELA_SQL_FILE_FIRM_PEOPLE[] =
    "SELECT u.rowid, u.email, " PERSON("u") ", u.lang FROM llx_user u WHERE u.statut = 1 AND u.email <> '' AND u.rowid IN ("
    "SELECT d.fk_user_lead FROM llx_elaska_case d WHERE d.rowid = ? UNION"
    " SELECT s.fk_user FROM llx_societe_commerciaux s WHERE ? = 1 AND s.fk_soc = ? UNION"
    " SELECT f.fk_user FROM llx_elaska_file f WHERE f.rowid = ? UNION"
    " SELECT m.fk_user FROM llx_elaska_comment m WHERE m.entity = ? AND m.object = 'file' AND m.object_id = ?)"
    " ORDER BY u.rowid LIMIT 50";
const char ELA_SQL_FILE_ACCOUNT_NAME[] = "SELECT a.name FROM llx_elaska_account a WHERE a.rowid = ?";
const char ELA_SQL_FILE_USER_NAME[] = "SELECT " PERSON("u") " FROM llx_user u WHERE u.rowid = ?";

const char ELA_SQL_FILE_COMMENT[] =
    "SELECT m.object, m.object_id, m.fk_case, m.fk_soc, m.internal, m.fk_user, m.fk_account FROM llx_elaska_comment m"
    " WHERE m.rowid = ? AND m.entity = ?";
const char ELA_SQL_FILE_ACTION[] =
    "SELECT x.fk_case, x.status FROM llx_elaska_action x WHERE x.rowid = ? AND x.entity = ?";
/* r: scope appended */
const char ELA_SQL_FILE_REQUEST[] =
    "SELECT r.fk_case, r.fk_soc, r.status, r.fk_account FROM llx_elaska_request r WHERE r.rowid = ? AND r.entity = ?";

const char ELA_SQL_UPLOAD_INSERT[] =
    "INSERT INTO llx_elaska_upload (entity, fk_soc, object, object_id, name, size, hash, place, visible, fk_user, fk_account,"
    " at, touched_at, category, description) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* of_actor() appended */
const char ELA_SQL_UPLOAD_LOAD[] =
    "SELECT u.object, u.object_id, u.name, u.size, u.received, u.hash, u.place, u.visible, u.fk_file,"
    " u.category, u.description FROM llx_elaska_upload u"
    " WHERE u.rowid = ? AND u.entity = ?";
const char ELA_SQL_UPLOAD_HOLD[] = " FOR UPDATE";
const char ELA_SQL_UPLOAD_BY_USER[] = " AND u.fk_user = ?";
const char ELA_SQL_UPLOAD_BY_ACCOUNT[] = " AND u.fk_account = ?";
const char ELA_SQL_UPLOAD_OF_CLIENT[] = " AND u.fk_soc = ?";
/* idx_elaska_upload_user, idx_elaska_upload_account; of_actor() appended */
const char ELA_SQL_UPLOAD_COUNT[] = "SELECT COUNT(*) FROM llx_elaska_upload u WHERE u.entity = ? AND u.fk_file IS NULL";
const char ELA_SQL_UPLOAD_ADVANCE[] =
    "UPDATE llx_elaska_upload SET received = ?, hash = ?, touched_at = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_UPLOAD_DONE[] =
    "UPDATE llx_elaska_upload SET received = size, fk_file = ?, touched_at = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_UPLOAD_DELETE[] = "DELETE FROM llx_elaska_upload WHERE rowid = ? AND entity = ?";
/* idx_elaska_upload_touched */
const char ELA_SQL_UPLOADS_EXPIRE[] =
    "DELETE FROM llx_elaska_upload WHERE entity = ? AND touched_at < ? ORDER BY touched_at LIMIT ?";

/* uk_elaska_file_place, uk_elaska_upload_place: of whatever entity, as they share the store */
const char ELA_SQL_FILES_AT[] = "SELECT f.place FROM llx_elaska_file f WHERE f.place IN ";
const char ELA_SQL_VERSIONS_AT[] =
    " UNION ALL SELECT v.place FROM llx_elaska_file_version v WHERE v.place IN ";
/* uk_elaska_preview_page_place */
const char ELA_SQL_PREVIEWS_AT[] = " UNION ALL SELECT g.place FROM llx_elaska_preview_page g WHERE g.place IN ";
/* uk_elaska_vault_place */
const char ELA_SQL_VAULTS_AT[] = " UNION ALL SELECT h.place FROM llx_elaska_vault h WHERE h.place IN ";
const char ELA_SQL_UPLOADS_AT[] = " UNION ALL SELECT u.place FROM llx_elaska_upload u WHERE u.place IN ";
/* uk_elaska_file_place: one folder */
const char ELA_SQL_FILES_IN[] =
    "SELECT f.rowid, f.place, f.size, f.missing_at FROM llx_elaska_file f WHERE f.entity = ? AND f.place >= ? AND f.place < ?"
    " AND f.deleted_at IS NULL LIMIT ?";
const char ELA_SQL_FILES_ANY[] =
    "SELECT f.rowid FROM llx_elaska_file f WHERE f.entity = ? AND f.deleted_at IS NULL LIMIT 1";
const char ELA_SQL_FILE_MISSING[] = "UPDATE llx_elaska_file SET missing_at = ? WHERE rowid = ? AND entity = ?";
/* idx_elaska_file_missing */
const char ELA_SQL_FILES_MISSING[] =
    "SELECT f.rowid, f.name, f.at, f.missing_at, f.fk_case, d.ref FROM llx_elaska_file f LEFT JOIN llx_elaska_case d"
    " ON d.rowid = f.fk_case WHERE f.entity = ? AND f.missing_at > 0 AND f.deleted_at IS NULL ORDER BY f.missing_at DESC LIMIT ?";
const char ELA_SQL_FILES_MISSING_COUNT[] =
    "SELECT COUNT(*) FROM llx_elaska_file f WHERE f.entity = ? AND f.missing_at > 0 AND f.deleted_at IS NULL";
/* uk_elaska_file_place: one folder; revisions are kept, so that what one ever named stays */
const char ELA_SQL_MODELS_UNUSED[] =
    "SELECT f.rowid FROM llx_elaska_file f WHERE f.entity = ? AND f.place >= ? AND f.place < ? AND f.object = 'model' AND f.at < ?"
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_definition x WHERE x.entity = f.entity AND x.kind = 'template'"
    " AND (x.body LIKE CONCAT('%\"file\":', f.rowid, ',%') OR x.body LIKE CONCAT('%\"file\":', f.rowid, '}%'))) LIMIT ?";
const char ELA_SQL_MODEL_FORGET[] = "DELETE FROM llx_elaska_file WHERE rowid = ? AND object = 'model' AND entity = ?";

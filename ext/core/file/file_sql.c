/*
 * SQL of files.
 */
#include "file/file_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

const char ELA_SQL_FILE_INSERT[] =
    "INSERT INTO llx_elaska_file (entity, fk_soc, fk_case, object, object_id, name, type, size, sha256, place,"
    " visible, at, fk_user, fk_account, status, origin, category, description, words, url, fk_folder)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* the same bytes sent again, after a connection that dropped */
const char ELA_SQL_FILE_SAME[] =
    "SELECT f.rowid, f.name, f.type, f.size FROM llx_elaska_file f WHERE f.object = ? AND f.object_id = ?"
    " AND f.deleted_at IS NULL AND f.entity = ? AND f.sha256 = ? AND f.status <> 'refused' AND f.visible >= ?";
/* f: level scope before */
const char ELA_SQL_FILE_SAME_ONE[] = " ORDER BY f.rowid LIMIT 1";
const char ELA_SQL_FILE_LOAD[] =
    "SELECT f.rowid, f.fk_case, f.object_id, f.size, f.fk_account, f.fk_soc, f.object, f.place, f.type, f.name,"
    " f.deliverable, f.visible, f.status, f.level, f.version, f.client_downloads, f.url, f.fk_user, f.description,"
    " f.deleted_at, f.sha256, f.fk_folder, (SELECT o.hidden FROM llx_elaska_folder o WHERE o.rowid = f.fk_folder)"
    " FROM llx_elaska_file f WHERE f.rowid = ? AND f.entity = ?";
/* what a change keeps of it, as it is now; THERE and level scope before the last */
const char ELA_SQL_FILE_HELD[] =
    "SELECT f.name, f.visible, f.deliverable, f.description, f.level, f.client_downloads FROM llx_elaska_file f"
    " WHERE f.rowid = ? AND f.entity = ?";
const char ELA_SQL_FILE_HOLD[] = " FOR UPDATE";
const char ELA_SQL_FILE_THERE[] = " AND f.deleted_at IS NULL";
const char ELA_SQL_FILE_BINNED[] = " AND f.deleted_at > 0";
/* d, f: scope appended */
const char ELA_SQL_FILE_LINKED[] =
    "SELECT d.rowid FROM llx_elaska_file_link k JOIN llx_elaska_file f ON f.rowid = k.fk_file"
    " JOIN llx_elaska_case d ON d.rowid = k.fk_case AND d.fk_soc = f.fk_soc WHERE k.fk_file = ?";
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
/* uk_elaska_file_link: what an issued invoice rests on */
const char ELA_SQL_FILE_INVOICED[] =
    "SELECT i.ref FROM llx_elaska_file_link k JOIN llx_facture i ON i.rowid = k.object_id AND i.fk_statut > 0"
    " WHERE k.fk_file = ? AND k.object = 'invoice' LIMIT 1";
const char ELA_SQL_FILE_RESTORE[] =
    "UPDATE llx_elaska_file SET deleted_at = NULL, fk_user_delete = NULL, purge_on = NULL WHERE rowid = ? AND entity = ? AND deleted_at > 0";
/* by its own level, or by its folder's (uk_elaska_folder_guard) */
#define KEPT_BACK "f.level + EXISTS (SELECT 1 FROM llx_elaska_folder_guard fg WHERE fg.fk_folder = f.fk_folder)"
/* idx_elaska_file_at */
const char ELA_SQL_FILES_PURGED[] =
    "SELECT f.rowid, " KEPT_BACK " FROM llx_elaska_file f WHERE f.entity = ? AND f.deleted_at > 0 AND f.deleted_at < ?"
    " ORDER BY f.deleted_at LIMIT ? FOR UPDATE";
/* --- gone for good; ids appended. Versions, links and readers go along, bytes that nothing names with the sweep --- */
const char ELA_SQL_GONE[] = "DELETE FROM llx_elaska_file WHERE entity = ? AND rowid IN ";
const char ELA_SQL_GONE_COMMENTS[] = "DELETE FROM llx_elaska_comment WHERE entity = ? AND object = 'file' AND object_id IN ";
/* of a level: their history is nobody's any more (event_sql.c), their names are nowhere */
const char ELA_SQL_GONE_EVENTS[] =
    "UPDATE llx_elaska_event SET visible = -1 WHERE entity = ? AND object = 'file' AND object_id IN ";
const char ELA_SQL_GONE_DISPATCHES[] =
    "UPDATE llx_elaska_dispatch_file y JOIN llx_elaska_dispatch x ON x.rowid = y.fk_dispatch SET y.name = ''"
    " WHERE x.entity = ? AND y.fk_file IN ";
const char ELA_SQL_GONE_SHARES[] =
    "UPDATE llx_elaska_share_log l JOIN llx_elaska_share_file y ON y.fk_share = l.fk_share AND y.fk_file = l.fk_file"
    " JOIN llx_elaska_share x ON x.rowid = l.fk_share SET l.name = '' WHERE x.entity = ? AND y.fk_file IN ";
const char ELA_SQL_GONE_LETTERS[] =
    "UPDATE llx_elaska_letter SET recipient = '', subject = '', paper = '' WHERE entity = ? AND fk_file IN ";
const char ELA_SQL_FILE_COUNT[] =
    "SELECT COUNT(*) FROM llx_elaska_file f WHERE f.object = ? AND f.object_id = ? AND f.deleted_at IS NULL AND f.entity = ?";
const char ELA_SQL_FILES_DISCARDED[] =
    "SELECT f.rowid, " KEPT_BACK " FROM llx_elaska_file f WHERE f.object = ? AND f.object_id = ? AND f.entity = ?";
const char ELA_SQL_FILES_BY[] = " AND f.fk_account = ?";
const char ELA_SQL_FILES_SINCE[] = " AND f.at >= ?";
const char ELA_SQL_FILES_KEPT[] = " AND f.rowid NOT IN ";
const char ELA_SQL_FILES_HELD[] = " FOR UPDATE";

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
    " AND m.object_id = f.rowid AND m.internal <= ? AND m.hidden_at IS NULL)," \
    " (SELECT s.state FROM llx_elaska_scan s WHERE s.place = f.place), f.client_downloads FROM llx_elaska_file f LEFT JOIN llx_user u ON u.rowid = f.fk_user" \
    " LEFT JOIN llx_elaska_account a ON a.rowid = f.fk_account WHERE f.deleted_at IS NULL AND f.entity = ?"
/* what hangs on the case, and what it has of its client from elsewhere (idx_elaska_file_case, idx_elaska_file_link_case);
 * the client sees files of what he sees; those of hidden tasks and internal comments are not visible themselves */
const char ELA_SQL_FILES_OF_CASE[] = FILE_COLUMNS
    " AND f.rowid IN (SELECT z.id FROM (SELECT y.rowid AS id FROM llx_elaska_file y WHERE y.fk_case = ? UNION"
    " SELECT k.fk_file FROM llx_elaska_file_link k WHERE k.fk_case = ?) z) AND f.fk_soc = ? AND f.visible >= ?"
    " AND (? = 0 OR f.object <> 'task' OR EXISTS (SELECT 1 FROM llx_elaska_task t WHERE t.rowid = f.object_id"
    " AND t.visible = 1)) AND (? = 0 OR f.object <> 'comment' OR EXISTS (SELECT 1 FROM llx_elaska_comment n"
    " WHERE n.rowid = f.object_id AND n.hidden_at IS NULL))";
const char ELA_SQL_FILES_OF_CASE_ORDER[] = " ORDER BY f.rowid DESC LIMIT 2000";

/* comments on documents: whom they are told to */
const char ELA_SQL_FILE_CLIENT_PEOPLE[] =
    "SELECT a.rowid, a.email, a.name, a.lang FROM llx_elaska_account a"
    " JOIN llx_elaska_account_client b ON b.fk_account = a.rowid AND b.entity = a.entity AND b.active = 1"
    " WHERE a.entity = ? AND b.fk_soc = ? AND a.status = 'active' ORDER BY a.rowid LIMIT 50";
/*
 * The lead of the case, or whoever follows the client where there is none, who deposited it, and those who spoke: of
 * these, who reads it now. As ela_scope_case() and ela_scope_file_level() say it of one actor; rights as Dolibarr keeps
 * them.
 */
#define HOLDS(perms, subperms) \
    "EXISTS (SELECT 1 FROM llx_rights_def h WHERE h.module = 'elaska' AND h.perms = '" perms "' AND h.subperms = '" subperms "'" \
    " AND h.entity = f.entity AND (EXISTS (SELECT 1 FROM llx_user_rights hu WHERE hu.entity = f.entity AND hu.fk_user = u.rowid" \
    " AND hu.fk_id = h.id) OR EXISTS (SELECT 1 FROM llx_usergroup_rights hg JOIN llx_usergroup_user gu" \
    " ON gu.fk_usergroup = hg.fk_usergroup AND gu.fk_user = u.rowid WHERE hg.entity = f.entity AND hg.fk_id = h.id)))"
#define OF_KIND(bit) \
    "EXISTS (SELECT 1 FROM llx_elaska_kind_right k JOIN llx_usergroup_user gu ON gu.fk_usergroup = k.fk_usergroup" \
    " AND gu.fk_user = u.rowid WHERE k.entity = d.entity AND k.kind = d.kind AND (k.bits & " bit ") <> 0)"
const char ELA_SQL_FILE_FIRM_PEOPLE[] =
    "SELECT u.rowid, u.email, " PERSON("u") ", u.lang FROM llx_elaska_file f LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case"
    " JOIN llx_user u ON u.statut = 1 AND u.email <> '' WHERE f.rowid = ? AND u.rowid IN ("
    "SELECT p.fk_user_lead FROM llx_elaska_case p WHERE p.rowid = ? UNION"
    " SELECT s.fk_user FROM llx_societe_commerciaux s WHERE ? = 1 AND s.fk_soc = ? UNION"
    " SELECT g.fk_user FROM llx_elaska_file g WHERE g.rowid = ? UNION"
    " SELECT m.fk_user FROM llx_elaska_comment m WHERE m.entity = ? AND m.object = 'file' AND m.object_id = ?)"
    " AND (f.level = 0 OR f.fk_user = u.rowid OR (f.level = 1 AND " HOLDS("document", "confidential") ")"
    " OR EXISTS (SELECT 1 FROM llx_elaska_file_reader r WHERE r.fk_file = f.rowid AND (r.fk_user = u.rowid"
    " OR r.fk_usergroup IN (SELECT gr.fk_usergroup FROM llx_usergroup_user gr WHERE gr.fk_user = u.rowid))))"
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder_guard fg WHERE fg.fk_folder = f.fk_folder"
    " AND (fg.level > 1 OR NOT " HOLDS("document", "confidential") ") AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder_reader fr"
    " WHERE fr.fk_folder = fg.fk_guard AND (fr.fk_user = u.rowid"
    " OR fr.fk_usergroup IN (SELECT gf.fk_usergroup FROM llx_usergroup_user gf WHERE gf.fk_user = u.rowid))))"
    " AND (d.rowid IS NULL OR ((u.admin = 1 OR NOT EXISTS (SELECT 1 FROM llx_elaska_kind_right n WHERE n.entity = d.entity"
    " AND n.kind = d.kind) OR " OF_KIND("1") ") AND (d.confidentiality = 0 OR d.fk_user_lead = u.rowid"
    " OR EXISTS (SELECT 1 FROM llx_elaska_case_member t WHERE t.fk_case = d.rowid AND t.fk_user = u.rowid AND t.left_at IS NULL)"
    " OR (d.confidentiality = 1 AND " OF_KIND("64") "))))"
    " ORDER BY u.rowid LIMIT 50";
/* --- glass.c: two who ask for one document at once do it one after the other --- */
const char ELA_SQL_GLASS_HOLD[] =
    "SELECT f.rowid FROM llx_elaska_file f WHERE f.rowid = ? AND f.entity = ? AND f.deleted_at IS NULL FOR UPDATE";
/* idx_elaska_glass_user */
const char ELA_SQL_GLASS[] =
    "SELECT MAX(g.until_at) FROM llx_elaska_glass g WHERE g.entity = ? AND g.fk_user = ? AND g.until_at > ? AND g.fk_file = ?";
const char ELA_SQL_GLASS_OPEN[] =
    "SELECT COUNT(DISTINCT g.fk_file) FROM llx_elaska_glass g WHERE g.entity = ? AND g.fk_user = ? AND g.until_at > ?";
const char ELA_SQL_GLASS_ADD[] =
    "INSERT INTO llx_elaska_glass (entity, fk_file, fk_user, reason, at, until_at) VALUES (?, ?, ?, ?, ?, ?)";
/* the lead of the case, or whoever follows the client where there is none, and who deposited it; what it is about */
const char ELA_SQL_GLASS_PEOPLE[] =
    "SELECT u.rowid, u.email, " PERSON("u") ", u.lang, COALESCE((SELECT d.ref FROM llx_elaska_case d WHERE d.rowid = ?),"
    " (SELECT s.nom FROM llx_societe s WHERE s.rowid = ?)) FROM llx_user u WHERE u.statut = 1 AND u.email <> '' AND u.rowid <> ?"
    " AND u.rowid IN (SELECT d.fk_user_lead FROM llx_elaska_case d WHERE d.rowid = ? UNION"
    " SELECT s.fk_user FROM llx_societe_commerciaux s WHERE ? = 1 AND s.fk_soc = ? UNION"
    " SELECT f.fk_user FROM llx_elaska_file f WHERE f.rowid = ?) ORDER BY u.rowid LIMIT 20";
/* idx_elaska_glass_entity; documents by their number alone */
const char ELA_SQL_GLASSES[] =
    "SELECT g.rowid, g.fk_file, g.fk_user, " PERSON("u") ", g.reason, g.at, g.until_at FROM llx_elaska_glass g"
    " LEFT JOIN llx_user u ON u.rowid = g.fk_user WHERE g.entity = ?";
const char ELA_SQL_GLASSES_AFTER[] = " AND g.rowid < ?";
const char ELA_SQL_GLASSES_END[] = " ORDER BY g.rowid DESC LIMIT ?";
const char ELA_SQL_FILE_ACCOUNT_NAME[] = "SELECT a.name FROM llx_elaska_account a WHERE a.rowid = ?";
const char ELA_SQL_FILE_USER_NAME[] = "SELECT " PERSON("u") " FROM llx_user u WHERE u.rowid = ?";

const char ELA_SQL_FILE_COMMENT[] =
    "SELECT m.object, m.object_id, m.fk_case, m.fk_soc, m.internal, m.fk_user, m.fk_account, m.hidden_at FROM llx_elaska_comment m"
    " WHERE m.rowid = ? AND m.entity = ?";
const char ELA_SQL_FILE_ACTION[] =
    "SELECT x.fk_case, x.status FROM llx_elaska_action x WHERE x.rowid = ? AND x.entity = ?";
/* r: scope appended */
const char ELA_SQL_FILE_REQUEST[] =
    "SELECT r.fk_case, r.fk_soc, r.status, r.fk_account FROM llx_elaska_request r WHERE r.rowid = ? AND r.entity = ?";

const char ELA_SQL_UPLOAD_INSERT[] =
    "INSERT INTO llx_elaska_upload (entity, fk_soc, object, object_id, name, size, hash, place, visible, fk_user, fk_account,"
    " at, touched_at, category, description, fk_folder, boot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* of_actor() appended */
const char ELA_SQL_UPLOAD_LOAD[] =
    "SELECT u.object, u.object_id, u.name, u.size, u.received, u.hash, u.place, u.visible, u.fk_file,"
    " u.category, u.description, u.fk_folder, u.boot FROM llx_elaska_upload u"
    " WHERE u.rowid = ? AND u.entity = ?";
const char ELA_SQL_UPLOAD_HOLD[] = " FOR UPDATE";
const char ELA_SQL_UPLOAD_BY_USER[] = " AND u.fk_user = ?";
const char ELA_SQL_UPLOAD_BY_ACCOUNT[] = " AND u.fk_account = ?";
const char ELA_SQL_UPLOAD_OF_CLIENT[] = " AND u.fk_soc = ?";
/* idx_elaska_upload_user, idx_elaska_upload_account; of_actor() appended */
const char ELA_SQL_UPLOAD_COUNT[] = "SELECT COUNT(*) FROM llx_elaska_upload u WHERE u.entity = ? AND u.fk_file IS NULL";
const char ELA_SQL_UPLOAD_ADVANCE[] =
    "UPDATE llx_elaska_upload SET received = ?, hash = ?, boot = ?, touched_at = ? WHERE rowid = ? AND entity = ?";
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
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_definition x WHERE x.entity = f.entity AND x.kind IN ('template', 'letter')"
    " AND (x.body LIKE CONCAT('%\"file\":', f.rowid, ',%') OR x.body LIKE CONCAT('%\"file\":', f.rowid, '}%')))"
    /* idx_elaska_letter_due: few wait */
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_letter l WHERE l.entity = f.entity AND l.state = 'waiting'"
    " AND (l.paper LIKE CONCAT('%\"file\":', f.rowid, ',%') OR l.paper LIKE CONCAT('%\"file\":', f.rowid, '}%'))) LIMIT ?";
const char ELA_SQL_MODEL_FORGET[] = "DELETE FROM llx_elaska_file WHERE rowid = ? AND object = 'model' AND entity = ?";

/*
 * SQL of folders.
 */
#include "folder/folder_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

/* uk_elaska_folder_name */
const char ELA_SQL_FOLDERS[] =
    "SELECT o.rowid, o.fk_parent, o.fk_case, o.fk_soc, o.name, o.name_en, o.icon, o.colour, o.visible, o.hidden, o.level, o.model,"
    " o.year, o.version, d.ref FROM llx_elaska_folder o LEFT JOIN llx_elaska_case d ON d.rowid = o.fk_case WHERE ";
const char ELA_SQL_FOLDERS_OF_CLIENT[] = "o.fk_soc = ?";
const char ELA_SQL_FOLDERS_OF_CASE[] = "o.fk_case = ?"; /* idx_elaska_folder_case */
const char ELA_SQL_FOLDERS_ONE[] = "o.rowid = ?";
const char ELA_SQL_FOLDERS_ORDER[] = " ORDER BY o.siblings, o.position, o.name, o.rowid LIMIT ?";
const char ELA_SQL_FOLDERS_KEY[] = "o.fk_soc = ? AND o.model = ?"; /* uk_elaska_folder_model */
const char ELA_SQL_FOLDERS_NAMED[] = "o.fk_soc = ? AND o.siblings = ? AND o.name = ? AND o.rowid <> ?";
const char ELA_SQL_FOLDERS_HOLD[] = " FOR UPDATE";
/* idx_elaska_file_client; f: scope appended */
const char ELA_SQL_FOLDER_COUNTS[] =
    "SELECT f.fk_folder, COUNT(*) FROM llx_elaska_file f LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case"
    " WHERE f.deleted_at IS NULL AND f.fk_soc = ?";
const char ELA_SQL_FOLDER_COUNTS_CASE[] = " AND f.fk_case = ?";
const char ELA_SQL_FOLDER_COUNTS_GROUP[] = " GROUP BY f.fk_folder";

/* Trees of one client change one after the other. */
const char ELA_SQL_FOLDER_CLIENT_HOLD[] = "SELECT s.rowid FROM llx_societe s WHERE s.rowid = ? FOR UPDATE";
const char ELA_SQL_FOLDER_TREE[] =
    "SELECT o.rowid, o.fk_parent, o.fk_case, o.version, o.position, o.level, o.visible, o.hidden, o.name, o.model"
    " FROM llx_elaska_folder o WHERE o.entity = ? AND o.fk_soc = ? ORDER BY o.rowid FOR UPDATE";

const char ELA_SQL_FOLDER_INSERT[] =
    "INSERT INTO llx_elaska_folder (entity, fk_soc, fk_case, fk_parent, siblings, name, name_en, twin, icon, colour, visible,"
    " level, position, model, year, at, fk_user) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_FOLDER_TWIN[] =
    "SELECT MAX(o.twin), MIN(CASE WHEN o.model IS NULL THEN o.rowid END) FROM llx_elaska_folder o WHERE o.entity = ?"
    " AND o.fk_soc = ? AND o.siblings = ? AND o.name = ? AND o.rowid <> ? FOR UPDATE";
const char ELA_SQL_FOLDER_ADOPT[] =
    "UPDATE llx_elaska_folder SET model = ?, year = ?, version = version + 1 WHERE rowid = ? AND entity = ? AND model IS NULL";
const char ELA_SQL_FOLDER_UPDATE[] =
    "UPDATE llx_elaska_folder SET name = ?, name_en = CASE WHEN ? = 1 THEN NULL ELSE name_en END, twin = CASE WHEN ? = 1 THEN ?"
    " ELSE twin END, icon = COALESCE(?, icon), colour = COALESCE(?, colour), visible = ?, level = ?, version = version + 1"
    " WHERE rowid = ? AND entity = ? AND version = ?";
const char ELA_SQL_FOLDER_MOVE[] =
    "UPDATE llx_elaska_folder SET fk_parent = ?, siblings = ?, twin = ?, version = version + 1 WHERE rowid = ? AND entity = ?"
    " AND version = ?";
/* the order of siblings, in one statement */
const char ELA_SQL_FOLDER_PLACES[] = "UPDATE llx_elaska_folder SET position = 10 * FIELD(rowid";
const char ELA_SQL_FOLDER_PLACES_NEXT[] = ", ?";
const char ELA_SQL_FOLDER_PLACES_END[] = ") WHERE entity = ? AND rowid IN ";
const char ELA_SQL_FOLDER_DELETE[] = "DELETE FROM llx_elaska_folder WHERE entity = ? AND rowid IN ";
const char ELA_SQL_FOLDER_HIDE[] = "UPDATE llx_elaska_folder SET hidden = ? WHERE entity = ? AND rowid IN ";

const char ELA_SQL_FOLDER_GUARDS_DROP[] = "DELETE FROM llx_elaska_folder_guard WHERE fk_folder IN ";
const char ELA_SQL_FOLDER_GUARDS_ADD[] = "INSERT INTO llx_elaska_folder_guard (fk_folder, fk_guard, level) VALUES ";
const char ELA_SQL_FOLDER_GUARDS_ROW[] = "(?, ?, ?)";
const char ELA_SQL_FOLDER_NEXT[] = ", ";

/* idx_elaska_file_folder */
const char ELA_SQL_FOLDER_HOLDS[] =
    "SELECT f.fk_folder, COUNT(*) FROM llx_elaska_file f WHERE f.deleted_at IS NULL AND f.fk_folder IN ";
const char ELA_SQL_FOLDER_HOLDS_GROUP[] = " GROUP BY f.fk_folder";
const char ELA_SQL_FOLDER_EMPTY[] = "UPDATE llx_elaska_file SET fk_folder = ? WHERE fk_folder = ? AND entity = ?";
const char ELA_SQL_FOLDER_FILE[] = "UPDATE llx_elaska_file SET fk_folder = ? WHERE entity = ? AND rowid IN ";
/* idx_elaska_file_client; f, d: scope appended */
const char ELA_SQL_FOLDER_UNFILED[] =
    "SELECT f.rowid, f.fk_case, f.category, COALESCE(YEAR(f.document_on), YEAR(FROM_UNIXTIME(f.at))) FROM llx_elaska_file f"
    " LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case WHERE f.deleted_at IS NULL AND f.fk_folder IS NULL AND f.fk_soc = ?"
    " AND (f.fk_case IS NOT NULL OR f.category IS NOT NULL)";
const char ELA_SQL_FOLDER_UNFILED_CASE[] = " AND f.fk_case = ?";
const char ELA_SQL_FOLDER_UNFILED_ORDER[] = " ORDER BY f.fk_case, f.category, 4, f.rowid LIMIT ?";
const char ELA_SQL_FOLDER_CASE_NAME[] =
    "SELECT d.ref, d.title, d.fk_definition FROM llx_elaska_case d WHERE d.rowid = ? AND d.entity = ? AND d.fk_soc = ?";
const char ELA_SQL_FOLDER_GUARDED[] = "SELECT 1 FROM llx_elaska_folder_guard g WHERE g.fk_folder = ? LIMIT 1";

/*
 * SQL of meta/.
 */
#include "meta/meta_sql.h"

/* Bodies of the status registry come along: every answer needs them. */
const char ELA__META_HEADS[] =
    "SELECT h.kind, h.code, h.fk_definition, h.active, h.position, h.version,"
    " CASE WHEN h.kind = 'statuses' THEN d.body END, d.revision, d.origin, h.fk_definition_pack"
    " FROM llx_elaska_definition_head h"
    " JOIN llx_elaska_definition d ON d.rowid = h.fk_definition"
    " WHERE h.entity = ? ORDER BY h.kind, h.position, h.code";

const char ELA__META_BODY[] = "SELECT rowid, kind, code, revision, body FROM llx_elaska_definition"
                              " WHERE entity = ? AND rowid = ?";

const char ELA__META_BODIES[] =
    "SELECT d.rowid, d.kind, d.code, d.revision, d.body FROM llx_elaska_definition_head h"
    " JOIN llx_elaska_definition d ON d.rowid = h.fk_definition"
    " WHERE h.entity = ? AND h.kind = ? ORDER BY h.position, h.code";

/* Also the lock under which definitions of an entity are written. */
const char ELA__META_STAMP[] =
    "INSERT INTO llx_elaska_definition_stamp (entity, value) VALUES (?, ?)"
    " ON DUPLICATE KEY UPDATE value = VALUES(value)";

const char ELA__META_HEAD_LOCK[] =
    "SELECT h.fk_definition, h.fk_definition_pack, h.active, h.position, h.version, d.revision,"
    " d.origin, HEX(d.digest), d.body, HEX(p.digest), h.updated_at, p.revision"
    " FROM llx_elaska_definition_head h"
    " JOIN llx_elaska_definition d ON d.rowid = h.fk_definition"
    " LEFT JOIN llx_elaska_definition p ON p.rowid = h.fk_definition_pack"
    " WHERE h.entity = ? AND h.kind = ? AND h.code = ?";

const char ELA__META_LAST[] = "SELECT MAX(revision) FROM llx_elaska_definition"
                              " WHERE entity = ? AND kind = ? AND code = ?";

const char ELA__META_ADD[] =
    "INSERT INTO llx_elaska_definition (entity, kind, code, revision, origin, pack, pack_version,"
    " body, digest, created_at, fk_user_creat) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const char ELA__META_HEAD_ADD[] =
    "INSERT INTO llx_elaska_definition_head (entity, kind, code, fk_definition, fk_definition_pack,"
    " active, position, updated_at, fk_user_modif) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

const char ELA__META_HEAD_SET[] =
    "UPDATE llx_elaska_definition_head SET fk_definition = ?, fk_definition_pack = ?, active = ?,"
    " position = ?, updated_at = ?, fk_user_modif = ?, version = version + 1"
    " WHERE entity = ? AND kind = ? AND code = ?";

const char ELA__META_HEAD_DROP[] =
    "DELETE FROM llx_elaska_definition_head WHERE entity = ? AND kind = ? AND code = ?";

const char ELA__META_LIST[] =
    "SELECT h.code, h.fk_definition, h.fk_definition_pack, h.active, h.position, h.version,"
    " h.updated_at, d.revision, d.origin, d.pack, p.revision, h.fk_user_modif"
    " FROM llx_elaska_definition_head h"
    " JOIN llx_elaska_definition d ON d.rowid = h.fk_definition"
    " LEFT JOIN llx_elaska_definition p ON p.rowid = h.fk_definition_pack"
    " WHERE h.entity = ? AND h.kind = ? ORDER BY h.position, h.code";

const char ELA__META_LETTER_DEFAULTS[] =
    "SELECT kind, lang, code FROM llx_elaska_letter_default WHERE entity = ?";

const char ELA__META_LETTER_NO_DEFAULT[] =
    "DELETE FROM llx_elaska_letter_default WHERE entity = ? AND kind = ? AND lang = ?";

const char ELA__META_LETTER_DEFAULT[] =
    "INSERT INTO llx_elaska_letter_default (entity, kind, lang, code) VALUES (?, ?, ?, ?)";

const char ELA__META_LETTER_FORGET[] =
    "DELETE FROM llx_elaska_letter_default WHERE entity = ? AND code = ?";

const char ELA__META_REVISIONS[] =
    "SELECT d.rowid, d.revision, d.origin, d.pack, d.pack_version, d.created_at, d.fk_user_creat"
    " FROM llx_elaska_definition d WHERE d.entity = ? AND d.kind = ? AND d.code = ?"
    " ORDER BY d.revision DESC LIMIT 50";

const char ELA__META_MODELS[] =
    "SELECT f.rowid FROM llx_elaska_file f WHERE f.object = 'model' AND f.deleted_at IS NULL"
    " AND f.entity = ? AND f.rowid IN ";
const char ELA__META_USES[] = "SELECT COUNT(*) FROM llx_elaska_case WHERE entity = ? AND kind = ?";

const char ELA__META_CHANGE[] =
    "INSERT INTO llx_elaska_change (entity, object, object_id, field, value_old, value_new, at,"
    " fk_user, fk_account) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA__META_CHANGE_MORE[] = ", (?, ?, ?, ?, ?, ?, ?, ?, ?)";

const char ELA__META_CHANGES[] =
    "SELECT g.rowid, g.field, g.value_old, g.value_new, g.at, g.fk_user, g.fk_account, u.firstname,"
    " u.lastname, a.name FROM llx_elaska_change g"
    " LEFT JOIN llx_user u ON u.rowid = g.fk_user"
    " LEFT JOIN llx_elaska_account a ON a.rowid = g.fk_account"
    " WHERE g.entity = ? AND g.object = ? AND g.object_id = ? ORDER BY g.rowid DESC LIMIT 200";

/* Whatever names an item of a list: definitions in force, columns, values entered in fields. */
const char ELA__META_ITEM_USED[] =
    "SELECT EXISTS(SELECT 1 FROM llx_elaska_definition_head h"
    " JOIN llx_elaska_definition d ON d.rowid = h.fk_definition"
    " WHERE h.entity = ? AND h.kind IN ('template', 'fields') AND d.body LIKE ?)"
    " OR EXISTS(SELECT 1 FROM llx_elaska_case_member m JOIN llx_elaska_case k ON k.rowid ="
    " m.fk_case WHERE k.entity = ? AND m.role = ?)"
    " OR EXISTS(SELECT 1 FROM llx_elaska_case_party p WHERE p.entity = ? AND p.role = ?)"
    " OR EXISTS(SELECT 1 FROM llx_elaska_case_piece p WHERE p.entity = ? AND p.category = ?)"
    " OR EXISTS(SELECT 1 FROM llx_elaska_file f WHERE f.entity = ? AND f.category = ?)"
    " OR EXISTS(SELECT 1 FROM llx_elaska_case k WHERE k.entity = ? AND (k.family = ? OR k.fields"
    " LIKE ?))"
    " OR EXISTS(SELECT 1 FROM llx_elaska_case_step s WHERE s.entity = ? AND s.answers LIKE ?)"
    " OR EXISTS(SELECT 1 FROM llx_elaska_client t WHERE t.entity = ? AND t.fields LIKE ?)"
    " OR EXISTS(SELECT 1 FROM llx_elaska_sheet t WHERE t.entity = ? AND t.fields LIKE ?)";

const char ELA__META_CASES_IN[] =
    "SELECT COUNT(*) FROM llx_elaska_case WHERE entity = ? AND status = ?";
const char ELA__META_TASKS_IN[] =
    "SELECT COUNT(*) FROM llx_elaska_task WHERE entity = ? AND status = ?";

const char ELA__META_FIELD_FILLED[] =
    "SELECT EXISTS(SELECT 1 FROM llx_elaska_client t WHERE t.entity = ?"
    " AND JSON_EXTRACT(t.fields, ?) IS NOT NULL)";

const char ELA__META_SHEET[] = "SELECT t.fields, t.version FROM llx_elaska_sheet t"
                               " WHERE t.entity = ? AND t.object = ? AND t.object_id = ?";

const char ELA__META_SHEET_SET[] =
    "UPDATE llx_elaska_sheet SET fields = ?, version = version + 1"
    " WHERE entity = ? AND object = ? AND object_id = ? AND version = ?";

const char ELA__META_SHEET_ADD[] =
    "INSERT INTO llx_elaska_sheet (entity, object, object_id, fk_task, fields)"
    " VALUES (?, ?, ?, ?, ?)";

const char ELA__META_SHEET_FILLED[] =
    "SELECT EXISTS(SELECT 1 FROM llx_elaska_sheet t WHERE t.entity = ?"
    " AND JSON_EXTRACT(t.fields, ?) IS NOT NULL AND t.object = ?)";

const char ELA__META_OBJECT_CLIENT[] = " AND ((s.rowid IS NOT NULL";
const char ELA__META_OBJECT_NO_CLIENT[] = ") OR (s.rowid IS NULL AND t.entity = ?))";

const char ELA__META_PAST[] = "SELECT body FROM llx_elaska_definition"
                              " WHERE entity = ? AND kind = ? AND code = ?"
                              " ORDER BY revision DESC LIMIT 200";

const char ELA__META_CLIENT_SET[] =
    "UPDATE llx_elaska_client SET kinds = ?, fields = ?, version = version + 1"
    " WHERE entity = ? AND fk_soc = ? AND version = ?";

const char ELA__META_CLIENT_ADD[] =
    "INSERT INTO llx_elaska_client (entity, fk_soc, kinds, fields) VALUES (?, ?, ?, ?)";

/* --- values of searchable fields ---------------------------------------------------------- */

const char ELA_SQL_VALUE_CLEAR[] = "DELETE FROM llx_elaska_value WHERE fk_case = ?";
const char ELA_SQL_VALUE_INSERT[] = "INSERT INTO llx_elaska_value (entity, fk_case, code, text, "
                                    "number, day) VALUES (?, ?, ?, LEFT(?, 255), ?, ?)";
const char ELA_SQL_VALUE_MORE[] = ", (?, ?, ?, LEFT(?, 255), ?, ?)";
/* cases that have a value and no row of it yet */
/* clang-format off */
#define FILL(column, sql) \
    "INSERT INTO llx_elaska_value (entity, fk_case, code, " column ") SELECT d.entity, d.rowid, ?, " sql \
    " FROM llx_elaska_case d WHERE d.entity = ? AND d.kind = ? AND JSON_EXTRACT(d.fields, ?) IS NOT NULL" \
    " ON DUPLICATE KEY UPDATE " column " = VALUES(" column ")"
/* clang-format on */
#define OWN "JSON_UNQUOTE(JSON_EXTRACT(d.fields, ?))"
const char ELA_SQL_VALUE_FILL_TEXT[] = FILL("text", "LEFT(" OWN ", 255)");
const char ELA_SQL_VALUE_FILL_NUMBER[] = FILL("number", "CAST(" OWN " AS DECIMAL(24,6))");
const char ELA_SQL_VALUE_FILL_YESNO[] = FILL("number", OWN " = 'true'");
const char ELA_SQL_VALUE_FILL_DAY[] = FILL("day", OWN);

/* --- fields that became sensitive (sweep.c) --- */
const char ELA__META_SWEEP[] =
    "SELECT w.stamp, w.part, w.after_id, w.looked, w.total, w.found, w.sealed, w.ended_at"
    " FROM llx_elaska_sealing w WHERE w.entity = ? FOR UPDATE";
const char ELA__META_SWEEP_ADD[] =
    "INSERT INTO llx_elaska_sealing (entity, stamp, part, after_id, looked, total, found, sealed,"
    " begun_at) VALUES (?, ?, 0, 0, 0, ?, 0, 0, ?)";
const char ELA__META_SWEEP_AGAIN[] =
    "UPDATE llx_elaska_sealing SET stamp = ?, part = 0, after_id = 0, looked = 0, total = ?,"
    " found = 0, sealed = 0, begun_at = ?, ended_at = NULL WHERE entity = ?";
const char ELA__META_SWEEP_KEEP[] =
    "UPDATE llx_elaska_sealing SET part = ?, after_id = ?, looked = ?, total = ?, found = ?,"
    " sealed = ?, ended_at = ? WHERE entity = ?";
const char ELA__META_SWEEP_TOTAL[] =
    "SELECT (SELECT COUNT(*) FROM llx_elaska_client b WHERE b.entity = ? AND b.fields IS NOT NULL)"
    " + (SELECT COUNT(*) FROM llx_elaska_sheet t WHERE t.entity = ?)"
    " + (SELECT COUNT(*) FROM llx_elaska_change g WHERE g.entity = ?)";
/* uk_elaska_client; then by primary key */
const char ELA__META_SWEEP_CLIENTS[] =
    "SELECT b.fk_soc, b.fields, b.version FROM llx_elaska_client b WHERE b.entity = ?"
    " AND b.fk_soc > ? AND b.fields IS NOT NULL ORDER BY b.fk_soc LIMIT ? FOR UPDATE";
const char ELA__META_SWEEP_SHEETS[] =
    "SELECT t.rowid, t.fields, t.version, t.object, t.object_id FROM llx_elaska_sheet t"
    " WHERE t.entity = ? AND t.rowid > ? ORDER BY t.rowid LIMIT ? FOR UPDATE";
#define SEALED(v) "COALESCE(LEFT(g." v ", 11) = '{\"sealed\":\"', 1)"
/* by primary key: the index that begins with the entity would sort all of it each time */
const char ELA__META_SWEEP_CHANGES[] =
    "SELECT g.rowid, g.object, g.field, NOT (" SEALED("value_old") " AND " SEALED(
        "value_new") ")"
                     " FROM llx_elaska_change g FORCE INDEX (PRIMARY) WHERE g.entity = ? AND "
                     "g.rowid > ? ORDER BY g.rowid LIMIT ?";
const char ELA__META_SWEEP_FORGET[] =
    "UPDATE llx_elaska_change g SET g.value_old = CASE WHEN " SEALED(
        "value_old") " THEN g.value_old"
                     " ELSE '{\"sealed\":\"\"}' END, g.value_new = CASE WHEN " SEALED(
                         "value_new") " THEN g.value_new"
                                      " ELSE '{\"sealed\":\"\"}' END WHERE g.entity = ? AND "
                                      "g.rowid IN ";
const char ELA__META_SWEEP_CLIENT[] =
    "UPDATE llx_elaska_client SET fields = ?, version = version + 1"
    " WHERE entity = ? AND fk_soc = ? AND version = ?";

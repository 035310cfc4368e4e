/*
 * SQL of comments.
 */
#include "comment/comment_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

const char ELA_SQL_COMMENT_ADD[] =
    "INSERT INTO llx_elaska_comment (entity, object, object_id, fk_case, fk_soc, body, internal, fk_user,"
    " fk_account, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* idx_elaska_comment_object; the last two: 1 for the firm, which sees internal and hidden ones */
const char ELA_SQL_COMMENTS[] =
    "SELECT m.rowid, m.body, m.internal, m.at, m.fk_user, " PERSON("u") ", a.name, m.fk_account, m.edited_at, m.hidden_at"
    " FROM llx_elaska_comment m LEFT JOIN llx_user u ON u.rowid = m.fk_user LEFT JOIN llx_elaska_account a ON a.rowid = m.fk_account"
    " WHERE m.entity = ? AND m.object = ? AND m.object_id = ? AND m.internal <= ? AND (? = 1 OR m.hidden_at IS NULL)"
    " ORDER BY m.rowid LIMIT 1000";
/* files of the object's comments in one go; a client sees what is visible */
const char ELA_SQL_COMMENT_FILES[] =
    "SELECT f.object_id, f.rowid, f.name, f.type, f.size FROM llx_elaska_file f"
    " JOIN llx_elaska_comment m ON m.rowid = f.object_id WHERE f.object = 'comment' AND f.deleted_at IS NULL"
    " AND m.entity = ? AND m.object = ? AND m.object_id = ? AND f.visible >= ?";
const char ELA_SQL_COMMENT_FILES_ORDER[] = " ORDER BY f.rowid";
const char ELA_SQL_COMMENT_LOAD[] =
    "SELECT m.object, m.object_id, m.internal, m.hidden_at, m.at, m.fk_user, m.fk_account FROM llx_elaska_comment m"
    " WHERE m.rowid = ? AND m.entity = ?";
const char ELA_SQL_COMMENT_EDIT[] =
    "UPDATE llx_elaska_comment SET body = ?, edited_at = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_COMMENT_REMOVE[] = "DELETE FROM llx_elaska_comment WHERE rowid = ? AND entity = ?";
const char ELA_SQL_COMMENT_HIDE[] =
    "UPDATE llx_elaska_comment SET hidden_at = ?, fk_user_hide = ? WHERE rowid = ? AND entity = ?";

/*
 * SQL of lists that no list owns.
 */
#include "list/list_sql.h"

/* clang-format off */

const char ELA__L_SELECT[] = "SELECT ";
const char ELA__L_WHERE[] = " WHERE 1 = 1";
const char ELA__L_AND[] = " AND ";
const char ELA__L_OR[] = " OR ";
const char ELA__L_OR_OPEN[] = " OR (";
const char ELA__L_OPEN[] = "(";
const char ELA__L_CLOSE[] = ")";
const char ELA__L_COMMA[] = ", ";
const char ELA__L_P[] = "?";
const char ELA__L_COMMA_P[] = ",?";
const char ELA__L_IN[] = " IN (";
const char ELA__L_EQ[] = " = ?";
const char ELA__L_LT[] = " < ?";
const char ELA__L_LE[] = " <= ?";
const char ELA__L_GT[] = " > ?";
const char ELA__L_GE[] = " >= ?";
const char ELA__L_LIKE[] = " LIKE ? ESCAPE '|'";
const char ELA__L_NULL[] = " IS NULL";
const char ELA__L_NOT_NULL[] = " IS NOT NULL";
const char ELA__L_NOT[] = "NOT ";
/* an empty cell is not anything either */
const char ELA__L_NOT_TRUE[] = "(NOT COALESCE(";
const char ELA__L_NOT_TRUE_END[] = ", 0))";
const char ELA__L_FALSE[] = "1 = 0";
const char ELA__L_ORDER[] = " ORDER BY ";
const char ELA__L_PLUS[] = " + 0";
const char ELA__L_ASC[] = " ASC";
const char ELA__L_DESC[] = " DESC";
const char ELA__L_NULL_COMMA[] = " IS NULL, ";
const char ELA__L_NULL_DESC[] = " IS NULL DESC, ";
const char ELA__L_LIMIT[] = " LIMIT ?";
const char ELA__L_COUNT[] = "SELECT COUNT(*) FROM (SELECT 1";
const char ELA__L_COUNT_END[] = " LIMIT ?) counted";
const char ELA__L_ONE[] = " = ?";

/* a window of a list's first rows: their ids, their keys under names of their own */
const char ELA__L_WINDOW[] = "SELECT y.i";
const char *const ELA__L_WINDOW_KEYS[] = {", y.k0", ", y.k1"};
const char ELA__L_WINDOW_COUNT[] = "SELECT SUM(";
const char ELA__L_WINDOW_COUNT_END[] = "), COUNT(*)";
const char ELA__L_WINDOW_OPEN[] = " FROM (SELECT ";
const char ELA__L_WINDOW_ID[] = " i";
const char *const ELA__L_WINDOW_NAMES[] = {" k0", " k1"};
const char ELA__L_WINDOW_CLOSE[] = ") y";
const char ELA__L_WINDOW_WHERE[] = " WHERE ";
const char *const ELA__L_WINDOW_ORDER[] = {"y.k0", "y.k1"};
const char ELA__L_WINDOW_ORDER_ID[] = "y.i";

/* whom I lead, who is in a group with me, and myself */
const char ELA__L_TEAM[] =
    " IN (SELECT tm_u.rowid FROM llx_user tm_u WHERE tm_u.rowid = ? OR tm_u.fk_user = ?"
    " UNION SELECT tm_b.fk_user FROM llx_usergroup_user tm_a JOIN llx_usergroup_user tm_b"
    " ON tm_b.fk_usergroup = tm_a.fk_usergroup AND tm_b.entity = tm_a.entity WHERE tm_a.fk_user = ?)";

/* people to choose from: of this entity or shared, and active */
const char ELA__L_PEOPLE[] =
    "SELECT u.rowid, TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, '')))"
    " FROM llx_user u WHERE u.entity IN (0, ?) AND u.statut = 1 ORDER BY u.lastname, u.firstname, u.rowid"
    " LIMIT 200";

const char ELA__L_SAVEPOINT[] = "SAVEPOINT elaska_row";
const char ELA__L_BACK_TO[] = "ROLLBACK TO SAVEPOINT elaska_row";
const char ELA__L_FORGET[] = "RELEASE SAVEPOINT elaska_row";

/* own views, then those that others share; the row without a name holds what a person keeps */
#define VIEW "SELECT v.rowid, v.name, v.shared, v.fk_user, v.body, v.version FROM llx_elaska_view v"
const char ELA__L_VIEWS[] =
    VIEW " WHERE v.entity = ? AND v.list = ? AND (v.fk_user = ? OR v.shared = 1)"
    " ORDER BY v.fk_user <> ?, v.name, v.rowid LIMIT 200";
const char ELA__L_VIEW_ONE[] =
    VIEW " WHERE v.rowid = ? AND v.entity = ? AND v.name <> '' AND (v.fk_user = ? OR v.shared = 1)";
const char ELA__L_VIEW_KEPT[] =
    VIEW " WHERE v.entity = ? AND v.list = ? AND v.fk_user = ? AND v.name = ''";
const char ELA__L_VIEW_ADD[] =
    "INSERT INTO llx_elaska_view (entity, list, fk_user, name, shared, body, created_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA__L_VIEW_SET[] =
    "UPDATE llx_elaska_view SET name = ?, shared = ?, body = ?, version = version + 1, updated_at = ?"
    " WHERE rowid = ? AND entity = ? AND fk_user = ? AND name <> '' AND version = ?";
const char ELA__L_VIEW_DELETE[] =
    "DELETE FROM llx_elaska_view WHERE rowid = ? AND entity = ? AND name <> '' AND (fk_user = ? OR (? = 1 AND shared = 1))";
const char ELA__L_VIEW_KEEP[] =
    "INSERT INTO llx_elaska_view (entity, list, fk_user, name, shared, body, created_at, updated_at)"
    " VALUES (?, ?, ?, '', 0, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE body = VALUES(body), version = version + 1, updated_at = VALUES(updated_at)";
const char ELA__L_VIEW_COUNT[] =
    "SELECT COUNT(*) FROM llx_elaska_view v WHERE v.entity = ? AND v.list = ? AND v.fk_user = ?";

/* idx_elaska_value_text, _number, _day */
const char ELA__L_FOUND[] = "d.rowid IN (SELECT v.fk_case FROM llx_elaska_value v WHERE v.entity = ? AND v.code = ?";
/* idx_elaska_sealed_digest */
const char ELA__L_SEALED[] = "d.rowid IN (SELECT s.object_id FROM llx_elaska_sealed s WHERE s.entity = ? AND s.object = 'case' AND s.field = ?"
    " AND s.digest IN (";

const char ELA__L_WAYS[] = " IN (SELECT z.id FROM (";
const char ELA__L_UNION[] = " UNION ";
const char ELA__L_WAYS_END[] = ") z)";

const char ELA__SQL_LIST_AUTHOR[] =
    "SELECT TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, '')))"
    " FROM llx_user u WHERE u.rowid = ?";

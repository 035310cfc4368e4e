/*
 * SQL of readers.
 */
#include "reader/reader_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

/* idx_elaska_file_reader_file, idx_elaska_folder_reader_folder, idx_elaska_note_reader_note */
#define READERS(object) {                                                                                          \
    .list = "SELECT r.fk_" object ", r.fk_user, " PERSON("u") ", r.fk_usergroup, g.nom FROM llx_elaska_" object    \
            "_reader r LEFT JOIN llx_user u ON u.rowid = r.fk_user LEFT JOIN llx_usergroup g"                      \
            " ON g.rowid = r.fk_usergroup WHERE r.entity = ? AND r.fk_" object " IN ",                             \
    .drop = "DELETE FROM llx_elaska_" object "_reader WHERE fk_" object " = ? AND entity = ?",                     \
    .add = "INSERT INTO llx_elaska_" object "_reader (entity, fk_" object ", fk_user, fk_usergroup) VALUES ",      \
    .one = "INSERT INTO llx_elaska_" object "_reader (entity, fk_" object ", fk_user) SELECT ?, ?, ? FROM DUAL"    \
           " WHERE NOT EXISTS (SELECT 1 FROM llx_elaska_" object "_reader r WHERE r.fk_" object " = ?"             \
           " AND r.fk_user = ?)"}

const struct ela__readers_sql ELA__READERS_SQL[] = {
    [ELA_READERS_OF_FILE] = READERS("file"),
    [ELA_READERS_OF_FOLDER] = READERS("folder"),
    [ELA_READERS_OF_NOTE] = READERS("note"),
};
const char ELA_SQL_READERS_LIST_END[] = " ORDER BY r.rowid LIMIT 5000";
const char ELA_SQL_READERS_ROW[] = "(?, ?, ?, ?)";
const char ELA_SQL_READERS_NEXT[] = ", ";
const char ELA_SQL_READERS_USERS[] =
    "SELECT COUNT(*) FROM llx_user u WHERE u.statut = 1 AND u.entity IN (0, ?) AND u.rowid IN ";
const char ELA_SQL_READERS_GROUPS[] =
    "SELECT COUNT(*) FROM llx_usergroup g WHERE g.entity IN (0, ?) AND g.rowid IN ";
const char ELA_SQL_READERS_ALL_GROUPS[] =
    "SELECT g.rowid, g.nom FROM llx_usergroup g WHERE g.entity IN (0, ?) ORDER BY g.nom LIMIT 200";

/*
 * SQL of the native mirror.
 */
#include "mirror/mirror_sql.h"

/* clang-format off */

/* `wanted` counts the wishes: what was told meanwhile is not taken for done */
const char ELA_SQL_MIRROR_WANT[] =
    "INSERT INTO llx_elaska_mirror (entity, object, object_id, wanted_at, state, due_at)"
    " VALUES (?, ?, ?, ?, 'wanted', ?)"
    " ON DUPLICATE KEY UPDATE wanted = wanted + 1, wanted_at = VALUES(wanted_at), state = 'wanted',"
    " attempts = 0, due_at = VALUES(due_at), error = NULL";
const char ELA_SQL_MIRROR_DROP[] =
    "INSERT INTO llx_elaska_mirror (entity, object, object_id, fk_native, wanted_at, state, due_at)"
    " VALUES (?, ?, ?, ?, ?, 'drop', ?)"
    " ON DUPLICATE KEY UPDATE wanted = wanted + 1, fk_native = VALUES(fk_native), state = 'drop',"
    " wanted_at = VALUES(wanted_at), attempts = 0, due_at = VALUES(due_at), error = NULL";
const char ELA_SQL_MIRROR_FORGET[] =
    "DELETE FROM llx_elaska_mirror WHERE entity = ? AND object = ? AND object_id = ?";

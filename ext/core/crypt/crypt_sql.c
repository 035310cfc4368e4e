/*
 * SQL of keys and sealed values.
 */
#include "crypt/crypt_sql.h"

/* clang-format off */

/* --- data keys; 0 encrypts, 1 still opens, 2 is retired --------------------------------------- */

const char ELA_SQL_DATA_KEYS[] =
    "SELECT version, state, master, wrapped FROM llx_elaska_data_key WHERE state < 2 ORDER BY version DESC";
/* MariaDB knows no FOR SHARE; both know this */
const char ELA_SQL_DATA_KEY_HOLD[] =
    "SELECT version, wrapped FROM llx_elaska_data_key WHERE state = 0 LOCK IN SHARE MODE";
const char ELA_SQL_DATA_KEYS_LOCK[] = "SELECT version FROM llx_elaska_data_key FOR UPDATE";
const char ELA_SQL_DATA_KEY_ADD[] =
    "INSERT INTO llx_elaska_data_key (version, state, master, wrapped, created_at) VALUES (?, ?, ?, ?, ?)";
const char ELA_SQL_DATA_KEY_AGE[] = "UPDATE llx_elaska_data_key SET state = 1 WHERE state = 0";
const char ELA_SQL_DATA_KEYS_USED[] =
    "SELECT k.version, k.state, k.created_at, k.retired_at,"
    " (SELECT COUNT(*) FROM llx_elaska_sealed s WHERE s.key_version = k.version)"
    " FROM llx_elaska_data_key k ORDER BY k.version DESC";
/* its wrapped key goes: nothing needs it, and what nobody has cannot be stolen */
const char ELA_SQL_DATA_KEY_RETIRE[] =
    "UPDATE llx_elaska_data_key k SET k.state = 2, k.wrapped = '', k.retired_at = ? WHERE k.state = 1"
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_sealed s WHERE s.key_version = k.version)";

/* --- sealed values ------------------------------------------------------------------------- */

const char ELA_SQL_SEALED_READ[] =
    "SELECT s.uid, s.object, s.object_id, s.field, s.envelope FROM llx_elaska_sealed s"
    " WHERE s.entity = ? AND s.uid IN (";
const char ELA_SQL_SEALED_ADD[] =
    "INSERT INTO llx_elaska_sealed (uid, entity, object, object_id, field, purpose, lasting, key_version, envelope,"
    " digest, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_SEALED_MORE[] = ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* former values are found no more */
const char ELA_SQL_SEALED_SUPERSEDE[] =
    "UPDATE llx_elaska_sealed SET digest = NULL WHERE entity = ? AND object = ? AND object_id = ?"
    " AND digest IS NOT NULL";
/* of a draft alone: what an answer holds stays */
const char ELA_SQL_SEALED_DROP[] =
    "DELETE FROM llx_elaska_sealed WHERE entity = ? AND object = ? AND object_id = ? AND lasting = 0";
const char ELA_SQL_SEALED_OF[] =
    "SELECT s.uid FROM llx_elaska_sealed s WHERE s.entity = ? AND s.object = ? AND s.object_id = ?"
    " AND s.field = ? ORDER BY s.rowid DESC LIMIT 1";
const char ELA_SQL_SEALED_PLACE[] =
    "SELECT s.object, s.object_id, s.field FROM llx_elaska_sealed s WHERE s.entity = ? AND s.uid = ?";

/* --- encrypting anew; idx_elaska_sealed_version ----------------------------------------------- */

const char ELA_SQL_SEALED_OLD[] =
    "SELECT s.rowid, s.uid, s.entity, s.object, s.object_id, s.field, s.purpose, s.envelope, s.digest IS NOT NULL"
    " FROM llx_elaska_sealed s WHERE s.key_version = ? AND s.rowid > ? ORDER BY s.rowid LIMIT 150";
const char ELA_SQL_SEALED_ANEW[] =
    "UPDATE llx_elaska_sealed s JOIN (SELECT CAST(? AS SIGNED) AS id, CAST(? AS BINARY) AS envelope,"
    " CAST(? AS BINARY) AS digest";
const char ELA_SQL_SEALED_ANEW_MORE[] =
    " UNION ALL SELECT CAST(? AS SIGNED), CAST(? AS BINARY), CAST(? AS BINARY)";
const char ELA_SQL_SEALED_ANEW_END[] =
    ") n ON n.id = s.rowid SET s.envelope = n.envelope, s.key_version = ?,"
    " s.digest = CASE WHEN s.digest IS NULL THEN NULL ELSE n.digest END WHERE s.key_version = ?";

/* --- fields that became sensitive (meta/sweep.c): how far --- */

const char ELA_SQL_SEALING[] =
    "SELECT w.looked, w.total, w.sealed, w.ended_at FROM llx_elaska_sealing w WHERE w.entity = ?";

/* --- with its object --------------------------------------------------------------------------- */

const char ELA_SQL_SEALED_FROM[] =
    "SELECT s.rowid, s.uid, s.entity, s.object, s.object_id, s.field, s.purpose, s.envelope, s.digest IS NOT NULL"
    " FROM llx_elaska_sealed s WHERE s.object = ? AND s.object_id = ? AND s.rowid > ? ORDER BY s.rowid LIMIT 150";
const char ELA_SQL_SEALED_MOVED_END[] =
    ") n ON n.id = s.rowid SET s.envelope = n.envelope, s.key_version = ?, s.object_id = ?,"
    " s.digest = CASE WHEN s.digest IS NULL THEN NULL ELSE n.digest END WHERE s.object_id = ?";
const char ELA_SQL_SEALED_FORGET[] = "DELETE FROM llx_elaska_sealed WHERE object = ? AND object_id = ?";
const char ELA_SQL_SEALED_FORGET_STEPS[] =
    "DELETE FROM llx_elaska_sealed WHERE object = 'step' AND object_id IN"
    " (SELECT t.rowid FROM llx_elaska_case_step t WHERE t.fk_case = ?)";

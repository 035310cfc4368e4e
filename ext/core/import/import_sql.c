/*
 * SQL of imports: names are looked up many at a time.
 */
#include "import/import_sql.h"

/* clang-format off */

/* The row stays locked until the transaction ends: a second import waits, before it reads anything,
 * then sees what the first one opened. */
const char ELA__I_TURN[] = "INSERT INTO llx_elaska_counter (entity, code, period, value) VALUES (?, 'import', '', 1)"
    " ON DUPLICATE KEY UPDATE value = value + 1";
/* The scope of clients follows: entity and own ones. */
const char ELA__I_CLIENTS[] =
    "SELECT s.rowid, s.nom, COALESCE(s.code_client, '') FROM llx_societe s WHERE (s.nom IN (";
const char ELA__I_OR_CODE[] = ") OR s.code_client IN (";
const char ELA__I_P[] = "?";
const char ELA__I_COMMA_P[] = ",?";
const char ELA__I_CLOSE[] = ")";
const char ELA__I_CLOSE_BOTH[] = "))";
const char ELA__I_USERS[] =
    "SELECT u.rowid, u.login, COALESCE(u.firstname, ''), COALESCE(u.lastname, ''), COALESCE(u.email, '')"
    " FROM llx_user u WHERE u.statut = 1 AND u.entity IN (0, ?)";
/* idx_elaska_case_soc; what was archived may be opened again */
const char ELA__I_CASES[] =
    "SELECT d.fk_soc, d.title FROM llx_elaska_case d WHERE d.archived_at IS NULL AND d.entity = ? AND d.fk_soc IN ";
const char ELA__I_SAVE[] = "SAVEPOINT elaska_import";
const char ELA__I_BACK[] = "ROLLBACK TO SAVEPOINT elaska_import";
const char ELA__I_SAVE_ROW[] = "SAVEPOINT elaska_import_row";
const char ELA__I_BACK_ROW[] = "ROLLBACK TO SAVEPOINT elaska_import_row";
const char ELA__I_FORGET_ROW[] = "RELEASE SAVEPOINT elaska_import_row";

/* clang-format on */

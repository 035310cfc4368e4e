/*
 * SQL of vaults.
 */
#include "vault/vault_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

/* idx_elaska_vault_reader_user: has this user anything in the vault of a client? */
const char ELA_SQL_VAULT_OPENED_TO[] =
    "SELECT h.rowid FROM llx_elaska_vault_reader k JOIN llx_elaska_vault h ON h.rowid = k.fk_vault WHERE k.fk_user = ?"
    " AND h.fk_soc = ? AND h.entity = ? AND h.whole_at > 0 AND h.deleted_at IS NULL LIMIT 1";

/* --- open vaults ----------------------------------------------------------------------------- */

const char ELA_SQL_VAULT_GRANT[] =
    "SELECT g.until_at, g.listed_at FROM llx_elaska_vault_grant g WHERE g.token_hash = ? AND g.entity = ? AND g.fk_soc = ?"
    " AND g.until_at > ?";
const char ELA_SQL_VAULT_GRANT_OF_SESSION[] = " AND g.fk_account = ? AND g.fk_session = ?";
const char ELA_SQL_VAULT_GRANT_OF_USER[] = " AND g.fk_user = ? AND g.fk_account IS NULL";
const char ELA_SQL_VAULT_GRANT_ADD[] =
    "INSERT INTO llx_elaska_vault_grant (token_hash, entity, fk_soc, fk_account, fk_session, fk_user, at, until_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_VAULT_GRANT_SLIDE[] = "UPDATE llx_elaska_vault_grant SET until_at = ? WHERE token_hash = ? AND until_at < ?";
const char ELA_SQL_VAULT_GRANT_LISTED[] = "UPDATE llx_elaska_vault_grant SET listed_at = ? WHERE token_hash = ?";
const char ELA_SQL_VAULT_GRANT_END[] = "DELETE FROM llx_elaska_vault_grant WHERE token_hash = ?";
/* idx_elaska_vault_grant_until */
const char ELA_SQL_VAULT_GRANTS_OVER[] = "DELETE FROM llx_elaska_vault_grant WHERE until_at < ? ORDER BY until_at LIMIT 100";
const char ELA_SQL_VAULT_GRANTS_SESSION[] = "DELETE FROM llx_elaska_vault_grant WHERE fk_session = ? AND fk_soc = ?";
const char ELA_SQL_VAULT_GRANTS_USER[] = "DELETE FROM llx_elaska_vault_grant WHERE fk_user = ? AND fk_soc = ?";

/* --- log --------------------------------------------------------------------------------------- */

const char ELA_SQL_VAULT_LOG_ADD[] =
    "INSERT INTO llx_elaska_vault_log (entity, fk_soc, at, fk_vault, fk_account, fk_user, action, result, users, ip, device)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* idx_elaska_vault_log_client */
const char ELA_SQL_VAULT_LOG[] =
    "SELECT l.rowid, l.at, l.fk_vault, l.action, l.result, l.users, l.ip, l.device, l.fk_user, COALESCE(a.name, " PERSON("u") "),"
    " h.about FROM llx_elaska_vault_log l LEFT JOIN llx_elaska_account a ON a.rowid = l.fk_account"
    " LEFT JOIN llx_user u ON u.rowid = l.fk_user LEFT JOIN llx_elaska_vault h ON h.rowid = l.fk_vault"
    " WHERE l.fk_soc = ? AND l.entity = ?";
const char ELA_SQL_VAULT_LOG_AFTER[] = " AND l.rowid < ?";
const char ELA_SQL_VAULT_LOG_ORDER[] = " ORDER BY l.rowid DESC LIMIT ?";
/* idx_elaska_vault_log_vault */
const char ELA_SQL_VAULT_LOG_LATELY[] =
    "SELECT l.rowid FROM llx_elaska_vault_log l WHERE l.fk_vault = ? AND l.at > ? AND l.action = ? AND l.result = 'ok'"
    " AND COALESCE(l.fk_user, 0) = ? AND COALESCE(l.fk_account, 0) = ? LIMIT 1";
const char ELA_SQL_VAULT_USERS[] = "SELECT u.rowid, " PERSON("u") " FROM llx_user u WHERE u.rowid IN ";

/* --- documents --------------------------------------------------------------------------------- */

const char ELA_SQL_VAULT_ITEM[] =
    "SELECT h.rowid, h.size, h.received, h.about, h.type, h.place, h.whole_at, h.deleted_at, h.scan, h.fk_account FROM llx_elaska_vault h"
    " WHERE h.rowid = ? AND h.fk_soc = ? AND h.entity = ?";
/* of an adviser: never what the antivirus holds back (ela_settings_scan_held()) */
const char ELA_SQL_VAULT_FOR[] =
    " AND h.whole_at > 0 AND h.deleted_at IS NULL AND EXISTS (SELECT 1 FROM llx_elaska_vault_reader k WHERE k.fk_vault = h.rowid"
    " AND k.fk_user = ?) AND (h.scan IS NULL OR FIND_IN_SET(h.scan, ?) = 0)";
const char ELA_SQL_VAULT_HOLD[] = " FOR UPDATE";
const char ELA_SQL_VAULT_ITEM_THERE[] = "SELECT h.rowid FROM llx_elaska_vault h WHERE h.rowid = ? AND h.fk_soc = ? AND h.entity = ?";
/* idx_elaska_vault_client */
const char ELA_SQL_VAULT_ROWS[] =
    "SELECT h.rowid, h.about, h.type, h.size, h.at, a.name, h.received, h.whole_at, h.deleted_at, h.fk_account, h.scan"
    " FROM llx_elaska_vault h LEFT JOIN llx_elaska_account a ON a.rowid = h.fk_account WHERE h.fk_soc = ? AND h.entity = ?";
const char ELA_SQL_VAULT_ROWS_ORDER[] = " ORDER BY h.rowid DESC LIMIT ?";
const char ELA_SQL_VAULT_READERS[] =
    "SELECT k.fk_vault, k.fk_user FROM llx_elaska_vault h JOIN llx_elaska_vault_reader k ON k.fk_vault = h.rowid"
    " WHERE h.fk_soc = ? AND h.entity = ? ORDER BY k.fk_vault, k.fk_user LIMIT 9000";
/* whoever follows the client, leads a case that he sees, or was chosen already */
const char ELA_SQL_VAULT_ADVISERS[] =
    "SELECT u.rowid, " PERSON("u") ", COALESCE(u.job, '') FROM llx_user u WHERE u.statut = 1 AND u.rowid IN ("
    "SELECT s.fk_user FROM llx_societe_commerciaux s WHERE s.fk_soc = ? UNION"
    " SELECT d.fk_user_lead FROM llx_elaska_case d WHERE d.fk_soc = ? AND d.entity = ? AND d.portal_visible = 1 UNION"
    " SELECT k.fk_user FROM llx_elaska_vault h JOIN llx_elaska_vault_reader k ON k.fk_vault = h.rowid WHERE h.fk_soc = ?"
    " AND h.entity = ?)";
const char ELA_SQL_VAULT_ADVISERS_ONLY[] = " AND u.rowid IN ";
const char ELA_SQL_VAULT_ADVISERS_ORDER[] = " ORDER BY u.lastname, u.firstname, u.rowid LIMIT 50";

const char ELA_SQL_VAULT_COUNT[] =
    "SELECT COUNT(*), COALESCE(SUM(CASE WHEN h.whole_at IS NULL THEN 1 ELSE 0 END), 0) FROM llx_elaska_vault h"
    " WHERE h.fk_soc = ? AND h.entity = ?";
const char ELA_SQL_VAULT_ADD[] =
    "INSERT INTO llx_elaska_vault (entity, fk_soc, size, place, fk_account, at, touched_at) VALUES (?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_VAULT_ABOUT[] = "UPDATE llx_elaska_vault SET about = ?, version = version + 1 WHERE rowid = ?";
const char ELA_SQL_VAULT_ADVANCE[] =
    "UPDATE llx_elaska_vault SET received = ?, type = ?, whole_at = ?, touched_at = ? WHERE rowid = ?";
const char ELA_SQL_VAULT_TOUCH[] = "UPDATE llx_elaska_vault SET version = version + 1 WHERE rowid = ?";

const char ELA_SQL_VAULT_READERS_END[] = "DELETE FROM llx_elaska_vault_reader WHERE fk_vault = ?";
const char ELA_SQL_VAULT_READER_ADD[] = "INSERT INTO llx_elaska_vault_reader (fk_vault, fk_user, at) VALUES (?, ?, ?)";

const char ELA_SQL_VAULT_BIN[] = "UPDATE llx_elaska_vault SET deleted_at = ?, version = version + 1 WHERE rowid = ?";
const char ELA_SQL_VAULT_UNBIN[] = "UPDATE llx_elaska_vault SET deleted_at = NULL, version = version + 1 WHERE rowid = ?";
/* idx_elaska_vault_deleted */
const char ELA_SQL_VAULT_GONE[] =
    "SELECT h.rowid, h.fk_soc FROM llx_elaska_vault h WHERE h.entity = ? AND h.deleted_at > 0 AND h.deleted_at < ?"
    " ORDER BY h.deleted_at LIMIT 200 FOR UPDATE";
/* idx_elaska_vault_way */
const char ELA_SQL_VAULT_LOST[] =
    "SELECT h.rowid, h.fk_soc FROM llx_elaska_vault h WHERE h.entity = ? AND h.whole_at IS NULL AND h.touched_at < ?"
    " ORDER BY h.touched_at LIMIT 200 FOR UPDATE";
const char ELA_SQL_VAULT_PURGE[] = "DELETE FROM llx_elaska_vault WHERE rowid IN ";

const char ELA_SQL_VAULT_DROP[] = "DELETE FROM llx_elaska_vault WHERE rowid = ?";

/* --- antivirus: as of any file (scan_sql.c), of rows of their own ------------------------------- */

const char ELA_SQL_VAULT_SCAN_ENROL[] =
    "UPDATE llx_elaska_vault SET scan = ?, scan_due_at = ?, version = version + 1 WHERE rowid = ?";
/* idx_elaska_vault_scan; a lease that ran out is due again */
const char ELA_SQL_VAULT_SCAN_DUE[] =
    "SELECT h.rowid FROM llx_elaska_vault h WHERE h.entity = ? AND h.scan_due_at <= ? ORDER BY h.scan_due_at LIMIT 1"
    " FOR UPDATE SKIP LOCKED";
const char ELA_SQL_VAULT_SCAN_TAKE[] =
    "UPDATE llx_elaska_vault SET scan_owner = ?, scan_due_at = ?, scan_attempts = scan_attempts + 1 WHERE rowid = ? AND entity = ?"
    " AND scan_due_at <= ?";
const char ELA_SQL_VAULT_SCAN_TAKEN[] = "SELECT h.size, h.place FROM llx_elaska_vault h WHERE h.rowid = ? AND h.entity = ?";
const char ELA_SQL_VAULT_SCAN_HELD[] =
    "SELECT h.fk_soc, h.scan_attempts FROM llx_elaska_vault h WHERE h.rowid = ? AND h.entity = ? AND h.scan_owner = ?"
    " AND h.scan_due_at IS NOT NULL FOR UPDATE";
const char ELA_SQL_VAULT_SCAN_END[] =
    "UPDATE llx_elaska_vault SET scan = ?, scan_due_at = ?, scan_owner = NULL, version = version + 1 WHERE rowid = ? AND entity = ?";

/* --- mails ------------------------------------------------------------------------------------ */

const char ELA_SQL_VAULT_MAIL_USERS[] =
    "SELECT u.rowid, u.email, " PERSON("u") ", u.lang FROM llx_user u WHERE u.statut = 1 AND u.email <> '' AND u.rowid IN ";
const char ELA_SQL_VAULT_MAIL_CLIENT[] =
    "SELECT a.rowid, a.email, a.name, a.lang FROM llx_elaska_account a JOIN llx_elaska_account_client b ON b.fk_account = a.rowid"
    " AND b.entity = a.entity WHERE a.entity = ? AND b.fk_soc = ? AND a.status = 'active' ORDER BY a.rowid LIMIT 20";
const char ELA_SQL_VAULT_MAIL_CLIENT_NAME[] = "SELECT s.nom FROM llx_societe s WHERE s.rowid = ?";
const char ELA_SQL_VAULT_MAIL_USER[] = "SELECT " PERSON("u") " FROM llx_user u WHERE u.rowid = ?";

/*
 * SQL of accounts, sessions, links and throttling.
 */
#include "account/account_sql.h"

/* --- sessions: the first statement runs on every API call ----------------------------------------
 */

const char ELA_SQL_SESSION_CHECK[] =
    "SELECT s.rowid, s.fk_account, s.access_until, s.renew_until, s.last_seen_at, s.remember, "
    "a.status, a.lang, l.rowid, k.show_amounts,"
    " (SELECT g.value FROM llx_elaska_definition_stamp g WHERE g.entity = s.entity)"
    " FROM llx_elaska_session s INNER JOIN llx_elaska_account a ON a.rowid = s.fk_account"
    " LEFT JOIN llx_elaska_account_client l ON l.fk_account = s.fk_account AND l.fk_soc = ? AND "
    "l.active = 1"
    " AND l.entity = s.entity LEFT JOIN llx_elaska_client k ON k.fk_soc = l.fk_soc AND k.entity = "
    "l.entity WHERE s.token_hash = ? AND s.entity = ? AND s.access_until > ?";
const char ELA_SQL_SESSION_SEEN[] =
    "UPDATE llx_elaska_session SET last_seen_at = ? WHERE rowid = ? AND last_seen_at < ?";
const char ELA_SQL_SESSION_INSERT[] = "INSERT INTO llx_elaska_session (entity, token_hash, "
                                      "refresh_hash, family, fk_account, access_until, renew_until,"
                                      " remember, user_agent, ip, device_hash, created_at, "
                                      "last_seen_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)";
/* Closed sessions are kept for 90 days, so that a device is known again. */
const char ELA_SQL_SESSION_KNOWN_DEVICE[] = "SELECT COUNT(*), COALESCE(SUM(device_hash = ?), 0) "
                                            "FROM llx_elaska_session WHERE fk_account = ?";
const char ELA_SQL_SESSION_BY_REFRESH[] =
    "SELECT rowid, fk_account, remember FROM llx_elaska_session"
    " WHERE refresh_hash = ? AND entity = ? AND renew_until > ? FOR UPDATE";
const char ELA_SQL_SESSION_ROTATE[] = "UPDATE llx_elaska_session SET token_hash = ?, refresh_hash "
                                      "= ?, access_until = ?, renew_until = ?,"
                                      " last_seen_at = ?, ip = ? WHERE rowid = ?";
const char ELA_SQL_SESSION_SPEND[] =
    "INSERT INTO llx_elaska_session_spent (refresh_hash, fk_account, spent_at) VALUES (?,?,?)";
const char ELA_SQL_SESSION_SPENT[] =
    "SELECT fk_account FROM llx_elaska_session_spent WHERE refresh_hash = ?";
const char ELA_SQL_SESSION_CLOSE[] =
    "UPDATE llx_elaska_session SET access_until = 0, renew_until = ?"
    " WHERE rowid = ? AND fk_account = ? AND renew_until > ?";
const char ELA_SQL_SESSION_CLOSE_ALL[] =
    "UPDATE llx_elaska_session SET access_until = 0, renew_until = ?"
    " WHERE fk_account = ? AND rowid <> ? AND renew_until > ?";
const char ELA_SQL_SESSION_LIST[] =
    "SELECT rowid, remember, user_agent, ip, created_at, last_seen_at FROM llx_elaska_session"
    " WHERE fk_account = ? AND entity = ? AND renew_until > ? ORDER BY last_seen_at DESC, rowid "
    "DESC LIMIT 100";
const char ELA_SQL_SESSION_ONE[] = "SELECT access_until, renew_until, remember FROM "
                                   "llx_elaska_session WHERE rowid = ? AND fk_account = ?";
const char ELA_SQL_SESSION_PURGE[] =
    "DELETE FROM llx_elaska_session WHERE renew_until < ? ORDER BY renew_until LIMIT 50";
const char ELA_SQL_SPENT_PURGE[] =
    "DELETE FROM llx_elaska_session_spent WHERE spent_at < ? ORDER BY spent_at LIMIT 200";
const char ELA_SQL_THROTTLE_PURGE[] =
    "DELETE FROM llx_elaska_throttle WHERE window_at < ? ORDER BY window_at LIMIT 200";
const char ELA_SQL_TOKEN_PURGE[] =
    "DELETE FROM llx_elaska_account_token WHERE fk_account = ? AND expires_at < ?";

/* --- failures per address
 * -------------------------------------------------------------------------- */

const char ELA_SQL_THROTTLE_READ[] =
    "SELECT hits, blocked_until, window_at FROM llx_elaska_throttle WHERE bucket = ?";
/* hits is set before window_at, from the window that was; a window that is over starts again at
 * one. */
const char ELA_SQL_THROTTLE_HIT[] =
    "INSERT INTO llx_elaska_throttle (bucket, window_at, hits, blocked_until) VALUES (?,?,1,0)"
    " ON DUPLICATE KEY UPDATE hits = CASE WHEN window_at <= ? THEN 1 ELSE hits + 1 END,"
    " window_at = CASE WHEN window_at <= ? THEN ? ELSE window_at END";
const char ELA_SQL_THROTTLE_BLOCK[] =
    "UPDATE llx_elaska_throttle SET blocked_until = ? WHERE bucket = ? AND blocked_until < ?";

/* --- accounts
 * ---------------------------------------------------------------------------------------- */

const char ELA_SQL_PERSON[] =
    "SELECT a.rowid, a.email, a.name, a.lang, a.status, a.password_hash, a.failed_count, "
    "a.failed_since,"
    " a.locked_until, a.lock_level, a.last_login_at, EXISTS (SELECT 1 FROM "
    "llx_elaska_account_client l"
    " WHERE l.fk_account = a.rowid AND l.active = 1) FROM llx_elaska_account a WHERE a.entity = ?";
const char ELA_SQL_PERSON_BY_ID[] = " AND a.rowid = ?";
const char ELA_SQL_PERSON_BY_EMAIL[] = " AND a.email = ?";
const char ELA_SQL_FOR_UPDATE[] = " FOR UPDATE";
const char ELA_SQL_PERSON_FAILED[] = "UPDATE llx_elaska_account SET failed_count = ?, failed_since "
                                     "= ?, locked_until = ?, lock_level = ? WHERE rowid = ?";
const char ELA_SQL_PERSON_CALM[] = "UPDATE llx_elaska_account SET failed_count = 0, failed_since = "
                                   "0, locked_until = 0, lock_level = 0 WHERE rowid = ?";
const char ELA_SQL_PERSON_LOGIN[] =
    "UPDATE llx_elaska_account SET last_login_at = ? WHERE rowid = ?";
const char ELA_SQL_PERSON_REHASH[] =
    "UPDATE llx_elaska_account SET password_hash = ? WHERE rowid = ? AND password_hash = ?";
const char ELA_SQL_PERSON_PASSWORD[] =
    "UPDATE llx_elaska_account SET password_hash = ?, password_at = ?, status = 'active', "
    "failed_count = 0,"
    " failed_since = 0, locked_until = 0, lock_level = 0 WHERE rowid = ?";
const char ELA_SQL_PERSON_LANG[] =
    "UPDATE llx_elaska_account SET lang = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_PERSON_NAME[] =
    "UPDATE llx_elaska_account SET name = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_PERSON_STATUS[] =
    "UPDATE llx_elaska_account SET status = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_PERSON_INSERT[] = "INSERT INTO llx_elaska_account (entity, email, name, status, "
                                     "lang, fk_socpeople, created_at, fk_user_creat)"
                                     " VALUES (?,?,?,'invited',?,?,?,?)";
const char ELA_SQL_PERSON_CLIENTS[] =
    "SELECT l.fk_soc, s.nom, l.profile, l.role FROM llx_elaska_account_client l"
    " INNER JOIN llx_societe s ON s.rowid = l.fk_soc WHERE l.fk_account = ? AND l.entity = ? AND "
    "l.active = 1"
    " ORDER BY l.rowid LIMIT 200";

const char ELA_SQL_HISTORY_READ[] = "SELECT password_hash FROM llx_elaska_account_password WHERE "
                                    "fk_account = ? ORDER BY rowid DESC LIMIT 5";
const char ELA_SQL_HISTORY_ADD[] = "INSERT INTO llx_elaska_account_password (fk_account, "
                                   "password_hash, created_at) VALUES (?,?,?)";
const char ELA_SQL_HISTORY_NTH[] = "SELECT rowid FROM llx_elaska_account_password WHERE fk_account "
                                   "= ? ORDER BY rowid DESC LIMIT 4, 1";
const char ELA_SQL_HISTORY_TRIM[] =
    "DELETE FROM llx_elaska_account_password WHERE fk_account = ? AND rowid < ?";

/* --- one-time links
 * ------------------------------------------------------------------------------------ */

const char ELA_SQL_TOKEN_ADD[] = "INSERT INTO llx_elaska_account_token (token_hash, entity, "
                                 "fk_account, kind, expires_at, created_at)"
                                 " VALUES (?,?,?,?,?,?)";
const char ELA_SQL_TOKEN_END[] =
    "UPDATE llx_elaska_account_token SET used_at = ? WHERE fk_account = ? AND used_at IS NULL";
const char ELA_SQL_TOKEN_END_KIND[] = "UPDATE llx_elaska_account_token SET used_at = ? WHERE "
                                      "fk_account = ? AND used_at IS NULL AND kind = ?";
const char ELA_SQL_TOKEN_READ[] =
    "SELECT fk_account, expires_at FROM llx_elaska_account_token"
    " WHERE token_hash = ? AND entity = ? AND kind = ? AND used_at IS NULL AND expires_at > ?";
const char ELA_SQL_TOKEN_USE[] = "UPDATE llx_elaska_account_token SET used_at = ? WHERE token_hash "
                                 "= ? AND used_at IS NULL AND expires_at > ?";

/* --- what the firm manages
 * -------------------------------------------------------------------------------- */

const char ELA_SQL_CLIENT_NAME[] = "SELECT s.rowid, s.nom FROM llx_societe s WHERE s.rowid = ?";
const char ELA_SQL_CLIENT_AMOUNTS[] =
    "SELECT k.show_amounts FROM llx_elaska_client k WHERE k.entity = ? AND k.fk_soc = ?";
const char ELA_SQL_CLIENT_DECIDE[] =
    "INSERT INTO llx_elaska_client (entity, fk_soc, show_amounts) VALUES (?,?,?)"
    " ON DUPLICATE KEY UPDATE show_amounts = VALUES(show_amounts)";
const char ELA_SQL_CONTACT_OF[] = "SELECT rowid FROM llx_socpeople WHERE rowid = ? AND fk_soc = ?";
const char ELA_SQL_CONTACTS[] =
    "SELECT p.rowid, p.firstname, p.lastname, p.email, p.poste FROM llx_socpeople p"
    " WHERE p.statut = 1 AND p.email <> '' AND p.fk_soc = ?";
const char ELA_SQL_CONTACTS_ORDER[] = " ORDER BY p.lastname, p.firstname, p.rowid LIMIT 100";
const char ELA_SQL_LINK_READ[] =
    "SELECT rowid, active, profile, role FROM llx_elaska_account_client"
    " WHERE fk_account = ? AND fk_soc = ? AND entity = ? FOR UPDATE";
const char ELA_SQL_LINK_ADD[] = "INSERT INTO llx_elaska_account_client (entity, fk_account, "
                                "fk_soc, profile, role, active, created_at)"
                                " VALUES (?,?,?,?,?,1,?)";
const char ELA_SQL_LINK_UPDATE[] =
    "UPDATE llx_elaska_account_client SET active = ?, profile = ?, role = ? WHERE rowid = ?";
/* An account is managed by whoever reaches one of its third parties. */
const char ELA_SQL_MANAGED[] =
    "SELECT l.fk_soc FROM llx_elaska_account_client l WHERE l.fk_account = ? AND l.entity = ?";
const char ELA_SQL_MANAGED_CLIENT[] = " AND l.fk_soc = ?";
const char ELA_SQL_MANAGED_LIMIT[] = " LIMIT 1";
const char ELA_SQL_ACCOUNT_LIST[] =
    "SELECT a.rowid, a.email, a.name, a.lang, a.status, a.locked_until, a.last_login_at, "
    "l.profile, l.role, l.active,"
    " a.fk_socpeople, (SELECT MAX(t.expires_at) FROM llx_elaska_account_token t WHERE t.fk_account "
    "= a.rowid"
    " AND t.kind = 'invite' AND t.used_at IS NULL), (SELECT COUNT(*) FROM llx_elaska_session x"
    " WHERE x.fk_account = a.rowid AND x.renew_until > ?), (SELECT COUNT(*) FROM "
    "llx_elaska_account_client y"
    " WHERE y.fk_account = a.rowid AND y.active = 1 AND y.fk_soc <> l.fk_soc)"
    " FROM llx_elaska_account_client l"
    " INNER JOIN llx_elaska_account a ON a.rowid = l.fk_account WHERE l.entity = ? AND l.fk_soc = "
    "?";
/* Other third parties of the accounts of one, those within reach. */
const char ELA_SQL_ACCOUNT_ALSO[] =
    "SELECT l.fk_account, s.rowid, s.nom FROM llx_elaska_account_client m"
    " INNER JOIN llx_elaska_account_client l ON l.fk_account = m.fk_account AND l.fk_soc <> "
    "m.fk_soc AND l.active = 1"
    " INNER JOIN llx_societe s ON s.rowid = l.fk_soc WHERE m.entity = ? AND m.fk_soc = ?";
const char ELA_SQL_ACCOUNT_ALSO_ORDER[] = " ORDER BY s.nom, s.rowid LIMIT 500";
const char ELA_SQL_ACCOUNT_LIST_ORDER[] = " ORDER BY a.name, a.rowid LIMIT 200";

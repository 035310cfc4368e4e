/*
 * SQL of links and of the register of sendings.
 */
#include "share/share_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

/*
 * What may leave the firm, of a file f: of standard level, no address elsewhere, neither waiting to be validated nor
 * refused; validated, or a deliverable, or put into the case by the office, which shows it to its client. What a client
 * sends anew waits again, and leaves every link until it is validated. Nor what the antivirus holds back: its one '?' is
 * ela_settings_scan_held(). DOC-11, SEC-15.
 */
#define MAY_LEAVE \
    "f.level = 0 AND f.place IS NOT NULL AND f.status NOT IN ('waiting', 'refused') AND (f.status = 'validated' OR f.deliverable = 1" \
    " OR (f.object = 'case' AND f.visible = 1 AND f.fk_user IS NOT NULL))" \
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder_guard fg WHERE fg.fk_folder = f.fk_folder)" \
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_scan n WHERE n.place = f.place AND FIND_IN_SET(n.state, ?) > 0)"

const char ELA_SQL_SHARE_INSERT[] =
    "INSERT INTO llx_elaska_share (entity, token_hash, fk_soc, fk_case, purpose, fk_soc_to, fk_contact_to, name, email, message,"
    " password_hash, download, expires_at, created_at, fk_user_creat) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_SHARE_FILE_INSERT[] =
    "INSERT INTO llx_elaska_share_file (fk_share, fk_file, position) VALUES (?, ?, ?)";

const char ELA_SQL_SHARE[] =
    "SELECT x.rowid, x.fk_case, x.expires_at, x.blocked_at, x.revoked_at, x.opened_at, x.wrong, x.fk_soc, x.fk_user_creat,"
    " x.version, x.download, x.password_hash, x.name, x.email, x.message, d.portal_visible, d.title, d.ref"
    " FROM llx_elaska_share x JOIN llx_elaska_case d ON d.rowid = x.fk_case";
const char ELA_SQL_SHARE_BY_ID[] = " WHERE x.entity = ? AND x.rowid = ?";
/* uk_elaska_share_token */
const char ELA_SQL_SHARE_BY_TOKEN[] = " WHERE x.entity = ? AND x.token_hash = ?";
const char ELA_SQL_SHARE_BY_KEY[] =
    " JOIN llx_elaska_share_session v ON v.fk_share = x.rowid WHERE x.entity = ? AND x.rowid = ? AND v.token_hash = ?"
    " AND v.until_at > ?";
const char ELA_SQL_SHARE_HOLD[] = " FOR UPDATE";

const char ELA_SQL_SHARE_WRONG[] = "UPDATE llx_elaska_share SET wrong = ?, blocked_at = ? WHERE rowid = ?";
const char ELA_SQL_SHARE_OPENED[] = "UPDATE llx_elaska_share SET opened_at = ? WHERE rowid = ? AND opened_at IS NULL";
const char ELA_SQL_SHARE_EXTEND[] =
    "UPDATE llx_elaska_share SET expires_at = ?, version = version + 1 WHERE rowid = ? AND entity = ?";
const char ELA_SQL_SHARE_REVOKE[] =
    "UPDATE llx_elaska_share SET revoked_at = ?, fk_user_revoke = ?, version = version + 1 WHERE rowid = ? AND entity = ?"
    " AND revoked_at IS NULL";
const char ELA_SQL_SHARE_PASSWORD[] =
    "UPDATE llx_elaska_share SET password_hash = ?, wrong = 0, blocked_at = NULL, version = version + 1 WHERE rowid = ?"
    " AND entity = ?";

const char ELA_SQL_SHARE_VISIT[] =
    "INSERT INTO llx_elaska_share_session (token_hash, fk_share, until_at) VALUES (?, ?, ?)";
const char ELA_SQL_SHARE_VISITS_END[] = "DELETE FROM llx_elaska_share_session WHERE fk_share = ?";
/* idx_elaska_share_session_until */
const char ELA_SQL_SHARE_VISITS_OVER[] =
    "DELETE FROM llx_elaska_share_session WHERE until_at < ? ORDER BY until_at LIMIT 100";

const char ELA_SQL_SHARE_LOG_ADD[] =
    "INSERT INTO llx_elaska_share_log (fk_share, at, fk_file, name, action, result, ip) VALUES (?, ?, ?, ?, ?, ?, ?)";
/* idx_elaska_share_log_share; f: level scope between the two, as of each that names documents below */
const char ELA_SQL_SHARE_LOG[] =
    "SELECT l.rowid, l.at, l.fk_file, l.name, l.action, l.result, l.ip FROM llx_elaska_share_log l JOIN llx_elaska_share x"
    " ON x.rowid = l.fk_share LEFT JOIN llx_elaska_file f ON f.rowid = l.fk_file WHERE l.fk_share = ? AND x.entity = ?"
    " AND (f.rowid IS NULL OR (f.rowid > 0";
const char ELA_SQL_SHARE_LOG_ORDER[] = ")) ORDER BY l.rowid DESC LIMIT 500";

const char ELA_SQL_SHARE_FILES[] =
    "SELECT f.rowid, f.name, f.type, f.size, f.place FROM llx_elaska_share_file y JOIN llx_elaska_file f ON f.rowid = y.fk_file"
    " WHERE y.fk_share = ? AND f.entity = ? AND f.deleted_at IS NULL AND " MAY_LEAVE;
const char ELA_SQL_SHARE_FILES_ONE[] = " AND f.rowid = ?";
const char ELA_SQL_SHARE_FILES_ORDER[] = " ORDER BY y.position";

/* idx_elaska_file_case */
const char ELA_SQL_SHARE_CHOICES[] =
    "SELECT f.rowid, f.name, f.type, f.size, f.at FROM llx_elaska_file f WHERE f.fk_case = ? AND f.entity = ?"
    " AND f.deleted_at IS NULL AND " MAY_LEAVE " ORDER BY f.rowid DESC LIMIT 500";
/* ids appended */
const char ELA_SQL_SHARE_CHOSEN[] =
    "SELECT f.rowid, f.name, CASE WHEN " MAY_LEAVE " THEN 1 ELSE 0 END, f.place FROM llx_elaska_file f WHERE f.fk_case = ? AND f.entity = ?"
    " AND f.deleted_at IS NULL AND f.rowid IN "; /* f: level scope */

/* idx_elaska_share_case */
const char ELA_SQL_SHARE_ROWS[] =
    "SELECT x.rowid, x.name, x.email, x.purpose, x.password_hash IS NOT NULL, x.download, x.message, x.expires_at, x.created_at,"
    " x.opened_at, x.blocked_at, x.revoked_at, x.wrong, x.fk_user_creat, " PERSON("u") ","
    " (SELECT COUNT(*) FROM llx_elaska_share_log l WHERE l.fk_share = x.rowid) FROM llx_elaska_share x"
    " LEFT JOIN llx_user u ON u.rowid = x.fk_user_creat WHERE x.fk_case = ? AND x.entity = ? ORDER BY x.rowid DESC LIMIT 100";
const char ELA_SQL_SHARE_ROW_FILES[] =
    "SELECT y.fk_share, f.rowid, f.name, CASE WHEN f.deleted_at IS NULL AND " MAY_LEAVE " THEN 1 ELSE 0 END"
    " FROM llx_elaska_share x JOIN llx_elaska_share_file y ON y.fk_share = x.rowid JOIN llx_elaska_file f ON f.rowid = y.fk_file"
    " WHERE x.fk_case = ? AND x.entity = ?";
const char ELA_SQL_SHARE_ROW_FILES_ORDER[] = " ORDER BY y.fk_share DESC, y.position LIMIT 5000";

/* a party's own name and address, else those of the contact or third party that it stands for */
#define PARTY_COLUMNS \
    "SELECT q.rowid, COALESCE(NULLIF(q.name, ''), NULLIF(" PERSON("o") ", ''), s.nom, ''), COALESCE(NULLIF(q.email, '')," \
    " NULLIF(o.email, ''), s.email, ''), q.fk_soc, q.fk_contact, q.role FROM llx_elaska_case_party q" \
    " LEFT JOIN llx_socpeople o ON o.rowid = q.fk_contact LEFT JOIN llx_societe s ON s.rowid = q.fk_soc" \
    " WHERE q.fk_case = ? AND q.entity = ?"
const char ELA_SQL_SHARE_PARTY[] = PARTY_COLUMNS " AND q.rowid = ?";
const char ELA_SQL_SHARE_PARTIES[] = PARTY_COLUMNS " ORDER BY q.rowid LIMIT 200";

const char ELA_SQL_SHARE_ADVISER[] =
    "SELECT u.email, " PERSON("u") ", u.lang FROM llx_elaska_share x JOIN llx_elaska_case d ON d.rowid = x.fk_case"
    " JOIN llx_user u ON u.rowid IN (x.fk_user_creat, d.fk_user_lead) AND u.statut = 1 AND u.email <> ''"
    " WHERE x.rowid = ? ORDER BY CASE WHEN u.rowid = x.fk_user_creat THEN 0 ELSE 1 END LIMIT 1";

const char ELA_SQL_DISPATCH_INSERT[] =
    "INSERT INTO llx_elaska_dispatch (entity, fk_soc, fk_case, means, fk_soc_to, fk_contact_to, name, email, sent_on, tracking,"
    " note, fk_share, created_at, fk_user_creat) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* ids appended */
const char ELA_SQL_DISPATCH_FILE_INSERT[] =
    "INSERT INTO llx_elaska_dispatch_file (fk_dispatch, fk_file, name) SELECT ?, f.rowid, f.name FROM llx_elaska_file f"
    " WHERE f.entity = ? AND f.rowid IN ";
/* idx_elaska_dispatch_case */
const char ELA_SQL_DISPATCH_ROWS[] =
    "SELECT x.rowid, x.means, x.name, x.email, x.sent_on, x.tracking, x.note, x.fk_share, x.created_at, x.fk_user_creat, "
    PERSON("u") " FROM llx_elaska_dispatch x LEFT JOIN llx_user u ON u.rowid = x.fk_user_creat WHERE x.fk_case = ? AND x.entity = ?"
    " ORDER BY x.sent_on DESC, x.rowid DESC LIMIT 500";
const char ELA_SQL_DISPATCH_FILES[] =
    "SELECT y.fk_dispatch, y.fk_file, y.name FROM llx_elaska_dispatch x JOIN llx_elaska_dispatch_file y ON y.fk_dispatch = x.rowid"
    " LEFT JOIN llx_elaska_file f ON f.rowid = y.fk_file WHERE x.fk_case = ? AND x.entity = ?"
    " AND (f.rowid IS NULL OR (f.rowid > 0";
const char ELA_SQL_DISPATCH_FILES_ORDER[] = ")) ORDER BY y.fk_dispatch DESC, y.fk_file LIMIT 9000";

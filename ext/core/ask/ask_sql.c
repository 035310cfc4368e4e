/*
 * SQL of client actions.
 */
#include "ask/ask_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

const char ELA_SQL_ACTION_INSERT[] =
    "INSERT INTO llx_elaska_action (entity, fk_case, fk_soc, fk_task, kinds, message, due_on, status, fk_contact,"
    " fk_user, created_at, reminded, case_closed) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?,"
    " (SELECT COUNT(*) FROM llx_elaska_case d WHERE d.rowid = ? AND d.class IN ('done', 'cancelled')))";
const char ELA_SQL_ACTION_LOAD[] =
    "SELECT x.rowid, x.fk_task, x.fk_contact, x.fk_user, x.version, x.kinds, x.status, x.message, x.due_on,"
    " x.reminded, x.fk_case FROM llx_elaska_action x WHERE x.rowid = ? AND x.entity = ?";
const char ELA_SQL_ACTION_HOLD[] = " FOR UPDATE";
const char ELA_SQL_ACTION_ANSWER[] =
    "UPDATE llx_elaska_action SET status = 'done', reply = ?, replied_at = ?, fk_account = ?, version = version + 1"
    " WHERE rowid = ? AND entity = ? AND status = 'waiting'";
const char ELA_SQL_ACTION_CANCEL[] =
    "UPDATE llx_elaska_action SET status = 'cancelled', version = version + 1"
    " WHERE rowid = ? AND entity = ? AND status = 'waiting'";
/* asked again: reminders start over */
const char ELA_SQL_ACTION_REOPEN[] =
    "UPDATE llx_elaska_action SET status = 'waiting', reminded = 0, version = version + 1"
    " WHERE rowid = ? AND entity = ? AND status = 'done'";

const char ELA_SQL_ACTION_PIECES[] =
    "SELECT p.rowid, COALESCE(p.label, p.code), p.status FROM llx_elaska_case_piece p WHERE p.fk_action = ?"
    " ORDER BY p.position, p.rowid";

const char ELA_SQL_ACTION_CONTACT[] =
    "SELECT p.rowid, p.email, " PERSON("p") ", NULL FROM llx_socpeople p WHERE p.rowid = ? AND p.fk_soc = ?";
const char ELA_SQL_ACTION_ACCOUNTS[] =
    "SELECT a.rowid, a.email, a.name, a.lang FROM llx_elaska_account a"
    " JOIN llx_elaska_account_client b ON b.fk_account = a.rowid AND b.entity = a.entity AND b.active = 1"
    " WHERE a.entity = ? AND b.fk_soc = ? AND a.status = 'active' ORDER BY a.rowid";
const char ELA_SQL_ACTION_FIRM[] =
    "SELECT u.rowid, u.email, " PERSON("u") ", u.lang FROM llx_user u WHERE u.statut = 1 AND u.email IS NOT NULL"
    " AND u.email <> '' AND u.rowid IN (?, ?)";

/* f: level appended, then the rest; d: scope appended; pieces of each row as lines "id status label" */
const char ELA_SQL_ACTIONS[] =
    "SELECT x.rowid, x.fk_case, d.ref, d.title, x.kinds, x.message, x.due_on, x.status, x.reply, x.replied_at,"
    " x.created_at, x.version, " PERSON("u") ", a.name, x.fk_contact, " PERSON("p") ", x.fk_task,"
    " (SELECT GROUP_CONCAT(CONCAT(q.rowid, ' ', q.status, ' ', COALESCE(q.label, q.code)) ORDER BY q.position, q.rowid"
    " SEPARATOR '\n') FROM llx_elaska_case_piece q WHERE q.fk_action = x.rowid),"
    " (SELECT GROUP_CONCAT(CONCAT(f.rowid, ' ', f.size, ' ', f.name) ORDER BY f.rowid SEPARATOR '\n')"
    " FROM llx_elaska_file f WHERE f.object = 'action' AND f.object_id = x.rowid AND f.deleted_at IS NULL";
const char ELA_SQL_ACTIONS_FROM[] = "), x.case_closed"
    " FROM llx_elaska_action x JOIN llx_elaska_case d ON d.rowid = x.fk_case"
    " LEFT JOIN llx_user u ON u.rowid = x.fk_user LEFT JOIN llx_elaska_account a ON a.rowid = x.fk_account"
    " LEFT JOIN llx_socpeople p ON p.rowid = x.fk_contact WHERE x.entity = ?";
/* what a closed case asked for is not shown to who can no longer answer */
const char ELA_SQL_ACTIONS_SEEN[] = " AND NOT (x.status = 'waiting' AND x.case_closed = 1)";
const char ELA_SQL_ACTIONS_CASE[] = " AND x.fk_case = ?";
const char ELA_SQL_ACTIONS_OPEN[] = " AND x.status = 'waiting' AND x.case_closed = 0";
const char ELA_SQL_ACTIONS_ORDER[] =
    " ORDER BY (x.status = 'waiting') DESC, COALESCE(x.due_on, '9999-12-31'), x.rowid DESC LIMIT 500";
/* idx_elaska_action_case */
const char ELA_SQL_ACTIONS_OF_CASE[] =
    "SELECT x.rowid FROM llx_elaska_action x WHERE x.entity = ? AND x.fk_case = ? AND x.status = 'waiting' AND x.case_closed = 0"
    " ORDER BY x.rowid LIMIT 100";

/* due soon and not told, or late and not told; nobody is reminded of what a closed case asked: idx_elaska_action_due;
 * what another worker holds is his */
const char ELA_SQL_ACTIONS_REMIND[] =
    "SELECT x.rowid FROM llx_elaska_action x WHERE x.entity = ? AND x.status = 'waiting'"
    " AND x.case_closed = 0 AND ((x.due_on <= ? AND x.due_on >= ? AND x.reminded < 1) OR (x.due_on <= ? AND x.reminded < 2))"
    " ORDER BY x.rowid LIMIT 500 FOR UPDATE SKIP LOCKED";
const char ELA_SQL_ACTIONS_REMINDED[] =
    "UPDATE llx_elaska_action SET reminded = CASE WHEN due_on <= ? THEN 2 ELSE 1 END WHERE entity = ? AND rowid IN ";
/* who is told of each, with what is still to come */
const char ELA_SQL_ACTIONS_TELL[] =
    "SELECT COALESCE(a.rowid, p.rowid), COALESCE(a.email, p.email), COALESCE(a.name, " PERSON("p") "), a.lang, x.rowid,"
    " x.fk_contact, x.message, x.due_on, d.rowid, d.fk_soc, d.ref, d.title,"
    " (SELECT GROUP_CONCAT(COALESCE(q.label, q.code) ORDER BY q.position, q.rowid SEPARATOR ', ')"
    " FROM llx_elaska_case_piece q WHERE q.fk_action = x.rowid AND q.status IN ('to_provide', 'refused', 'expired'))"
    " FROM llx_elaska_action x JOIN llx_elaska_case d ON d.rowid = x.fk_case"
    " LEFT JOIN llx_socpeople p ON p.rowid = x.fk_contact AND p.fk_soc = d.fk_soc"
    " LEFT JOIN llx_elaska_account_client b ON x.fk_contact IS NULL AND b.entity = x.entity AND b.fk_soc = d.fk_soc AND b.active = 1"
    " LEFT JOIN llx_elaska_account a ON a.rowid = b.fk_account AND a.entity = b.entity AND a.status = 'active'"
    " WHERE d.portal_visible = 1 AND d.class NOT IN ('done', 'cancelled') AND x.entity = ? AND x.rowid IN ";
const char ELA_SQL_ACTIONS_TELL_ORDER[] = " ORDER BY x.rowid, 1";

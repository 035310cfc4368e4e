/*
 * SQL of the outbox, of the workers' heartbeat and of the health page.
 */
#include "outbox/outbox_sql.h"

/* The duplicate of a dedupe key changes nothing and gives the id of the row that was first. */
const char ELA_SQL_OUTBOX_INSERT[] =
    "INSERT INTO llx_elaska_outbox (entity, channel, kind, state, due_at, recipient, "
    "recipient_name, sender,"
    " sender_name, lang, subject, body_text, body_html, secret, message_id, dedupe_key, "
    "expires_at, fk_soc,"
    " fk_case, fk_account, object, object_id, created_at)"
    " VALUES (?,'email',?,'ready',?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
    " ON DUPLICATE KEY UPDATE rowid = LAST_INSERT_ID(rowid)";

/* --- worker ----------------------------------------------------------------------------------- */

const char ELA_SQL_OUTBOX_DUE[] =
    "SELECT rowid, expires_at FROM llx_elaska_outbox WHERE state = 'ready' AND due_at <= ?"
    " ORDER BY due_at, rowid LIMIT ? FOR UPDATE SKIP LOCKED";
const char ELA_SQL_OUTBOX_EXPIRED_LEASES[] =
    "SELECT rowid, expires_at FROM llx_elaska_outbox WHERE state = 'leased' AND lease_until <= ?"
    " ORDER BY lease_until LIMIT ? FOR UPDATE SKIP LOCKED";
const char ELA_SQL_OUTBOX_TAKE[] = "UPDATE llx_elaska_outbox SET state = 'leased', lease_owner = "
                                   "?, lease_until = ?, attempts = attempts + 1"
                                   " WHERE rowid IN ";
/* On a cluster with several writers the row lock is local: the state is checked again by the
 * update. */
const char ELA_SQL_OUTBOX_TAKE_GUARD[] =
    " AND ((state = 'ready' AND due_at <= ?) OR (state = 'leased' AND lease_until <= ?))";
const char ELA_SQL_OUTBOX_ITEMS[] =
    "SELECT rowid, entity, attempts, message_id, sender, sender_name, recipient, recipient_name, "
    "subject,"
    " body_text, body_html, lang, created_at FROM llx_elaska_outbox"
    " WHERE state = 'leased' AND lease_owner = ? AND lease_until = ? AND rowid IN ";
const char ELA_SQL_OUTBOX_ITEMS_ORDER[] = " ORDER BY due_at, rowid";
const char ELA_SQL_OUTBOX_TOO_OLD[] =
    "UPDATE llx_elaska_outbox SET state = 'dead', done_at = ?, lease_owner = NULL, lease_until = "
    "NULL,"
    " last_error = CASE WHEN last_error = '' THEN 'expired' ELSE last_error END,"
    " body_text = CASE WHEN secret = 1 THEN '' ELSE body_text END,"
    " body_html = CASE WHEN secret = 1 THEN NULL ELSE body_html END WHERE rowid IN ";

const char ELA_SQL_OUTBOX_DONE[] =
    "UPDATE llx_elaska_outbox SET state = 'done', done_at = ?, lease_owner = NULL, lease_until = "
    "NULL,"
    " last_code = ?, last_error = '', body_text = CASE WHEN secret = 1 THEN '' ELSE body_text END,"
    " body_html = CASE WHEN secret = 1 THEN NULL ELSE body_html END WHERE rowid IN ";
const char ELA_SQL_OUTBOX_OWNED[] = " AND state = 'leased' AND lease_owner = ?";

/* due_at, code and reason differ by row; a refusal for good is given a due_at that never comes, and
 * dies below. */
const char ELA_SQL_OUTBOX_FAILED[] =
    "UPDATE llx_elaska_outbox SET state = 'ready', lease_owner = NULL, lease_until = NULL";
const char ELA_SQL_OUTBOX_DUE_CASE[] = ", due_at = CASE rowid";
const char ELA_SQL_OUTBOX_CODE_CASE[] = ", last_code = CASE rowid";
const char ELA_SQL_OUTBOX_ERROR_CASE[] = ", last_error = CASE rowid";
const char ELA_SQL_OUTBOX_WHEN[] = " WHEN ? THEN ?";
const char ELA_SQL_OUTBOX_CASE_END[] = " END";
const char ELA_SQL_OUTBOX_IDS[] = " WHERE rowid IN ";

/* Those that have no next attempt before their time is over. */
const char ELA_SQL_OUTBOX_DEAD[] = "UPDATE llx_elaska_outbox SET state = 'dead', done_at = ?, "
                                   "due_at = ? WHERE state = 'ready' AND due_at >= expires_at"
                                   " AND rowid IN ";
const char ELA_SQL_OUTBOX_DEAD_ERASE[] = "UPDATE llx_elaska_outbox SET body_text = '', body_html = "
                                         "NULL WHERE state = 'dead' AND secret = 1 AND rowid IN ";
const char ELA_SQL_OUTBOX_RELEASE[] =
    "UPDATE llx_elaska_outbox SET state = 'ready', lease_owner = NULL, lease_until = NULL,"
    " attempts = attempts - 1 WHERE rowid IN ";
const char ELA_SQL_OUTBOX_DEFER[] =
    "UPDATE llx_elaska_outbox SET state = 'ready', lease_owner = NULL, lease_until = NULL,"
    " attempts = attempts - 1, due_at = ? WHERE rowid = ? AND state = 'leased' AND lease_owner = ?";
const char ELA_SQL_OUTBOX_NEXT_DUE[] =
    "SELECT MIN(w.at) FROM (SELECT MIN(due_at) AS at FROM llx_elaska_outbox WHERE state = 'ready'"
    " UNION ALL SELECT MIN(lease_until) AS at FROM llx_elaska_outbox WHERE state = 'leased') w";

const char ELA_SQL_WORKER_BEAT[] =
    "INSERT INTO llx_elaska_worker (name, host, pid, version, started_at, beat_at, counters, "
    "last_error)"
    " VALUES (?,?,?,?,?,?,?,?) ON DUPLICATE KEY UPDATE version = VALUES(version), started_at = "
    "VALUES(started_at),"
    " beat_at = VALUES(beat_at), counters = VALUES(counters), last_error = VALUES(last_error)";

/* --- operations ------------------------------------------------------------------------------- */

const char ELA_SQL_OUTBOX_LIST[] =
    "SELECT o.rowid, o.kind, o.state, o.subject, o.recipient, o.recipient_name, o.attempts, "
    "o.due_at, o.created_at,"
    " o.done_at, o.last_code, o.last_error, o.fk_soc, s.nom, o.fk_case, c.ref, c.title, o.secret"
    " FROM llx_elaska_outbox o LEFT JOIN llx_societe s ON s.rowid = o.fk_soc"
    " LEFT JOIN llx_elaska_case c ON c.rowid = o.fk_case WHERE o.entity = ?";
/* The same columns first. What holds a one-time link never leaves the database. */
const char ELA_SQL_OUTBOX_ONE[] =
    "SELECT o.rowid, o.kind, o.state, o.subject, o.recipient, o.recipient_name, o.attempts, "
    "o.due_at, o.created_at,"
    " o.done_at, o.last_code, o.last_error, o.fk_soc, s.nom, o.fk_case, c.ref, c.title, o.secret,"
    " o.sender, o.sender_name, o.lang, o.message_id, o.expires_at,"
    " CASE WHEN o.secret = 1 THEN NULL ELSE o.body_text END,"
    " CASE WHEN o.secret = 1 THEN NULL ELSE o.body_html END"
    " FROM llx_elaska_outbox o LEFT JOIN llx_societe s ON s.rowid = o.fk_soc"
    " LEFT JOIN llx_elaska_case c ON c.rowid = o.fk_case WHERE o.entity = ? AND o.rowid = ?";
const char ELA_SQL_OUTBOX_LIST_STATE[] = " AND o.state = ?";
const char ELA_SQL_OUTBOX_LIST_CLIENT[] = " AND o.fk_soc = ?";
const char ELA_SQL_OUTBOX_LIST_CASE[] = " AND o.fk_case = ?";
const char ELA_SQL_OUTBOX_LIST_AFTER[] = " AND o.rowid < ?";
const char ELA_SQL_OUTBOX_LIST_ORDER[] = " ORDER BY o.rowid DESC LIMIT ?";
const char ELA_SQL_OUTBOX_CASE_SEEN[] = "SELECT c.rowid FROM llx_elaska_case c WHERE c.rowid = ?";
const char ELA_SQL_OUTBOX_CLIENT_SEEN[] = "SELECT s.rowid FROM llx_societe s WHERE s.rowid = ?";

const char ELA_SQL_OUTBOX_STATES[] = "SELECT rowid, state, secret, body_text = '' FROM "
                                     "llx_elaska_outbox WHERE entity = ? AND rowid IN ";
const char ELA_SQL_OUTBOX_FOR_UPDATE[] = " ORDER BY rowid FOR UPDATE";
const char ELA_SQL_OUTBOX_RERUN[] =
    "UPDATE llx_elaska_outbox SET state = 'ready', due_at = ?, expires_at = ?, attempts = 0, "
    "done_at = NULL,"
    " last_error = '', last_code = 0 WHERE state = 'dead' AND entity = ? AND rowid IN ";
const char ELA_SQL_OUTBOX_CANCEL[] =
    "UPDATE llx_elaska_outbox SET state = 'cancelled', done_at = ?,"
    " body_text = CASE WHEN secret = 1 THEN '' ELSE body_text END,"
    " body_html = CASE WHEN secret = 1 THEN NULL ELSE body_html END"
    " WHERE state IN ('ready', 'dead') AND entity = ? AND rowid IN ";

const char ELA_SQL_HEALTH_QUEUE[] =
    "SELECT state, COUNT(*), MIN(due_at) FROM llx_elaska_outbox"
    " WHERE state IN ('ready', 'leased', 'dead') AND entity = ? GROUP BY state";
const char ELA_SQL_HEALTH_WORKERS[] = "SELECT name, host, pid, version, started_at, beat_at, "
                                      "counters, last_error FROM llx_elaska_worker"
                                      " WHERE beat_at > ? ORDER BY beat_at DESC LIMIT 50";
const char ELA_SQL_HEALTH_SCHEMA[] =
    "SELECT name FROM llx_elaska_schema WHERE state = 'done' ORDER BY name DESC LIMIT 1";
const char ELA_SQL_HEALTH_ERROR[] =
    "SELECT last_error, COALESCE(done_at, due_at), last_code FROM llx_elaska_outbox"
    " WHERE entity = ? AND state IN ('dead', 'ready') AND last_error <> '' ORDER BY rowid DESC "
    "LIMIT 1";

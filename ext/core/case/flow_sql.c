/*
 * SQL of the process of a case. One constant per statement or fragment.
 */
#include "case/flow_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

/* whoever changes the process of a case waits for who is changing it */
const char ELA_SQL_CASE_LOCK[] =
    "SELECT d.status, d.fields FROM llx_elaska_case d WHERE d.rowid = ? AND d.entity = ? FOR UPDATE";
const char ELA_SQL_CASE_FIELDS_PUT[] =
    "UPDATE llx_elaska_case SET fields = ?, version = version + 1, updated_at = ?, active_at = ?,"
    " fk_user_modif = ? WHERE rowid = ? AND entity = ? AND version = ?";
const char ELA_SQL_CASE_FIELDS_STAMP[] =
    "UPDATE llx_elaska_case SET fields = ?, version = version + 1, updated_at = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_CASE_PROGRESS[] =
    "UPDATE llx_elaska_case SET progress = ?, progress_manual = ?, updated_at = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_CASE_REBASE[] =
    "UPDATE llx_elaska_case SET fk_definition = ?, version = version + 1, updated_at = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_CASE_ARCHIVE[] =
    "UPDATE llx_elaska_case SET archived_at = ?, version = version + 1, updated_at = ? WHERE rowid = ? AND entity = ?";

/* steps, tasks, pieces, seconds to validate, seconds to bill that a closing would leave */
/* uk_elaska_case_tag serves all three */
const char ELA_SQL_TAGS_OF[] = "SELECT g.tag FROM llx_elaska_case_tag g WHERE g.fk_case = ? ORDER BY g.rowid";
const char ELA_SQL_TAG_PUT[] =
    "INSERT INTO llx_elaska_case_tag (entity, fk_case, tag) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE tag = VALUES(tag)";
const char ELA_SQL_TAG_DROP[] = "DELETE FROM llx_elaska_case_tag WHERE fk_case = ? AND tag = ?";
const char ELA_SQL_CASE_REMAINS[] =
    "SELECT (SELECT COUNT(*) FROM llx_elaska_case_step s WHERE s.fk_case = d.rowid AND s.status IN ('todo', 'current')),"
    " (SELECT COUNT(*) FROM llx_elaska_case_piece p WHERE p.fk_case = d.rowid AND (p.status = 'waiting'"
    " OR (p.required = 1 AND p.status IN ('to_provide', 'refused', 'expired')))),"
    " (SELECT COUNT(*) FROM llx_elaska_task k WHERE k.fk_case = d.rowid AND k.closed_at IS NULL"
    " AND k.status <> 'suggested'), COALESCE(SUM(CASE WHEN t.status IN ('draft', 'submitted', 'refused') THEN t.duration_s ELSE 0 END), 0),"
    " COALESCE(SUM(CASE WHEN t.status = 'validated' AND t.billable = 1 AND t.model IN ('hourly',"
    " 'package') THEN t.duration_s ELSE 0 END), 0)"
    " FROM llx_elaska_case d LEFT JOIN llx_elaska_time t ON t.fk_case = d.rowid WHERE d.rowid = ? GROUP BY d.rowid";

/* Language of a client: of the first who signs in for him, else of the third party itself. */
#define CLIENT_LANG \
    "COALESCE((SELECT a.lang FROM llx_elaska_account_client b JOIN llx_elaska_account a ON a.rowid = b.fk_account" \
    " AND a.status = 'active' WHERE b.entity = d.entity AND b.fk_soc = d.fk_soc AND b.active = 1 ORDER BY a.rowid LIMIT 1), s.default_lang)"
/* whom a message goes to: the client first, then the lead and the present members */
const char ELA_SQL_CASE_PEOPLE[] =
    "SELECT 'client', '', s.nom, s.email, " CLIENT_LANG ", d.fk_soc FROM llx_elaska_case d"
    " JOIN llx_societe s ON s.rowid = d.fk_soc WHERE d.rowid = ?"
    " UNION ALL SELECT 'lead', '', " PERSON("u") ", u.email, u.lang, u.rowid FROM llx_elaska_case d"
    " JOIN llx_user u ON u.rowid = d.fk_user_lead WHERE d.rowid = ?"
    " UNION ALL SELECT 'member', m.role, " PERSON("u") ", u.email, u.lang, u.rowid FROM llx_elaska_case_member m"
    " JOIN llx_user u ON u.rowid = m.fk_user AND u.statut = 1 WHERE m.fk_case = ? AND m.left_at IS NULL";

const char ELA_SQL_CASE_CLIENT_LANG[] =
    "SELECT " CLIENT_LANG " FROM llx_elaska_case d JOIN llx_societe s ON s.rowid = d.fk_soc WHERE d.rowid = ?";

const char ELA_SQL_STEP_CASE[] =
    "SELECT s.fk_case FROM llx_elaska_case_step s WHERE s.rowid = ? AND s.entity = ?";
/* uk_elaska_case_step finds them */
const char ELA_SQL_STEP_LIST[] =
    "SELECT s.rowid, s.code, s.label, s.position, s.weight, s.visible, s.status, s.planned_on, s.started_at,"
    " s.done_at, s.fk_user_resp, s.fk_user_done, s.comment, s.reason, s.answers, s.fk_definition, s.version,"
    " " PERSON("u") ", " PERSON("w") ", s.kept, s.for_client, s.sent_at, a.name FROM llx_elaska_case_step s"
    " LEFT JOIN llx_user u ON u.rowid = s.fk_user_resp LEFT JOIN llx_user w ON w.rowid = s.fk_user_done"
    " LEFT JOIN llx_elaska_account a ON a.rowid = s.fk_account_sent WHERE s.fk_case = ? ORDER BY s.position, s.rowid";
const char ELA_SQL_STEP_INSERT[] =
    "INSERT INTO llx_elaska_case_step (entity, fk_case, code, position, weight, visible, status, planned_on,"
    " fk_user_resp, fk_definition, for_client) VALUES ";
const char ELA_SQL_STEP_ROW[] = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_COMMA[] = ", ";
/* guarded by the status that was read */
const char ELA_SQL_STEP_STATE[] =
    "UPDATE llx_elaska_case_step SET status = ?, started_at = ?, done_at = NULL, fk_user_done = NULL, reason = ?,"
    " version = version + 1 WHERE rowid = ? AND status = ?";
const char ELA_SQL_STEP_DONE[] =
    "UPDATE llx_elaska_case_step SET status = 'done', done_at = ?, fk_user_done = ?,"
    " comment = CASE WHEN ? = 1 THEN ? ELSE comment END, reason = NULL, version = version + 1"
    " WHERE rowid = ? AND status = 'current'";
const char ELA_SQL_STEP_UPDATE[] =
    "UPDATE llx_elaska_case_step SET planned_on = ?, fk_user_resp = ?, comment = ?, label = ?, version = version + 1"
    " WHERE rowid = ? AND version = ?";
const char ELA_SQL_STEP_ANSWERS[] =
    "UPDATE llx_elaska_case_step SET answers = ?, fk_definition = ?, version = version + 1 WHERE rowid = ? AND version = ?";
/* What a closed case leaves undone is no work any more; uk_elaska_case_step finds them. kept is set first: statuses are
 * read from left to right. */
const char ELA_SQL_STEP_CLOSE[] =
    "UPDATE llx_elaska_case_step SET kept = status, status = 'na', version = version + 1"
    " WHERE fk_case = ? AND status IN ('todo', 'current')";
const char ELA_SQL_STEP_RESTORE[] =
    "UPDATE llx_elaska_case_step SET status = kept, kept = NULL, version = version + 1 WHERE fk_case = ? AND kept IS NOT NULL";
/* 1: closed, 0: open again. What is open of these is left over: nobody is asked, counted or told of it. */
#define FOLLOW(table) "UPDATE " table " SET case_closed = ? WHERE fk_case = ?"
const char *const ELA_SQL_PARTS_FOLLOW[ELA_PARTS_FOLLOW] = {
    FOLLOW("llx_elaska_task"), FOLLOW("llx_elaska_case_piece"), FOLLOW("llx_elaska_action")};
const char ELA_SQL_STEP_KEEP[] =
    "UPDATE llx_elaska_case_step SET kept = ?, version = version + 1 WHERE rowid = ? AND status = 'na'";
const char ELA_SQL_STEP_SENT[] =
    "UPDATE llx_elaska_case_step SET sent_at = ?, fk_account_sent = ? WHERE rowid = ?";
const char ELA_SQL_STEP_REBASE[] =
    "UPDATE llx_elaska_case_step SET fk_definition = ?, position = ?, for_client = ? WHERE rowid = ?";
const char ELA_SQL_STEP_DRAFT[] =
    "SELECT d.answers, d.base, d.version, d.page, d.at FROM llx_elaska_step_draft d WHERE d.fk_step = ? AND d.fk_account = ?";
const char ELA_SQL_STEP_DRAFT_PUT[] =
    "INSERT INTO llx_elaska_step_draft (entity, fk_step, fk_account, answers, base, version, page, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE answers = VALUES(answers), base = VALUES(base),"
    " version = VALUES(version), page = VALUES(page), at = VALUES(at)";
const char ELA_SQL_STEP_DRAFT_DROP[] =
    "DELETE FROM llx_elaska_step_draft WHERE fk_step = ? AND fk_account = ?";
/* idx_elaska_file_case */
const char ELA_SQL_STEP_FILES[] =
    "SELECT f.rowid, f.object_id, f.name, f.size FROM llx_elaska_file f WHERE f.fk_case = ? AND f.object = 'step'"
    " AND f.deleted_at IS NULL";
const char ELA_SQL_CASE_FILES[] =
    "SELECT f.rowid, f.object_id, f.name, f.size FROM llx_elaska_file f WHERE f.fk_case = ?"
    " AND f.deleted_at IS NULL AND f.rowid IN ";

/* what was judged with its piece; "waiting": each by itself; what was validated stays so when more is received */
const char ELA_SQL_PIECE_FILES_STATUS[] =
    "UPDATE llx_elaska_file SET status = ?, reason = ?, valid_until = COALESCE(?, valid_until) WHERE object = 'piece'"
    " AND object_id = ? AND deleted_at IS NULL AND status IN ('waiting', 'received', 'validated') AND status <> ?"
    " AND (status = 'waiting' OR ? > 0)";
const char ELA_SQL_PIECE_FILES_LEFT[] =
    "SELECT f.rowid FROM llx_elaska_file f WHERE f.object = 'piece' AND f.object_id = ? AND f.deleted_at IS NULL"
    " UNION ALL SELECT f.rowid FROM llx_elaska_file_link k JOIN llx_elaska_file f ON f.rowid = k.fk_file AND f.deleted_at IS NULL"
    " WHERE k.object = 'piece' AND k.object_id = ? LIMIT 1";
const char ELA_SQL_PIECE_CASE[] =
    "SELECT p.fk_case FROM llx_elaska_case_piece p WHERE p.rowid = ? AND p.entity = ?";
#define PIECE_COLUMNS \
    "p.rowid, p.code, p.label, p.category, p.source, p.required, p.many, p.help, p.status, p.status_at, p.reason," \
    " p.due_on, p.valid_until, p.position, p.version, p.fk_step, p.fk_action, p.fk_file"
/* uk_elaska_case_piece finds them */
const char ELA_SQL_PIECE_LIST[] =
    "SELECT " PIECE_COLUMNS ", s.code, s.visible, p.fk_definition FROM llx_elaska_case_piece p"
    " LEFT JOIN llx_elaska_case_step s ON s.rowid = p.fk_step WHERE p.fk_case = ? ORDER BY p.position, p.rowid";
const char ELA_SQL_PIECE_INSERT[] =
    "INSERT INTO llx_elaska_case_piece (entity, fk_case, fk_step, fk_action, code, label, category, source, required,"
    " many, help, status, status_at, due_on, position, title, title_en) VALUES ";
const char ELA_SQL_PIECE_ROW[] = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* guarded by the status that was read */
const char ELA_SQL_PIECE_STATE[] =
    "UPDATE llx_elaska_case_piece SET status = ?, status_at = ?, reason = ?, valid_until = ?, version = version + 1"
    " WHERE rowid = ? AND status = ?";
const char ELA_SQL_PIECE_UPDATE[] =
    "UPDATE llx_elaska_case_piece SET label = ?, category = ?, source = ?, required = ?, many = ?, help = ?, due_on = ?,"
    " fk_step = ?, version = version + 1 WHERE rowid = ? AND version = ?";
const char ELA_SQL_PIECE_ASK[] =
    "UPDATE llx_elaska_case_piece SET fk_action = ?, due_on = COALESCE(?, due_on),"
    " valid_until = CASE WHEN status = 'available' THEN NULL ELSE valid_until END,"
    " status = CASE WHEN status = 'available' THEN 'to_provide' ELSE status END, version = version + 1 WHERE rowid = ?";
const char ELA_SQL_PIECE_DELETE[] = "DELETE FROM llx_elaska_case_piece WHERE rowid = ? AND entity = ?";
const char ELA_SQL_PIECE_NEXT[] =
    "SELECT COALESCE(MAX(p.position), 0) + 1, COUNT(*) FROM llx_elaska_case_piece p WHERE p.fk_case = ?";
const char ELA_SQL_PIECE_LABEL[] =
    "UPDATE llx_elaska_case_piece SET label = COALESCE(label, ?), fk_definition = ? WHERE rowid = ? AND fk_definition IS NULL";

const char ELA_SQL_EFFECT_INSERT[] =
    "INSERT INTO llx_elaska_effect (entity, fk_case, source, source_id, position, what, body, state, error,"
    " attempts, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_EFFECT_LOAD[] =
    "SELECT x.fk_case, x.body, x.state, x.source_id FROM llx_elaska_effect x WHERE x.rowid = ? AND x.entity = ?";
const char ELA_SQL_EFFECT_DONE[] =
    "UPDATE llx_elaska_effect SET state = ?, error = ?, at = ?,"
    " attempts = CASE WHEN state = 'wanted' THEN 0 ELSE attempts + 1 END"
    " WHERE rowid = ? AND state = 'failed'";
/* idx_elaska_effect_state */
const char ELA_SQL_EFFECT_COUNTS[] =
    "SELECT x.state, COUNT(*), MIN(x.at) FROM llx_elaska_effect x WHERE x.entity = ? AND x.state IN ('failed', 'wanted')"
    " GROUP BY x.state";
const char ELA_SQL_EFFECT_FAILED[] =
    "SELECT d.rowid, d.ref, d.title, x.what, x.error, x.at FROM llx_elaska_effect x"
    " JOIN llx_elaska_case d ON d.rowid = x.fk_case WHERE x.entity = ? AND x.state = 'failed' ORDER BY x.rowid DESC LIMIT 10";
/* jobs that are due: idx_elaska_effect_state; another worker's are passed over */
const char ELA_SQL_JOB_DUE[] =
    "SELECT x.rowid, x.fk_case, x.body, x.attempts FROM llx_elaska_effect x WHERE x.entity = ? AND x.state = 'wanted'"
    " AND x.at <= ? ORDER BY x.rowid LIMIT ? FOR UPDATE SKIP LOCKED";
const char ELA_SQL_JOB_DONE[] =
    "UPDATE llx_elaska_effect SET state = ?, error = ?, at = ?, attempts = attempts + 1 WHERE rowid = ?";
/* failed ones first: idx_elaska_effect_case */
const char ELA_SQL_EFFECT_LIST[] =
    "SELECT x.rowid, x.what, x.state, x.error, x.attempts, x.at FROM llx_elaska_effect x"
    " WHERE x.fk_case = ? ORDER BY (x.state = 'failed') DESC, x.rowid DESC LIMIT 200";

/* idx_elaska_case_archive */
const char ELA_SQL_SWEEP_CLOSED[] =
    "SELECT d.rowid, d.fk_soc FROM llx_elaska_case d WHERE d.entity = ? AND d.class IN ('done', 'cancelled')"
    " AND d.archived_at IS NULL AND d.closed_on < ? ORDER BY d.rowid LIMIT ?";
/* idx_elaska_case_piece_valid: what closed cases have is not looked at */
const char ELA_SQL_SWEEP_PIECES[] =
    "SELECT STRAIGHT_JOIN p.rowid, p.fk_case FROM llx_elaska_case_piece p JOIN llx_elaska_case d ON d.rowid = p.fk_case"
    " AND d.archived_at IS NULL AND d.class IN ('open', 'wait_client', 'wait_third') WHERE p.entity = ? AND p.case_closed = 0"
    " AND p.valid_until < ? AND p.status = 'validated' ORDER BY p.fk_case, p.rowid LIMIT ?";
/* idx_elaska_case_piece_queue: documents that were proposed and can no longer be taken */
const char ELA_SQL_SWEEP_PROPOSED[] =
    "SELECT STRAIGHT_JOIN p.rowid, p.fk_case FROM llx_elaska_case_piece p JOIN llx_elaska_case d ON d.rowid = p.fk_case"
    " AND d.archived_at IS NULL LEFT JOIN llx_elaska_file f ON f.rowid = p.fk_file WHERE p.entity = ? AND p.status = 'available'"
    " AND p.case_closed = 0 AND (p.valid_until < ? OR f.rowid IS NULL OR f.deleted_at IS NOT NULL OR f.fk_soc <> d.fk_soc"
    " OR f.status NOT IN ('validated', 'filed')) ORDER BY p.fk_case, p.rowid LIMIT ?";

/* f, d: scope appended; idx_elaska_file_client. What serves the case already is not proposed to it. */
const char ELA_SQL_REUSE_LOOK[] =
    "SELECT f.rowid, f.category, f.valid_until, f.document_on, f.at, f.name FROM llx_elaska_file f"
    " LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case WHERE f.fk_soc = ? AND f.deleted_at IS NULL AND f.missing_at IS NULL"
    " AND (f.status = 'validated' OR (f.status = 'filed' AND f.fk_account IS NULL)) AND f.object NOT IN ('model', 'comment')"
    " AND (f.valid_until IS NULL OR f.valid_until >= ?) AND (f.object <> 'piece' OR f.fk_case <> ?)"
    /* ela_settings_scan_held() */
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_scan n WHERE n.place = f.place AND FIND_IN_SET(n.state, ?) > 0)";
const char ELA_SQL_REUSE_STANDARD[] =
    " AND f.level = 0 AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder_guard fg WHERE fg.fk_folder = f.fk_folder)";
const char ELA_SQL_REUSE_CATEGORIES[] = " AND f.category IN (";
const char ELA_SQL_REUSE_P[] = "?";
const char ELA_SQL_REUSE_COMMA_P[] = ", ?";
const char ELA_SQL_REUSE_CLOSE[] = ")";
const char ELA_SQL_REUSE_ONE[] = " AND f.rowid = ?";
const char ELA_SQL_REUSE_NEWEST[] = " ORDER BY f.at DESC, f.rowid DESC LIMIT 300";
const char ELA_SQL_REUSE_HOLD[] = " FOR UPDATE";
/* one statement for all pieces of a checklist */
const char ELA_SQL_REUSE_PROPOSE[] =
    "UPDATE llx_elaska_case_piece SET status = 'available', version = version + 1, status_at = ?, fk_file = CASE rowid";
const char ELA_SQL_REUSE_VALID[] = " END, valid_until = CASE rowid";
const char ELA_SQL_REUSE_WHEN[] = " WHEN ? THEN ?";
const char ELA_SQL_REUSE_OF[] = " END WHERE status = 'to_provide' AND rowid IN ";
/* uk_elaska_file_link: once, whoever asks twice */
const char ELA_SQL_REUSE_LINK[] =
    "INSERT IGNORE INTO llx_elaska_file_link (entity, fk_file, object, object_id, fk_case, at, fk_user)"
    " VALUES (?, ?, 'piece', ?, ?, ?, ?)";
/* what a document serves, as its own piece or taken for another, is valid as long as it is; uk_elaska_file_link */
const char ELA_SQL_PIECE_VALID[] =
    "UPDATE llx_elaska_case_piece SET valid_until = ?, version = version + 1 WHERE status = 'validated' AND case_closed = 0"
    " AND entity = ? AND (rowid = ? OR rowid IN (SELECT k.object_id FROM llx_elaska_file_link k WHERE k.fk_file = ? AND k.object = 'piece'))";
/* idx_elaska_case_piece_file */
const char ELA_SQL_REUSE_PIECES[] =
    "SELECT p.rowid, p.fk_case FROM llx_elaska_case_piece p JOIN llx_elaska_case d ON d.rowid = p.fk_case"
    " AND d.archived_at IS NULL WHERE p.fk_file = ? AND p.entity = ? AND p.status = 'available' ORDER BY p.fk_case, p.rowid LIMIT 200";

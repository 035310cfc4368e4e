/*
 * SQL of time entries: links, rows, stamping of rates, states. Lists are in time_list_sql.c, timers
 * in timer_sql.c. Laid out by hand: one clause a line reads better than a filled paragraph.
 */
#include "time/time_sql.h"

/* clang-format off */

/* --- links ---------------------------------------------------------------- */

/*
 * One row with everything that an entry names, NULL where it does not exist or is out of reach. Only what was
 * given is joined: a native table of a module that was never enabled may be missing.
 */
const char ELA_SQL_LINK_SELECT[] =
    "SELECT k.rowid, k.fk_projet, p.rowid, p.fk_soc, d.rowid, d.fk_soc, d.fk_projet, d.status, d.fk_user_lead,"
    " (SELECT x.model FROM llx_elaska_case_terms x WHERE x.fk_case = d.rowid AND x.valid_from <= ?"
    " ORDER BY x.valid_from DESC LIMIT 1), a.rowid, a.billable, a.active, u.rowid, s.rowid";
const char ELA_SQL_LINK_TICKET_COLS[] = ", h.rowid, h.fk_soc, h.fk_project";
const char ELA_SQL_LINK_TICKET_NONE[] = ", NULL, NULL, NULL";
const char ELA_SQL_LINK_CONTRACT_COLS[] = ", o.rowid, o.fk_soc, o.fk_projet";
const char ELA_SQL_LINK_CONTRACT_NONE[] = ", NULL, NULL, NULL";
const char ELA_SQL_LINK_EVENT_COLS[] = ", e.id, e.fk_soc, e.fk_project";
const char ELA_SQL_LINK_EVENT_NONE[] = ", NULL, NULL, NULL";

/* the default category is the first active one */
const char ELA_SQL_LINK_FROM[] =
    " FROM (SELECT 1 AS one) z"
    " LEFT JOIN llx_elaska_activity a ON a.entity = ? AND a.rowid = COALESCE(?, (SELECT b.rowid"
    " FROM llx_elaska_activity b WHERE b.entity = ? AND b.active = 1 ORDER BY b.position, b.rowid LIMIT 1))"
    " LEFT JOIN llx_projet_task k ON k.rowid = ? AND k.entity = ?"
    " LEFT JOIN llx_projet p ON p.rowid = COALESCE(?, k.fk_projet) AND p.entity = ?";
const char ELA_SQL_LINK_TICKET_JOIN[] = " LEFT JOIN llx_ticket h ON h.rowid = ? AND h.entity = ?";
const char ELA_SQL_LINK_CONTRACT_JOIN[] = " LEFT JOIN llx_contrat o ON o.rowid = ? AND o.entity = ?";
const char ELA_SQL_LINK_EVENT_JOIN[] = " LEFT JOIN llx_actioncomm e ON e.id = ? AND e.entity = ?";
/* the case given, else the only one of the project; scope appended */
const char ELA_SQL_LINK_CASE[] =
    " LEFT JOIN llx_elaska_case d ON d.rowid = COALESCE(?, (SELECT MIN(q.rowid) FROM llx_elaska_case q"
    " WHERE q.fk_projet = p.rowid AND q.entity = ? HAVING COUNT(*) = 1))";
const char ELA_SQL_LINK_USER[] =
    " LEFT JOIN llx_user u ON u.rowid = ? AND u.entity IN (0, ?) AND u.statut = 1";
/* the client given, else that of whatever names one; scope appended */
const char ELA_SQL_LINK_CLIENT[] =
    " LEFT JOIN llx_societe s ON s.rowid = COALESCE(?, d.fk_soc, p.fk_soc";
const char ELA_SQL_LINK_CLIENT_TICKET[] = ", NULLIF(h.fk_soc, 0)";
const char ELA_SQL_LINK_CLIENT_CONTRACT[] = ", o.fk_soc";
const char ELA_SQL_LINK_CLIENT_EVENT[] = ", e.fk_soc";
const char ELA_SQL_LINK_CLIENT_END[] = ")";

/* --- stamping ------------------------------------------------------------- */

/*
 * The rule of TIME-09 in one place: the terms of the case on the day of work, and the first rate among entry,
 * task, case, client, category, user and default. A package's rate is that of its overage. The arguments are
 * columns of an entry where entries are stamped anew, parameters where one is written: then every table is read
 * by its key before the plan is made.
 */
#define RATE_OF(r, level, entity, target) \
    " LEFT JOIN llx_elaska_rate " r " ON " r ".entity = " entity \
    " AND " r ".level = '" level "' AND " r ".fk_target = " target
#define STAMP_JOINS(entity, case_id, day, task, client, category, user) \
    " LEFT JOIN llx_elaska_case_terms x ON x.fk_case = " case_id " AND x.valid_from =" \
    " (SELECT MAX(y.valid_from) FROM llx_elaska_case_terms y" \
    " WHERE y.fk_case = " case_id " AND y.valid_from <= " day ")" \
    RATE_OF("rt", "task", entity, task) \
    RATE_OF("rc", "client", entity, client) \
    RATE_OF("rk", "category", entity, category) \
    RATE_OF("ru", "user", entity, user) \
    RATE_OF("rd", "default", entity, "0")

#define CASE_RATE(part) \
    "CASE WHEN x.model = 'package' AND x.overage_num IS NOT NULL" \
    " THEN x.overage_" part " ELSE x.rate_" part " END"
#define STAMP_MODEL  "COALESCE(x.model, 'hourly')"
#define STAMP_PRICED STAMP_MODEL " IN ('hourly', 'package')"
#define STAMP_RATE(own, part) \
    "CASE WHEN " STAMP_PRICED " THEN COALESCE(" own ", rt.rate_" part ", " CASE_RATE(part) ", rc.rate_" part \
    ", rk.rate_" part ", ru.rate_" part ", rd.rate_" part ", ?) END"
#define STAMP_SOURCE(own) \
    "CASE WHEN NOT (" STAMP_PRICED ") THEN 'none'" \
    " WHEN " own " IS NOT NULL THEN 'entry'" \
    " WHEN rt.rate_num IS NOT NULL THEN 'task'" \
    " WHEN " CASE_RATE("num") " IS NOT NULL THEN 'case'" \
    " WHEN rc.rate_num IS NOT NULL THEN 'client'" \
    " WHEN rk.rate_num IS NOT NULL THEN 'category'" \
    " WHEN ru.rate_num IS NOT NULL THEN 'user'" \
    " WHEN COALESCE(rd.rate_num, ?) IS NOT NULL THEN 'default'" \
    " ELSE 'none' END"
#define STAMP_VAT      "COALESCE(x.vat_milli, ?)"
#define STAMP_CURRENCY "COALESCE(x.currency, ?)"

#define INSERT_STAMPED \
    "INSERT INTO llx_elaska_time (model, fk_terms, rate_num, rate_den, rate_source, vat_milli, currency, billable," \
    " fk_activity, entity, fk_user, fk_soc, fk_case, fk_projet, fk_task, fk_ticket, fk_contrat, fk_actioncomm," \
    " work_on, start_at, end_at, duration_s, description, status, origin, own_num, own_den," \
    " created_at, updated_at, fk_user_creat)" \
    " SELECT " STAMP_MODEL ", x.rowid, " STAMP_RATE("?", "num") ", " STAMP_RATE("?", "den") ", " \
    STAMP_SOURCE("?") ", " STAMP_VAT ", " STAMP_CURRENCY
#define INSERT_FROM \
    ", a.rowid, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM llx_elaska_activity a" \
    STAMP_JOINS("?", "?", "?", "?", "?", "a.rowid", "?") " WHERE a.rowid = "

/* parameters: time_entry.c, ela__entry_insert() */
const char ELA_SQL_TIME_INSERT[] = INSERT_STAMPED ", ?" INSERT_FROM "?";
/* of a timer: category and model say whether the draft is billable; the first active category where it has none */
#define TIMER_STAMPED INSERT_STAMPED ", CASE WHEN x.model = 'unbilled' THEN 0 ELSE a.billable END" INSERT_FROM
const char ELA_SQL_TIMER_ENTRY[] = TIMER_STAMPED "?";
const char ELA_SQL_TIMER_ENTRY_FIRST[] =
    TIMER_STAMPED "(SELECT b.rowid FROM llx_elaska_activity b WHERE b.entity = ? AND b.active = 1"
    " ORDER BY b.position, b.rowid LIMIT 1)";

/* parameters: default rate num, den, num; VAT; currency; entity; then the tail's */
const char ELA_SQL_STAMP_UPDATE[] =
    "UPDATE llx_elaska_time t"
    STAMP_JOINS("t.entity", "t.fk_case", "t.work_on", "t.fk_task", "t.fk_soc", "t.fk_activity", "t.fk_user")
    " SET t.model = " STAMP_MODEL ", t.fk_terms = x.rowid,"
    " t.rate_num = " STAMP_RATE("t.own_num", "num") ","
    " t.rate_den = " STAMP_RATE("t.own_den", "den") ","
    " t.rate_source = " STAMP_SOURCE("t.own_num") ","
    " t.vat_milli = " STAMP_VAT ", t.currency = " STAMP_CURRENCY
    " WHERE t.entity = ? AND t.status IN ('draft', 'submitted', 'validated', 'refused')";
const char ELA_SQL_STAMP_IDS[] = " AND t.rowid IN ";
const char ELA_SQL_STAMP_CASE[] = " AND t.fk_case = ?";
const char ELA_SQL_STAMP_TASK[] =
    " AND t.fk_task = ? AND t.rate_source IN ('task', 'case', 'client', 'category', 'user', 'default', 'none')";
const char ELA_SQL_STAMP_CLIENT[] =
    " AND t.fk_soc = ? AND t.rate_source IN ('client', 'category', 'user', 'default', 'none')";
const char ELA_SQL_STAMP_CATEGORY[] =
    " AND t.fk_activity = ? AND t.rate_source IN ('category', 'user', 'default', 'none')";
const char ELA_SQL_STAMP_USER[] = " AND t.fk_user = ? AND t.rate_source IN ('user', 'default', 'none')";
const char ELA_SQL_STAMP_DEFAULT[] = " AND t.rate_source IN ('default', 'none')";

const char ELA_SQL_RATE_PUT[] =
    "INSERT INTO llx_elaska_rate (entity, level, fk_target, rate_num, rate_den, currency, updated_at, fk_user_modif)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE rate_num = VALUES(rate_num), rate_den = VALUES(rate_den),"
    " currency = VALUES(currency), updated_at = VALUES(updated_at), fk_user_modif = VALUES(fk_user_modif)";
const char ELA_SQL_RATE_DROP[] =
    "DELETE FROM llx_elaska_rate WHERE entity = ? AND level = ? AND fk_target = ?";
const char ELA_SQL_RATE_LIST[] =
    "SELECT r.level, r.fk_target, r.rate_num, r.rate_den, r.currency,"
    " CASE r.level WHEN 'task' THEN k.label WHEN 'client' THEN s.nom WHEN 'category' THEN a.label"
    " WHEN 'user' THEN TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, ''))) ELSE '' END"
    " FROM llx_elaska_rate r"
    " LEFT JOIN llx_projet_task k ON r.level = 'task' AND k.rowid = r.fk_target"
    " LEFT JOIN llx_societe s ON r.level = 'client' AND s.rowid = r.fk_target"
    " LEFT JOIN llx_elaska_activity a ON r.level = 'category' AND a.rowid = r.fk_target"
    " LEFT JOIN llx_user u ON r.level = 'user' AND u.rowid = r.fk_target"
    " WHERE r.entity = ? ORDER BY r.level, r.fk_target LIMIT 2000";
const char ELA_SQL_RATE_TARGET_TASK[] =
    "SELECT 1 FROM llx_projet_task k WHERE k.rowid = ? AND k.entity = ?";
const char ELA_SQL_RATE_TARGET_CATEGORY[] =
    "SELECT 1 FROM llx_elaska_activity a WHERE a.rowid = ? AND a.entity = ?";
const char ELA_SQL_RATE_TARGET_USER[] =
    "SELECT 1 FROM llx_user u WHERE u.rowid = ? AND u.entity IN (0, ?)";
const char ELA_SQL_RATE_TARGET_CLIENT[] = "SELECT 1 FROM llx_societe s WHERE s.rowid = ?";

const char ELA_SQL_ACTIVITY_LIST[] =
    "SELECT a.rowid, a.code, a.label, a.label_en, a.colour, a.icon, a.billable FROM llx_elaska_activity a"
    " WHERE a.entity = ? AND a.active = 1 ORDER BY a.position, a.rowid";

/* --- one entry ------------------------------------------------------------ */

const char ELA_SQL_TIME_LOAD[] =
    "SELECT t.rowid, t.version, t.fk_user, t.fk_soc, t.fk_case, t.fk_projet, t.fk_task, t.fk_ticket, t.fk_contrat,"
    " t.fk_actioncomm, t.fk_activity, t.work_on, t.start_at, t.end_at, t.duration_s, t.billable, t.description,"
    " t.status, t.own_num, t.own_den, t.origin, t.fk_native FROM llx_elaska_time t WHERE t.rowid = ?";

/* the state stays in the guard: whatever happened since the row was read, only what its author may edit changes */
const char ELA_SQL_TIME_UPDATE[] =
    "UPDATE llx_elaska_time SET fk_user = ?, fk_soc = ?, fk_case = ?, fk_projet = ?, fk_task = ?, fk_ticket = ?,"
    " fk_contrat = ?, fk_actioncomm = ?, fk_activity = ?, work_on = ?, start_at = ?, end_at = ?, duration_s = ?,"
    " billable = ?, description = ?, own_num = ?, own_den = ?, origin = ?, status = 'draft',"
    " version = version + 1, updated_at = ?"
    " WHERE rowid = ? AND entity = ? AND version = ? AND status IN ('draft', 'refused')";
const char ELA_SQL_TIME_DELETE[] =
    "DELETE FROM llx_elaska_time"
    " WHERE rowid = ? AND entity = ? AND version = ? AND status IN ('draft', 'refused')";

const char ELA_SQL_TIME_DAY[] =
    "SELECT COALESCE(SUM(t.duration_s), 0) FROM llx_elaska_time t"
    " WHERE t.entity = ? AND t.fk_user = ? AND t.work_on = ? AND t.rowid <> ?";
/* an entry may begin the evening before */
const char ELA_SQL_TIME_OVERLAP[] =
    "SELECT t.rowid FROM llx_elaska_time t WHERE t.entity = ? AND t.fk_user = ? AND t.work_on BETWEEN ? AND ?"
    " AND t.start_at < ? AND t.end_at > ? AND t.rowid <> ? LIMIT 1";

/* --- states --------------------------------------------------------------- */

/* Bulk changes: the rows are locked and read, judged in C, then changed and journalled by one statement each. */
const char ELA_SQL_STATE_LOAD[] =
    "SELECT t.rowid, t.status, t.fk_user, t.fk_case, t.fk_soc, t.duration_s, t.work_on, t.billable,"
    " CASE WHEN t.description IS NULL OR TRIM(t.description) = '' THEN 1 ELSE 0 END, t.fk_ticket, t.fk_contrat,"
    " (SELECT d.fk_user_lead FROM llx_elaska_case d WHERE d.rowid = t.fk_case),"
    " (SELECT d.status FROM llx_elaska_case d WHERE d.rowid = t.fk_case), t.model,"
    " (SELECT COUNT(*) FROM llx_elaska_billing_part p WHERE p.fk_time = t.rowid AND p.active = 1)"
    " FROM llx_elaska_time t WHERE t.rowid IN ";
const char ELA_SQL_STATE_LOCK[] = " ORDER BY t.rowid FOR UPDATE";
const char ELA_SQL_STATE_WEEK[] =
    "SELECT t.rowid FROM llx_elaska_time t WHERE t.entity = ? AND t.fk_user = ? AND t.work_on BETWEEN ? AND ?"
    " AND t.status IN ('draft', 'refused') ORDER BY t.work_on, t.rowid LIMIT 500";
const char ELA_SQL_STATE_DAYS[] =
    "SELECT t.fk_user, t.work_on, SUM(t.duration_s) FROM llx_elaska_time t WHERE t.entity = ? AND t.fk_user IN ";
const char ELA_SQL_STATE_DAYS_ON[] = " AND t.work_on BETWEEN ? AND ?";
const char ELA_SQL_STATE_DAYS_END[] = " GROUP BY t.fk_user, t.work_on HAVING SUM(t.duration_s) > 86400";

#define CHANGE "UPDATE llx_elaska_time SET version = version + 1, "
const char ELA_SQL_STATE_SUBMIT[] = CHANGE "status = 'submitted', submitted_at = ?, updated_at = ?";
const char ELA_SQL_STATE_RECALL[] = CHANGE "status = 'draft', submitted_at = NULL, updated_at = ?";
const char ELA_SQL_STATE_REVIEW[] =
    CHANGE "status = ?, reason = ?, reviewed_at = ?, fk_user_review = ?, updated_at = ?";
const char ELA_SQL_STATE_UNREVIEW[] =
    CHANGE "status = 'submitted', reviewed_at = NULL, fk_user_review = NULL, updated_at = ?";
const char ELA_SQL_STATE_INVOICE[] = CHANGE "status = 'invoiced', fk_facture = ?, updated_at = ?";
const char ELA_SQL_STATE_FREE[] = CHANGE "status = 'validated', fk_facture = NULL, updated_at = ?";
const char ELA_SQL_STATE_IDS[] = " WHERE entity = ? AND rowid IN ";
const char ELA_SQL_STATE_FROM[] = " AND status = ?";
const char ELA_SQL_STATE_OF_INVOICE[] =
    "SELECT t.rowid FROM llx_elaska_time t WHERE t.fk_facture = ? AND t.entity = ? AND t.rowid > ?"
    " ORDER BY t.rowid LIMIT 500";
/* parameters: at, kind, actor_kind, user, ip, data; IN list follows */
const char ELA_SQL_STATE_EVENTS[] =
    "INSERT INTO llx_elaska_event (entity, at, kind, actor_kind, fk_user, fk_soc, fk_case, object, object_id, visible,"
    " ip, data)"
    " SELECT t.entity, ?, ?, ?, ?, t.fk_soc, t.fk_case, 'time', t.rowid, 0, ?, ?"
    " FROM llx_elaska_time t WHERE t.rowid IN ";

/* --- two third parties become one: to, from; every entity, since a third party may be shared --- */

#define MOVE(table) "UPDATE " table " SET fk_soc = ? WHERE fk_soc = ?"
const char ELA_SQL_CLIENT_CASES[] = MOVE("llx_elaska_case");
const char ELA_SQL_CLIENT_TIME[] = MOVE("llx_elaska_time");
const char ELA_SQL_CLIENT_TIMERS[] = MOVE("llx_elaska_timer");
const char ELA_SQL_CLIENT_LINES[] = MOVE("llx_elaska_billing_line");
const char ELA_SQL_CLIENT_EVENTS[] = MOVE("llx_elaska_event");
const char ELA_SQL_CLIENT_OUTBOX[] = MOVE("llx_elaska_outbox");
const char ELA_SQL_CLIENT_TASKS[] = MOVE("llx_elaska_task");
const char ELA_SQL_CLIENT_ACTIONS[] = MOVE("llx_elaska_action");
const char ELA_SQL_CLIENT_FILES[] = MOVE("llx_elaska_file");
/* two trees side by side: names that both have are told apart, models mean those of the one that stays */
const char ELA_SQL_CLIENT_FOLDERS[] =
    "UPDATE llx_elaska_folder SET fk_soc = ?, twin = CASE WHEN siblings = 0 THEN rowid ELSE twin END,"
    " model = CASE WHEN model LIKE 'case:%' THEN model END WHERE fk_soc = ?";
const char ELA_SQL_CLIENT_COMMENTS[] = MOVE("llx_elaska_comment");
const char ELA_SQL_CLIENT_REQUESTS[] = MOVE("llx_elaska_request");
const char ELA_SQL_CLIENT_PARTIES[] = MOVE("llx_elaska_case_party");
/* an account of both, a rate of both, a decision on both: those of the one that stays */
const char ELA_SQL_CLIENT_ACCOUNTS[] =
    "UPDATE IGNORE llx_elaska_account_client SET fk_soc = ? WHERE fk_soc = ?";
const char ELA_SQL_CLIENT_ACCOUNTS_LEFT[] = "DELETE FROM llx_elaska_account_client WHERE fk_soc = ?";
const char ELA_SQL_CLIENT_DECIDED[] =
    "UPDATE llx_elaska_client k INNER JOIN llx_elaska_client g ON g.entity = k.entity"
    " SET k.show_amounts = COALESCE(k.show_amounts, g.show_amounts),"
    " k.kinds = CASE WHEN k.kinds = 0 THEN g.kinds ELSE k.kinds END,"
    " k.fields = COALESCE(k.fields, g.fields), k.version = k.version + 1"
    " WHERE k.fk_soc = ? AND g.fk_soc = ?";
const char ELA_SQL_CLIENT_DECISION[] = "UPDATE IGNORE llx_elaska_client SET fk_soc = ? WHERE fk_soc = ?";
const char ELA_SQL_CLIENT_DECISION_LEFT[] = "DELETE FROM llx_elaska_client WHERE fk_soc = ?";
const char ELA_SQL_CLIENT_OFFERS[] = "UPDATE IGNORE llx_elaska_client_service SET fk_soc = ? WHERE fk_soc = ?";
const char ELA_SQL_CLIENT_OFFERS_LEFT[] = "DELETE FROM llx_elaska_client_service WHERE fk_soc = ?";
const char ELA_SQL_CLIENT_RATE[] =
    "UPDATE IGNORE llx_elaska_rate SET fk_target = ? WHERE level = 'client' AND fk_target = ?";
const char ELA_SQL_CLIENT_RATE_LEFT[] = "DELETE FROM llx_elaska_rate WHERE level = 'client' AND fk_target = ?";
const char ELA_SQL_CLIENT_SHARES[] = MOVE("llx_elaska_share");
const char ELA_SQL_CLIENT_SHARED[] = "UPDATE llx_elaska_share SET fk_soc_to = ? WHERE fk_soc_to = ?";
const char ELA_SQL_CLIENT_SENT[] = MOVE("llx_elaska_dispatch");
const char ELA_SQL_CLIENT_SENT_TO[] = "UPDATE llx_elaska_dispatch SET fk_soc_to = ? WHERE fk_soc_to = ?";
const char ELA_SQL_CLIENT_LETTERS[] = MOVE("llx_elaska_letter");
const char ELA_SQL_CLIENT_UPLOADS[] = MOVE("llx_elaska_upload");
const char ELA_SQL_CLIENT_VAULT[] = MOVE("llx_elaska_vault");
const char ELA_SQL_CLIENT_VAULT_LOG[] = MOVE("llx_elaska_vault_log");
/* doors that stand open for some minutes: a password is typed again */
const char ELA_SQL_CLIENT_GRANTS_END[] = "DELETE FROM llx_elaska_vault_grant WHERE fk_soc = ?";
/* what names the third party itself: its own fields, its own space, its history, its code */
#define RENAME(how, table, objects) "UPDATE " how table " SET object_id = ? WHERE object IN (" objects ") AND object_id = ?"
const char ELA_SQL_CLIENT_FILES_ON[] = RENAME("", "llx_elaska_file", "'client', 'document'");
const char ELA_SQL_CLIENT_LINKS_ON[] = RENAME("IGNORE ", "llx_elaska_file_link", "'client', 'document'");
const char ELA_SQL_CLIENT_LINKS_LEFT[] =
    "DELETE FROM llx_elaska_file_link WHERE object IN ('client', 'document') AND object_id = ?";
const char ELA_SQL_CLIENT_UPLOADS_ON[] = RENAME("", "llx_elaska_upload", "'client', 'document'");
const char ELA_SQL_CLIENT_EVENTS_ON[] = RENAME("", "llx_elaska_event", "'client'");
const char ELA_SQL_CLIENT_CODE[] = RENAME("IGNORE ", "llx_elaska_qr", "'client'");
const char ELA_SQL_CLIENT_CODE_LEFT[] = "DELETE FROM llx_elaska_qr WHERE object = 'client' AND object_id = ?";

/*
 * SQL of cases, terms and gauges.
 */
#include "case/case_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

const char ELA_SQL_P[] = "?";
const char ELA_SQL_COMMA_P[] = ",?";
const char ELA_SQL_CLOSE[] = ")";

/* d: scope appended */
const char ELA_SQL_CASE_LOAD[] =
    "SELECT d.rowid, d.fk_soc, d.fk_user_lead, d.fk_projet, d.version, d.ref, d.status, d.nature,"
    " d.title, d.portal_visible, d.progress, d.priority, d.start_on, d.due_on, d.closed_on, d.kind,"
    " d.fk_definition, d.fk_request, d.deadline_at, d.archived_at, d.confidentiality, d.progress_manual,"
    " d.price_minor, d.price_vat_milli FROM llx_elaska_case d WHERE d.rowid = ?";


/* users who may be put on a case: of this entity or shared, and active; IN list follows */
const char ELA_SQL_CASE_USERS[] =
    "SELECT u.rowid FROM llx_user u WHERE u.entity IN (0, ?) AND u.statut = 1";
const char ELA_SQL_CASE_USERS_OF[] = " AND u.rowid IN ";

const char ELA_SQL_CASE_PROJECT[] =
    "SELECT p.fk_soc FROM llx_projet p WHERE p.rowid = ? AND p.entity = ?";

const char ELA_SQL_CASE_INSERT[] =
    "INSERT INTO llx_elaska_case (entity, ref, title, fk_soc, nature, description, start_on, due_on,"
    " status, class, progress, progress_manual, priority, portal_visible, fk_user_lead, fk_projet, kind, family,"
    " fk_definition, fk_request, fk_service, confidentiality, deadline_at, price_minor, price_vat_milli, fields,"
    " created_at, updated_at, active_at, fk_user_creat) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const char ELA_SQL_CASE_UPDATE[] =
    "UPDATE llx_elaska_case"
    " SET title = ?, fk_soc = ?, nature = ?, description = CASE WHEN ? = 1 THEN ? ELSE description END,"
    " start_on = ?, due_on = ?, progress = ?, progress_manual = ?, priority = ?, portal_visible = ?,"
    " fk_user_lead = ?, fk_projet = ?, confidentiality = ?, deadline_at = ?, price_minor = ?, price_vat_milli = ?,"
    " version = version + 1, updated_at = ?, active_at = ?, fk_user_modif = ?"
    " WHERE rowid = ? AND entity = ? AND version = ?";

/* what hangs on a case follows it to another client */
#define GOES_ALONG(table) "UPDATE " table " SET fk_soc = ? WHERE fk_case = ?"
const char *const ELA_SQL_CASE_GOES[ELA_CASE_GOES] = {
    GOES_ALONG("llx_elaska_timer"), GOES_ALONG("llx_elaska_task"), GOES_ALONG("llx_elaska_action"),
    /* out of folders that are not the case's; those of the case come along, to the top */
    "UPDATE llx_elaska_file f LEFT JOIN llx_elaska_folder o ON o.rowid = f.fk_folder SET f.fk_soc = ?,"
    " f.fk_folder = CASE WHEN o.fk_case = f.fk_case THEN f.fk_folder END WHERE f.fk_case = ?",
    "UPDATE llx_elaska_folder SET fk_soc = ?,"
    " fk_parent = CASE WHEN COALESCE(model, '') = CONCAT('case:', fk_case) THEN NULL ELSE fk_parent END,"
    " siblings = CASE WHEN COALESCE(model, '') = CONCAT('case:', fk_case) THEN 0 ELSE siblings END WHERE fk_case = ?",
    GOES_ALONG("llx_elaska_comment"), GOES_ALONG("llx_elaska_share"),
    GOES_ALONG("llx_elaska_dispatch"), GOES_ALONG("llx_elaska_letter"),
    /* no document is linked across clients: neither what the case had from elsewhere, nor what others had of it */
    "DELETE k FROM llx_elaska_file_link k JOIN llx_elaska_file f ON f.rowid = k.fk_file WHERE f.fk_soc <> ? AND k.fk_case = ?",
    "DELETE k FROM llx_elaska_file f JOIN llx_elaska_file_link k ON k.fk_file = f.rowid LEFT JOIN llx_elaska_case d"
    " ON d.rowid = k.fk_case WHERE COALESCE(d.fk_soc, 0) <> ? AND f.fk_case = ?"};

/* who left keeps his row, with the moment; a list of those who stay may follow */
const char ELA_SQL_CASE_MEMBERS_LEAVE[] =
    "UPDATE llx_elaska_case_member SET left_at = ? WHERE fk_case = ? AND left_at IS NULL";
const char ELA_SQL_CASE_MEMBERS_BUT[] = " AND fk_user NOT IN ";
/* who comes back has his row again; joined_at looks at left_at before it is emptied */
const char ELA_SQL_CASE_MEMBER_ADD[] =
    "INSERT INTO llx_elaska_case_member (fk_case, fk_user, role, joined_at) VALUES (?, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE joined_at = CASE WHEN left_at IS NULL THEN joined_at ELSE VALUES(joined_at)"
    " END, role = VALUES(role), left_at = NULL";
const char ELA_SQL_CASE_MEMBER_LEAVE[] =
    "UPDATE llx_elaska_case_member SET left_at = ? WHERE fk_case = ? AND fk_user = ? AND left_at IS NULL";
const char ELA_SQL_CASE_MEMBER_IS[] =
    "SELECT m.role FROM llx_elaska_case_member m WHERE m.fk_case = ? AND m.fk_user = ? AND m.left_at IS NULL";
const char ELA_SQL_CASE_MEMBER_OF_ROLE[] =
    "SELECT m.fk_user FROM llx_elaska_case_member m JOIN llx_user u ON u.rowid = m.fk_user AND u.statut = 1"
    " WHERE m.fk_case = ? AND m.role = ? AND m.left_at IS NULL ORDER BY m.rowid LIMIT 1";
const char ELA_SQL_CASE_LEAD[] =
    "UPDATE llx_elaska_case SET fk_user_lead = ?, version = version + 1, updated_at = ?, active_at = ?,"
    " fk_user_modif = ? WHERE rowid = ? AND entity = ?";
const char ELA_SQL_CASE_MEMBERS[] =
    "SELECT m.fk_user, " PERSON("u")
    ", m.role FROM llx_elaska_case_member m LEFT JOIN llx_user u ON u.rowid = m.fk_user"
    " WHERE m.fk_case = ? AND m.left_at IS NULL ORDER BY m.rowid";

const char ELA_SQL_CASE_ACTIVITY[] =
    "UPDATE llx_elaska_case SET active_at = ? WHERE rowid = ? AND entity = ? AND active_at < ?";

/* rows of the kind, and what the groups of the user hold of it: uk_elaska_kind_right */
const char ELA_SQL_KIND_RIGHTS[] =
    "SELECT COUNT(*), COALESCE(BIT_OR(CASE WHEN g.rowid IS NULL THEN 0 ELSE k.bits END), 0)"
    " FROM llx_elaska_kind_right k LEFT JOIN llx_usergroup_user g ON g.fk_usergroup = k.fk_usergroup"
    " AND g.fk_user = ? WHERE k.entity = ? AND k.kind = ?";
const char ELA_SQL_KIND_RIGHTS_LIST[] =
    "SELECT k.fk_usergroup, g.nom, k.bits FROM llx_elaska_kind_right k"
    " LEFT JOIN llx_usergroup g ON g.rowid = k.fk_usergroup WHERE k.entity = ? AND k.kind = ? ORDER BY g.nom";
const char ELA_SQL_USER_GROUPS[] =
    "SELECT g.rowid, g.nom FROM llx_usergroup g WHERE g.entity IN (0, ?) ORDER BY g.nom LIMIT 200";
const char ELA_SQL_KIND_RIGHTS_CLEAR[] =
    "DELETE FROM llx_elaska_kind_right WHERE entity = ? AND kind = ?";
const char ELA_SQL_KIND_RIGHT_ADD[] =
    "INSERT INTO llx_elaska_kind_right (entity, kind, fk_usergroup, bits) SELECT ?, ?, g.rowid, ?"
    " FROM llx_usergroup g WHERE g.rowid = ? AND g.entity IN (0, ?)";

const char ELA_SQL_PARTY_CONTACT[] =
    "SELECT p.rowid FROM llx_socpeople p LEFT JOIN llx_societe s ON s.rowid = p.fk_soc WHERE p.rowid = ?"
    " AND (p.fk_soc IS NULL OR 1 = 1";
const char ELA_SQL_PARTY_INSERT[] =
    "INSERT INTO llx_elaska_case_party (entity, fk_case, role, fk_soc, fk_contact, name, email, phone,"
    " address, note, visible, created_at, fk_user_creat) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_PARTY_LOAD[] =
    "SELECT p.fk_case, p.role, p.fk_soc, p.fk_contact, p.name, p.email, p.phone, p.address, p.note,"
    " p.visible, p.version FROM llx_elaska_case_party p WHERE p.rowid = ? AND p.entity = ?";
const char ELA_SQL_PARTY_UPDATE[] =
    "UPDATE llx_elaska_case_party SET role = ?, fk_soc = ?, fk_contact = ?, name = ?, email = ?, phone = ?,"
    " address = ?, note = ?, visible = ?, version = version + 1 WHERE rowid = ? AND version = ?";
const char ELA_SQL_PARTY_DELETE[] = "DELETE FROM llx_elaska_case_party WHERE rowid = ? AND entity = ?";

const char ELA_SQL_NOTE_INSERT[] =
    "INSERT INTO llx_elaska_note (entity, fk_case, body, shared, level, fk_user, created_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_NOTE_LOAD[] =
    "SELECT n.fk_case, n.body, n.shared, n.level, n.fk_user, n.version FROM llx_elaska_note n"
    " WHERE n.rowid = ? AND n.entity = ?";
/* n: level appended; it stays as it is until what is written of it is */
const char ELA_SQL_NOTE_SEEN[] = "SELECT n.level FROM llx_elaska_note n WHERE n.rowid = ?";
const char ELA_SQL_NOTE_HOLD[] = " FOR UPDATE";
/* of a level: its history is nobody's any more (event_sql.c) */
const char ELA_SQL_NOTE_GONE[] =
    "UPDATE llx_elaska_event SET visible = -1 WHERE entity = ? AND object = 'note' AND object_id = ?";
const char ELA_SQL_NOTE_UPDATE[] =
    "UPDATE llx_elaska_note SET body = ?, shared = ?, level = ?, updated_at = ?, version = version + 1"
    " WHERE rowid = ? AND version = ?";
const char ELA_SQL_NOTE_DELETE[] = "DELETE FROM llx_elaska_note WHERE rowid = ? AND entity = ?";
const char ELA_SQL_NOTE_LIST[] =
    "SELECT n.rowid, n.body, n.shared, n.level, n.fk_user, " PERSON("u") ", n.created_at, n.updated_at,"
    " n.version FROM llx_elaska_note n LEFT JOIN llx_user u ON u.rowid = n.fk_user"
    " WHERE n.fk_case = ? AND n.entity = ?";
const char ELA_SQL_NOTE_SHARED[] = " AND n.shared = 1 AND n.level = 0";
const char ELA_SQL_NOTE_AFTER[] = " AND n.rowid < ?";
const char ELA_SQL_NOTE_TAIL[] = " ORDER BY n.rowid DESC LIMIT ?";

/* time, billing, exchanges; the word that a case was opened is none */
const char ELA_SQL_CASE_IN_USE[] =
    "SELECT EXISTS(SELECT 1 FROM llx_elaska_time t WHERE t.fk_case = ?), EXISTS(SELECT 1"
    " FROM llx_elaska_billing_line l WHERE l.fk_case = ?), EXISTS(SELECT 1 FROM llx_elaska_event e"
    " JOIN llx_elaska_outbox o ON o.rowid = e.fk_outbox AND o.kind <> 'case.opened'"
    " WHERE e.entity = ? AND e.fk_case = ?)";

const char ELA_SQL_CASE_DELETE[] =
    "DELETE FROM llx_elaska_case WHERE rowid = ? AND entity = ? AND version = ?";

/* guarded by the status that was read, so that two changes at once never both win */
const char ELA_SQL_CASE_STATUS[] =
    "UPDATE llx_elaska_case SET status = ?, class = ?, closed_on = ?, progress = ?, version = version + 1,"
    " updated_at = ?, active_at = ?, fk_user_modif = ? WHERE rowid = ? AND entity = ? AND status = ?";

/* The row stays locked until the transaction ends: whoever comes second waits, then gets the next
 * value. */
const char ELA_SQL_COUNTER_NEXT[] =
    "INSERT INTO llx_elaska_counter (entity, code, period, value) VALUES (?, 'case', ?, 1)"
    " ON DUPLICATE KEY UPDATE value = value + 1";
const char ELA_SQL_COUNTER_READ[] =
    "SELECT value FROM llx_elaska_counter WHERE entity = ? AND code = 'case' AND period = ?";
const char ELA_SQL_CASE_REF_TAKEN[] = "SELECT 1 FROM llx_elaska_case WHERE entity = ? AND ref = ?";

const char ELA_SQL_TERMS_INSERT[] =
    "INSERT INTO llx_elaska_case_terms (entity, fk_case, valid_from, model, currency, rate_num,"
    " rate_den, included_s, price_minor, overage_num, overage_den, vat_milli, invoicing, created_at,"
    " fk_user_creat) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const char ELA_SQL_TERMS_ON[] =
    "SELECT x.rowid, x.valid_from, x.model, x.currency, x.rate_num, x.rate_den, x.included_s,"
    " x.price_minor, x.overage_num, x.overage_den, x.vat_milli, x.invoicing FROM llx_elaska_case_terms x"
    " WHERE x.fk_case = ? AND x.valid_from <= ? ORDER BY x.valid_from DESC LIMIT 1";

const char ELA_SQL_TERMS_DELETE_FROM[] =
    "DELETE FROM llx_elaska_case_terms WHERE fk_case = ? AND valid_from >= ?";

/* last day that an invoice has used: of an invoiced entry, or of terms whose price was billed */
const char ELA_SQL_TERMS_LAST_BILLED[] =
    "SELECT GREATEST(COALESCE((SELECT MAX(t.work_on) FROM llx_elaska_time t"
    " WHERE t.fk_case = ? AND t.status = 'invoiced'), '0001-01-01'), COALESCE((SELECT MAX(x.valid_from)"
    " FROM llx_elaska_billing_line l JOIN llx_elaska_case_terms x ON x.rowid = l.fk_terms"
    " WHERE l.fk_case = ? AND l.released_at IS NULL), '0001-01-01'))";

const char ELA_SQL_CASE_ALERT_RESET[] = "UPDATE llx_elaska_case SET gauge_alerted = 0 WHERE rowid = ?";

/* Time is read from the index on the case alone. IN list and tail follow. */
#define SECONDS(cond) " COALESCE(SUM(CASE WHEN " cond " THEN t.duration_s ELSE 0 END), 0)"
const char ELA_SQL_GAUGE_SELECT[] =
    "SELECT d.rowid, x.rowid, COALESCE(x.model, 'hourly'), x.included_s," SECONDS("t.status = 'draft'") ","
    SECONDS("t.status = 'submitted'") "," SECONDS("t.status = 'validated'") ","
    SECONDS("t.status = 'invoiced'") ","
    SECONDS("t.billable = 1 AND t.fk_terms <=> x.rowid AND t.status IN ('validated', 'invoiced')") ","
    SECONDS("t.billable = 1 AND t.fk_terms <=> x.rowid AND t.status IN ('draft', 'submitted')")
    " FROM llx_elaska_case d"
    " LEFT JOIN llx_elaska_case_terms x ON x.fk_case = d.rowid AND x.valid_from = (SELECT"
    " MAX(y.valid_from) FROM llx_elaska_case_terms y WHERE y.fk_case = d.rowid AND y.valid_from <= ?)"
    " LEFT JOIN llx_elaska_time t ON t.fk_case = d.rowid WHERE d.rowid IN ";
const char ELA_SQL_GAUGE_TAIL[] = " GROUP BY d.rowid, x.rowid, x.model, x.included_s";

const char ELA_SQL_GAUGE_LEAD[] =
    "SELECT d.gauge_alerted, d.ref, d.title, d.fk_soc, s.nom, s.email, u.email, " PERSON("u")
    ", u.lang, d.portal_visible FROM llx_elaska_case d LEFT JOIN llx_societe s ON s.rowid = d.fk_soc"
    " LEFT JOIN llx_user u ON u.rowid = d.fk_user_lead WHERE d.rowid = ? AND d.entity = ?";
const char ELA_SQL_GAUGE_ALERTED[] =
    "UPDATE llx_elaska_case SET gauge_alerted = ? WHERE rowid = ? AND entity = ? AND gauge_alerted < ?";

#define CASE_COLUMNS \
    "d.rowid, d.ref, d.title, d.fk_soc, s.nom, d.status, d.progress, d.fk_user_lead, " PERSON("u") \
    ", d.due_on, d.start_on, d.closed_on, d.nature, d.portal_visible, d.updated_at, d.priority, d.class, d.kind," \
    " d.fk_definition, d.archived_at"
#define CASE_FROM \
    " FROM llx_elaska_case d LEFT JOIN llx_societe s ON s.rowid = d.fk_soc" \
    " LEFT JOIN llx_user u ON u.rowid = d.fk_user_lead"

/* description, project, version come last: the list has the same first columns */
const char ELA_SQL_CASE_READ[] =
    "SELECT " CASE_COLUMNS ", d.description, d.fk_projet, p.ref, d.version, d.fk_user_creat" CASE_FROM
    " LEFT JOIN llx_projet p ON p.rowid = d.fk_projet WHERE d.rowid = ?";

/* The same, with what the page of a case shows beside: what the actor's groups may do with the kind, counters.
 * idx_elaska_task_board, idx_elaska_time_case and the index on the project serve the counts. */
const char ELA_SQL_CASE_PAGE[] =
    "SELECT " CASE_COLUMNS ", d.description, d.fk_projet, p.ref, d.version, d.fk_user_creat, d.fk_request,"
    " d.deadline_at, d.price_minor, d.price_vat_milli, d.confidentiality, d.progress_manual, d.fields,"
    " (SELECT COUNT(*) FROM llx_elaska_kind_right k WHERE k.entity = d.entity AND k.kind = d.kind),"
    " (SELECT COALESCE(BIT_OR(k.bits), 0) FROM llx_elaska_kind_right k JOIN llx_usergroup_user g"
    " ON g.fk_usergroup = k.fk_usergroup AND g.fk_user = ? WHERE k.entity = d.entity AND k.kind = d.kind),"
    " (SELECT CONCAT(COALESCE(SUM(CASE WHEN t.closed_at IS NULL THEN 1 ELSE 0 END), 0), ' ', COUNT(*))"
    " FROM llx_elaska_task t WHERE t.fk_case = d.rowid AND t.visible >= ?),"
    " (SELECT SUM(x.minor) FROM (SELECT t.fk_case, (2 * SUM(t.duration_s) * t.rate_num + 3600 * t.rate_den)"
    " DIV (7200 * t.rate_den) AS minor FROM llx_elaska_time t WHERE t.fk_case = ? AND t.status = 'validated'"
    " AND t.billable = 1 AND t.model = 'hourly' AND t.rate_den > 0 GROUP BY t.fk_case, t.rate_num, t.rate_den) x),"
    " (SELECT COUNT(*) FROM llx_elaska_effect x WHERE x.fk_case = d.rowid AND x.state = 'failed'), d.fk_service, v.name,"
    " (SELECT x.kinds FROM llx_elaska_client x WHERE x.fk_soc = d.fk_soc AND x.entity = d.entity), s.fk_typent,"
    " s.nom, s.town, s.zip, (SELECT co.code FROM llx_c_country co WHERE co.rowid = s.fk_pays), s.email, s.phone,"
    " (SELECT GROUP_CONCAT(g.tag ORDER BY g.rowid) FROM llx_elaska_case_tag g WHERE g.fk_case = d.rowid),"
    " (SELECT q.code FROM llx_elaska_qr q WHERE q.entity = d.entity AND q.object = 'case' AND q.object_id = d.rowid)";
const char ELA_SQL_CASE_PAGE_FROM[] = CASE_FROM
    " LEFT JOIN llx_elaska_service v ON v.rowid = d.fk_service LEFT JOIN llx_projet p ON p.rowid = d.fk_projet WHERE d.rowid = ?";
/* Only where Dolibarr's module is on: its table may be missing. What Dolibarr wrote itself is no appointment. */
#define MEETING \
    " JOIN llx_c_actioncomm y ON y.id = a.fk_action AND y.type <> 'systemauto'" \
    " AND y.code NOT IN ('AC_TEL', 'AC_FAX', 'AC_EMAIL', 'AC_EMAIL_IN')"
const char ELA_SQL_CASE_PAGE_TICKETS[] =
    ", (SELECT COUNT(*) FROM llx_ticket t WHERE d.fk_projet IS NOT NULL AND t.fk_project = d.fk_projet"
    " AND t.fk_statut NOT IN (8, 9))";
const char ELA_SQL_CASE_PAGE_MEETINGS[] =
    ", (SELECT COUNT(*) FROM llx_actioncomm a" MEETING " WHERE d.fk_projet IS NOT NULL AND a.fk_project = d.fk_projet"
    " AND a.datep >= ?)";
const char ELA_SQL_CASE_PAGE_NONE[] = ", 0";
/* idx_ticket_fk_project, idx_actioncomm_fk_project; what is open and what is to come first */
const char ELA_SQL_CASE_TICKETS[] =
    "SELECT t.rowid, t.ref, t.subject, t.fk_statut, DATE(t.datec), " PERSON("u") " FROM llx_ticket t"
    " LEFT JOIN llx_user u ON u.rowid = t.fk_user_assign WHERE t.fk_project = ? AND t.entity = ?"
    " ORDER BY CASE WHEN t.fk_statut IN (8, 9) THEN 1 ELSE 0 END, t.rowid DESC LIMIT 101";
const char ELA_SQL_CASE_MEETINGS[] =
    "SELECT a.id, a.label, a.datep, a.datep2, a.fulldayevent, a.location, " PERSON("u") ", y.code FROM llx_actioncomm a" MEETING
    " LEFT JOIN llx_user u ON u.rowid = a.fk_user_action WHERE a.fk_project = ? AND a.entity = ? AND a.datep IS NOT NULL";
const char ELA_SQL_CASE_MEETINGS_MINE[] =
    " AND (a.fk_user_action = ? OR EXISTS (SELECT 1 FROM llx_actioncomm_resources r WHERE r.fk_actioncomm = a.id"
    " AND r.element_type = 'user' AND r.fk_element = ?))";
const char ELA_SQL_CASE_MEETINGS_END[] = " ORDER BY a.datep DESC, a.id DESC LIMIT 101";

/* members, then parties; the other's columns are empty */
const char ELA_SQL_PAGE_PEOPLE[] =
    "SELECT 'member', m.fk_user, " PERSON("u") ", m.role, u.email, COALESCE(NULLIF(u.office_phone, ''), u.user_mobile),"
    " u.photo, u.job, NULL, NULL, NULL, NULL, NULL, NULL, m.left_at, m.joined_at, m.rowid AS place, 0 AS part"
    " FROM llx_elaska_case_member m LEFT JOIN llx_user u ON u.rowid = m.fk_user WHERE m.fk_case = ?"
    " UNION ALL SELECT 'lead', u.rowid, " PERSON("u") ", '', u.email, COALESCE(NULLIF(u.office_phone, ''), u.user_mobile),"
    " u.photo, u.job, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, -1 FROM llx_user u WHERE u.rowid = ?"
    " UNION ALL SELECT 'party', p.rowid, p.name, p.role, p.email, p.phone, p.address, p.note, p.fk_soc, s.nom,"
    " p.fk_contact, TRIM(CONCAT(COALESCE(o.firstname, ''), ' ', COALESCE(o.lastname, ''))), p.visible, p.version,"
    " NULL, NULL, p.rowid, 1 FROM llx_elaska_case_party p LEFT JOIN llx_societe s ON s.rowid = p.fk_soc"
    " LEFT JOIN llx_socpeople o ON o.rowid = p.fk_contact WHERE p.fk_case = ? AND p.visible >= ?"
    " ORDER BY part, place";
/* uk_elaska_scan_place */
#define FILE_MORE ", f.client_downloads, f.url IS NOT NULL, (SELECT n.state FROM llx_elaska_scan n WHERE n.place = f.place)"
/* idx_elaska_file_case */
const char ELA_SQL_PAGE_FILES[] =
    "SELECT f.rowid, f.object, f.object_id, f.name, f.size, f.at, f.deliverable, f.type" FILE_MORE " FROM llx_elaska_file f"
    " WHERE f.fk_case = ? AND f.deleted_at IS NULL AND f.visible >= ? AND (f.object = 'piece' OR f.deliverable = 1)";
/* level appended before each; idx_elaska_file_link_case, uk_elaska_case_piece */
const char ELA_SQL_PAGE_FILES_TAKEN[] =
    " UNION ALL SELECT f.rowid, k.object, k.object_id, f.name, f.size, f.at, 0, f.type" FILE_MORE " FROM llx_elaska_file_link k"
    " JOIN llx_elaska_file f ON f.rowid = k.fk_file WHERE k.fk_case = ? AND k.object = 'piece' AND f.deleted_at IS NULL"
    " AND f.visible >= ?";
const char ELA_SQL_PAGE_FILES_HELD[] =
    " UNION ALL SELECT f.rowid, 'held', p.rowid, f.name, f.size, f.at, 0, f.type" FILE_MORE " FROM llx_elaska_case_piece p"
    " JOIN llx_elaska_file f ON f.rowid = p.fk_file WHERE p.fk_case = ? AND p.status = 'available' AND f.deleted_at IS NULL"
    " AND f.visible >= ?";
const char ELA_SQL_FILES_ORDER[] = " ORDER BY 1";

const char ELA_SQL_CASE_LIST[] =
    "SELECT " CASE_COLUMNS CASE_FROM " WHERE 1 = 1";
/* What waits for the client on a case; counted as portal/todo_sql.c lists it. */
#define PENDING \
    " CASE WHEN d.class NOT IN ('open', 'wait_client', 'wait_third') OR d.archived_at IS NOT NULL THEN 0 ELSE" \
    " (SELECT COUNT(*) FROM llx_elaska_case_piece p LEFT JOIN llx_elaska_case_step s ON s.rowid = p.fk_step" \
    " WHERE p.fk_case = d.rowid AND p.source = 'client' AND (p.fk_step IS NULL OR s.visible = 1)" \
    " AND (p.status IN ('refused', 'expired') OR (p.status IN ('validated', 'available') AND p.valid_until < ?)" \
    " OR (p.status = 'to_provide' AND (p.required = 1 OR p.fk_action IS NOT NULL))))" \
    " + (SELECT COUNT(*) FROM llx_elaska_action a WHERE a.fk_case = d.rowid AND a.status = 'waiting'" \
    " AND NOT (a.kinds = 'file' AND EXISTS (SELECT 1 FROM llx_elaska_case_piece p WHERE p.fk_action = a.rowid" \
    " AND p.status IN ('to_provide', 'refused', 'expired'))))" \
    " + (SELECT COUNT(*) FROM llx_elaska_case_step q WHERE q.fk_case = d.rowid AND q.status = 'current'" \
    " AND q.visible = 1 AND q.for_client = 1 AND q.sent_at IS NULL)" \
    " + (SELECT COUNT(*) FROM llx_elaska_task k WHERE k.fk_case = d.rowid AND k.for_client = 1 AND k.visible = 1" \
    " AND k.closed_at IS NULL AND k.status NOT IN ('review', 'suggested', 'refused')) END"
/* With the terms of a day and the seconds that a client sees (all, those that count against the
 * terms), in one reading of the index on the case: two sums in one text, so that it is read once. */
const char ELA_SQL_CASE_LIST_SEEN[] =
    "SELECT " CASE_COLUMNS ", x.rowid, x.model, x.included_s, (SELECT CONCAT(SUM(t.duration_s), ' ',"
    " SUM(CASE WHEN t.billable = 1 AND t.fk_terms <=> x.rowid THEN t.duration_s ELSE 0 END))"
    " FROM llx_elaska_time t WHERE t.fk_case = d.rowid AND t.status IN ('validated', 'invoiced'))," PENDING CASE_FROM
    " LEFT JOIN llx_elaska_case_terms x ON x.rowid = (SELECT y.rowid FROM llx_elaska_case_terms y"
    " WHERE y.fk_case = d.rowid AND y.valid_from <= ? ORDER BY y.valid_from DESC LIMIT 1) WHERE 1 = 1";
const char ELA_SQL_CASE_F_CLIENT[] = " AND d.fk_soc = ?";
const char ELA_SQL_CASE_F_LEAD[] = " AND d.fk_user_lead = ?";
const char ELA_SQL_CASE_F_MINE[] =
    " AND (d.fk_user_lead = ? OR EXISTS (SELECT 1 FROM llx_elaska_case_member m"
    " WHERE m.fk_user = ? AND m.fk_case = d.rowid AND m.left_at IS NULL))";
/* after the statuses that may be late, whose index bounds what is read: closed cases never are */
const char ELA_SQL_CASE_F_LATE[] = " AND d.due_on < ?";
const char ELA_SQL_CASE_F_SEARCH[] =
    " AND (d.title LIKE ? ESCAPE '|' OR CONVERT(d.ref USING utf8mb4) LIKE ? ESCAPE '|' OR s.nom LIKE ?"
    " ESCAPE '|')";
const char ELA_SQL_CASE_F_STATUS[] = " AND d.status IN (";
const char ELA_SQL_CASE_F_CLASS[] = " AND d.class IN (";
const char ELA_SQL_CASE_F_KIND[] = " AND d.kind = ?";
const char ELA_SQL_CASE_F_ARCHIVED[] = " AND d.archived_at IS NOT NULL";
const char ELA_SQL_CASE_F_PRESENT[] = " AND d.archived_at IS NULL";
/* idx_elaska_case_client: the kinds of one client; scope between the two */
const char ELA_SQL_CASE_KINDS[] = "SELECT d.kind, MAX(d.fk_definition), COUNT(*) FROM llx_elaska_case d WHERE 1 = 1";
const char ELA_SQL_CASE_KINDS_END[] = " GROUP BY d.kind LIMIT 200";
const char ELA_SQL_CASE_NEXT_RECENT[] = " AND d.rowid < ?";
const char ELA_SQL_CASE_NEXT_REF[] = " AND d.ref < ?";
#define DUE "COALESCE(d.due_on, DATE '9999-12-31')"
const char ELA_SQL_CASE_NEXT_DUE[] = " AND (" DUE " > ? OR (" DUE " = ? AND d.rowid < ?))";
const char ELA_SQL_CASE_BY_RECENT[] = " ORDER BY d.rowid DESC LIMIT ?";
const char ELA_SQL_CASE_BY_REF[] = " ORDER BY d.ref DESC LIMIT ?";
const char ELA_SQL_CASE_BY_DUE[] = " ORDER BY " DUE ", d.rowid DESC LIMIT ?";

const char ELA_SQL_CASE_PICKER[] =
    "SELECT d.rowid, d.ref, d.title, d.fk_soc, s.nom FROM llx_elaska_case d"
    " LEFT JOIN llx_societe s ON s.rowid = d.fk_soc WHERE 1 = 1";
/* own cases first */
const char ELA_SQL_CASE_PICKER_TAIL[] = " ORDER BY (d.fk_user_lead = ?) DESC, d.rowid DESC LIMIT 20";

/* what hangs on a native object: cases, entries, timers, accounts, invoice lines; every entity, a native row may be shared */
#define COUNT(table, where) "(SELECT COUNT(*) FROM " table " WHERE " where ")"
#define LEADS "x.fk_user_lead = ?"
const char ELA_SQL_LINKS_CLIENT[] =
    "SELECT " COUNT("llx_elaska_case x", "x.fk_soc = ?") ", " COUNT("llx_elaska_time x", "x.fk_soc = ?") ", "
    COUNT("llx_elaska_timer x", "x.fk_soc = ?") ", " COUNT("llx_elaska_account_client x", "x.fk_soc = ?") ", "
    COUNT("llx_elaska_billing_line x", "x.fk_soc = ?");
const char ELA_SQL_LINKS_PROJECT[] =
    "SELECT " COUNT("llx_elaska_case x", "x.fk_projet = ?") ", " COUNT("llx_elaska_time x", "x.fk_projet = ?") ", "
    COUNT("llx_elaska_timer x", "x.fk_projet = ?") ", 0, 0";
/* cases whose task for time without a task it is */
#define REST_OF \
    "llx_projet_task k JOIN llx_elaska_case x ON x.fk_projet = k.fk_projet JOIN llx_elaska_mirror m" \
    " ON m.entity = x.entity AND m.object = 'rest' AND m.object_id = x.rowid AND m.fk_native = k.rowid"
const char ELA_SQL_LINKS_TASK[] =
    "SELECT " COUNT("llx_elaska_task x", "x.fk_task = ?") " + " COUNT(REST_OF, "k.rowid = ?") ", "
    COUNT("llx_elaska_time x", "x.fk_task = ?") ", " COUNT("llx_elaska_timer x", "x.fk_task = ?") ", 0, 0";
const char ELA_SQL_LINKS_TICKET[] =
    "SELECT 0, " COUNT("llx_elaska_time x", "x.fk_ticket = ?") ", " COUNT("llx_elaska_timer x", "x.fk_ticket = ?") ", 0, 0";
const char ELA_SQL_LINKS_CONTRACT[] = "SELECT 0, " COUNT("llx_elaska_time x", "x.fk_contrat = ?") ", 0, 0, 0";
const char ELA_SQL_LINKS_USER[] =
    "SELECT " COUNT("llx_elaska_case x", LEADS " OR EXISTS (SELECT 1 FROM llx_elaska_case_member m"
    " WHERE m.fk_case = x.rowid AND m.fk_user = ?)") ", " COUNT("llx_elaska_time x", "x.fk_user = ?") ", "
    COUNT("llx_elaska_timer x", "x.fk_user = ?") ", 0, 0";
const char ELA_SQL_LINKS_CONTACT[] = "SELECT 0, 0, 0, " COUNT("llx_elaska_account x", "x.fk_socpeople = ?") ", 0";
const char ELA_SQL_LINKS_INVOICE[] = "SELECT 0, 0, 0, 0, " COUNT("llx_elaska_billing_line x", "x.fk_facture = ?");
#define NEWEST "SELECT x.rowid, x.ref, x.title FROM llx_elaska_case x WHERE "
const char ELA_SQL_LINKS_CLIENT_CASES[] = NEWEST "x.fk_soc = ? ORDER BY x.rowid DESC LIMIT ?";
const char ELA_SQL_LINKS_PROJECT_CASES[] = NEWEST "x.fk_projet = ? ORDER BY x.rowid DESC LIMIT ?";
const char ELA_SQL_LINKS_TASK_CASES[] = NEWEST
    "x.rowid IN (SELECT COALESCE(w.fk_case, m.object_id) FROM (SELECT ? AS id) z"
    " LEFT JOIN llx_elaska_task w ON w.fk_task = z.id LEFT JOIN llx_projet_task k ON k.rowid = z.id"
    " LEFT JOIN llx_elaska_case d ON d.fk_projet = k.fk_projet LEFT JOIN llx_elaska_mirror m ON m.entity = d.entity"
    " AND m.object = 'rest' AND m.object_id = d.rowid AND m.fk_native = k.rowid) ORDER BY x.rowid DESC LIMIT ?";
const char ELA_SQL_LINKS_USER_CASES[] = NEWEST LEADS " ORDER BY x.rowid DESC LIMIT ?";

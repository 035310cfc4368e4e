/*
 * SQL of reports: what lists do not tell, for a whole case in one statement each. The case was
 * found within the person's reach before.
 */
#include "report/report_sql.h"

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

const char ELA_SQL_REPORT_TASKS[] =
    "SELECT t.rowid, t.description FROM llx_elaska_task t"
    " WHERE t.fk_case = ? AND t.entity = ? AND t.description IS NOT NULL LIMIT 2000";

const char ELA_SQL_REPORT_CHECKS[] =
    "SELECT k.fk_task, k.label, k.done_at IS NOT NULL FROM llx_elaska_task_check k"
    " JOIN llx_elaska_task t ON t.rowid = k.fk_task WHERE t.fk_case = ? AND t.entity = ?"
    " ORDER BY k.fk_task, k.position, k.rowid LIMIT 5000";

/* What is said of a document is for those who read it; f: its level, between the two. */
const char ELA_SQL_REPORT_COMMENTS[] =
    "SELECT m.object, m.object_id, m.body, m.internal, m.at, " PERSON(
        "u") ", a.name, COALESCE(t.title, f.name)"
             " FROM llx_elaska_comment m LEFT JOIN llx_user u ON u.rowid = m.fk_user"
             " LEFT JOIN llx_elaska_account a ON a.rowid = m.fk_account"
             " LEFT JOIN llx_elaska_task t ON t.rowid = m.object_id AND m.object = 'task'"
             " LEFT JOIN llx_elaska_file f ON f.rowid = m.object_id AND m.object = 'file'"
             " WHERE m.fk_case = ? AND m.entity = ? AND m.hidden_at IS NULL"
             " AND (m.object <> 'file' OR (f.rowid IS NOT NULL";
const char ELA_SQL_REPORT_COMMENTS_ORDER[] = ")) ORDER BY m.rowid LIMIT 5000";

const char ELA_SQL_REPORT_MAILS[] =
    "SELECT o.created_at, o.subject, COALESCE(NULLIF(o.recipient_name, ''), o.recipient), o.state"
    " FROM llx_elaska_outbox o WHERE o.fk_case = ? AND o.entity = ? AND o.secret = 0"
    " AND o.channel = 'email' ORDER BY o.rowid LIMIT 2000";

const char ELA_SQL_REPORT_PERSON[] = "SELECT " PERSON("u") " FROM llx_user u WHERE u.rowid = ?";

/* By primary key; the client was found within the person's reach before. */
const char ELA_SQL_REPORT_CLIENT[] =
    "SELECT s.nom, s.address, s.zip, s.town, s.email, s.phone, s.siren, s.siret, s.tva_intra,"
    " s.code_client FROM llx_societe s WHERE s.rowid = ?";

const char ELA_SQL_REPORT_CONTACTS[] =
    "SELECT " PERSON("p") ", p.poste, p.email, COALESCE(NULLIF(p.phone_mobile, ''), p.phone)"
                          " FROM llx_socpeople p WHERE p.fk_soc = ? AND p.statut = 1"
                          " ORDER BY p.lastname, p.rowid LIMIT 200";

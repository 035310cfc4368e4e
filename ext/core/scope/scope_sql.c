/*
 * SQL of the actor's reach.
 */
#include "scope/scope_sql.h"

/* s: scope appended */
const char ELA__SCOPE_CLIENT[] = "SELECT s.rowid FROM llx_societe s WHERE s.rowid = ?";
const char ELA__SCOPE_NOTHING[] = " AND 1=0";

const char ELA__SCOPE_CLIENT_SHARED[] =
    " IN (SELECT sc_s.rowid FROM llx_societe AS sc_s WHERE sc_s.entity IN ";

const char ELA__SCOPE_CLIENT_OWN[] =
    " IN (SELECT sc_r.fk_soc FROM llx_societe_commerciaux AS sc_r WHERE sc_r.fk_user = ?)";

const char ELA__SCOPE_CASE_TEAM[] =
    " IN (SELECT sc_m.fk_case FROM llx_elaska_case_member AS sc_m WHERE sc_m.fk_user = ?"
    " AND sc_m.left_at IS NULL)";

/* Few rows or none, read once: kinds whose groups are named, none of them the user's (CASE-40). */
const char ELA__SCOPE_KIND_CLOSED[] =
    " NOT IN (SELECT sc_k.kind FROM llx_elaska_kind_right AS sc_k"
    " LEFT JOIN llx_usergroup_user AS sc_g ON sc_g.fk_usergroup = sc_k.fk_usergroup AND "
    "sc_g.fk_user = ?"
    " WHERE sc_k.entity = ? GROUP BY sc_k.kind"
    " HAVING MAX(CASE WHEN sc_g.rowid IS NULL THEN 0 ELSE sc_k.bits & 1 END) = 0)";
/* Kinds whose confidential cases the user sees by right (SEC-11). */
const char ELA__SCOPE_KIND_CONFIDENTIAL[] =
    " IN (SELECT sc_k.kind FROM llx_elaska_kind_right AS sc_k"
    " JOIN llx_usergroup_user AS sc_g ON sc_g.fk_usergroup = sc_k.fk_usergroup AND sc_g.fk_user = ?"
    " WHERE sc_k.entity = ? AND (sc_k.bits & 64) <> 0)";

const char ELA__SCOPE_TIME_LED[] = " IN (SELECT sc_l.rowid FROM llx_elaska_case AS sc_l WHERE "
                                   "sc_l.entity = ? AND sc_l.fk_user_lead = ?)";

const char ELA__SCOPE_TIME_STATES[] = ".status IN ('validated', 'invoiced')";

/* The setting is read where it is applied, so that no caller can forget it (TIME-18). */
const char ELA__SCOPE_TIME_PORTAL[] =
    " IN (SELECT sc_v.rowid FROM llx_elaska_case AS sc_v"
    " WHERE sc_v.entity = ? AND sc_v.fk_soc = ? AND sc_v.portal_visible = 1)"
    " AND (COALESCE((SELECT sc_k.value FROM llx_const AS sc_k"
    " WHERE sc_k.name = 'ELASKA_PORTAL_BILLABLE_ONLY' AND sc_k.entity IN (0, ?)"
    " ORDER BY sc_k.entity DESC LIMIT 1), '0') <> '1' OR ";

/* idx_elaska_note_reader_note */
const char ELA__SCOPE_NOTE_READER[] =
    " = ? OR EXISTS (SELECT 1 FROM llx_elaska_note_reader AS sc_f WHERE sc_f.fk_note = ";
/* idx_elaska_file_reader_file */
const char ELA__SCOPE_FILE_READER[] =
    " = ? OR EXISTS (SELECT 1 FROM llx_elaska_file_reader AS sc_f WHERE sc_f.fk_file = ";
const char ELA__SCOPE_LEVEL_READER_END[] =
    " AND (sc_f.fk_user = ? OR sc_f.fk_usergroup IN (SELECT sc_g.fk_usergroup FROM"
    " llx_usergroup_user AS sc_g WHERE sc_g.fk_user = ?))))";

const char ELA__SCOPE_FILE_DOCUMENT[] = " AND f.object <> 'model'";

/* uk_elaska_folder_guard, idx_elaska_folder_reader_folder */
const char ELA__SCOPE_FOLDER_GUARD[] =
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder_guard AS sc_h WHERE sc_h.fk_folder = ";
const char ELA__SCOPE_FOLDER_READER[] =
    " AND sc_h.level >= ? AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder_reader AS sc_e"
    " WHERE sc_e.fk_folder = sc_h.fk_guard AND (sc_e.fk_user = ? OR sc_e.fk_usergroup IN"
    " (SELECT sc_j.fk_usergroup FROM llx_usergroup_user AS sc_j WHERE sc_j.fk_user = ?))))";
const char ELA__SCOPE_FOLDER_HIDDEN[] = " AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder AS sc_o "
                                        "WHERE sc_o.hidden = 1 AND sc_o.rowid = ";

/* What a client has not sent yet is his alone. */
const char ELA__SCOPE_FILE_SENT[] =
    " AND CASE f.object"
    " WHEN 'request' THEN EXISTS (SELECT 1 FROM llx_elaska_request AS sc_q"
    " WHERE sc_q.rowid = f.object_id AND sc_q.status <> 'draft')"
    " WHEN 'step' THEN f.fk_account IS NULL OR EXISTS (SELECT 1 FROM llx_elaska_case_step AS sc_p"
    " WHERE sc_p.rowid = f.object_id AND sc_p.answers IS NOT NULL) ELSE 1 END";

/* Hidden steps, tasks and comments hide what hangs on them. */
const char ELA__SCOPE_FILE_PORTAL[] =
    " AND f.fk_soc = ? AND f.visible = 1 AND (f.fk_case IS NULL OR d.portal_visible = 1 OR"
    " EXISTS (SELECT 1 FROM llx_elaska_file_link AS sc_l JOIN llx_elaska_case AS sc_d"
    " ON sc_d.rowid = sc_l.fk_case WHERE sc_l.fk_file = f.rowid AND sc_d.fk_soc = f.fk_soc"
    " AND sc_d.portal_visible = 1)) AND CASE f.object"
    " WHEN 'task' THEN EXISTS (SELECT 1 FROM llx_elaska_task AS sc_t"
    " WHERE sc_t.rowid = f.object_id AND sc_t.visible = 1)"
    " WHEN 'piece' THEN EXISTS (SELECT 1 FROM llx_elaska_case_piece AS sc_i"
    " LEFT JOIN llx_elaska_case_step AS sc_s ON sc_s.rowid = sc_i.fk_step"
    " WHERE sc_i.rowid = f.object_id AND (sc_i.fk_step IS NULL OR sc_s.visible = 1))"
    " WHEN 'step' THEN EXISTS (SELECT 1 FROM llx_elaska_case_step AS sc_s"
    " WHERE sc_s.rowid = f.object_id AND sc_s.visible = 1)"
    " WHEN 'comment' THEN EXISTS (SELECT 1 FROM llx_elaska_comment AS sc_m"
    " LEFT JOIN llx_elaska_task AS sc_t ON sc_m.object = 'task' AND sc_t.rowid = sc_m.object_id"
    " WHERE sc_m.rowid = f.object_id AND sc_m.internal = 0 AND sc_m.hidden_at IS NULL"
    " AND (sc_m.object <> 'task' OR sc_t.visible = 1)) ELSE 1 END";

/* idx_elaska_file_link: opens two parentheses; the scope of case sc_d follows. */
const char ELA__SCOPE_FILE_LINKED[] =
    " OR EXISTS (SELECT 1 FROM llx_elaska_file_link AS sc_l JOIN llx_elaska_case AS sc_d"
    " ON sc_d.rowid = sc_l.fk_case WHERE sc_l.fk_file = f.rowid";

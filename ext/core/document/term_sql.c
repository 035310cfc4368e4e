/*
 * SQL of the terms of documents.
 */
#include "document/term_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"

/* idx_elaska_file_valid */
const char ELA_SQL_TERM_EXPIRING[] =
    "SELECT f.rowid, f.name, f.valid_until, f.fk_soc, f.fk_case, f.object, f.object_id FROM llx_elaska_file f"
    " WHERE f.entity = ? AND f.deleted_at IS NULL AND f.valid_until >= ? AND f.valid_until <= ?"
    " AND (f.warned_on IS NULL OR f.warned_on <> f.valid_until) AND f.status <> 'refused' AND f.object NOT IN ('model', 'comment')"
    " ORDER BY f.valid_until, f.rowid LIMIT ?";
const char ELA_SQL_TERM_WARNED[] = "UPDATE llx_elaska_file SET warned_on = valid_until WHERE rowid IN ";

/* The lead of its case, else those who follow its client; of what not everybody reads, those who read it by name. */
#define PEOPLE(join) \
    "SELECT f.rowid, u.rowid, u.email, " PERSON("u") ", u.lang, f.fk_soc FROM llx_elaska_file f " join \
    " AND u.statut = 1 AND u.email <> '' WHERE f.rowid IN "
const char ELA_SQL_TERM_LEADS[] = PEOPLE("JOIN llx_elaska_case d ON d.rowid = f.fk_case JOIN llx_user u ON u.rowid = d.fk_user_lead");
const char ELA_SQL_TERM_SELLERS[] =
    " UNION " PEOPLE("JOIN llx_societe_commerciaux c ON c.fk_soc = f.fk_soc JOIN llx_user u ON u.rowid = c.fk_user");
const char ELA_SQL_TERM_OF[] = " AND f.fk_case IS NULL";
const char ELA_SQL_TERM_LEVEL[] =
    " AND (f.level = 0 OR f.fk_user = u.rowid OR EXISTS (SELECT 1 FROM llx_elaska_file_reader r WHERE r.fk_file = f.rowid"
    " AND (r.fk_user = u.rowid OR r.fk_usergroup IN (SELECT g.fk_usergroup FROM llx_usergroup_user g WHERE g.fk_user = u.rowid))))"
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder_guard fg WHERE fg.fk_folder = f.fk_folder"
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder_reader fr WHERE fr.fk_folder = fg.fk_guard AND (fr.fk_user = u.rowid"
    " OR fr.fk_usergroup IN (SELECT gf.fk_usergroup FROM llx_usergroup_user gf WHERE gf.fk_user = u.rowid))))";
/* idx_elaska_account_client: what the client sees of his own */
const char ELA_SQL_TERM_ACCOUNTS[] =
    "SELECT f.rowid, a.rowid, a.email, a.name, a.lang, f.fk_soc FROM llx_elaska_file f"
    " JOIN llx_elaska_account_client b ON b.fk_soc = f.fk_soc AND b.entity = f.entity"
    " JOIN llx_elaska_account a ON a.rowid = b.fk_account AND a.status = 'active'"
    " LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case WHERE f.rowid IN ";
const char ELA_SQL_TERM_SHOWN[] =
    " AND f.visible = 1 AND (f.fk_case IS NULL OR d.portal_visible = 1)"
    " AND NOT EXISTS (SELECT 1 FROM llx_elaska_folder o WHERE o.rowid = f.fk_folder AND o.hidden = 1) AND CASE f.object"
    " WHEN 'task' THEN EXISTS (SELECT 1 FROM llx_elaska_task t WHERE t.rowid = f.object_id AND t.visible = 1)"
    " WHEN 'piece' THEN EXISTS (SELECT 1 FROM llx_elaska_case_piece p LEFT JOIN llx_elaska_case_step s ON s.rowid = p.fk_step"
    " WHERE p.rowid = f.object_id AND (p.fk_step IS NULL OR s.visible = 1))"
    " WHEN 'step' THEN EXISTS (SELECT 1 FROM llx_elaska_case_step s WHERE s.rowid = f.object_id AND s.visible = 1)"
    " WHEN 'request' THEN EXISTS (SELECT 1 FROM llx_elaska_request q WHERE q.rowid = f.object_id AND q.status <> 'draft')"
    " ELSE 1 END";
const char ELA_SQL_TERM_ORDER[] = " ORDER BY 2, 1";

/* What an issued invoice rests on is kept with it. */
#define INVOICED(f) \
    " EXISTS (SELECT 1 FROM llx_elaska_file_link k JOIN llx_facture i ON i.rowid = k.object_id AND i.fk_statut > 0" \
    " WHERE k.fk_file = " f ".rowid AND k.object = 'invoice')"
/* idx_elaska_file_category: of one category, by the day of deposit */
const char ELA_SQL_KEEP_ANNOUNCE[] =
    "UPDATE llx_elaska_file SET purge_on = ? WHERE entity = ? AND deleted_at IS NULL AND category = ? AND at < ?"
    " AND purge_on IS NULL AND kept_at IS NULL AND object <> 'model' AND NOT" INVOICED("llx_elaska_file");
/* the length was made longer, or a new version came */
const char ELA_SQL_KEEP_AGAIN[] =
    "UPDATE llx_elaska_file SET purge_on = NULL WHERE entity = ? AND deleted_at IS NULL AND category = ? AND at >= ? AND purge_on IS NOT NULL";
const char ELA_SQL_KEEP_UNLIMITED[] =
    "UPDATE llx_elaska_file SET purge_on = NULL WHERE entity = ? AND deleted_at IS NULL AND purge_on IS NOT NULL"
    " AND (category IS NULL OR category NOT IN (''";
const char ELA_SQL_KEEP_COMMA_P[] = ", ?";
const char ELA_SQL_KEEP_CLOSE[] = "))";
/* idx_elaska_file_purge */
const char ELA_SQL_KEEP_DUE[] =
    "SELECT f.rowid, f.name, f.valid_until, f.fk_soc, f.fk_case, f.object, f.object_id FROM llx_elaska_file f"
    " WHERE f.entity = ? AND f.purge_on <= ? AND f.deleted_at IS NULL AND f.kept_at IS NULL AND NOT" INVOICED("f")
    " ORDER BY f.purge_on, f.rowid LIMIT ? FOR UPDATE";
const char ELA_SQL_KEEP_BIN[] = "UPDATE llx_elaska_file SET deleted_at = ? WHERE rowid IN ";
const char ELA_SQL_KEEP_SOON[] =
    "SELECT COUNT(*), MIN(f.purge_on) FROM llx_elaska_file f WHERE f.entity = ? AND f.purge_on >= ? AND f.deleted_at IS NULL"
    " AND f.kept_at IS NULL";
const char ELA_SQL_KEEP_ADMINS[] =
    "SELECT 0, u.rowid, u.email, " PERSON("u") ", u.lang, 0 FROM llx_user u WHERE u.admin = 1 AND u.statut = 1 AND u.email <> ''"
    " AND u.entity IN (0, ?) ORDER BY u.rowid LIMIT 20";
const char ELA_SQL_KEEP_DECIDE[] =
    "UPDATE llx_elaska_file SET kept_at = ?, purge_on = NULL WHERE rowid = ? AND entity = ?";

/*
 * SQL of the queue of what waits for validation.
 */
#include "document/queue_sql.h"

/* clang-format off */

#define PERSON(u) "TRIM(CONCAT(COALESCE(" u ".firstname, ''), ' ', COALESCE(" u ".lastname, '')))"
/* rights of the reader on the kind: rows of it, and what his groups hold; his number once */
#define KIND \
    " (SELECT COUNT(*) FROM llx_elaska_kind_right k WHERE k.entity = d.entity AND k.kind = d.kind)," \
    " (SELECT COALESCE(BIT_OR(k.bits), 0) FROM llx_elaska_kind_right k JOIN llx_usergroup_user g" \
    " ON g.fk_usergroup = k.fk_usergroup AND g.fk_user = ? WHERE k.entity = d.entity AND k.kind = d.kind)"
#define COLUMNS "d.rowid, d.ref, d.title, s.rowid, s.nom, u.rowid, " PERSON("u") ", d.fk_definition," KIND

/* idx_elaska_case_piece_queue, of one case uk_elaska_case_piece; d: scope appended */
const char ELA_SQL_QUEUE_PIECES[] =
    "SELECT p.rowid, p.status_at, p.status, p.category, p.label, p.code, p.fk_definition, p.reason, " COLUMNS;
/* idx_elaska_file_status; f, d: scope appended */
const char ELA_SQL_QUEUE_FILES[] =
    "SELECT f.rowid, f.at, f.status, f.category, f.name, f.type, NULL, f.reason, " COLUMNS ", f.size, f.version, f.url,"
    " f.fk_account, CASE WHEN f.fk_account IS NULL THEN " PERSON("w") " ELSE a.name END, f.object, f.description,"
    " (SELECT n.state FROM llx_elaska_scan n WHERE n.place = f.place)";

const struct ela__queue_source ELA__QUEUE_PIECES = {
    .from = " FROM llx_elaska_case_piece p STRAIGHT_JOIN llx_elaska_case d ON d.rowid = p.fk_case"
            " LEFT JOIN llx_societe s ON s.rowid = d.fk_soc LEFT JOIN llx_user u ON u.rowid = d.fk_user_lead"
            " WHERE p.entity = ? AND p.status = ? AND p.case_closed = 0",
    .client = " AND d.fk_soc = ?",
    .lead = " AND d.fk_user_lead = ?",
    .of_case = " AND p.fk_case = ?",
    .category = " AND p.category = ?",
    .search = " AND (CONCAT_WS(' ', p.label, p.title, p.title_en) LIKE ? ESCAPE '|' OR d.title LIKE ? ESCAPE '|' OR CONVERT(d.ref USING utf8mb4) LIKE ? ESCAPE '|'"
              " OR s.nom LIKE ? ESCAPE '|')",
    .after = " AND (p.status_at > ? OR (p.status_at = ? AND p.rowid > ?))",
    .order = " ORDER BY p.status_at, p.rowid LIMIT ?",
};
const struct ela__queue_source ELA__QUEUE_FILES = {
    .from = " FROM llx_elaska_file f LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case"
            " LEFT JOIN llx_societe s ON s.rowid = f.fk_soc LEFT JOIN llx_user u ON u.rowid = d.fk_user_lead"
            " LEFT JOIN llx_elaska_account a ON a.rowid = f.fk_account LEFT JOIN llx_user w ON w.rowid = f.fk_user"
            " WHERE f.entity = ? AND f.deleted_at IS NULL AND f.status = ? AND f.object <> 'piece'"
            " AND (d.rowid IS NULL OR d.class IN ('open', 'wait_client', 'wait_third'))",
    .client = " AND f.fk_soc = ?",
    .lead = " AND d.fk_user_lead = ?",
    .of_case = " AND f.fk_case = ?",
    .category = " AND f.category = ?",
    .search = " AND (f.name LIKE ? ESCAPE '|' OR d.title LIKE ? ESCAPE '|' OR CONVERT(d.ref USING utf8mb4) LIKE ? ESCAPE '|'"
              " OR s.nom LIKE ? ESCAPE '|')",
    .after = " AND (f.at > ? OR (f.at = ? AND f.rowid > ?))",
    .order = " ORDER BY f.at, f.rowid LIMIT ?",
};
const char ELA_SQL_QUEUE_COUNT[] = "SELECT COUNT(*) FROM (SELECT 1";
const char ELA_SQL_QUEUE_COUNT_END[] = " LIMIT ?) x";

/* idx_elaska_file_object */
const char ELA_SQL_QUEUE_HELD[] =
    "SELECT f.object_id, f.rowid, f.name, f.type, f.size, f.at, f.version, f.status, f.url, f.fk_account,"
    " CASE WHEN f.fk_account IS NULL THEN " PERSON("u") " ELSE a.name END,"
    " (SELECT n.state FROM llx_elaska_scan n WHERE n.place = f.place) FROM llx_elaska_file f"
    " LEFT JOIN llx_user u ON u.rowid = f.fk_user LEFT JOIN llx_elaska_account a ON a.rowid = f.fk_account"
    " WHERE f.object = 'piece' AND f.deleted_at IS NULL AND f.entity = ?";
const char ELA_SQL_QUEUE_HELD_OF[] = " AND f.object_id IN ";
/* what is to be looked at first */
const char ELA_SQL_QUEUE_HELD_ORDER[] = " ORDER BY f.object_id, (f.status = 'waiting') DESC, f.rowid DESC LIMIT 2000";

/* Cases in one order, so that two who judge many at once wait for each other and never in a circle. */
const char ELA_SQL_QUEUE_LOCK[] =
    "SELECT d.rowid FROM llx_elaska_case d WHERE d.entity = ? AND d.rowid IN (SELECT p.fk_case FROM llx_elaska_case_piece p"
    " WHERE p.rowid IN ";
const char ELA_SQL_QUEUE_LOCK_END[] = ") ORDER BY d.rowid FOR UPDATE";
/* idx_elaska_event_object: who judged it last; d: scope appended */
const char ELA_SQL_QUEUE_STATE[] =
    "SELECT p.rowid, p.status, p.status_at, (SELECT " PERSON("u") " FROM llx_elaska_event e LEFT JOIN llx_user u ON u.rowid = e.fk_user"
    " WHERE e.object = 'piece' AND e.object_id = p.rowid AND e.kind IN ('piece.received', 'piece.validated', 'piece.refused')"
    " ORDER BY e.rowid DESC LIMIT 1) FROM llx_elaska_case_piece p JOIN llx_elaska_case d ON d.rowid = p.fk_case WHERE p.entity = ?";
const char ELA_SQL_QUEUE_STATE_OF[] = " AND p.rowid IN ";
const char ELA_SQL_QUEUE_JUDGED[] =
    "SELECT e.at, " PERSON("u") " FROM llx_elaska_event e LEFT JOIN llx_user u ON u.rowid = e.fk_user WHERE e.object = 'file'"
    " AND e.object_id = ? AND e.kind IN ('file.received', 'file.validated', 'file.refused') ORDER BY e.rowid DESC LIMIT 1";

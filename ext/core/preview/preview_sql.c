/*
 * SQL of previews.
 */
#include "preview/preview_sql.h"

/* clang-format off */

/* --- queueing: of whatever entity, as the worker serves them all -------------------------- */

/* primary key, downwards */
const char ELA_SQL_PREVIEW_WINDOW[] =
    "SELECT MIN(w.rowid), COUNT(*) FROM (SELECT f.rowid FROM llx_elaska_file f WHERE f.rowid < ? ORDER BY f.rowid DESC LIMIT ?) w";
/* primary key, uk_elaska_preview_place */
const char ELA_SQL_PREVIEW_LACKING[] =
    "SELECT f.rowid, f.entity, f.place, f.type FROM llx_elaska_file f LEFT JOIN llx_elaska_preview p ON p.place = f.place"
    " WHERE f.rowid >= ? AND f.rowid < ? AND f.place <> '' AND f.deleted_at IS NULL AND p.rowid IS NULL ORDER BY f.rowid DESC LIMIT ?";
const char ELA_SQL_PREVIEW_INSERT[] =
    "INSERT INTO llx_elaska_preview (entity, fk_file, place, kind, state, wanted, due_at, created_at, updated_at) VALUES ";
const char ELA_SQL_PREVIEW_VALUES[] = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_PREVIEW_MORE_VALUES[] = ", (?, ?, ?, ?, ?, ?, ?, ?, ?)";
const char ELA_SQL_PREVIEW_INSERT_ONCE[] = " ON DUPLICATE KEY UPDATE rowid = llx_elaska_preview.rowid";

/* --- claiming: idx_elaska_preview_next, idx_elaska_preview_lease -------------------------- */

const char ELA_SQL_PREVIEW_EXPIRED[] =
    "SELECT rowid FROM llx_elaska_preview WHERE state = 'leased' AND lease_until <= ? ORDER BY lease_until LIMIT ? FOR UPDATE SKIP LOCKED";
const char ELA_SQL_PREVIEW_DUE[] =
    "SELECT rowid FROM llx_elaska_preview WHERE state = 'waiting' AND due_at <= ? ORDER BY wanted DESC, fk_file DESC LIMIT ?"
    " FOR UPDATE SKIP LOCKED";
const char ELA_SQL_PREVIEW_GIVEN_UP[] =
    "UPDATE llx_elaska_preview SET state = 'failed', error = 'preview.abandoned', lease_owner = NULL, lease_until = NULL, updated_at = ?"
    " WHERE state = 'leased' AND lease_until <= ? AND attempts >= ?";
const char ELA_SQL_PREVIEW_TAKE[] =
    "UPDATE llx_elaska_preview SET state = 'leased', lease_owner = ?, lease_until = ?, attempts = attempts + 1, updated_at = ? WHERE rowid IN ";
/* on a cluster with several writers the row lock is local: the update looks again */
const char ELA_SQL_PREVIEW_TAKE_GUARD[] = " AND (state = 'waiting' OR lease_until <= ?)";
const char ELA_SQL_PREVIEW_TAKEN[] =
    "SELECT p.rowid, p.fk_file, p.entity, p.place, p.kind, p.attempts FROM llx_elaska_preview p WHERE p.state = 'leased'"
    " AND p.lease_owner = ? AND p.updated_at = ? AND p.rowid IN ";

/* --- what was made ------------------------------------------------------------------------ */

const char ELA_SQL_PREVIEW_HELD[] =
    "SELECT p.fk_file, p.entity, p.place FROM llx_elaska_preview p WHERE p.rowid = ? AND p.state = 'leased' AND p.lease_owner = ? FOR UPDATE";
const char ELA_SQL_PREVIEW_PROGRESS[] =
    "UPDATE llx_elaska_preview SET pages = ?, built = CASE WHEN built < ? THEN ? ELSE built END, lease_until = ?, updated_at = ? WHERE rowid = ?";
const char ELA_SQL_PREVIEW_PAGE[] = "INSERT INTO llx_elaska_preview_page (fk_preview, page, width, height, size, place) VALUES ";
const char ELA_SQL_PREVIEW_PAGE_VALUES[] = "(?, ?, ?, ?, ?, ?)";
const char ELA_SQL_PREVIEW_PAGE_MORE[] = ", (?, ?, ?, ?, ?, ?)";
/* made again after a stop: the former bytes have no row any more, the sweep takes them */
const char ELA_SQL_PREVIEW_PAGE_AGAIN[] =
    " ON DUPLICATE KEY UPDATE width = VALUES(width), height = VALUES(height), size = VALUES(size), place = VALUES(place)";
const char ELA_SQL_PREVIEW_TEXT[] =
    "INSERT INTO llx_elaska_file_text (entity, fk_file, place, body, cut, at) VALUES (?, ?, ?, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE body = VALUES(body), cut = VALUES(cut), at = VALUES(at)";
const char ELA_SQL_PREVIEW_END[] =
    "UPDATE llx_elaska_preview SET state = ?, error = ?, due_at = ?, attempts = ?, wanted = 0, lease_owner = NULL, lease_until = NULL,"
    " updated_at = ? WHERE rowid = ? AND state = 'leased' AND lease_owner = ?";

/* --- reading ------------------------------------------------------------------------------ */

const char ELA_SQL_PREVIEW_OF[] =
    "SELECT p.rowid, p.state, p.kind, p.pages, p.built, p.error, p.wanted FROM llx_elaska_preview p WHERE p.place = ? AND p.entity = ?";
const char ELA_SQL_PREVIEW_WANT[] =
    "UPDATE llx_elaska_preview SET wanted = 1 WHERE rowid = ? AND entity = ? AND state = 'waiting' AND wanted = 0";
const char ELA_SQL_PREVIEW_PAGES[] =
    "SELECT g.page, g.width, g.height FROM llx_elaska_preview_page g WHERE g.fk_preview = ? ORDER BY g.page LIMIT 1000";
const char ELA_SQL_PREVIEW_PAGE_PLACE[] =
    "SELECT g.place, g.size FROM llx_elaska_preview_page g JOIN llx_elaska_preview p ON p.rowid = g.fk_preview"
    " WHERE p.place = ? AND p.entity = ? AND g.page = ?";
const char ELA_SQL_PREVIEW_BODY[] =
    "SELECT LEFT(t.body, ?), t.cut, CHAR_LENGTH(t.body) FROM llx_elaska_file_text t WHERE t.place = ? AND t.entity = ?";

/* idx_elaska_preview_entity */
const char ELA_SQL_PREVIEW_COUNTS[] =
    "SELECT p.state, COUNT(*) FROM llx_elaska_preview p WHERE p.entity = ? AND p.state IN ('waiting', 'leased', 'failed') GROUP BY p.state";
const char ELA_SQL_PREVIEW_FAILED[] =
    "SELECT p.rowid, p.fk_file, f.name, p.error, p.updated_at FROM llx_elaska_preview p JOIN llx_elaska_file f ON f.rowid = p.fk_file"
    " WHERE p.entity = ? AND p.state = 'failed' ORDER BY p.updated_at DESC LIMIT ?";
const char ELA_SQL_PREVIEW_RETRY[] =
    "UPDATE llx_elaska_preview SET state = 'waiting', attempts = 0, due_at = ?, error = '', updated_at = ? WHERE entity = ? AND state = 'failed'";

/* idx_elaska_preview_next; once, when the program has come */
const char ELA_SQL_PREVIEW_OFFICE[] =
    "UPDATE llx_elaska_preview SET state = 'waiting', attempts = 0, due_at = ?, error = '', updated_at = ?"
    " WHERE state = 'none' AND kind = 'office' AND error IN ('preview.no_office', 'preview.kind')";

/* ft_elaska_file_text_body, then uk_elaska_file_place; the alias stands before it */
const char ELA_SQL_PREVIEW_MATCH[] =
    ".place IN (SELECT t.place FROM llx_elaska_file_text t WHERE t.entity = ? AND MATCH (t.body) AGAINST (? IN BOOLEAN MODE))";
/* the newest texts, to tell which words are everywhere; then each file's own text:
 * a value, as an EXISTS in an OR would be worked out for all texts first */
const char ELA_SQL_PREVIEW_SAMPLE[] =
    " FROM (SELECT t.body w FROM llx_elaska_file_text t WHERE t.entity = ? ORDER BY t.rowid DESC LIMIT 40) s";
const char ELA_SQL_PREVIEW_EACH[] =
    "COALESCE((SELECT t.body LIKE ? AND t.body REGEXP ? FROM llx_elaska_file_text t WHERE t.place = ";
const char ELA_SQL_PREVIEW_EACH_OF[] = ".place), 0) = 1";

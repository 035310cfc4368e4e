/*
 * SQL of the antivirus.
 */
#include "file/scan_sql.h"

/* clang-format off */

const char ELA_SQL_SCAN_INSERT[] =
    "INSERT INTO llx_elaska_scan (entity, fk_file, place, state, due_at, created_at) VALUES (?, ?, ?, 'waiting', ?, ?)"
    " ON DUPLICATE KEY UPDATE rowid = llx_elaska_scan.rowid";
/* uk_elaska_scan_place */
const char ELA_SQL_SCAN_STATE[] = "SELECT s.state FROM llx_elaska_scan s WHERE s.place = ?";
const char ELA_SQL_SCAN_HELD_BACK[] =
    "SELECT s.state FROM llx_elaska_scan s WHERE s.place = ? AND FIND_IN_SET(s.state, ?) > 0";

/* idx_elaska_scan_due; a lease that ran out is due again */
const char ELA_SQL_SCAN_DUE[] =
    "SELECT s.rowid FROM llx_elaska_scan s WHERE s.entity = ? AND s.due_at <= ? ORDER BY s.due_at LIMIT 1 FOR UPDATE SKIP LOCKED";
/* on a cluster with several writers the row lock is local: the update looks again */
const char ELA_SQL_SCAN_TAKE[] =
    "UPDATE llx_elaska_scan SET lease_owner = ?, due_at = ?, attempts = attempts + 1 WHERE rowid = ? AND entity = ? AND due_at <= ?";
const char ELA_SQL_SCAN_TAKEN[] = "SELECT s.fk_file, s.place, s.attempts FROM llx_elaska_scan s WHERE s.rowid = ? AND s.entity = ?";
const char ELA_SQL_SCAN_HELD[] =
    "SELECT s.fk_file, s.place, s.attempts FROM llx_elaska_scan s WHERE s.rowid = ? AND s.entity = ? AND s.lease_owner = ?"
    " AND s.due_at IS NOT NULL FOR UPDATE";
const char ELA_SQL_SCAN_END[] =
    "UPDATE llx_elaska_scan SET state = ?, found = ?, due_at = ?, scanned_at = ?, lease_owner = NULL WHERE rowid = ? AND entity = ?";

/* idx_elaska_scan_state */
const char ELA_SQL_SCAN_COUNTS[] =
    "SELECT s.state, COUNT(*) FROM llx_elaska_scan s WHERE s.entity = ? AND s.state IN ('waiting', 'later', 'infected') GROUP BY s.state";
const char ELA_SQL_SCAN_ROWS[] =
    "SELECT s.fk_file, f.name, s.found, s.scanned_at, f.fk_case, d.ref, c.nom FROM llx_elaska_scan s"
    " JOIN llx_elaska_file f ON f.rowid = s.fk_file LEFT JOIN llx_elaska_case d ON d.rowid = f.fk_case"
    " LEFT JOIN llx_societe c ON c.rowid = f.fk_soc WHERE s.entity = ? AND s.state = 'infected' ORDER BY s.scanned_at DESC LIMIT ?";
/* idx_elaska_scan_file */
const char ELA_SQL_SCAN_INFECTED[] =
    "SELECT s.rowid, s.place FROM llx_elaska_scan s WHERE s.fk_file = ? AND s.entity = ? AND s.state = 'infected' LIMIT 100 FOR UPDATE";
const char ELA_SQL_SCAN_DECIDE[] =
    "UPDATE llx_elaska_scan SET state = ? WHERE fk_file = ? AND entity = ? AND state = 'infected'";
/* of whatever entity, as they share the store */
const char ELA_SQL_SCAN_QUARANTINED[] =
    "SELECT s.place FROM llx_elaska_scan s WHERE s.state = 'infected' AND s.place IN ";
const char ELA_SQL_SCAN_UPLOADER[] =
    "SELECT a.rowid, a.email, a.name, a.lang FROM llx_elaska_account a WHERE a.rowid = ? AND a.entity = ? AND a.status = 'active'";

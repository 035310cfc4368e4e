/*
 * SQL of letters.
 */
#include "letter/letter_sql.h"

/* clang-format off */

const char ELA_SQL_LETTER_CLIENT[] =
    "SELECT s.nom, s.address, s.zip, s.town, s.email, s.phone, s.siren, s.siret, s.tva_intra, s.code_client,"
    " s.default_lang FROM llx_societe s WHERE s.rowid = ?";
const char ELA_SQL_LETTER_CONTACTS[] =
    "SELECT p.rowid, TRIM(CONCAT(COALESCE(p.firstname, ''), ' ', COALESCE(p.lastname, ''))), p.address, p.zip, p.town,"
    " p.poste FROM llx_socpeople p WHERE p.fk_soc = ? AND p.statut = 1 ORDER BY p.lastname, p.rowid LIMIT 100";

const char ELA_SQL_LETTER_INSERT[] =
    "INSERT INTO llx_elaska_letter (entity, fk_soc, fk_case, fk_definition, fk_batch, form_key, lang, recipient, subject,"
    " paper, state, visible, pages, fk_file, fk_user, created_at, made_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* uk_elaska_letter_key */
const char ELA_SQL_LETTER_AGAIN[] =
    "SELECT l.rowid, l.fk_file, l.pages, f.name FROM llx_elaska_letter l LEFT JOIN llx_elaska_file f ON f.rowid = l.fk_file"
    " WHERE l.entity = ? AND l.form_key = ?";
/* idx_elaska_letter_case; f: level scope between the two */
const char ELA_SQL_LETTER_LIST[] =
    "SELECT l.rowid, l.created_at, l.recipient, l.subject, l.state, l.pages, l.fk_file,"
    " CASE WHEN f.deleted_at IS NULL THEN f.name END,"
    " TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, ''))), l.error"
    " FROM llx_elaska_letter l LEFT JOIN llx_elaska_file f ON f.rowid = l.fk_file"
    " LEFT JOIN llx_user u ON u.rowid = l.fk_user WHERE l.fk_case = ? AND l.entity = ?"
    " AND (f.rowid IS NULL OR (f.rowid > 0";
const char ELA_SQL_LETTER_LIST_ORDER[] = ")) ORDER BY l.rowid DESC LIMIT 200";

const char ELA_SQL_LETTER_BATCH_INSERT[] =
    "INSERT INTO llx_elaska_letter_batch (entity, form_key, fk_definition, total, fk_user, created_at)"
    " VALUES (?, ?, ?, ?, ?, ?)";
const char ELA_SQL_LETTER_BATCH_AGAIN[] =
    "SELECT b.rowid, b.total FROM llx_elaska_letter_batch b WHERE b.entity = ? AND b.form_key = ?";
const char ELA_SQL_LETTER_BATCH_LOAD[] =
    "SELECT b.rowid, b.total, b.created_at FROM llx_elaska_letter_batch b WHERE b.rowid = ? AND b.entity = ? AND b.fk_user = ?";
/* idx_elaska_letter_batch */
const char ELA_SQL_LETTER_BATCH_ROWS[] =
    "SELECT l.rowid, l.state, l.recipient, l.error, l.fk_file, l.fk_case, k.ref, l.pages FROM llx_elaska_letter l"
    " LEFT JOIN llx_elaska_case k ON k.rowid = l.fk_case WHERE l.fk_batch = ? ORDER BY l.rowid";

/* idx_elaska_letter_due; two workers never take the same letter */
const char ELA_SQL_LETTER_DUE[] =
    "SELECT l.rowid, l.fk_soc, l.fk_case, l.fk_definition, l.paper, l.visible, l.fk_user, l.attempts, l.lang, l.subject"
    " FROM llx_elaska_letter l WHERE l.entity = ? AND l.state = 'waiting' AND l.due_at <= ? ORDER BY l.rowid LIMIT 1"
    " FOR UPDATE SKIP LOCKED";
const char ELA_SQL_LETTER_MADE[] =
    "UPDATE llx_elaska_letter SET state = 'made', fk_file = ?, pages = ?, made_at = ?, error = '' WHERE rowid = ?"
    " AND state = 'waiting'";
const char ELA_SQL_LETTER_FAILED[] =
    "UPDATE llx_elaska_letter SET state = ?, attempts = attempts + 1, due_at = ?, error = ? WHERE rowid = ?"
    " AND state = 'waiting'";
const char ELA_SQL_LETTER_LEFT[] =
    "SELECT COUNT(*) FROM llx_elaska_letter l WHERE l.entity = ? AND l.state = 'waiting' AND l.due_at <= ?";

/*
 * SQL of codes on paper.
 */
#include "qr/qr_sql.h"

/* clang-format off */

/* uk_elaska_qr_object */
const char ELA_SQL_QR_OF[] =
    "SELECT q.code, q.renewed_at FROM llx_elaska_qr q WHERE q.entity = ? AND q.object = ? AND q.object_id = ?";
/* Of two that need it at once, the first stays. */
const char ELA_SQL_QR_ADD[] =
    "INSERT INTO llx_elaska_qr (entity, object, object_id, code, created_at) VALUES (?, ?, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE object_id = object_id";
const char ELA_SQL_QR_RENEW[] =
    "UPDATE llx_elaska_qr SET code = ?, renewed_at = ?, fk_user_renew = ? WHERE entity = ? AND object = ? AND object_id = ?";
/* uk_elaska_qr_code */
const char ELA_SQL_QR_FIND[] = "SELECT q.object, q.object_id FROM llx_elaska_qr q WHERE q.entity = ? AND q.code = ?";

/* s */
const char ELA_SQL_QR_CLIENT[] = "SELECT s.rowid FROM llx_societe s WHERE s.rowid = ?";
/* d */
const char ELA_SQL_QR_CASE[] = "SELECT d.fk_soc FROM llx_elaska_case d WHERE d.rowid = ?";
/* k */
const char ELA_SQL_QR_CONTRACT[] = "SELECT k.fk_soc FROM llx_contrat k WHERE k.rowid = ?";
/* f */
const char ELA_SQL_QR_INVOICE[] = "SELECT f.fk_soc FROM llx_facture f WHERE f.rowid = ?";

const char ELA_SQL_QR_SERVED[] =
    "SELECT l.rowid FROM llx_elaska_account_client l WHERE l.fk_account = ? AND l.fk_soc = ? AND l.entity = ? AND l.active = 1";

<?php
/*
 * The bare twin of the portal's case list: the least PHP that issues its two statements (who calls, his 25 newest cases
 * with one more to know that there are more) and prints what they give. No settings, statuses, languages, gauges,
 * cursors or problem answers. ?keep=1 keeps its connection from call to call.
 */
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$where = require __DIR__ . '/bench_db.php';
$db = new mysqli(($_GET['keep'] ?? '') === '1' ? 'p:localhost' : 'localhost', $where['user'], $where['password'], $where['name'], 0, $where['socket']);
$db->set_charset('utf8mb4');
$hash = hash('sha256', base64_decode(strtr((string) ($_COOKIE['elaska_at'] ?? ''), '-_', '+/')));
$client = (int) $_GET['client'];
$now = time();
$session = $db->query(
    "SELECT s.rowid, s.fk_account, s.access_until, s.renew_until, s.last_seen_at, s.remember, a.status, a.lang, l.rowid AS client
    FROM llx_elaska_session s INNER JOIN llx_elaska_account a ON a.rowid = s.fk_account
    LEFT JOIN llx_elaska_account_client l ON l.fk_account = s.fk_account AND l.fk_soc = $client AND l.active = 1 AND l.entity = s.entity
    WHERE s.token_hash = X'$hash' AND s.entity = 1 AND s.access_until > $now"
)->fetch_assoc();
if ($session === null || $session['status'] !== 'active' || $session['client'] === null) {
    http_response_code(401);
    exit;
}
$today = date('Y-m-d');
$rows = $db->query(
    "SELECT d.rowid, d.ref, d.title, d.fk_soc, s.nom, d.status, d.progress, d.fk_user_lead,
    TRIM(CONCAT(COALESCE(u.firstname, ''), ' ', COALESCE(u.lastname, ''))) AS lead_name, d.due_on, d.start_on, d.closed_on, d.nature,
    d.portal_visible, d.updated_at, d.priority, x.rowid AS terms, x.model, x.included_s,
    (SELECT CONCAT(SUM(t.duration_s), ' ', SUM(CASE WHEN t.billable = 1 AND t.fk_terms <=> x.rowid THEN t.duration_s ELSE 0 END))
    FROM llx_elaska_time t WHERE t.fk_case = d.rowid AND t.status IN ('validated', 'invoiced')) AS sums
    FROM llx_elaska_case d LEFT JOIN llx_societe s ON s.rowid = d.fk_soc LEFT JOIN llx_user u ON u.rowid = d.fk_user_lead
    LEFT JOIN llx_elaska_case_terms x ON x.rowid = (SELECT y.rowid FROM llx_elaska_case_terms y
    WHERE y.fk_case = d.rowid AND y.valid_from <= '$today' ORDER BY y.valid_from DESC LIMIT 1)
    WHERE 1 = 1 AND d.entity = 1 AND d.fk_soc = $client AND d.portal_visible = 1 ORDER BY d.rowid DESC LIMIT 26"
)->fetch_all(MYSQLI_ASSOC);
header('Content-Type: application/json');
echo json_encode(array('rows' => $rows), JSON_UNESCAPED_UNICODE);

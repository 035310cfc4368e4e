<?php
/*
 * First line of every page: finds Dolibarr's main.inc.php from htdocs/custom/elaska or htdocs/elaska, checks that
 * extension, module and tables are of one version (else one clear page says what to do), and gives the page $office.
 */

// What people type ("onclick = ...", quotes) is harmless here: it is checked by the core and escaped when shown.
if (!defined('NOSCANPOSTFORINJECTION')) {
    define('NOSCANPOSTFORINJECTION', '1');
}
// No address of ours carries a list: whoever sends one where a word is read has sent nothing.
$_GET = array_filter($_GET, 'is_string');
// Whatever link leads here, the menu on the left is the page's own.
$elaska_menus = array('thirdparty_tab.php' => 'companies', 'accounts_tab.php' => 'companies', 'fields_tab.php' => 'companies', 'invoice_tab.php' => 'billing');
if (!isset($_GET['mainmenu'])) {
    $_GET['mainmenu'] = $elaska_menus[basename((string) ($_SERVER['SCRIPT_NAME'] ?? ''))] ?? 'elaska';
}
// Dolibarr empties a form whose token is too old. What was typed comes back to its fields, without the token and the
// action: nothing is done with it.
$elaska_typed = array_diff_key($_POST, array('token' => 1, 'action' => 1));
$elaska_found = false;
foreach (array(dirname(__DIR__), dirname(__DIR__, 2), (string) ($_SERVER['CONTEXT_DOCUMENT_ROOT'] ?? '')) as $elaska_root) {
    if ($elaska_root !== '' && is_file($elaska_root . '/main.inc.php') && is_file($elaska_root . '/master.inc.php')) {
        $elaska_found = true;
        require_once $elaska_root . '/main.inc.php';
        break;
    }
}
if (!$elaska_found) {
    http_response_code(500);
    header('Content-Type: text/plain; charset=UTF-8');
    exit("eLaska : main.inc.php de Dolibarr est introuvable. Placez le module dans htdocs/custom/elaska.\n");
}
require_once __DIR__ . '/lib/elaska.lib.php';
if (($_GET['errorcode'] ?? '') === 'InvalidToken') {
    $_POST = $elaska_typed;
}

$langs->loadLangs(array('elaska@elaska', 'companies', 'bills'));
if (!isModEnabled('elaska') || !empty($user->socid)) {
    accessforbidden();
}
$elaska_problem = elaska_problem();
if ($elaska_problem !== '') {
    elaska_page_away($elaska_problem);
}
$office = elaska_office();
// What was written at the page before gets its native twin; a failure is the queue's, not this page's.
if (($_SERVER['REQUEST_METHOD'] ?? '') === 'GET') {
    require_once __DIR__ . '/class/elaskamirror.class.php';
    (new ElaskaMirror($db))->drain(5);
}

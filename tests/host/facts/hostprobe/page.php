<?php
/*
 * Page that answers what was left of a request after the host's filters, for the fact files.
 * ?nocsrf=1 asks for the page as an AJAX door declares itself.
 */
define('NOLOGIN', 1);
define('NOREQUIREMENU', 1);
if (!empty($_GET['nocsrf'])) {
	define('NOCSRFCHECK', 1);
	define('NOTOKENRENEWAL', 1);
}
require dirname(__DIR__, 2).'/main.inc.php';
header('Content-Type: application/json');
echo json_encode(array('action' => GETPOST('action', 'aZ09'), 'id' => GETPOSTINT('id'), 'text' => GETPOST('text', 'alphanohtml'), 'post' => !empty($_POST), 'error' => GETPOST('errorcode', 'alpha'),
	'token' => newToken()));

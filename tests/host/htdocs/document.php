<?php
/*
 * Sends a document to a user who may read it: rights of its module, then the hook checkSecureAccess.
 */
define('NOTOKENRENEWAL', 1);
define('NOREQUIREMENU', 1);
require 'main.inc.php';
require_once DOL_DOCUMENT_ROOT.'/core/lib/files.lib.php';

$modulepart = GETPOST('modulepart', 'alpha');
$file = str_replace(array('../', '..\\'), '/', (string) GETPOST('file', 'alphanohtml'));
$entity = GETPOSTINT('entity') ?: $conf->entity;
if ($modulepart === '' || $file === '') {
	httponly_accessforbidden('Bad link. Bad value for parameter modulepart or file', 400);
}
$check = dol_check_secure_access_document($modulepart, $file, $entity, $user, '');
if (!$check['accessallowed']) {
	accessforbidden();
}
$path = $check['original_file'];
$hookmanager->initHooks(array('document'));
$parameters = array('ecmfile' => '', 'modulepart' => $modulepart, 'original_file' => $file, 'entity' => $entity, 'fullpath_original_file' => $path, 'filename' => basename($path));
$action = '';
$none = null;
$hookmanager->executeHooks('downloadDocument', $parameters, $none, $action);
if (strpos($path, '..') !== false || !is_file($path)) {
	httponly_accessforbidden('ErrorFileDoesNotExists: '.$file, 404);
}
top_httphead(dol_mimetype($path));
header('Content-Disposition: '.(GETPOSTINT('attachment') || !preg_match('/\.(pdf|png|jpe?g|gif)$/i', $path) ? 'attachment' : 'inline').'; filename="'.basename($path).'"');
header('Content-Length: '.filesize($path));
header('Cache-Control: private, no-cache');
readfile($path);
$db->close();

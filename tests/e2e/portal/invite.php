<?php
/*
 * Invites somebody to the portal as the administrator, the way the back office does: invite.php HOSTDIR CLIENT EMAIL NAME.
 * The mail worker of the instance sends the link.
 */
declare(strict_types=1);

list(, $hostDir, $client, $email, $name) = $argv;
chdir($hostDir);
// Dolibarr's menu and hook code reads it even on the command line.
$_SERVER['PHP_SELF'] = '/admin/modules.php';
require $hostDir . '/master.inc.php';
require_once DOL_DOCUMENT_ROOT . '/custom/elaska/lib/elaska.lib.php';
$user->fetch(0, getenv('HOST_ADMIN') ?: 'admin', '', 1);
method_exists($user, 'loadRights') ? $user->loadRights() : $user->getrights();
echo elaska_office($user)->call('account.invite', array('client' => (int) $client, 'email' => $email, 'name' => $name))['id'];

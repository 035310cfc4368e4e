<?php
/*
 * The editor of a letter template, with the page as it will be printed beside it. Source: DOC-18, DOC-19.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_form.lib.php';
require_once __DIR__ . '/../lib/elaska_letter.lib.php';

elaska_need('admin');
$code = (string) GETPOST('code', 'alphanohtml');
$template = elaska_read(static fn (): array => $office->call('letter.template', array('code' => $code)));
$groups = elaska_read(static fn (): array => $office->call('letter.variables'))['groups'];
$english = strpos((string) $langs->defaultlang, 'en') === 0;
$name = (string) ($template['body']['label'][$english ? 'en' : 'fr'] ?: $template['body']['label']['fr']);
unset($template['body']['$schema']);

llxHeader('', $name, '', '', 0, 0, array('/elaska/js/letter.js'), array('/elaska/css/admin.css', '/elaska/css/template.css', '/elaska/js/letter.css'));
print load_fiche_titre(elaska_h($name), elaska_link(elaska_url('admin/letters.php'), '‹ ' . $langs->transnoentities('ElaskaLetters')), 'title_setup');
print elaska_letter_island(array('page' => 'template', 'template' => $template['body'], 'version' => $template['version'], 'groups' => $groups, 'unknown' => $template['unknown']));
llxFooter();
$db->close();

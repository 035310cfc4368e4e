<?php
/*
 * Exceptional accesses of administrators: one is asked for by the number of a document, all of them stand in a register that
 * names no document. Source: SEC-11.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_time.lib.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_glass.lib.php';

elaska_need('admin');
$here = elaska_url('admin/glass.php');
$error = elaska_action() === 'break' && elaska_glass_may() ? elaska_glass_break($office, max(0, (int) elaska_in('file'))) : null;
$trail = elaska_trail_read();
$page = elaska_read(static fn (): array => $office->call('document.broken', array('limit' => 50) + ($trail ? array('after' => max(1, (int) end($trail))) : array())));

llxHeader('', elaska_words('ElaskaGlasses'), '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css'));
print load_fiche_titre($langs->trans('ElaskaGlasses'), '', 'fa-lock');
print elaska_admin_tabs('glass');
print '<p class="elaska-lead">' . elaska_t('ElaskaGlassLead') . '</p>';
if (elaska_glass_may()) {
    print '<section class="elaska-panel"><header><h2>' . elaska_t('ElaskaGlassTitle') . '</h2></header><p class="elaska-quiet">' . elaska_t('ElaskaGlassHelp') . '</p>' . elaska_glass_form($here, true, $error) . '</section>';
} else {
    print '<p class="elaska-note">' . elaska_t('ElaskaGlassNoRight') . '</p>';
}
print '<h2 class="elaska-heading">' . elaska_t('ElaskaGlassRegister') . '</h2>' . elaska_glass_register($page['rows']);
print elaska_pager('admin/glass.php', array(), $page['next'] === null ? null : (string) $page['next'], $trail);
print dol_get_fiche_end(-1);
llxFooter();
$db->close();

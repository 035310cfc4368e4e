<?php
/*
 * The template editor. The page brings the template as it is stored; the editor checks with the core as one types and
 * saves through the islands' door. Source: CASE-04..09, CASE-18, PLAT-08.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_form.lib.php';
require_once __DIR__ . '/../lib/elaska_template.lib.php';

elaska_need('admin');
$code = (string) GETPOST('code', 'alphanohtml');
$template = elaska_read(static fn (): array => $office->call('template.read', array('code' => $code)));
$lists = elaska_template_lists($office);
$name = (string) ((strpos((string) $langs->defaultlang, 'en') === 0 ? ($template['body']['label']['en'] ?? '') : '') ?: $template['body']['label']['fr']);

llxHeader('', $name, '', '', 0, 0, array('/elaska/js/builder.js'), array('/elaska/css/admin.css', '/elaska/css/template.css', '/elaska/js/builder.css'));
print load_fiche_titre(elaska_h($name), elaska_link(elaska_url('admin/templates.php'), '‹ ' . $langs->transnoentities('ElaskaTemplates')), 'title_setup');
print elaska_template_next($template);
if ($template['uses'] > 0) {
    print '<p class="elaska-quiet">' . elaska_t('ElaskaTemplateUsed', (string) $template['uses']) . '</p>';
}
print elaska_template_services($office, (string) $template['body']['code']);
$data = json_encode(array('body' => $template['body'], 'version' => $template['version'], 'lists' => $lists), JSON_UNESCAPED_UNICODE | JSON_HEX_TAG | JSON_HEX_AMP);
print '<div data-elaska-builder ' . elaska_endpoint() . ' data-upload-url="' . elaska_h(dol_buildpath('/elaska/ajax/upload.php', 1)) . '" data-file-url="' . elaska_h(dol_buildpath('/elaska/file.php', 1)) . '"' . ' data-icons="' . elaska_h(dol_buildpath('/elaska/js/icons.svg', 1)) . '" data-core="' . elaska_h(dol_buildpath('/elaska/js/elaska.wasm', 1)) . '">'
    . '<script type="application/json">' . $data . '</script><noscript>' . elaska_t('ElaskaTemplateNeedsScript') . '</noscript></div>';
llxFooter();
$db->close();

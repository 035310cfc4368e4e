<?php
/*
 * Reference lists: what people choose from, named, ordered, coloured and switched off by the firm. What is used somewhere
 * is switched off rather than taken away; a list goes back to what was shipped, and the firm makes its own. Source:
 * PLAT-11, PLAT-12.
 */
require __DIR__ . '/../elaska.main.inc.php';
require_once __DIR__ . '/../lib/elaska_admin.lib.php';
require_once __DIR__ . '/../lib/elaska_registry.lib.php';

elaska_need('admin');
$lists = elaska_read(static fn (): array => $office->call('reference.list'))['rows'];
usort($lists, static fn (array $a, array $b): int => strcoll($a['label'], $b['label']));
$code = (string) (GETPOST('list', 'aZ09') ?: ($lists[0]['code'] ?? ''));
$here = elaska_url('admin/lists.php', array('list' => $code));
$fresh = $code === 'new';
$list = $fresh ? array('items' => array(), 'label' => array(), 'version' => 0, 'local' => true, 'shipped' => false) : elaska_read(static fn (): array => $office->call('reference.read', array('list' => $code)));
$stored = array_column($list['items'], null, 'code');
$lines = array();
foreach ($list['items'] as $item) {
    $lines[] = array('code' => $item['code'], 'fr' => (string) ($item['label']['fr'] ?? ''), 'en' => (string) ($item['label']['en'] ?? ''), 'colour' => (string) $item['colour'], 'active' => $item['active'] ? '1' : '', 'reuse' => !empty($item['reuse']) ? '1' : '', 'keep_months' => (string) ((int) ($item['keep_months'] ?? 0) ?: ''));
}
$error = null;
$action = elaska_action();
if ($action === 'revert') {
    elaska_try(static function () use ($office, $code, $here): void {
        elaska_lists_kept($office->call('reference.revert', array('list' => $code, 'version' => (int) elaska_in('version'))), array());
        elaska_redirect($here, elaska_words('ElaskaListReverted'));
    });
} elseif ($action === 'save') {
    $posted = elaska_lines_posted('items');
    if ($posted === null) {
        setEventMessages(elaska_words('ElaskaLinesCut'), null, 'errors');
    } else {
        $lines = elaska_lines_coded(array_values(array_filter($posted, static fn (array $line): bool => empty($line['remove']))));
        $error = elaska_try(static function () use ($office, $code, $fresh, $lists, $lines, $stored): void {
            $items = array();
            foreach ($lines as $line) {
                $known = $stored[$line['code']] ?? array();
                $item = array('code' => $line['code'], 'label' => elaska_line_label($line) ?: array('fr' => ''), 'colour' => $line['colour'] ?? '', 'icon' => (string) ($known['icon'] ?? ''), 'active' => !empty($line['active']), 'extra' => (string) ($known['extra'] ?? ''), 'within' => (string) ($known['within'] ?? ''));
                if ($code === 'piece_categories') {
                    $item += array('reuse' => !empty($line['reuse']), 'keep_months' => (int) ($line['keep_months'] ?? 0));
                }
                $items[] = $item;
            }
            $name = array_filter(array('fr' => elaska_in('name_fr'), 'en' => elaska_in('name_en')), static fn (string $text): bool => $text !== '');
            $to = $fresh ? elaska_line_code((string) (reset($name) ?: ''), array_merge(array_column($lists, 'code'), array('new'))) : $code;
            $saved = $office->call('reference.save', array('list' => $to, 'version' => elaska_lines_version(), 'items' => $items) + ($fresh || $name ? array('label' => $name ?: array('fr' => '')) : array()));
            elaska_lists_kept($saved, $stored);
            elaska_redirect(elaska_url('admin/lists.php', array('list' => $to)), elaska_words('ElaskaSaved'));
        });
    }
}

/** Values that something uses stayed, switched off. @param array<string,mixed> $saved @param array<string,array<string,mixed>> $stored */
function elaska_lists_kept(array $saved, array $stored): void
{
    foreach ($saved['deactivated'] ?? array() as $kept) {
        setEventMessages(elaska_h(elaska_words('ElaskaItemKept', (string) (($stored[$kept]['text'] ?? '') ?: $kept))), null, 'warnings');
    }
}

/** Of categories of documents: do they serve other cases, how long are they kept. DOC-09, DOC-26. @param array<string,string> $line */
function elaska_item_documents(string $base, array $line, bool $new): string
{
    return '<span class="elaska-line-more">' . elaska_line_check($base, 'reuse', elaska_words('ElaskaCategoryReuse'), $new || !empty($line['reuse']))
        . '<label class="elaska-line-months"><span>' . elaska_t('ElaskaCategoryKeep') . '</span><input type="number" name="' . $base . '[keep_months]" min="0" max="1200" step="1" value="' . elaska_h($line['keep_months'] ?? '') . '"> <span>' . elaska_t('ElaskaCategoryKeepMonths') . '</span></label></span>';
}

/** @param array<string,string> $line @param list<string> $errors */
function elaska_item_line(string $i, array $line, int $position, array $errors, bool $documents, bool $fixed = false): string
{
    $base = 'items[' . $i . ']';
    $new = ($line['code'] ?? '') === '' || !empty($line['new']);
    return '<div class="elaska-line' . ($errors ? ' elaska-row-error' : '') . (!$new && empty($line['active']) ? ' elaska-off' : '') . '"' . ($fixed ? '' : ' data-elaska-one') . '>' . ($fixed ? '' : elaska_line_place($base, $position))
        . elaska_line_text($base, 'fr', elaska_words('ElaskaInFrench'), $line['fr'] ?? '', 160) . elaska_line_text($base, 'en', elaska_words('ElaskaInEnglish'), $line['en'] ?? '', 160)
        . ($new ? elaska_line_text($base, 'code', elaska_words('ElaskaCode'), $line['code'] ?? '', 40, 'placeholder="' . elaska_t('ElaskaCodeByItself') . '" pattern="[a-z][a-z0-9_]*" spellcheck="false" autocapitalize="none"')
            : '<input type="hidden" name="' . $base . '[code]" value="' . elaska_h($line['code']) . '"><span class="elaska-line-code"><span>' . elaska_t('ElaskaCode') . '</span><code>' . elaska_h($line['code']) . '</code></span>')
        . elaska_line_colours($base, $line['colour'] ?? '', true) . ($documents ? elaska_item_documents($base, $line, $new) : '')
        . ($fixed ? '<input type="hidden" name="' . $base . '[active]" value="1"></div>' : '<span class="elaska-line-ends">' . elaska_line_check($base, 'active', elaska_words('ElaskaLineActive'), $new ? true : !empty($line['active']))
        . ($new ? '' : elaska_line_check($base, 'remove', elaska_words('ElaskaLineRemove'), false)) . '</span>' . elaska_line_error($errors, 'items-' . $i) . '</div>');
}

$errors = elaska_line_errors($error, 'items');
llxHeader('', elaska_words('ElaskaLists'), '', '', 0, 0, array('/elaska/js/admin.js'), array('/elaska/css/admin.css', '/elaska/css/template.css', '/elaska/css/registry.css'));
print load_fiche_titre($langs->trans('ElaskaLists'), '', 'title_setup');
print elaska_admin_tabs('lists');
print '<p class="elaska-lead">' . elaska_t('ElaskaListsLead') . '</p>';
$menu = array();
foreach ($lists as $row) {
    $menu[] = array('url' => elaska_url('admin/lists.php', array('list' => $row['code'])), 'label' => $row['label'], 'figure' => $row['active'] === $row['items'] ? (string) $row['items'] : $row['active'] . '/' . $row['items'], 'on' => $row['code'] === $code);
}
$menu[] = array('url' => elaska_url('admin/lists.php', array('list' => 'new')), 'label' => '+ ' . elaska_words('ElaskaListNew'), 'figure' => '', 'on' => $fresh);
if ($code === 'piece_categories') {
    print '<p class="elaska-quiet">' . elaska_t('ElaskaCategoryLead') . '</p>';
}
if (!empty($list['fixed'])) {
    print '<p class="elaska-quiet">' . elaska_t('ElaskaListFixed') . '</p>';
}
print '<div class="elaska-registry">' . elaska_side_menu($menu, elaska_words('ElaskaLists')) . '<section class="elaska-panel">';
print elaska_form($here, 'save', 'elaska-lines-form') . '<input type="hidden" name="version" value="' . elaska_h(elaska_value('version', $list['version'])) . '">';
print '<div class="elaska-line-names"><label class="elaska-line-text"><span>' . elaska_t('ElaskaListName') . '</span><input type="text" name="name_fr" maxlength="120" value="' . elaska_h(elaska_value('name_fr', $list['label']['fr'] ?? '')) . '"></label>'
    . '<label class="elaska-line-text"><span>' . elaska_t('ElaskaInEnglish') . '</span><input type="text" name="name_en" maxlength="120" value="' . elaska_h(elaska_value('name_en', $list['label']['en'] ?? '')) . '"></label></div>';
print elaska_line_error($errors[-1] ?? array(), 'items') . '<div data-elaska-lines>';
foreach ($lines as $i => $line) {
    print elaska_item_line((string) $i, $line, $i + 1, $errors[$i] ?? array(), $code === 'piece_categories', !empty($list['fixed']));
}
print !empty($list['fixed']) ? '</div>' : elaska_item_line((string) count($lines), array(), count($lines) + 1, array(), $code === 'piece_categories') . '</div>';
print (!empty($list['fixed']) ? '' : elaska_lines_more(elaska_item_line('__n__', array(), 9999, array(), $code === 'piece_categories'))) . elaska_lines_end($error, (int) $list['version']) . '</form>';
if ($list['local'] && $list['shipped']) {
    $back = elaska_post_button($here, 'revert', elaska_words('ElaskaListRevert'), 'elaska-textbutton', array('version' => $list['version']));
    print '<p class="elaska-list-revert">' . str_replace('<form ', '<form ' . elaska_ask(elaska_words('ElaskaListRevertAsk')) . ' ', $back) . '</p>';
}
print '</section></div>';
print dol_get_fiche_end();
llxFooter();
$db->close();

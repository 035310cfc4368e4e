<?php
/*
 * The tree of folders beside a client's documents: read without a script, changed with one (islands/folders). Source:
 * DOC-01.
 */

/**
 * What an address asks for: null all, 0 those in none, else a folder that the reader sees.
 *
 * @param array<string,mixed> $tree answer of folder.tree
 */
function elaska_folder_asked(array $tree): ?int
{
    $asked = (string) GETPOST('folder', 'aZ09', 1);
    if ($asked === '0') {
        return 0;
    }
    return in_array((int) $asked, array_map('intval', array_column($tree['folders'], 'id')), true) ? (int) $asked : null;
}

/** The folder and what is below it. @param array<string,mixed> $tree @return list<int> */
function elaska_folder_below(array $tree, int $id): array
{
    $ids = array($id => true);
    do {
        $n = count($ids);
        foreach ($tree['folders'] as $folder) {
            if (isset($ids[(int) $folder['parent']])) {
                $ids[(int) $folder['id']] = true;
            }
        }
    } while (count($ids) > $n);
    return array_keys($ids);
}

/** What the list beside it holds to: the client, a case of his, and what is chosen. @param array<string,mixed> $tree @return array<string,mixed> */
function elaska_folder_within(array $tree, ?int $chosen, int $kase): array
{
    $all = array(array('field' => 'client', 'op' => 'is', 'value' => (int) $tree['client']));
    if ($kase > 0) {
        $all[] = array('field' => 'case', 'op' => 'is', 'value' => $kase);
    }
    if ($chosen === 0) {
        $all[] = array('field' => 'folder', 'op' => 'empty');
    } elseif ($chosen !== null) {
        $all[] = array('field' => 'folder', 'op' => 'in', 'value' => array_slice(elaska_folder_below($tree, $chosen), 0, 100));
    }
    return array('and' => $all);
}

/** From the top to what is chosen. @param array<string,mixed> $tree @param array<string,int|string> $kept */
function elaska_folder_crumbs(array $tree, ?int $chosen, array $kept): string
{
    if ($chosen === null) {
        return '';
    }
    $folders = array_column($tree['folders'], null, 'id');
    $path = array();
    for ($at = $folders[$chosen] ?? null; $at !== null && count($path) < 20; $at = $folders[(int) $at['parent']] ?? null) {
        array_unshift($path, $at);
    }
    $out = elaska_link(elaska_url('document_list.php', $kept), elaska_words('ElaskaFolderAll'));
    foreach ($path as $i => $folder) {
        $out .= '<span class="elaska-quiet" aria-hidden="true">›</span>' . ($i === count($path) - 1 ? '<span aria-current="page">' . elaska_h($folder['name']) . '</span>' : elaska_link(elaska_url('document_list.php', $kept + array('folder' => $folder['id'])), (string) $folder['name']));
    }
    $out .= $chosen === 0 ? '<span class="elaska-quiet" aria-hidden="true">›</span><span aria-current="page">' . elaska_t('ElaskaFolderNone') . '</span>' : '';
    return '<nav class="elf-crumbs" aria-label="' . elaska_t('ElaskaFolderPath') . '">' . $out . '</nav>';
}

/** Branches as links, for who has no script. @param list<array<string,mixed>> $folders @param array<string,int|string> $kept */
function elaska_folder_branch(array $folders, ?int $parent, ?int $chosen, array $kept): string
{
    $out = '';
    foreach ($folders as $folder) {
        if (($folder['parent'] === null ? null : (int) $folder['parent']) !== $parent) {
            continue;
        }
        $current = $chosen === (int) $folder['id'];
        $out .= '<li><div class="elf-line' . ($current ? ' elf-chosen' : '') . '"><span class="elf-fold"></span><a class="elf-name" href="' . elaska_h(elaska_url('document_list.php', $kept + array('folder' => $folder['id']))) . '"' . ($current ? ' aria-current="page"' : '') . '><span class="elf-icon elaska-c-' . elaska_h((string) ($folder['colour'] ?: 'none')) . '">'
            . elaska_icon((string) ($folder['icon'] ?: 'folder')) . '</span><span class="elf-text">' . elaska_h($folder['name']) . '</span><span class="elf-count elaska-num">' . ($folder['total'] > 0 ? (int) $folder['total'] : '') . '</span></a></div>' . elaska_folder_branch($folders, (int) $folder['id'], $chosen, $kept) . '</li>';
    }
    return $out === '' ? '' : '<ul>' . $out . '</ul>';
}

/** The tree, a drawer on phones. @param array<string,mixed> $tree @param array<string,int|string> $kept */
function elaska_folder_tree(array $tree, ?int $chosen, array $kept): string
{
    $data = array('tree' => $tree, 'people' => array_values(array_map(static fn (array $p): array => array('id' => (int) $p['id'], 'name' => (string) $p['name']), elaska_people())), 'page' => elaska_url('document_list.php', $kept), 'chosen' => $chosen, 'icons' => elaska_sprite(), 'levels' => array_column(elaska_levels(), 'label'));
    $now = $chosen === null ? elaska_words('ElaskaFolderAll') : ($chosen === 0 ? elaska_words('ElaskaFolderNone') : (string) array_column($tree['folders'], 'name', 'id')[$chosen]);
    return '<aside class="elf" data-elaska-folders ' . elaska_endpoint() . ' data-upload-url="' . elaska_h(dol_buildpath('/elaska/ajax/upload.php', 1)) . '"><details class="elf-drawer" open><summary>' . elaska_icon('folder') . '<span>' . elaska_t('ElaskaFolders') . ' : <span class="elf-now">' . elaska_h($now) . '</span></span></summary>'
        . '<nav class="elf-tree" aria-label="' . elaska_t('ElaskaFolders') . '"><header><h2>' . elaska_t('ElaskaFolders') . '</h2></header>' . elaska_folder_branch($tree['folders'], null, $chosen, $kept) . '</nav></details>'
        . '<script type="application/json" data-elaska-folders-data>' . json_encode($data, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE) . '</script></aside>';
}

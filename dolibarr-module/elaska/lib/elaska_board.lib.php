<?php
/*
 * The board of tasks in a page: what its island starts from, and what stands there without a script.
 */

/** Scripts and styles of the board, for llxHeader. */
const ELASKA_BOARD_JS = array('/elaska/js/board.js');
const ELASKA_BOARD_CSS = array('/elaska/css/time.css', '/elaska/js/board.css', '/elaska/css/case.css');

/** Cards of each column that the page carries: more than a screen shows; the island asks for the rest. */
const ELASKA_BOARD_FIRST = 20;

/** People of the firm who may be given a task, as Dolibarr offers them to this person. @return list<array{id: int, name: string}> */
function elaska_people(): array
{
    global $db;
    $html = (new Form($db))->select_dolusers(-1, 'elaska_people', 0);
    preg_match_all('/<option[^>]*\bvalue="(\d+)"[^>]*>([^<]*)/', is_string($html) ? $html : '', $found, PREG_SET_ORDER);
    $people = array();
    foreach ($found as list(, $id, $name)) {
        $name = trim(html_entity_decode($name, ENT_QUOTES | ENT_HTML5, 'UTF-8'));
        if ((int) $id > 0 && $name !== '') {
            $people[] = array('id' => (int) $id, 'name' => $name);
        }
    }
    return $people;
}

/** JSON that may stand inside a script element. @param mixed $data */
function elaska_json($data): string
{
    return (string) json_encode($data, JSON_UNESCAPED_UNICODE | JSON_HEX_TAG | JSON_HEX_AMP | JSON_INVALID_UTF8_SUBSTITUTE);
}

/**
 * The island with the board that it shows at once.
 *
 * @param array<string,mixed> $scope input of task.board
 * @param array<string,mixed> $board what it answered
 * @param list<array{id: int, label: string}> $steps of the case
 */
function elaska_board(array $scope, array $board, array $steps = array()): string
{
    global $user;
    $data = array('scope' => $scope, 'me' => (int) $user->id, 'people' => elaska_people(), 'steps' => $steps);
    $out = '<div data-elaska-board ' . elaska_endpoint() . ' data-icons="' . elaska_h(elaska_sprite()) . '" data-case-url="' . elaska_h(dol_buildpath('/elaska/case_card.php', 1) . '?id={id}') . '"'
        . ' data-fields-url="' . elaska_h(dol_buildpath('/elaska/fields_tab.php', 1) . '?object=task&id={id}') . '"'
        . ' data-file-url="' . elaska_h(dol_buildpath('/elaska/file.php', 1)) . '" data-upload-url="' . elaska_h(dol_buildpath('/elaska/ajax/upload.php', 1)) . '"' . (elaska_can('time/own') ? ' data-timer' : '');
    foreach ($data as $name => $value) {
        $out .= ' data-' . $name . '="' . elaska_h(elaska_json($value)) . '"';
    }
    return $out . '><script type="application/json">' . elaska_json($board) . '</script><noscript>' . elaska_board_plain($board) . '</noscript></div>';
}

/** Without a script: the columns as lists. @param array<string,mixed> $board */
function elaska_board_plain(array $board): string
{
    $out = '';
    foreach ($board['columns'] as $column) {
        $cards = '';
        foreach ($board['cards'] as $card) {
            if ($card['status'] === $column['code']) {
                $cards .= '<li>' . elaska_h($card['title']) . ' <span class="elaska-quiet">' . elaska_h($card['case']['ref'] ?? '') . ' ' . elaska_day($card['due_on']) . '</span>' . ($card['late'] ? ' ' . elaska_mark('ElaskaLate', 'red') : '') . '</li>';
            }
        }
        $out .= '<section class="elaska-panel"><header><h2>' . elaska_h($column['label']) . '</h2></header>' . ($cards !== '' ? '<ul class="elaska-plain">' . $cards . '</ul>' : '') . '</section>';
    }
    return $out;
}

<?php
/*
 * A letter about a case or to a client: template and recipient are chosen, the text is read again and changed, then it is
 * a PDF among the documents. Source: DOC-20.
 */
require __DIR__ . '/elaska.main.inc.php';
require_once __DIR__ . '/lib/elaska_time.lib.php';
require_once __DIR__ . '/lib/elaska_form.lib.php';
require_once __DIR__ . '/lib/elaska_letter.lib.php';

elaska_need('case/write');
$id = max(0, GETPOSTINT('id') ?: GETPOSTINT('case'));
$client = $id > 0 ? 0 : max(0, GETPOSTINT('client'));
$about = $id > 0 ? array('case' => $id) : array('client' => $client);
$here = elaska_url('letter.php', $id > 0 ? array('id' => $id) : $about);
$back = $id > 0 ? elaska_url('case_card.php', array('id' => $id, 'tab' => 'docs')) : elaska_url('thirdparty_tab.php', array('id' => $client));
$title = $langs->transnoentities('ElaskaLetterWrite');
$case = $id > 0 ? elaska_read(static fn (): array => $office->call('case.page', array('case' => $id))) : array();
$why = $id === 0 && $client === 0 ? elaska_words('ElaskaLetterWhom') : ($case && empty($case['may']['edit']) ? elaska_words(!empty($case['archived']) ? 'ElaskaErr_case_archived' : 'ElaskaLetterReadOnly') : '');
if ($why !== '') {
    llxHeader('', $title, '', '', 0, 0, array(), array('/elaska/css/case.css'));
    print load_fiche_titre(elaska_h($title . ($case ? ' · ' . $case['ref'] . ' ' . $case['title'] : '')), '', 'fa-envelope-open-text');
    print elaska_empty($why, elaska_button($case ? $back : elaska_url('case_list.php'), elaska_words($case ? 'ElaskaBackToCase' : 'ElaskaMenuCases')));
    llxFooter();
    $db->close();
    exit;
}
$people = elaska_read(static fn (): array => $office->call('letter.recipients', $about));
$choices = elaska_letter_choices(elaska_read(static fn (): array => $office->call('letter.templates', array('active' => true) + ($id > 0 ? array() : array('of' => 'client'))))['rows']);
// Posted: an address of somebody stands in no address of a page, and may hold any sign.
$side = in_array(elaska_in('side'), ELASKA_LETTER_LANGS, true) ? elaska_in('side') : (string) $people['lang'];
$chosen = elaska_in('template');
$to = elaska_in('to');
$lines = elaska_in('lines');
$composed = null;
if (elaska_action() === 'compose' && isset($choices[$chosen])) {
    elaska_try(static function () use ($office, $about, $chosen, $side, $to, $lines, &$composed): void {
        $composed = $office->call('letter.compose', $about + array('template' => $chosen, 'lang' => $side, 'recipient' => elaska_letter_recipient($to, $lines)));
    });
}

llxHeader('', $title, '', '', 0, 0, $composed ? array('/elaska/js/letter.js') : array(), array_merge(array('/elaska/css/case.css'), $composed ? array('/elaska/js/letter.css') : array()));
print load_fiche_titre(elaska_h($title . ($case ? ' · ' . $case['ref'] . ' ' . $case['title'] : '')), elaska_link($back, '‹ ' . elaska_words($id > 0 ? 'ElaskaLetterBack' : 'Back')), 'fa-envelope-open-text');
$options = array();
foreach ($people['rows'] as $row) {
    $options[$row['kind'] . ':' . $row['id']] = implode(', ', array_filter(array($row['name'], $row['role'])));
}
$options['other'] = elaska_words('ElaskaLetterOther');
if (!$choices) {
    print elaska_empty(elaska_words('ElaskaLettersNone'), elaska_can('admin') ? elaska_link(elaska_url('admin/letters.php'), elaska_words('ElaskaLetters'), 'butAction') : '');
} else {
    print elaska_form($here, 'compose', 'elaska-filters') . ($id > 0 ? '<input type="hidden" name="id" value="' . $id . '">' : '<input type="hidden" name="client" value="' . $client . '">')
        . elaska_filter(elaska_words('ElaskaLetterTemplate'), 'template', elaska_select('template', $choices, $chosen))
        . elaska_filter(elaska_words('ElaskaLetterTo'), 'to', elaska_select('to', $options, $to))
        . elaska_filter(elaska_words('ElaskaLetterOtherLines'), 'lines', '<textarea id="lines" name="lines" rows="2" placeholder="' . elaska_t('ElaskaLetterOtherHint') . '">' . elaska_h($lines) . '</textarea>')
        . elaska_filter(elaska_words('ElaskaLetterLang'), 'side', elaska_select('side', array('fr' => elaska_words('ElaskaLetterLang_fr'), 'en' => elaska_words('ElaskaLetterLang_en')), $side))
        . '<div class="elaska-filter-end"><button type="submit" class="' . ($composed ? 'elaska-second' : 'butAction') . '">' . elaska_t($composed ? 'ElaskaLetterAgain' : 'ElaskaLetterPrepare') . '</button></div></form>';
}
if ($composed) {
    print elaska_letter_island(array('page' => 'compose', 'case' => $id, 'client' => $client, 'template' => $chosen, 'recipient' => elaska_letter_recipient($to, $lines), 'lang' => $composed['lang'], 'subject' => $composed['subject'], 'body' => $composed['body'],
        'empty' => $composed['empty'], 'broken' => $composed['broken'], 'missing' => $composed['missing'], 'key' => bin2hex(random_bytes(16)), 'portal' => (bool) ($case['portal_visible'] ?? false), 'back' => $back));
}
llxFooter();
$db->close();

<?php
/*
 * A form that reacts while it is filled: the core's own rules run in the browser (js/form.js). The plain form inside is
 * what a page without scripts has. Source: CASE-05, CASE-07, PLAT-08.
 */

/** Refusals that a field can meet while it is typed. */
const ELASKA_LIVE_KEYS = array('field.address', 'field.choice', 'field.control_characters', 'field.date', 'field.decimals', 'field.duration_long', 'field.email', 'field.file', 'field.iban', 'field.iban_country', 'field.iban_key', 'field.iban_length',
    'field.link', 'field.mask', 'field.moment', 'field.nir', 'field.nir_key', 'field.no_such_day', 'field.number', 'field.phone', 'field.required', 'field.siren', 'field.siren_key', 'field.siret', 'field.siret_key', 'field.time',
    'field.too_early', 'field.too_few', 'field.too_large', 'field.too_late', 'field.too_long', 'field.too_many', 'field.too_short', 'field.too_small', 'field.yesno', 'field.zip', 'date.no_such_day', 'date.unreadable', 'duration.over_a_day',
    'duration.unreadable', 'moment.unreadable', 'form.value', 'rich.link', 'rich.too_deep', 'rich.too_large', 'rich.too_many', 'rich.columns');

/**
 * @param array<string,mixed> $form of case.form
 * @param string $op operation that stores it
 * @param array<string,mixed> $input fixed members of its input
 * @param string $member that the answers go in
 * @param string $plain the same without scripts
 * @param array<string,mixed>|null $place what files of answers are deposited with; null: none is
 */
function elaska_live_form(array $form, string $op, array $input, string $member, string $back, string $plain, ?array $place = null): string
{
    if (($form['program'] ?? null) === null) {
        return $plain;
    }
    return elaska_live_island($form, array('op' => $op, 'input' => $input, 'member' => $member, 'draft' => $member === 'answers') + ($place !== null ? array('place' => $place) : array()), $plain, ' data-back="' . elaska_h($back) . '"');
}

/**
 * The same as a part of a form of the page: the answers travel with it as JSON in one input.
 *
 * @param array<string,mixed> $form of template.form, with answers and facts
 */
function elaska_live_part(array $form, string $carrier, ?Elaska\Exception $error, string $plain): string
{
    if (($form['program'] ?? null) === null) {
        return $plain;
    }
    $refused = array();
    foreach ($error !== null ? elaska_live_problems($error) : array() as $field => $key) {
        $refused[] = array('field' => $field, 'message' => $key);
    }
    return elaska_live_island($form, array('op' => '', 'input' => new stdClass(), 'member' => 'fields', 'draft' => false, 'carrier' => $carrier, 'refused' => $refused), $plain, '');
}

/** What the core refused, in words. @return array<string,string> by path of the field */
function elaska_live_problems(Elaska\Exception $error): array
{
    $told = array();
    foreach ($error->getDetails()['problems'] ?? array() as $problem) {
        $told[(string) ($problem['field'] ?? '')] = elaska_sentence((string) $problem['key'], $problem['params'] ?? array());
    }
    return $told ?: array($error->getField() => elaska_error_text($error));
}

/** @param array<string,mixed> $form @param array<string,mixed> $more */
function elaska_live_island(array $form, array $more, string $plain, string $attributes): string
{
    $sentences = array('field.wrong' => elaska_words('ElaskaRefused'));
    foreach (ELASKA_LIVE_KEYS as $key) {
        $sentences[$key] = elaska_sentence($key);
    }
    $opened = array_intersect_key($form, array('program' => 1, 'form' => 1, 'fields' => 1, 'groups' => 1, 'files' => 1)) + $more + array(
        'answers' => (object) $form['answers'], 'answered' => (bool) $form['answers'], 'facts' => (object) $form['facts'],
        'lang' => strpos((string) $GLOBALS['langs']->defaultlang, 'en') === 0 ? 'en' : 'fr', 'sentences' => $sentences, 'reveal' => elaska_can('sensitive/reveal'),
        'words' => array('save' => elaska_words('Save'), 'draft' => elaska_words('ElaskaDraftKeep'), 'cancel' => elaska_words('Cancel'), 'check' => elaska_words('ElaskaLiveCheck'), 'failed' => elaska_words('ElaskaRefused'),
            'saved' => elaska_words('ElaskaLiveSaved'), 'draftSaved' => elaska_words('ElaskaDraftKept'), 'noFile' => elaska_words('ElaskaLiveNoFile'), 'deposit' => elaska_words('ElaskaDeposit'), 'depositMore' => elaska_words('ElaskaDepositMore'), 'remove' => elaska_words('ElaskaLiveFileOut', '%s'), 'sending' => elaska_words('ElaskaLiveFileSending', '%s'), 'conflict' => elaska_words('ElaskaLiveConflict'), 'yours' => elaska_words('ElaskaLiveYours'),
            'theirs' => elaska_words('ElaskaLiveTheirs'), 'sendChosen' => elaska_words('ElaskaLiveSendChosen'), 'noAnswer' => elaska_words('ElaskaLiveNoAnswer'), 'other' => elaska_words('ElaskaOtherFields')),
        'fileUrl' => dol_buildpath('/elaska/file.php', 1) . '?view=1&id=', 'uploadUrl' => dol_buildpath('/elaska/ajax/upload.php', 1),
    );
    return '<div data-elaska-live ' . elaska_endpoint() . ' data-core="' . elaska_h(dol_buildpath('/elaska/js/elaska.wasm', 1)) . '"' . $attributes . '><script type="application/json">'
        . json_encode($opened, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR) . '</script>' . $plain . '</div>';
}

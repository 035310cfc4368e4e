<?php
/*
 * What client and firm say about a document, beside it. Source: DOC-05.
 */

/** What may be done with one of them: one's own for a quarter of an hour, any by a manager. @param array<string,mixed> $one */
function elaska_talk_tools(array $one, bool $hides, string $url, ?Elaska\Exception $error): string
{
    $error = $error !== null && elaska_in('action') === 'talk_edit' && (int) elaska_in('comment') === (int) $one['id'] ? $error : null;
    $at = array('comment' => (int) $one['id']);
    $tools = $one['until'] > dol_now() ? elaska_fold(elaska_words('Modify'), elaska_form($url, 'talk_edit', 'elaska-form') . '<input type="hidden" name="comment" value="' . (int) $one['id'] . '">'
        . elaska_ids('talk-' . (int) $one['id'], str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', elaska_row(elaska_words('ElaskaTalkChange'), 'body', elaska_textarea('body', $error !== null ? elaska_in('body') : (string) $one['body'], 3), $error, true)))
        . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('Save') . '</button></div></form>', $error !== null) . elaska_act_button($url, 'talk_delete', elaska_words('Delete'), $at) : '';
    if ($hides) {
        $tools .= elaska_act_button($url, $one['hidden'] ? 'talk_show' : 'talk_hide', elaska_words($one['hidden'] ? 'ElaskaTalkShow' : 'ElaskaTalkHide'), $at);
    }
    return $tools !== '' ? '<div class="elaska-talk-tools">' . $tools . '</div>' : '';
}

/** @param array<string,mixed> $talk file.comments */
function elaska_talk(array $talk, string $url, ?Elaska\Exception $error): string
{
    $out = '';
    foreach ($talk['rows'] as $one) {
        $marks = ($one['internal'] ? elaska_mark('ElaskaInternal', 'amber') : '') . ($one['hidden'] ? elaska_mark('ElaskaTalkHidden', 'slate') : '');
        $out .= '<li class="elaska-message' . ($one['internal'] ? ' elaska-note-internal' : ($one['by']['kind'] === 'user' ? ' elaska-message-firm' : '')) . '"><p class="elaska-badges"><strong>' . elaska_h((string) ($one['by']['name'] ?? '')) . '</strong>' . $marks
            . '<span class="elaska-quiet elaska-small">' . elaska_moment($one['at']) . ($one['edited'] ? ' · ' . elaska_t('ElaskaTalkEdited') : '') . '</span></p><p>' . elaska_lines($one['body']) . '</p>' . elaska_talk_tools($one, $talk['may_hide'], $url, $error) . '</li>';
    }
    $out = $out !== '' ? '<ul class="elaska-messages">' . $out . '</ul>' : '<p class="elaska-quiet">' . elaska_t('ElaskaTalkNone') . '</p>';
    if (elaska_can('case/write')) {
        $error = $error !== null && elaska_in('action') === 'talk' ? $error : null;
        $whom = $talk['visible'] ? elaska_row(elaska_words('ElaskaNoteFor'), 'internal', elaska_checkbox('internal', $error !== null && elaska_in('internal') === '1', elaska_words('ElaskaRequestInternal')))
            : '<p class="elaska-quiet">' . elaska_t('ElaskaTalkAmongUs') . '</p>';
        $out .= elaska_form($url, 'talk', 'elaska-form', 'data-elaska-keep') . str_replace('class="elaska-row', 'class="elaska-row-wide elaska-row', elaska_row(elaska_words('ElaskaRequestMessageNew'), 'body', elaska_textarea('body', $error !== null ? elaska_in('body') : '', 3), $error, true)
            . $whom) . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaRequestSend') . '</button></div></form>';
    }
    return '<section class="elaska-panel elaska-talk" id="talk"><header><h2>' . elaska_t('ElaskaTalk') . '</h2></header>' . $out . '</section>';
}

/** Does what a form of it asks, and goes back; a refusal is given back. */
function elaska_talk_act(Elaska\Office $office, int $file, string $action, string $url): ?Elaska\Exception
{
    return elaska_attempt(array('body', 'internal'), static function () use ($office, $file, $action, $url): void {
        if ($action === 'talk') {
            $office->call('file.comment', array('file' => $file) + elaska_posted(array('body' => 'text', 'internal' => 'flag')));
        } elseif ($action === 'talk_edit') {
            $office->call('comment.edit', elaska_posted(array('comment' => 'id', 'body' => 'text')));
        } elseif ($action === 'talk_delete') {
            $office->call('comment.delete', elaska_posted(array('comment' => 'id')));
        } elseif ($action === 'talk_hide' || $action === 'talk_show') {
            $office->call('comment.hide', array('on' => $action === 'talk_hide') + elaska_posted(array('comment' => 'id')));
        }
        elaska_redirect($url . '#talk', elaska_words('ElaskaSaved'));
    });
}

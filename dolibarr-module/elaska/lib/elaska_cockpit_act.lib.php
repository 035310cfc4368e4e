<?php
/*
 * What can be done on a case from its page: each action of a form is one operation of the core.
 */

/**
 * Action => operation, its fields (as elaska_posted reads them; "@case" adds the case), what is said when it worked.
 */
const ELASKA_CASE_ACTS = array(
    'step_start' => array('step.start', array('step' => 'id'), 'ElaskaStepStarted'),
    'step_validate' => array('step.validate', array('step' => 'id', 'comment' => 'text', 'confirm' => 'flag'), 'ElaskaStepValidated'),
    'step_skip' => array('step.skip', array('step' => 'id', 'reason' => 'text'), 'ElaskaStepSkipped'),
    'step_reopen' => array('step.reopen', array('step' => 'id', 'reason' => 'text'), 'ElaskaStepReopened'),
    'step_update' => array('step.update', array('step' => 'id', 'version' => 'int', 'planned_on' => 'day?', 'responsible' => 'id?', 'comment' => 'text?'), 'ElaskaSaved'),
    'piece_add' => array('piece.add', array('@case' => '', 'label' => 'text', 'category' => 'text', 'from' => 'text', 'required' => 'flag', 'many' => 'flag', 'help' => 'text', 'due_on' => 'day'), 'ElaskaPieceAdded'),
    'piece_update' => array('piece.update', array('piece' => 'id', 'version' => 'int', 'label' => 'text', 'required' => 'flag', 'help' => 'text?', 'due_on' => 'day?'), 'ElaskaSaved'),
    'piece_remove' => array('piece.remove', array('piece' => 'id'), 'ElaskaPieceRemoved'),
    'piece_receive' => array('piece.receive', array('pieces' => 'ids'), 'ElaskaPieceReceived'),
    'piece_validate' => array('piece.validate', array('pieces' => 'ids'), 'ElaskaPieceValidated'),
    'piece_refuse' => array('piece.refuse', array('piece' => 'id', 'reason' => 'text'), 'ElaskaPieceRefused'),
    'piece_skip' => array('piece.skip', array('piece' => 'id', 'reason' => 'text'), 'ElaskaPieceSkipped'),
    'piece_require' => array('piece.require', array('piece' => 'id', 'reason' => 'text'), 'ElaskaPieceRequired'),
    'piece_take' => array('piece.take', array('piece' => 'id', 'file' => 'id'), 'ElaskaPieceTaken'),
    'piece_decline' => array('piece.decline', array('piece' => 'id'), 'ElaskaPieceDeclined'),
    'member_put' => array('member.put', array('@case' => '', 'user' => 'id', 'role' => 'text'), 'ElaskaMemberAdded'),
    'member_remove' => array('member.remove', array('@case' => '', 'user' => 'id'), 'ElaskaMemberRemoved'),
    'member_lead' => array('member.lead', array('@case' => '', 'user' => 'id'), 'ElaskaMemberLeads'),
    'party_add' => array('party.add', array('@case' => '', 'role' => 'text', 'name' => 'text', 'soc' => 'id', 'email' => 'text', 'phone' => 'text', 'note' => 'text', 'visible' => 'flag'), 'ElaskaPartyAdded'),
    'party_remove' => array('party.remove', array('party' => 'id'), 'ElaskaPartyRemoved'),
    'note_add' => array('note.add', array('@case' => '', 'body' => 'text', 'shared' => 'flag', 'level' => 'int', 'users' => 'ids', 'groups' => 'ids'), 'ElaskaNoteAdded'),
    'note_level' => array('note.update', array('note' => 'id', 'version' => 'int', 'level' => 'int', 'users' => 'ids', 'groups' => 'ids'), 'ElaskaSaved'),
    'note_share' => array('note.update', array('note' => 'id', 'version' => 'int', 'shared' => 'flag'), 'ElaskaSaved'),
    'note_delete' => array('note.delete', array('note' => 'id'), 'ElaskaNoteDeleted'),
    'progress' => array('case.progress', array('@case' => '', 'progress' => 'int?'), 'ElaskaSaved'),
    'tags' => array('case.tags', array('@case' => '', 'tags' => 'codes'), 'ElaskaSaved'),
    'apply_template' => array('case.apply_template', array('@case' => ''), 'ElaskaTemplateApplied'),
    'archive' => array('case.archive', array('@case' => '', 'archived' => 'flag'), 'ElaskaSaved'),
    'effect_retry' => array('effect.retry', array('effect' => 'id'), 'ElaskaEffectRetried'),
    'ask_client' => array('action.ask', array('@case' => '', 'message' => 'text', 'due_on' => 'day', 'contact' => 'id'), 'ElaskaAskSent'),
    'ask_cancel' => array('action.cancel', array('action_id' => 'id'), 'ElaskaAskCancelled'),
    'qr_renew' => array('qr.renew', array('object' => 'text', 'id' => 'id'), 'ElaskaQrRenewed'),
    'address' => array('document.address', array('@id' => '', 'object' => 'text', 'name' => 'text', 'url' => 'text', 'category' => 'text', 'description' => 'text', 'visible' => 'flag'), 'ElaskaSaved'),
    'deliverable' => array('file.deliverable', array('file' => 'id', 'on' => 'flag'), 'ElaskaSaved'),
);

/** Posted fields as the input of an operation. @param array<string,string> $fields @return array<string,mixed> */
function elaska_cockpit_input(array $fields, int $case): array
{
    $input = array();
    foreach ($fields as $name => $type) {
        if ($name === '@case') {
            $input['case'] = $case;
        } elseif ($name === '@id') {
            $input['id'] = $case;
        } elseif ($type === 'ids') {
            $input[$name] = elaska_ticked($name);
        } elseif ($type === 'codes') {
            $input[$name] = elaska_ticked_codes($name);
        } else {
            $key = $name === 'action_id' ? 'action' : $name;
            $value = elaska_posted(array($name => $type));
            if (array_key_exists($name, $value)) {
                $input[$key] = $value[$name];
            }
        }
    }
    return $input;
}

/**
 * Does what the form asks. A refusal is given back with everything that was typed, so that the page shows it at its field.
 *
 * @return Elaska\Exception|null null when the action is none of these
 */
function elaska_cockpit_act(Elaska\Office $office, int $case, string $action, string $back): ?Elaska\Exception
{
    if (!isset(ELASKA_CASE_ACTS[$action])) {
        return null;
    }
    list($op, $fields, $said) = ELASKA_CASE_ACTS[$action];
    $input = elaska_cockpit_input($fields, $case);
    if ($action === 'ask_client') {
        $input += elaska_cockpit_asked();
    }
    try {
        $answer = $office->call($op, $input);
        if ($action === 'step_validate' && ($answer['effects_failed'] ?? 0) > 0) {
            setEventMessages(elaska_words('ElaskaEffectsFailed', (string) $answer['effects_failed']), null, 'warnings');
        }
        if ($action === 'piece_take' && !empty($answer['gone'])) {
            setEventMessages(elaska_words('ElaskaPieceHeldGone'), null, 'warnings');
            elaska_redirect($back, '');
        }
        elaska_redirect($back, elaska_words($said));
    } catch (Elaska\Exception $e) {
        if ($e->getKey() !== 'step.missing') {
            setEventMessages(elaska_error_text($e), null, 'errors');
        }
        return $e;
    }
}

/** What the client is asked for: words, a note, files; pieces of the case that were ticked, and new ones, one a line. @return array<string,mixed> */
function elaska_cockpit_asked(): array
{
    $kinds = array_values(array_intersect(array('comment', 'note', 'file'), (array) ($_POST['kinds'] ?? array())));
    $lines = array_values(array_filter(array_map('trim', explode("\n", elaska_in('pieces'))), static fn (string $text): bool => $text !== ''));
    $wanted = elaska_ticked('wanted');
    return array_fill_keys($kinds, true) + ($wanted ? array('wanted' => $wanted) : array()) + ($lines ? array('pieces' => array_map(static fn (string $label): array => array('label' => $label), $lines)) : array());
}

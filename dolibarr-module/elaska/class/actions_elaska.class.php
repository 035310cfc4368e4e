<?php
/*
 * Hooks: the timer in the top bar and on native cards, and questions before a native object with our links is deleted.
 * None of them may break a page of Dolibarr: where the module cannot work they do nothing.
 */
require_once __DIR__ . '/../lib/elaska.lib.php';

class ActionsElaska
{
    /** @var DoliDB */
    public $db;
    public $error = '';
    /** @var list<string> */
    public $errors = array();
    /** @var array<string,mixed> */
    public $results = array();
    /** @var string|null */
    public $resprints;
    public $priority = 50;

    /** Native classes on which time can be spent: name of the link. */
    private const TARGETS = array('Societe' => 'client', 'Project' => 'project', 'Task' => 'task', 'Ticket' => 'ticket');

    /** @param DoliDB $db */
    public function __construct($db)
    {
        $this->db = $db;
    }

    /** Top bar: the running timer (TIME-02). The script finds it by its attribute. */
    public function printTopRightMenu($parameters, &$object, &$action, $hookmanager)
    {
        global $langs, $user;
        if (!empty($user->socid) || !elaska_can('time/own') || elaska_problem() !== '') {
            return 0;
        }
        $langs->load('elaska@elaska');
        list($target, $label) = $this->pageTarget();
        $this->resprints = '<div class="inline-block login_block_elem elaska-timer-slot"><div data-elaska-timer ' . elaska_endpoint()
            . ' data-entry-url="' . elaska_h(dol_buildpath('/elaska/time_card.php', 1) . '?id={id}') . '"'
            . ($target ? ' data-context="' . elaska_h((string) json_encode($target)) . '" data-context-label="' . elaska_h($label) . '"' : '') . '></div></div>';
        return 0;
    }

    /** What the page is about, when time can be spent on it. @return array{array<string,int>, string} */
    private function pageTarget(): array
    {
        $case = $GLOBALS['elaska_page_case'] ?? null;
        if (is_array($case)) {
            return array(array('case' => (int) $case['id']), $case['ref'] . ' ' . $case['title']);
        }
        $object = $GLOBALS['object'] ?? null;
        $link = is_object($object) ? (self::TARGETS[get_class($object)] ?? null) : null;
        if ($link === null || empty($object->id)) {
            return array(array(), '');
        }
        $label = $object->name ?? $object->title ?? $object->label ?? $object->subject ?? '';
        return array(array($link => (int) $object->id), (string) ($label !== '' && $label !== null ? $label : $object->ref));
    }

    /**
     * Button that starts a timer on the card's object. Native cards print what hooks leave in different ways, if at
     * all: it is printed here.
     */
    public function addMoreActionsButtons($parameters, &$object, &$action, $hookmanager)
    {
        global $langs, $user;
        $link = is_object($object) ? (self::TARGETS[get_class($object)] ?? null) : null;
        if ($link === null || empty($object->id) || !empty($user->socid) || !elaska_can('time/own') || elaska_problem() !== '') {
            return 0;
        }
        $langs->load('elaska@elaska');
        print '<div class="inline-block divButAction">' . elaska_timer_button(array($link => (int) $object->id), $langs->transnoentitiesnoconv('ElaskaStartTimer')) . '</div>';
        return 0;
    }

    /** Count of what a third party has with us, beside the tab's name. */
    public function completeTabsHead($parameters, &$object, &$action, $hookmanager)
    {
        return 0;
    }

    /** Before the confirmation of a deletion: what hangs on the object is said at once, not after the click. PLAT-23. */
    public function doActions($parameters, &$object, &$action, $hookmanager)
    {
        global $langs;
        $objects = array('Societe' => 'client', 'Project' => 'project', 'Ticket' => 'ticket');
        $name = is_object($object) ? ($objects[get_class($object)] ?? null) : null;
        if ($name === null || empty($object->id) || !in_array($action, array('delete', 'confirm_delete', 'confirm_delete_ticket'), true) || elaska_problem() !== '') {
            return 0;
        }
        $links = elaska_links($name, (int) $object->id);
        if (!$links) {
            return 0;
        }
        setEventMessages($langs->transnoentitiesnoconv('ElaskaStillLinked') . ' ' . elaska_h(implode(', ', $links)), null, 'errors');
        $action = '';
        return 0;
    }
}

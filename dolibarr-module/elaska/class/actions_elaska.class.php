<?php
/*
 * Hooks: the timer in the top bar and on native cards, and the answer to a deletion that our links forbid. None of them
 * may break a page of Dolibarr: where the module cannot work they do nothing.
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

    /** Links on which time can be spent. TIME-02. */
    private const TIMED = array('client', 'project', 'task', 'ticket');
    private const DELETIONS = array('delete', 'confirm_delete', 'confirm_delete_ticket');

    /** @param DoliDB $db */
    public function __construct($db)
    {
        $this->db = $db;
    }

    /** Top bar: the running timer (TIME-02). The script finds it by its attribute. */
    public function printTopRightMenu($parameters, &$object, &$action, $hookmanager)
    {
        global $langs;
        if (!$this->mayTime()) {
            return 0;
        }
        $langs->load('elaska@elaska');
        list($target, $label) = $this->pageTarget();
        $this->resprints = '<div class="inline-block login_block_elem elaska-timer-slot"><div data-elaska-timer ' . elaska_endpoint()
            . ' data-entry-url="' . elaska_h(dol_buildpath('/elaska/time_card.php', 1) . '?id={id}') . '"'
            . ($target ? ' data-context="' . elaska_h((string) json_encode($target)) . '" data-context-label="' . elaska_h($label) . '"' : '') . '></div></div>';
        return 0;
    }

    /** Button that starts a timer on the card's object. Native cards do not print what this hook leaves: it prints. */
    public function addMoreActionsButtons($parameters, &$object, &$action, $hookmanager)
    {
        global $langs;
        $link = $this->linkOf($object);
        if ($link === 'invoice') {
            return $this->offerTime($object);
        }
        if (!in_array($link, self::TIMED, true) || !$this->mayTime()) {
            return 0;
        }
        $langs->load('elaska@elaska');
        print '<div class="inline-block divButAction">' . elaska_timer_button(array($link => (int) $object->id), $langs->transnoentitiesnoconv('ElaskaStartTimer')) . '</div>';
        return 0;
    }

    /** From a draft to the time of its client that no invoice has yet. TIME-16. */
    private function offerTime(object $invoice): int
    {
        global $langs, $user;
        $open = $invoice instanceof Facture && (int) $invoice->status === Facture::STATUS_DRAFT && (int) $invoice->type === Facture::TYPE_STANDARD;
        if (!$open || !empty($user->socid) || !elaska_can('invoice/create') || !$user->hasRight('facture', 'creer') || elaska_problem() !== '') {
            return 0;
        }
        $langs->load('elaska@elaska');
        $url = elaska_url('billing_client.php', array('socid' => (int) $invoice->socid, 'invoice' => (int) $invoice->id));
        print '<div class="inline-block divButAction">' . elaska_button($url, $langs->transnoentitiesnoconv('ElaskaInvoiceAddTime')) . '</div>';
        return 0;
    }

    /** A deletion that the trigger would refuse is answered before anybody confirms it. PLAT-23. */
    public function doActions($parameters, &$object, &$action, $hookmanager)
    {
        if (is_object($object) && ($object->element ?? '') === 'project' && empty($object->id)) {
            return $this->keepProjects($action);
        }
        if ($action === 'confirm_generateinvoice') {
            return $this->keepTime($action);
        }
        $link = $this->linkOf($object);
        if ($link === '' || $link === 'invoice' || !in_array($action, self::DELETIONS, true) || elaska_problem() !== '') {
            return 0;
        }
        try {
            $why = elaska_still_linked($link, (int) $object->id);
        } catch (Throwable $e) {
            // The trigger asks again, and refuses.
            dol_syslog('elaska: links of ' . $link . ' ' . $object->id . ': ' . $e->getMessage(), LOG_ERR);
            return 0;
        }
        if ($why !== '') {
            setEventMessages($why, null, 'errors');
            $action = '';
        }
        return 0;
    }

    /** Two third parties become one: what hangs on the first goes to the second, in Dolibarr's transaction. PLAT-15. */
    public function replaceThirdparty($parameters, &$object, &$action, $hookmanager)
    {
        global $langs;
        try {
            if (elaska_problem() !== '') {
                $langs->load('elaska@elaska');
                $this->errors = array($langs->transnoentitiesnoconv(elaska_problem()));
                return -1;
            }
            elaska_office(null, true)->call('time.replace_client', array('from' => (int) $parameters['soc_origin'], 'to' => (int) $parameters['soc_dest']));
        } catch (Throwable $e) {
            $this->errors = array(elaska_h(elaska_error_text($e)));
            return -1;
        }
        return 0;
    }

    /**
     * Many projects deleted at once: Dolibarr removes a project's files before it asks the trigger, so that those which
     * are linked leave the selection here.
     */
    private function keepProjects(string $action): int
    {
        if ((($GLOBALS['massaction'] ?? '') !== 'delete' && $action !== 'delete') || !is_array($GLOBALS['toselect'] ?? null) || elaska_problem() !== '') {
            return 0;
        }
        foreach ($GLOBALS['toselect'] as $i => $id) {
            try {
                $why = elaska_still_linked('project', max(1, (int) $id));
            } catch (Throwable $e) {
                $why = elaska_h(elaska_error_text($e));
            }
            if ($why !== '') {
                setEventMessages($why, null, 'errors');
                unset($GLOBALS['toselect'][$i]);
            }
        }
        return 0;
    }

    /** Dolibarr can invoice its lines of time itself: those that mirror ours would be billed twice. TIME-16, PLAT-18. */
    private function keepTime(string &$action): int
    {
        global $langs;
        $lines = array_values(array_unique(array_filter(array_map('intval', (array) ($GLOBALS['toselect'] ?? array())), static fn (int $id): bool => $id > 0)));
        if (!$lines || elaska_problem() !== '') {
            return 0;
        }
        $langs->load('elaska@elaska');
        try {
            $why = elaska_office(null, true)->call('mirror.lines', array('lines' => $lines))['ours'] > 0 ? elaska_t('ElaskaTimeInvoicedHere') : '';
        } catch (Throwable $e) {
            $why = elaska_h(elaska_error_text($e));
        }
        if ($why !== '') {
            setEventMessages($why, null, 'errors');
            $action = '';
        }
        return 0;
    }

    /** End of the page, its transactions are over: documents of the invoices that it validated. */
    public function printCommonFooter($parameters, &$object, &$action, $hookmanager)
    {
        if (class_exists('ElaskaInvoiceDocuments', false)) {
            ElaskaInvoiceDocuments::flush();
        }
        return 0;
    }

    /** Invoices in PDF: time is a quantity in HH:MM:SS, not in hours of ten decimals. TIME-16. */
    public function pdf_getlineqty($parameters, &$object, &$action, $hookmanager)
    {
        $this->resprints = '';
        if (!$object instanceof Facture || elaska_problem() !== '') {
            return 0;
        }
        try {
            require_once __DIR__ . '/elaskainvoicedocuments.class.php';
            $this->resprints = ElaskaInvoiceDocuments::clock($object, (int) $parameters['i']);
        } catch (Throwable $e) {
            dol_syslog('elaska: quantities of invoice ' . $object->id . ': ' . $e->getMessage(), LOG_ERR);
        }
        return $this->resprints !== '' ? 1 : 0;
    }

    private function mayTime(): bool
    {
        global $user;
        return empty($user->socid) && elaska_can('time/own') && elaska_problem() === '';
    }

    /** @param mixed $object */
    private function linkOf($object): string
    {
        return is_object($object) && !empty($object->id) ? (ELASKA_LINKED[(string) ($object->element ?? '')] ?? '') : '';
    }

    /** What the page is about, when time can be spent on it. @return array{array<string,int>, string} */
    private function pageTarget(): array
    {
        $case = $GLOBALS['elaska_page_case'] ?? null;
        if (is_array($case)) {
            return array(array('case' => (int) $case['id']), $case['ref'] . ' ' . $case['title']);
        }
        $object = $GLOBALS['object'] ?? null;
        $link = $this->linkOf($object);
        if (!in_array($link, self::TIMED, true)) {
            return array(array(), '');
        }
        $names = array('client' => 'name', 'project' => 'title', 'task' => 'label', 'ticket' => 'subject');
        $label = (string) ($object->{$names[$link]} ?? '');
        return array(array($link => (int) $object->id), $label !== '' ? $label : (string) ($object->ref ?? ''));
    }
}

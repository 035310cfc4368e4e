<?php
/*
 * Events of native objects that the core must know: invoices free, freeze or flag their time, and nothing that our
 * rows hang on may be deleted. A refusal here undoes Dolibarr's own change. Source: TIME-16, PLAT-23.
 */
require_once DOL_DOCUMENT_ROOT . '/core/triggers/dolibarrtriggers.class.php';
require_once __DIR__ . '/../../lib/elaska.lib.php';

class InterfaceElaskaTriggers extends DolibarrTriggers
{
    private const INVOICE = array('BILL_DELETE', 'BILL_VALIDATE', 'BILL_UNVALIDATE');
    private const LINE = array('LINEBILL_DELETE', 'LINEBILL_MODIFY');
    private const DELETED = array('COMPANY_DELETE' => 'client', 'PROJECT_DELETE' => 'project', 'TASK_DELETE' => 'task', 'TICKET_DELETE' => 'ticket',
        'USER_DELETE' => 'user', 'CONTACT_DELETE' => 'contact', 'CONTRACT_DELETE' => 'contract');
    private const CHANGED = array('PROJECT_MODIFY' => 'project', 'PROJECT_VALIDATE' => 'project', 'PROJECT_CLOSE' => 'project', 'TASK_MODIFY' => 'task');
    private const SPENT = array('TASK_TIMESPENT_CREATE' => 'create', 'TASK_TIMESPENT_MODIFY' => 'modify', 'TASK_TIMESPENT_DELETE' => 'delete');
    /** What may be told later than it happened; anything else would cut a link, or bill the same time twice. */
    private const HARMLESS = array('BILL_VALIDATE', 'BILL_UNVALIDATE', 'LINEBILL_MODIFY');

    /** @param DoliDB $db */
    public function __construct($db)
    {
        parent::__construct($db);
        $this->name = 'ElaskaTriggers';
        $this->family = 'elaska';
        $this->description = 'Links between native objects and eLaska';
        $this->version = (string) require __DIR__ . '/../../version.php';
        $this->picto = 'fa-business-time';
    }

    /**
     * @param string $action
     * @param object $object
     * @return int 1 done, 0 not for us, -1 refused
     */
    public function runTrigger($action, $object, User $user, Translate $langs, Conf $conf)
    {
        $line = in_array($action, self::LINE, true);
        if (isModEnabled('elaska') && isset(self::CHANGED[$action])) {
            return $this->changed(self::CHANGED[$action], $action, $object, $user);
        }
        if (isModEnabled('elaska') && isset(self::SPENT[$action])) {
            return $this->spent(self::SPENT[$action], $object, $user);
        }
        if (!isModEnabled('elaska') || (!$line && !in_array($action, self::INVOICE, true) && !isset(self::DELETED[$action]))) {
            return 0;
        }
        $langs->load('elaska@elaska');
        if (elaska_problem() !== '') {
            return $this->away($action);
        }
        if (class_exists('ElaskaMirror', false) && ElaskaMirror::$writing) {
            return 0;
        }
        try {
            return isset(self::DELETED[$action]) ? $this->deleted(self::DELETED[$action], (int) $object->id) : $this->invoice($action, $object, $user, $line);
        } catch (Throwable $e) {
            $this->errors = array(elaska_h(elaska_error_text($e)));
            return -1;
        }
    }

    /** The module cannot work: invoicing goes on, links that cannot be followed are not cut. */
    private function away(string $action): int
    {
        global $langs;
        if (in_array($action, self::HARMLESS, true)) {
            dol_syslog('elaska: ' . $action . ' passed without us: ' . elaska_problem(), LOG_WARNING);
            setEventMessages($langs->transnoentitiesnoconv(elaska_problem()), null, 'warnings');
            return 0;
        }
        $this->errors = array($langs->transnoentitiesnoconv('ElaskaAwayNoDelete', $langs->transnoentitiesnoconv(elaska_problem())));
        return -1;
    }

    private function invoice(string $action, object $object, User $user, bool $line): int
    {
        $input = array('event' => $action, 'invoice' => (int) ($line ? $object->fk_facture : $object->id));
        if ($input['invoice'] <= 0) {
            return 0;
        }
        if ($action === 'BILL_DELETE' && (int) ($object->status ?? $object->statut ?? 0) > 0 && $this->guard('invoice', $input['invoice']) < 0) {
            return -1;
        }
        if ($line) {
            $input['line'] = (int) ($object->id ?: $object->rowid);
        }
        (new Elaska\Billing(elaska_office($user, true)))->nativeEvent($input);
        if ($action === 'BILL_VALIDATE') {
            require_once __DIR__ . '/../../class/elaskainvoicedocuments.class.php';
            ElaskaInvoiceDocuments::later($input['invoice']);
        }
        return 1;
    }

    /** Refused while something hangs on it; what was only said about a client goes with it. */
    private function deleted(string $name, int $id): int
    {
        $done = $this->guard($name, $id);
        if ($done === 0 && $name === 'client' && $id > 0) {
            elaska_office(null, true)->call('time.forget_client', array('client' => $id));
        }
        return $done;
    }

    /** The native page goes on whatever becomes of it here: what is not taken is put back by the mirror. */
    private function changed(string $kind, string $action, object $object, User $user): int
    {
        require_once __DIR__ . '/../../class/elaskamirror.class.php';
        if (ElaskaMirror::$writing || elaska_problem() !== '' || (int) $object->id <= 0) {
            return 0;
        }
        if ($action === 'PROJECT_VALIDATE' || $action === 'PROJECT_CLOSE') { // fired before the object says so itself
            $object = clone $object;
            $object->status = $action === 'PROJECT_CLOSE' ? Project::STATUS_CLOSED : Project::STATUS_VALIDATED;
        }
        try {
            ElaskaMirror::changed($kind, $object, $user);
        } catch (Elaska\Exception $e) {
            dol_syslog('elaska: ' . $action . ' of ' . (int) $object->id . ': ' . $e->getKey(), LOG_WARNING);
        }
        return 1;
    }

    /** Time of a native page: refused there where our rules refuse it, so that no second truth can be billed. PLAT-18. */
    private function spent(string $event, object $object, User $user): int
    {
        global $langs;
        $writing = class_exists('ElaskaMirror', false) && ElaskaMirror::$writing;
        if ($writing || (int) $object->timespent_id <= 0) {
            return 0;
        }
        $langs->load('elaska@elaska');
        if (elaska_problem() !== '') {
            setEventMessages($langs->transnoentitiesnoconv('ElaskaAwayTime', $langs->transnoentitiesnoconv(elaska_problem())), null, 'warnings');
            return 0;
        }
        try {
            elaska_office($user)->call('mirror.time_event', array('event' => $event, 'line' => (int) $object->timespent_id));
            return 1;
        } catch (Throwable $e) {
            // Pages of time show the sentence of the task, not those of the trigger.
            $object->error = elaska_h(elaska_error_text($e));
            $this->errors = array($object->error);
            return -1;
        }
    }

    private function guard(string $name, int $id): int
    {
        $why = $id > 0 ? elaska_still_linked($name, $id) : '';
        if ($why === '') {
            return 0;
        }
        $this->errors = array($why);
        return -1;
    }
}

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
    private const DELETED = array('COMPANY_DELETE' => 'client', 'PROJECT_DELETE' => 'project', 'TICKET_DELETE' => 'ticket', 'USER_DELETE' => 'user');

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
        if (!isModEnabled('elaska') || (!$line && !in_array($action, self::INVOICE, true) && !isset(self::DELETED[$action]))) {
            return 0;
        }
        $langs->load('elaska@elaska');
        if (elaska_problem() !== '') {
            // Links that cannot be followed must not be cut.
            $this->errors = array($langs->transnoentitiesnoconv(elaska_problem()));
            return -1;
        }
        try {
            return isset(self::DELETED[$action]) ? $this->guard(self::DELETED[$action], (int) $object->id) : $this->invoice($action, $object, $user, $line);
        } catch (Throwable $e) {
            $this->errors = array(elaska_error_text($e));
            return -1;
        }
    }

    private function invoice(string $action, object $object, User $user, bool $line): int
    {
        $input = array('event' => $action, 'invoice' => (int) ($line ? $object->fk_facture : $object->id));
        if ($input['invoice'] <= 0) {
            return 0;
        }
        if ($line) {
            $input['line'] = (int) ($object->id ?: $object->rowid);
        }
        (new Elaska\Billing(elaska_office($user, true)))->nativeEvent($input);
        return 1;
    }

    private function guard(string $name, int $id): int
    {
        global $langs;
        $links = $id > 0 ? elaska_links($name, $id) : array();
        if (!$links) {
            return 0;
        }
        $this->errors = array($langs->transnoentitiesnoconv('ElaskaStillLinked') . ' ' . implode(', ', $links));
        return -1;
    }
}

<?php
/*
 * Descriptor of the module: what its activation writes into Dolibarr, and the check that extension, files and tables
 * are of one version. Source: PLAT-17, PLAT-23, TIME-28.
 */
include_once DOL_DOCUMENT_ROOT . '/core/modules/DolibarrModules.class.php';

class modElaska extends DolibarrModules
{
    /** Number of the module, frozen: rights and menus of installed sites hang on it. */
    public const NUMERO = 502310;

    /**
     * Rights in the order of their numbers: name as the core knows it, type, label (people read Permission<number> of
     * elaska.lang). A right is added at the end, never renumbered. Nobody but administrators has any until it is given.
     */
    public const RIGHTS = array(
        array('time/own', 'w', 'Enter own time'),
        array('time/others', 'w', 'Enter and change the time of others'),
        array('time/exception', 'w', 'Enter time in the future or on a closed case'),
        array('time/selfvalidate', 'w', 'Validate own time'),
        array('time/validate', 'w', "Validate the team's time"),
        array('rates/read', 'r', 'See rates and amounts'),
        array('rates/write', 'w', 'Change rates and terms'),
        array('cost/read', 'r', 'See internal costs and margins'),
        array('invoice/create', 'w', 'Create invoices from time'),
        array('case/read', 'r', 'See cases'),
        array('case/write', 'w', 'Create and change cases'),
        array('case/close', 'w', 'Close or cancel cases'),
        array('case/delete', 'd', 'Delete empty cases'),
        array('account/manage', 'w', 'Manage portal accounts'),
        array('outbox/manage', 'w', 'Manage outgoing messages'),
        array('catalogue/manage', 'w', 'Manage the catalogue'),
        array('plans/manage', 'w', 'Manage subscription plans'),
        array('subscription/activate', 'w', 'Activate subscriptions'),
        array('admin', 'w', 'Administer eLaska'),
        array('sensitive/reveal', 'r', 'See sensitive values in clear'),
        array('document/confidential', 'r', 'See confidential documents'),
        array('document/share', 'w', 'Share documents by a link'),
        array('document/break', 'w', 'Open a document of another level, with a reason'),
    );

    /** Models of documents that are offered beside Dolibarr's own: type, name. TIME-17. */
    public const MODELS = array('invoice' => 'elaska', 'propal' => 'elaska_propal');

    /** @param DoliDB $db */
    public function __construct($db)
    {
        parent::__construct($db);
        $this->numero = self::NUMERO;
        $this->name = 'Elaska';
        $this->rights_class = 'elaska';
        $this->const_name = 'MAIN_MODULE_ELASKA';
        $this->family = 'crm';
        $this->module_position = '20';
        $this->description = 'ElaskaDescription';
        $this->descriptionlong = 'ElaskaDescriptionLong';
        $this->editor_name = 'eLaska';
        $this->version = require __DIR__ . '/../../version.php';
        $this->picto = 'fa-business-time';
        $this->phpmin = array(8, 2);
        $this->need_dolibarr_version = array(18, 0);
        $this->depends = array('modSociete', 'modFacture');
        $this->langfiles = array('elaska@elaska');
        $this->config_page_url = array('setup.php@elaska');
        $this->dirs = array('/elaska/temp');
        $this->module_parts = array(
            'triggers' => 1,
            'models' => 1,
            'css' => array('/elaska/css/elaska.css', '/elaska/js/timer.css', '/elaska/js/duration.css'),
            'js' => array('/elaska/js/timer.js', '/elaska/js/duration.js', '/elaska/js/page.js'),
            'hooks' => array('toprightmenu', 'commonfooter', 'pdfgeneration', 'invoicecard', 'thirdpartycard', 'projectcard', 'projectlist', 'projecttaskcard', 'projecttasktime', 'ticketcard', 'usercard',
                'contactcard', 'contractcard'),
        );
        // What the portal or a worker wrote gets its native twin.
        $this->cronjobs = array(array('label' => 'ElaskaCronMirror', 'jobtype' => 'method', 'class' => '/elaska/class/elaskamirror.class.php', 'objectname' => 'ElaskaMirror',
            'method' => 'run', 'parameters' => '', 'comment' => 'ElaskaCronMirrorHelp', 'frequency' => 5, 'unitfrequency' => 60, 'status' => 1, 'priority' => 50,
            'test' => 'isModEnabled("elaska")'));
        $this->addRights();
        $this->addTabs();
        $this->addMenus();
        $this->addDictionaries();
    }

    private function addRights(): void
    {
        foreach (self::RIGHTS as $i => list($name, $type, $label)) {
            $parts = explode('/', $name);
            $this->rights[] = array(self::NUMERO * 100 + $i + 1, $label, $type, 0, $parts[0], $parts[1] ?? '');
        }
    }

    private function addTabs(): void
    {
        $client = "\$user->hasRight('elaska', 'case', 'read') || \$user->hasRight('elaska', 'time', 'own')";
        $invoice = "\$user->hasRight('elaska', 'invoice', 'create') || \$user->hasRight('elaska', 'rates', 'read')";
        $this->tabs = array(
            array('data' => 'thirdparty:+elaska:ElaskaTabClient:elaska@elaska:' . $client . ':/elaska/thirdparty_tab.php?socid=__ID__'),
            array('data' => "thirdparty:+elaskadocuments:ElaskaTabDocs:elaska@elaska:\$user->hasRight('elaska', 'case', 'read'):/elaska/document_list.php?socid=__ID__"),
            array('data' => "thirdparty:+elaskaaccess:ElaskaTabAccess:elaska@elaska:\$user->hasRight('elaska', 'account', 'manage')"
                . ':/elaska/accounts_tab.php?socid=__ID__'),
            array('data' => 'invoice:+elaska:ElaskaTabInvoice:elaska@elaska:' . $invoice . ':/elaska/invoice_tab.php?id=__ID__'),
        );
        foreach (array('contact', 'contract', 'ticket') as $object) {
            $this->tabs[] = array('data' => $object . ":+elaskafields:ElaskaTabFields:elaska@elaska:\$user->hasRight('elaska', 'case', 'read'):/elaska/fields_tab.php?object=" . $object . '&id=__ID__');
        }
    }

    private function addMenus(): void
    {
        $time = "\$user->hasRight('elaska', 'time', 'own')";
        $case = "\$user->hasRight('elaska', 'case', 'read')";
        $see = $time . ' || ' . $case . " || \$user->hasRight('elaska', 'time', 'validate') || \$user->hasRight('elaska', 'invoice', 'create')";
        $list = $time . " || \$user->hasRight('elaska', 'time', 'validate')";
        $rows = array(
            array('', 'elaska', '', 'ElaskaMenuTop', 'index.php', $see),
            array('fk_mainmenu=elaska', 'elaska', 'elaska_home', 'ElaskaMenuHome', 'index.php', $see),
            array('fk_mainmenu=elaska', 'elaska', 'elaska_case', 'ElaskaMenuCases', 'case_list.php', $case),
            array('elaska_case', 'elaska', 'elaska_case_new', 'ElaskaMenuCaseNew', 'case_card.php?action=create', "\$user->hasRight('elaska', 'case', 'write')"),
            array('elaska_case', 'elaska', 'elaska_task', 'ElaskaMenuTasks', 'task_list.php', $case),
            array('elaska_case', 'elaska', 'elaska_board', 'ElaskaMenuBoard', 'task_board.php', $case),
            array('elaska_case', 'elaska', 'elaska_queue', 'ElaskaMenuQueue', 'document_queue.php', $case),
            array('elaska_case', 'elaska', 'elaska_piece', 'ElaskaMenuPieces', 'piece_list.php', $case),
            array('elaska_case', 'elaska', 'elaska_document', 'ElaskaMenuDocuments', 'document_list.php', $case),
            array('elaska_case', 'elaska', 'elaska_request', 'ElaskaMenuRequests', 'request_list.php', $case),
            array('fk_mainmenu=elaska', 'elaska', 'elaska_time', 'ElaskaMenuTime', 'time_list.php', $list),
            array('elaska_time', 'elaska', 'elaska_week', 'ElaskaMenuWeek', 'week.php', $time),
            array('elaska_time', 'elaska', 'elaska_time_new', 'ElaskaMenuTimeNew', 'time_card.php?action=create', $time),
            array('elaska_time', 'elaska', 'elaska_time_open', 'ElaskaMenuTimeOpen', 'time_list.php?view=unvalidated', $list),
            array('elaska_time', 'elaska', 'elaska_time_done', 'ElaskaMenuTimeValidated', 'time_list.php?view=validated', $list),
            array('elaska_time', 'elaska', 'elaska_time_billed', 'ElaskaMenuTimeInvoiced', 'time_list.php?view=invoiced', $list),
            array('fk_mainmenu=elaska', 'elaska', 'elaska_billing', 'ElaskaMenuBilling', 'billing_queue.php', "\$user->hasRight('elaska', 'invoice', 'create')"),
            array('fk_mainmenu=elaska', 'elaska', 'elaska_rates', 'ElaskaMenuRates', 'rates.php', "\$user->hasRight('elaska', 'rates', 'read')"),
            array('fk_mainmenu=elaska', 'elaska', 'elaska_services', 'ElaskaServices', 'admin/services.php', "\$user->hasRight('elaska', 'catalogue', 'manage')"),
            array('fk_mainmenu=elaska', 'elaska', 'elaska_templates', 'ElaskaTemplates', 'admin/templates.php', '$user->admin'),
            array('fk_mainmenu=elaska', 'elaska', 'elaska_health', 'ElaskaMenuHealth', 'admin/health.php', "\$user->hasRight('elaska', 'admin')"),
        );
        foreach ($rows as $i => list($parent, $main, $left, $title, $page, $perms)) {
            $head = $parent === '' || strpos($parent, 'fk_mainmenu') === 0;
            $this->menu[] = array(
                'fk_menu' => $head ? $parent : 'fk_mainmenu=elaska,fk_leftmenu=' . $parent,
                'type' => $parent === '' ? 'top' : 'left',
                'titre' => $title,
                'prefix' => $head ? img_picto('', $this->menuPicto($left), 'class="pictofixedwidth valignmiddle"') : '',
                'mainmenu' => $main,
                'leftmenu' => $left,
                'url' => '/elaska/' . $page,
                'langs' => 'elaska@elaska',
                'position' => 1000 + $i,
                'enabled' => "isModEnabled('elaska')" . ($left === 'elaska_billing' ? " && isModEnabled('facture')" : ''),
                'perms' => $perms,
                'target' => '',
                'user' => 0,
            );
        }
    }

    private function menuPicto(string $left): string
    {
        $pictos = array('elaska_case' => 'fa-folder-open', 'elaska_time' => 'fa-clock', 'elaska_billing' => 'bill', 'elaska_rates' => 'fa-coins', 'elaska_services' => 'service',
            'elaska_health' => 'fa-heartbeat', 'elaska_home' => 'fa-home');
        return $pictos[$left] ?? $this->picto;
    }

    /** Activity categories; used ones cannot be deleted (a foreign key), only switched off. TIME-05. */
    private function addDictionaries(): void
    {
        global $conf;
        $fields = 'code,label,label_en,colour,icon,billable,position';
        $this->dictionaries = array(
            'langs' => 'elaska@elaska',
            'tabname' => array('elaska_activity'),
            'tablib' => array('ElaskaDictActivity'),
            'tabsql' => array('SELECT t.rowid as rowid, t.code, t.label, t.label_en, t.colour, t.icon, t.billable, t.position, t.entity, t.active FROM '
                . MAIN_DB_PREFIX . 'elaska_activity as t WHERE t.entity = ' . ((int) $conf->entity)),
            'tabsqlsort' => array('position ASC'),
            'tabfield' => array($fields),
            'tabfieldvalue' => array($fields),
            'tabfieldinsert' => array($fields . ',entity'),
            'tabrowid' => array('rowid'),
            'tabcond' => array(isModEnabled('elaska')),
        );
    }

    /**
     * Checks versions, brings the tables to their final state, then writes the rest. A refusal leaves an activation
     * that stood before as it was.
     *
     * @param string $options
     * @return int 1, 0 when refused: $this->error says why
     */
    public function init($options = '')
    {
        global $conf, $langs;
        $langs->load('elaska@elaska');
        try {
            $refused = $this->prepareTables();
        } catch (Elaska\Exception $e) {
            require_once __DIR__ . '/../../lib/elaska.lib.php';
            $refused = elaska_error_text($e);
        } catch (Error $e) {
            // An extension so old that it lacks a class or a method.
            $refused = $langs->transnoentities('ElaskaVersionsDiffer');
        }
        if ($refused !== '') {
            $this->error = $refused;
            return 0;
        }
        // Dolibarr refuses menus that exist already: a second activation starts from none.
        $this->remove($options);
        $sql = array();
        foreach (self::MODELS as $type => $name) {
            $sql[] = 'INSERT INTO ' . MAIN_DB_PREFIX . "document_model (nom, type, entity) VALUES ('" . $name . "', '" . $type . "', " . ((int) $conf->entity) . ')';
        }
        return $this->_init($sql, $options);
    }

    /** @return string why activation is refused, empty when all is well */
    private function prepareTables(): string
    {
        global $langs;
        if ($this->db->type !== 'mysqli') {
            return $langs->transnoentities('ElaskaNeedsMysqli');
        }
        if (!extension_loaded('elaska')) {
            return $langs->transnoentities('ElaskaExtensionAbsent');
        }
        Elaska\Version::expect($this->version);
        $dir = dirname(__DIR__, 2) . '/sql';
        Elaska\Schema::migrate($this->db, $dir);
        if ($this->_load_tables('/elaska/sql/') <= 0) {
            return $langs->transnoentities('ElaskaTablesFailed', (string) $this->db->lasterror());
        }
        Elaska\Schema::settle($this->db);
        $differences = Elaska\Schema::verify($this->db, $dir);
        if ($differences) {
            return $langs->transnoentities('ElaskaTablesDiffer', implode(' ', array_slice($differences, 0, 10)));
        }
        return $this->installPacks(dirname(__DIR__, 2) . '/packs');
    }

    /**
     * Gives the shipped definitions to the core, the common lists first. What is there already, and what was changed
     * here, is left alone. CASE-04, PLAT-12.
     *
     * @return string why activation is refused, empty when all is well
     */
    private function installPacks(string $dir): string
    {
        require_once __DIR__ . '/../../lib/elaska.lib.php';
        $packs = array_map('basename', glob($dir . '/*', GLOB_ONLYDIR) ?: array());
        usort($packs, static fn (string $a, string $b): int => array($a !== 'core', $a) <=> array($b !== 'core', $b));
        foreach ($packs as $pack) {
            $files = array();
            foreach (array('pack.json', 'lists/*.json', 'statuses/*.json', 'fields/*.json', 'templates/*.json', 'letters/*.json', 'folders/*.json') as $pattern) {
                foreach (glob("$dir/$pack/$pattern") ?: array() as $path) {
                    $files[] = array('path' => substr($path, strlen("$dir/$pack/")), 'body' => (string) file_get_contents($path));
                }
            }
            if (!is_file("$dir/$pack/pack.json")) {
                continue;
            }
            try {
                elaska_office(null, true)->call('pack.install', array('pack' => $pack, 'files' => $files));
            } catch (Elaska\Exception $e) {
                return elaska_error_text($e) . " ($pack/" . ($e->getParams()['file'] ?? '') . ': ' . $e->getField() . ')';
            }
        }
        $this->makeKeys();
        return '';
    }

    /** Master key and first data key, where elaska.conf names a file for them: made once. What is wrong, the page of keys says. SEC-08. */
    private function makeKeys(): void
    {
        if (ElaskaConfFile::current()->masterKey() === '') {
            return;
        }
        try {
            elaska_office(null, true)->call('crypt.create');
        } catch (Elaska\Exception $e) {
            dol_syslog('elaska: ' . $e->getKey(), LOG_WARNING);
        }
    }

    /**
     * Takes menus, rights and tabs away; tables and what they hold stay.
     *
     * @param string $options
     * @return int 1, 0 on error
     */
    public function remove($options = '')
    {
        global $conf;
        $sql = array();
        foreach (self::MODELS as $type => $name) {
            $sql[] = 'DELETE FROM ' . MAIN_DB_PREFIX . "document_model WHERE nom = '" . $name . "' AND type = '" . $type . "' AND entity = " . ((int) $conf->entity);
        }
        return $this->_remove($sql, $options);
    }
}

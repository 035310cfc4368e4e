<?php
/* What the seed of the journeys is made with. */
declare(strict_types=1);

function people_admin(): User
{
    global $user, $langs;
    $langs->setDefaultLang('fr_FR');
    $user->fetch(0, getenv('HOST_ADMIN') ?: 'admin', '', 1);
    method_exists($user, 'loadRights') ? $user->loadRights() : $user->getrights();
    return $user;
}

final class Seed
{
    public const ADVISER = array('time/own', 'case/read', 'case/write', 'rates/read');
    public const MANAGER = array('time/own', 'time/others', 'time/validate', 'time/selfvalidate', 'rates/read', 'rates/write', 'invoice/create', 'case/read', 'case/write', 'case/close', 'document/share',
        'case/delete', 'account/manage', 'outbox/manage');
    private const NATIVE = array('societe/lire', 'societe/creer', 'societe/client/voir', 'facture/lire', 'projet/lire', 'projet/all/lire', 'ticket/read');
    private const INVOICES = array('facture/creer', 'facture/paiement', 'facture/supprimer', 'facture/invoice_advance/validate', 'facture/invoice_advance/unvalidate');

    public function __construct(private DoliDB $db, private User $admin, public readonly string $password)
    {
    }

    /** @param list<string> $rights names as the core knows them */
    public function person(string $login, string $first, string $last, array $rights): User
    {
        $person = new User($this->db);
        list($person->login, $person->firstname, $person->lastname) = array($login, $first, $last);
        $person->email = $login . '@horizon-conseil.example';
        $person->entity = 1;
        $person->lang = 'fr_FR';
        $this->made($person->create($this->admin), $person);
        $this->run("UPDATE llx_user SET pass_crypted = '" . $this->db->escape(dol_hash($this->password)) . "' WHERE rowid = " . (int) $person->id);
        foreach ($rights as $right) {
            $person->addrights($this->right('elaska/' . $right) ?? throw new RuntimeException('no right ' . $right));
        }
        foreach (in_array('invoice/create', $rights, true) ? array_merge(self::NATIVE, self::INVOICES) : self::NATIVE as $right) {
            $id = $this->right($right);
            if ($id !== null) {
                $person->addrights($id);
            }
        }
        $fresh = new User($this->db);
        $fresh->fetch((int) $person->id, '', '', 1);
        method_exists($fresh, 'loadRights') ? $fresh->loadRights() : $fresh->getrights();
        return $fresh;
    }

    /** Not every version of Dolibarr has every native right. */
    private function right(string $name): ?int
    {
        list($module, $first, $second) = explode('/', $name . '/');
        $same = $second === '' ? "(subperms IS NULL OR subperms = '')" : "subperms = '" . $this->db->escape($second) . "'";
        $row = $this->run("SELECT id FROM llx_rights_def WHERE module = '" . $this->db->escape($module) . "' AND perms = '" . $this->db->escape($first) . "' AND $same ORDER BY id LIMIT 1");
        return isset($row[0]) ? (int) $row[0]->id : null;
    }

    public function client(string $name, string $email): int
    {
        $client = new Societe($this->db);
        list($client->name, $client->email, $client->client, $client->country_id) = array($name, $email, 1, 1);
        $client->code_client = 'auto';
        list($client->address, $client->zip, $client->town) = array('4 rue du Port', '35400', 'Saint-Malo');
        return $this->made($client->create($this->admin), $client);
    }

    public function contact(int $client, string $first, string $last, string $job): void
    {
        $this->db->query('INSERT INTO ' . MAIN_DB_PREFIX . "socpeople (entity, fk_soc, firstname, lastname, poste, statut, fk_user_creat) VALUES (1, $client, '" . $this->db->escape($first) . "', '" . $this->db->escape($last) . "', '" . $this->db->escape($job) . "', 1, " . (int) $this->admin->id . ')');
    }

    /** @param array<string,mixed> $terms @return array{id:int,ref:string,title:string} */
    public function dossier(int $client, User $lead, string $title, array $terms, ?string $template = null): array
    {
        $made = $this->office($this->admin)->call('case.create', array('title' => $title, 'client' => $client, 'lead' => (int) $lead->id, 'portal_visible' => true, 'start_on' => $this->day(60), 'terms' => $terms) + ($template === null ? array() : array('template' => $template)));
        return array('id' => $made['id'], 'ref' => $made['ref'], 'title' => $title);
    }

    public function time(User $who, int $case, string $duration, string $text, int $ago, bool $submit = true): int
    {
        $office = $this->office($who);
        $made = $office->call('time.create', array('case' => $case, 'activity' => $this->activities()[0]['id'], 'duration' => $duration, 'work_on' => $this->day($ago), 'description' => $text, 'billable' => true));
        if ($submit) {
            $this->went($office->call('time.transition', array('entries' => array($made['id']), 'to' => 'submit')));
        }
        return $made['id'];
    }

    /** @return list<int> */
    public function entries(int $case): array
    {
        return array_column($this->office($this->admin)->call('time.list', array('case' => $case, 'limit' => 200))['rows'], 'id');
    }

    /** @param list<int> $entries */
    public function validate(User $who, array $entries): void
    {
        $this->went($this->office($who)->call('time.transition', array('entries' => $entries, 'to' => 'validate')));
    }

    private function went(array $answer): void
    {
        if ($answer['failed']) {
            throw new RuntimeException(json_encode($answer['failed']));
        }
    }

    /** @param list<int> $entries @return array{id:int,ref:string,total_ttc:string} */
    public function invoice(User $who, int $client, array $entries, string $group, int $ago): array
    {
        global $user;
        $order = array('request_key' => bin2hex(random_bytes(16)), 'client' => $client, 'entries' => $entries, 'group' => $group, 'date' => $this->day($ago));
        $made = (new Elaska\Billing($this->office($who)))->create($order, new ElaskaInvoiceWriter($this->db, $who));
        $invoice = new Facture($this->db);
        $invoice->fetch($made['invoice']);
        $invoice->fetch_thirdparty();
        if ($invoice->validate($user) <= 0) {
            throw new RuntimeException('invoice: ' . $invoice->error . implode(' ', $invoice->errors));
        }
        ElaskaInvoiceDocuments::flush();
        $invoice->fetch($made['invoice']);
        return array('id' => (int) $invoice->id, 'ref' => (string) $invoice->ref, 'total_ttc' => sprintf('%.2f', $invoice->total_ttc));
    }

    /**
     * Invites somebody and follows the link of the mail, as he would.
     *
     * @param list<int> $more third parties that the login serves as well
     * @return array{login:string,password:string,name:string,account:int,clients:list<int>}
     */
    public function login(int $client, string $email, string $name, array $more = array()): array
    {
        $this->db->begin();
        $account = 0;
        foreach (array_merge(array($client), $more) as $one) {
            $account = $this->office($this->admin)->call('account.invite', array('client' => $one, 'email' => $email, 'name' => $name))['id'];
        }
        // The text leaves the row once the mail is sent: it is read before the worker can see it.
        $mail = $this->run("SELECT body_text AS text FROM llx_elaska_outbox WHERE fk_account = $account AND kind = 'account.invitation' ORDER BY rowid DESC LIMIT 1");
        $this->db->commit();
        if (!$mail || !preg_match('#/invitations/([A-Za-z0-9_-]{43})#', (string) $mail[0]->text, $found)) {
            throw new RuntimeException('no invitation of ' . $email);
        }
        $request = array('method' => 'POST', 'header' => 'Content-Type: application/json', 'content' => json_encode(array('password' => $this->password)), 'ignore_errors' => true);
        $answer = file_get_contents(getenv('PORTAL_URL') . '/v1/invitations/' . $found[1], false, stream_context_create(array('http' => $request)));
        if (!isset($http_response_header[0]) || !preg_match('# 2\d\d#', $http_response_header[0])) {
            throw new RuntimeException('invitation: ' . $answer);
        }
        return array('login' => $email, 'password' => $this->password, 'name' => $name, 'account' => $account, 'clients' => array_merge(array($client), $more));
    }

    /** @return list<array{id:int,label:string}> */
    public function activities(): array
    {
        return array_map(fn (array $a): array => array('id' => $a['id'], 'label' => $a['label']), $this->office($this->admin)->call('activity.list')['rows']);
    }

    public function office(User $who): Elaska\Office
    {
        return elaska_office($who);
    }

    /** A working day of the past. */
    private function day(int $ago): string
    {
        $day = strtotime('today 12:00') - $ago * 86400;
        return date('Y-m-d', $day - max(0, (int) date('N', $day) - 5) * 86400);
    }

    private function made(int $id, CommonObject $object): int
    {
        return $id > 0 ? $id : throw new RuntimeException(get_class($object) . ': ' . $object->error . ' ' . implode(' ', $object->errors));
    }

    /** @return list<object> */
    private function run(string $sql): array
    {
        $found = $this->db->query(str_replace('llx_', MAIN_DB_PREFIX, $sql));
        if (!$found) {
            throw new RuntimeException($this->db->lasterror());
        }
        $rows = array();
        while (is_object($found) && ($row = $this->db->fetch_object($found))) {
            $rows[] = $row;
        }
        return $rows;
    }
}

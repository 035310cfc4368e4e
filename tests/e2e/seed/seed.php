<?php
/*
 * The firm of the journeys: an adviser, a manager, clients whose time is partly invoiced, and their portal logins. Made
 * by the host's classes and by the core, as the firm itself would. Run once in an instance: seed.php HOSTDIR FILE writes
 * the people and the ids to FILE (JSON), which is also the mark that it was done.
 */
declare(strict_types=1);

list(, $hostDir, $file) = $argv;
chdir($hostDir);
// Dolibarr's menu and hook code reads it even on the command line.
$_SERVER['PHP_SELF'] = '/admin/modules.php';
require $hostDir . '/master.inc.php';
foreach (array('user', 'societe', 'compta/facture') as $path) {
    require_once DOL_DOCUMENT_ROOT . '/' . $path . '/class/' . basename($path) . '.class.php';
}
foreach (array('admin.lib', 'security.lib', 'files.lib', 'date.lib', 'functions2.lib') as $library) {
    require_once DOL_DOCUMENT_ROOT . '/core/lib/' . $library . '.php';
}
require_once DOL_DOCUMENT_ROOT . '/custom/elaska/lib/elaska.lib.php';
require_once DOL_DOCUMENT_ROOT . '/custom/elaska/class/elaskainvoicewriter.class.php';
require_once DOL_DOCUMENT_ROOT . '/custom/elaska/class/elaskainvoicedocuments.class.php';
require __DIR__ . '/lib.php';

$admin = people_admin();
$seed = new Seed($db, $admin, 'Recette-2026!');
dolibarr_set_const($db, 'ELASKA_PORTAL_URL', (string) getenv('PORTAL_URL'), 'chaine', 0, '', $conf->entity);

$adviser = $seed->person('alice.marchand', 'Alice', 'Marchand', Seed::ADVISER);
$manager = $seed->person('marc.delmas', 'Marc', 'Delmas', Seed::MANAGER);
$other = $seed->person('ines.caron', 'Inès', 'Caron', Seed::ADVISER);

$seed->office($admin)->call('rate.set', array('level' => 'default', 'rate' => '78.00'));

// Client of the portal's tests: time in every status, invoices in several states, one login for him and his company.
$bakery = $seed->client('Boulangerie Le Fournil', 'contact@le-fournil.example');
$baker = $seed->client('Paul Jourdain', 'paul.jourdain@example.org');
// Somebody else's client, and one for the journey of the three people.
$stranger = $seed->client('Garage Tanguy', 'contact@garage-tanguy.example');
$journey = $seed->client('Menuiserie Kerjean', 'contact@menuiserie-kerjean.example');

// And one that two managers bill at once.
$twice = $seed->client('Atelier des Remparts', 'contact@atelier-remparts.example');

$hourly = $seed->dossier($bakery, $adviser, 'Suivi social 2026', array('model' => 'hourly', 'rate' => '85.00'));
$package = $seed->dossier($bakery, $adviser, 'Document unique', array('model' => 'package', 'included' => '10h', 'price' => '900.00', 'overage_rate' => '95.00'));
$private = $seed->dossier($baker, $adviser, 'Déclaration de revenus', array('model' => 'fixed', 'price' => '280.00'));
$foreign = $seed->dossier($stranger, $other, 'Recouvrement de créances', array('model' => 'hourly', 'rate' => '92.50'));
$timed = $seed->dossier($journey, $adviser, 'Réponse à un appel d\'offres', array('model' => 'hourly', 'rate' => '85.00'));

// A client who is asked to fill in the form of a step.
$asked = $seed->client('Fromagerie Aubrac', 'contact@fromagerie-aubrac.example');
$words = fn (string $fr, string $en): array => array('fr' => $fr, 'en' => $en);
$seed->office($admin)->call('template.save', array('version' => 0, 'active' => true, 'body' => array('format' => 'elaska.template/1', 'code' => 'point-annuel', 'label' => $words('Point annuel', 'Yearly review'), 'nature' => 'mission',
    'client_kinds' => array('individual', 'company', 'founder', 'association'), 'family' => 'other', 'icon' => 'folder', 'colour' => 'teal', 'visible' => true, 'requestable' => false,
    'steps' => array(array('code' => 'facts', 'label' => $words('Recueil', 'Facts'), 'client_label' => $words('Votre situation', 'Your situation'), 'form' => 'facts'), array('code' => 'advice', 'label' => $words('Conseil', 'Advice'))),
    'forms' => array(array('code' => 'facts', 'label' => $words('Votre année', 'Your year'), 'pages' => array(
        array('code' => 'team', 'label' => $words('Votre équipe', 'Your team'), 'fields' => array(
            array('code' => 'people', 'type' => 'number', 'label' => $words('Combien de salariés ?', 'How many employees?'), 'required' => true, 'min' => '0', 'max' => '500', 'decimals' => 0, 'who' => 'client'),
            array('code' => 'hired', 'type' => 'text', 'label' => $words('Qui avez-vous embauché ?', 'Whom did you hire?'), 'show_if' => 'people > 0', 'who' => 'client'),
            array('code' => 'wish', 'type' => 'text', 'label' => $words('Qu\'attendez-vous de nous ?', 'What do you expect of us?')))),
        array('code' => 'papers', 'label' => $words('Vos comptes', 'Your accounts'), 'fields' => array(
            array('code' => 'accounts', 'type' => 'file', 'label' => $words('Dernier bilan', 'Last accounts'), 'accept' => 'pdf', 'who' => 'client'),
            array('code' => 'note', 'type' => 'text', 'label' => $words('Note du cabinet', 'Note of the firm'), 'who' => 'office')))))))));
// What a client may ask for, with a document that he has to give.
$seed->office($admin)->call('template.save', array('version' => 0, 'active' => true, 'body' => array('format' => 'elaska.template/1', 'code' => 'relecture-bail', 'label' => $words('Relecture de bail', 'Review of a lease'), 'nature' => 'mission',
    'client_kinds' => array('company'), 'family' => 'other', 'icon' => 'folder', 'colour' => 'teal', 'visible' => true, 'requestable' => true, 'steps' => array(array('code' => 'read', 'label' => $words('Relecture', 'Reading'))),
    'forms' => array(array('code' => 'request', 'label' => $words('Relecture de bail', 'Review of a lease'), 'pages' => array(
        array('code' => 'lease', 'label' => $words('Votre bail', 'Your lease'), 'fields' => array(
            array('code' => 'lease', 'type' => 'file', 'label' => $words('Le bail à relire', 'The lease to review'), 'accept' => 'pdf', 'required' => true),
            array('code' => 'signed', 'type' => 'yesno', 'label' => $words('Est-il signé ?', 'Is it signed?'), 'show_if' => 'filled(lease)'))),
        array('code' => 'wish', 'label' => $words('Votre question', 'Your question'), 'fields' => array(
            array('code' => 'question', 'type' => 'text', 'label' => $words('Que voulez-vous savoir ?', 'What would you like to know?'), 'required' => true)))))))));
// The firm's own fields: some are open to the client, of himself and of his tasks.
$own = fn (string $code, string $fr, string $en, string $client): array => array('code' => $code, 'type' => 'text', 'label' => $words($fr, $en), 'client' => $client);
$seed->office($admin)->call('fields.save', array('object' => 'thirdparty', 'kind' => 'company', 'fields' => array($own('trade', 'Activité', 'Trade', 'write'), $own('partner', 'Expert-comptable', 'Accountant', 'read'), $own('inside', 'Note interne', 'Internal note', 'hidden'),
    array('code' => 'proof', 'type' => 'file', 'label' => $words('Extrait Kbis', 'Company extract'), 'accept' => 'pdf', 'client' => 'write'))));
$seed->office($admin)->call('fields.save', array('object' => 'task', 'fields' => array($own('place', 'Lieu', 'Place', 'write'))));
$seed->office($admin)->call('fields.save', array('object' => 'contact', 'fields' => array($own('hours', 'Joignable', 'Reachable', 'write'), $own('role', 'Rôle au cabinet', 'Role', 'read'), $own('mood', 'Humeur', 'Mood', 'hidden'))));
$seed->contact($asked, 'Lina', 'Aubrac', 'Comptabilité');
$seed->contact($stranger, 'Yves', 'Ailleurs', 'Gérant');
$review = $seed->dossier($asked, $adviser, 'Point annuel 2026', array('model' => 'unbilled'), 'point-annuel');

// And one whose papers are asked for, judged, kept for another case and sent to a bank.
$lender = $seed->client('Fonderie Vasseur', 'contact@fonderie-vasseur.example');

$raced = $seed->dossier($twice, $adviser, 'Bail commercial', array('model' => 'hourly', 'rate' => '90.00'));

$works = array(array('1:12:37', 'Analyse des bulletins de paie'), array('0:47:05', 'Appel de l\'URSSAF'), array('2:05:59', 'Rédaction de la réponse'), array('0:20:11', 'Classement des pièces'));
$done = array();
foreach ($works as $i => list($duration, $text)) {
    $done[] = $seed->time($adviser, $hourly['id'], $duration, $text, 40 - 3 * $i);
    $seed->time($adviser, $package['id'], $duration, $text, 41 - 3 * $i);
}
$seed->validate($manager, array_merge($done, $seed->entries($package['id'])));
$open = $seed->time($adviser, $hourly['id'], '0:33:20', 'Point téléphonique', 6);
$seed->validate($manager, array($open));
$seed->time($adviser, $hourly['id'], '0:15:00', 'Brouillon que le client ne voit pas', 1, false);
$seed->validate($manager, array($seed->time($adviser, $raced['id'], '1:00:20', 'Relecture du bail', 12), $seed->time($adviser, $raced['id'], '0:59:40', 'Note au bailleur', 9)));
$strange = $seed->time($other, $foreign['id'], '1:00:01', 'Mise en demeure', 20);
$seed->validate($manager, array($strange));

$invoices = array(
    'issued' => $seed->invoice($manager, $bakery, array_slice($done, 0, 2), 'entry', 30),
    'recent' => $seed->invoice($manager, $bakery, array_slice($done, 2), 'case', 3),
    'stranger' => $seed->invoice($manager, $stranger, array($strange), 'case', 10),
);

$logins = array(
    'client' => $seed->login($bakery, 'paul.jourdain@example.org', 'Paul Jourdain', array($baker)),
    'stranger' => $seed->login($stranger, 'yann.tanguy@example.org', 'Yann Tanguy'),
    'asked' => $seed->login($asked, 'noe.aubrac@example.org', 'Noé Aubrac'),
    'journey' => $seed->login($journey, 'rose.kerjean@example.org', 'Rose Kerjean'),
    'lender' => $seed->login($lender, 'adele.vasseur@example.org', 'Adèle Vasseur'),
);
$say = fn (User $who, string $name): array => array('id' => (int) $who->id, 'login' => $who->login, 'password' => $seed->password, 'name' => $name);
file_put_contents($file . '.new', json_encode(array(
    'admin' => array('id' => (int) $admin->id, 'login' => $admin->login, 'password' => getenv('HOST_PASSWORD') ?: 'admin', 'name' => 'admin'),
    'adviser' => $say($adviser, 'Alice Marchand'), 'manager' => $say($manager, 'Marc Delmas'), 'other' => $say($other, 'Inès Caron'),
    'clients' => array('bakery' => $bakery, 'baker' => $baker, 'stranger' => $stranger, 'journey' => $journey, 'twice' => $twice, 'asked' => $asked, 'lender' => $lender),
    'cases' => array('hourly' => $hourly, 'package' => $package, 'private' => $private, 'foreign' => $foreign, 'timed' => $timed, 'raced' => $raced, 'review' => $review),
    'invoices' => $invoices, 'portal' => $logins, 'activities' => $seed->activities(),
), JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES));
rename($file . '.new', $file);

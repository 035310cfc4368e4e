--TEST--
CASE-01: answers come back as PHP arrays: integers, texts, nulls, booleans, lists and nested members
--FILE--
<?php
require __DIR__.'/lib/real.php';
$cases = new Elaska\Cases(new Elaska\Office(new RealDb(), actor()));
$made = $cases->create(array('title' => 'Bail & travaux <b>', 'client' => 10, 'lead' => 1, 'description' => "Ligne 1\r\nLigne 2", 'due_on' => '2027-01-31', 'priority' => 2));
var_dump(is_int($made['id']), is_string($made['ref']));
$case = $cases->read(array('case' => $made['id']));
echo json_encode(array_intersect_key($case, array_flip(array('title', 'client', 'description', 'due_on', 'closed_on', 'priority', 'late', 'members'))), JSON_UNESCAPED_UNICODE), "\n";
var_dump(array_is_list($case['transitions']), $case['gauge']['included_s']);
echo thrown(fn () => $cases->update(array('case' => $made['id'], 'version' => 99, 'title' => 'x'))), "\n";
echo thrown(fn () => $cases->update(array('case' => $made['id'], 'version' => 1, 'due_on' => '2027-02-30'))), "\n";
$cases->update(array('case' => $made['id'], 'version' => 1, 'due_on' => null, 'members' => array(array('user' => 2, 'role' => 'member'))));
$case = $cases->read(array('case' => $made['id']));
var_dump($case['due_on'], $case['members'][0]['id'] ?? $case['members'][0]);
$cases->create(array('title' => 'Second', 'client' => 10, 'lead' => 1));
$page = $cases->list(array('limit' => 1));
$next = $cases->list(array('limit' => 1, 'after' => $page['next']));
var_dump(count($page['rows']), $page['rows'][0]['id'] !== $next['rows'][0]['id']);
?>
--EXPECT--
bool(true)
bool(true)
{"title":"Bail & travaux <b>","client":{"id":10,"name":"Boulangerie Lefèvre"},"due_on":"2027-01-31","closed_on":null,"late":false,"priority":2,"description":"Ligne 1\nLigne 2","members":[]}
bool(true)
NULL
conflict conflict.version version {"fields":"title"}
input date.no_such_day due_on
NULL
int(2)
int(1)
bool(true)

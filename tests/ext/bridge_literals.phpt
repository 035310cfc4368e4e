--TEST--
Bridge: prefix, literals, client character set; sql_mode is never touched
--FILE--
<?php
define('MAIN_DB_PREFIX', 'zz9_');
require __DIR__.'/lib/fake.php';
$db = new FakeDb();
$db->db->charset = 'utf8';
$office = new Elaska\Office($db, actor());
$office->call('case.list', array('search' => "l'été 😀 \\ \" ?"));
$office->call('case.list');
echo $db->db->charset, "\n";
$sql = implode("\n", $db->log);
var_dump(substr_count($sql, 'SET '), $db->log[0], str_contains($sql, 'llx_'), str_contains($sql, ' zz9_elaska_case '));
var_dump((bool) preg_match("~_utf8mb4 ?X'[0-9A-Fa-f]*(C3A9|c3a9)74(C3A9|c3a9)20(F09F9880|f09f9880)~", $sql));
var_dump(str_contains($sql, 'été'), str_contains($sql, 'sql_mode'), str_contains($sql, "= ?"));
?>
--EXPECT--
utf8mb4
int(1)
string(45) "SET collation_connection = utf8mb4_unicode_ci"
bool(false)
bool(true)
bool(true)
bool(false)
bool(false)
bool(false)

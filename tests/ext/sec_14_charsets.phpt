--TEST--
SEC-14: text is kept byte for byte under any client character set and sql_mode
--FILE--
<?php
require __DIR__.'/lib/real.php';
$text = "L'été \\ \"100 %\" _x_ -- ; /* 😀 𝒳 */ ¤ œ € \u{202F}fin";
foreach (array(array('utf8mb4', ''), array('utf8', ''), array('latin1', ''), array('utf8', 'NO_BACKSLASH_ESCAPES'), array('utf8mb4', 'ANSI_QUOTES,STRICT_ALL_TABLES')) as list($charset, $mode)) {
    $db = new RealDb($charset);
    $db->query("SET sql_mode = '$mode'");
    $id = new_case($db, $text);
    $read = (new Elaska\Office($db, actor()))->call('case.read', array('case' => $id));
    $found = (new Elaska\Office($db, actor()))->call('case.list', array('search' => '😀 𝒳'))['rows'];
    var_dump($read['title'] === $text && other()->one("SELECT title FROM llx_elaska_case WHERE rowid = $id") === $text && count($found) > 0);
    echo $db->db->character_set_name(), ' ', $db->one('SELECT @@collation_connection'), ' ', $db->one('SELECT @@sql_mode') === $mode ? 'mode kept' : 'mode changed', "\n";
}
?>
--EXPECT--
bool(true)
utf8mb4 utf8mb4_general_ci mode kept
bool(true)
utf8mb4 utf8mb4_unicode_ci mode kept
bool(true)
utf8mb4 utf8mb4_unicode_ci mode kept
bool(true)
utf8mb4 utf8mb4_unicode_ci mode kept
bool(true)
utf8mb4 utf8mb4_general_ci mode kept

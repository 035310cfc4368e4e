--TEST--
PORT-03: one native connection per process; one that the server closed is opened again
--INI--
elaska.config={PWD}/connection.conf
--FILE--
<?php
require __DIR__.'/lib/real.php';
ini_set('error_log', '/dev/null');
file_put_contents(__DIR__.'/connection.conf', 'db_socket = '.getenv('DB_SOCKET')."\ndb_name = ".getenv('DB_NAME')."\ndb_user = ".getenv('DB_APP_USER')."\ndb_password = ".getenv('DB_APP_PASSWORD')."\n");
$root = new mysqli('localhost', 'root', '', '', 0, getenv('DB_SOCKET'));
$ours = fn () => array_column($root->query("SELECT ID FROM information_schema.processlist WHERE USER = '".getenv('DB_APP_USER')."'")->fetch_all(), 0);
$ask = fn () => Elaska\Portal::handle(array('method' => 'GET', 'path' => '/v1/invitations/'.str_repeat('a', 43), 'ip' => '127.0.0.1'))['status'];
for ($i = 0; $i < 5; $i++) {
    echo $ask(), ' ';
}
$before = $ours();
echo count($before), "\n";
$root->query('KILL '.$before[0]);
usleep(100000);
$first = $ask();
echo in_array($first, array(404, 503), true) ? 'answered' : $first, ' ', $ask(), ' ', $ask(), "\n";
$after = $ours();
var_dump(count($after), $after !== $before);

/* Another database user in the file: another connection, and the old one is closed. */
file_put_contents(__DIR__.'/connection.conf', 'db_socket = '.getenv('DB_SOCKET')."\ndb_name = ".getenv('DB_NAME')."\ndb_user = ".getenv('DB_USER')."\ndb_password = ".getenv('DB_PASSWORD')."\n# changed\n");
echo $ask(), "\n";
usleep(100000);
echo count($ours()), "\n";
file_put_contents(__DIR__.'/connection.conf', 'db_socket = '.getenv('DB_SOCKET')."\ndb_name = ".getenv('DB_NAME')."\ndb_user = nobody\ndb_password = wrong\n");
echo $ask(), "\n";
unlink(__DIR__.'/connection.conf');
?>
--EXPECT--
404 404 404 404 404 1
answered 404 404
int(1)
bool(true)
404
0
503

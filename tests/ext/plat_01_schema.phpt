--TEST--
PLAT-01: the database is compared with what this version needs; migrations run outside transactions only
--FILE--
<?php
require __DIR__.'/lib/real.php';
ini_set('error_log', '/dev/null');
$sql = getenv('TEST_SQL');
$db = new RealDb();
var_dump(Elaska\Schema::verify($db, $sql));
Elaska\Schema::migrate($db, $sql);
Elaska\Schema::settle($db);
Elaska\Schema::settle($db);
Elaska\Schema::ready($db);
echo $db->one("SELECT COUNT(*) FROM llx_elaska_schema WHERE state <> 'done'"), "\n";

echo "differences\n";
$db->query('ALTER TABLE llx_elaska_case MODIFY title VARCHAR(99) NOT NULL');
$db->query('ALTER TABLE llx_elaska_timer DROP COLUMN note');
echo implode("\n", Elaska\Schema::verify($db)), "\n";
$db->query('ALTER TABLE llx_elaska_case MODIFY title VARCHAR(255) NOT NULL');
$db->query("ALTER TABLE llx_elaska_timer ADD COLUMN note VARCHAR(255) NOT NULL DEFAULT ''");

echo "files of another version\n";
$dir = sys_get_temp_dir().'/elaska-'.getmypid();
mkdir("$dir/migrations", 0700, true);
file_put_contents("$dir/migrations/V20990101__later.sql", "ALTER TABLE llx_elaska_case ADD COLUMN later INTEGER NULL;\n");
file_put_contents("$dir/migrations/notes.txt", 'x');
echo implode("\n", Elaska\Schema::verify($db, $dir)), "\n";

echo "migrations\n";
echo thrown(fn () => Elaska\Schema::migrate($db, $dir)), "\n";
echo $db->one("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'llx_elaska_case' AND column_name = 'later'"), "\n";
echo thrown(fn () => Elaska\Schema::migrate($db, $dir)), "\n";
echo thrown(fn () => Elaska\Schema::ready($db)), "\n";
$db->query('ALTER TABLE llx_elaska_case DROP COLUMN later');
$db->query("DELETE FROM llx_elaska_schema WHERE name LIKE 'V2099%'");
$db->begin();
echo thrown(fn () => Elaska\Schema::migrate($db, $sql)), "\n";
$db->rollback();
echo thrown(fn () => Elaska\Schema::migrate($db, '/no/such/place')), "\n";
echo thrown(fn () => Elaska\Schema::verify($db, "a\0b")), "\n";
echo thrown(fn () => Elaska\Schema::verify(new stdClass(), $sql)), "\n";
unlink("$dir/migrations/V20990101__later.sql");
unlink("$dir/migrations/notes.txt");
rmdir("$dir/migrations");
rmdir($dir);
?>
--EXPECT--
array(0) {
}
0
differences
table llx_elaska_case: column title is varchar(99), varchar(255) is wanted
table llx_elaska_timer: column note is missing
files of another version
migration V20990101__later is unknown to this version of the extension
migration V20261121__first_release has no file in the module
migration V20261121__run_of_documents has no file in the module
migration V20261122__folders_of_documents has no file in the module
migration V20261122__folders_of_uploads has no file in the module
migration V20261122__pieces_reuse_documents has no file in the module
migration V20261122__terms_of_documents has no file in the module
migration V20261123__readers_of_notes has no file in the module
migration V20261123__readers_of_notes_leads has no file in the module
migration V20261123__titles_of_pieces has no file in the module
migration V20261123__uploads_and_restarts has no file in the module
migration V20261123__vaults_are_scanned has no file in the module
migrations
no exception
1
no exception
state schema.newer {"name":"V20990101__later"}
state schema.transaction
permanent schema.files dir
ValueError: Elaska\Schema::verify(): Argument #2 ($dir) must not contain any null bytes
input db.type db

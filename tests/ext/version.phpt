--TEST--
PLAT-01: a module of another version than the extension is refused by name
--FILE--
<?php
require __DIR__.'/lib/fake.php';
var_dump(preg_match('~^\d+\.\d+\.\d+$~', Elaska\Version::core()), phpversion('elaska') === Elaska\Version::core());
var_dump(preg_match('~^V\d{8}__\w+$~', Elaska\Schema::version()));
Elaska\Version::expect(Elaska\Version::core());
echo str_replace(Elaska\Version::core(), 'CORE', thrown(fn () => Elaska\Version::expect('9.9.9'))), "\n";
echo str_replace(Elaska\Version::core(), 'CORE', thrown(fn () => Elaska\Version::expect(''))), "\n";
?>
--EXPECT--
int(1)
bool(true)
int(1)
state version.mismatch {"module":"9.9.9","extension":"CORE"}
state version.mismatch {"module":"","extension":"CORE"}

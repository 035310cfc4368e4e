--TEST--
TIME-18: documents come back as bytes with type and name
--FILE--
<?php
require __DIR__.'/lib/billing.php';
ini_set('error_log', '/dev/null');
$db = new RealDb();
$case = new_case($db, 'Imprimé');
$sheet = (new Elaska\Time(new Elaska\Office($db, actor())))->sheetPdf(array('case' => $case));
var_dump(implode(' ', array_keys($sheet)), $sheet['type'], substr($sheet['body'], 0, 5), str_ends_with($sheet['name'], '.pdf'));
echo thrown(fn () => (new Elaska\Office($db, actor()))->bytes('time.sheet_pdf', array('case' => 999999))), "\n";
echo thrown(fn () => (new Elaska\Office($db, actor()))->bytes('case.read', array('case' => $case))), "\n";
echo thrown(fn () => (new Elaska\Office($db, actor()))->call('time.sheet_pdf', array('case' => $case))), "\n";
?>
--EXPECT--
string(14) "type name body"
string(15) "application/pdf"
string(5) "%PDF-"
bool(true)
not_found not_found case
internal op.no_body
internal op.no_body

--TEST--
Classes are final, cannot be serialised, cloned or given properties
--FILE--
<?php
require __DIR__.'/lib/fake.php';
$office = new Elaska\Office(new FakeDb(), actor());
$classes = array_filter(get_declared_classes(), fn ($c) => str_starts_with($c, 'Elaska\\'));
foreach ($classes as $class) {
    $r = new ReflectionClass($class);
    $wrong = array();
    $object = match ($class) {
        'Elaska\Exception' => new Elaska\Exception('x'),
        'Elaska\Office' => $office,
        'Elaska\Portal', 'Elaska\Schema', 'Elaska\Version' => null,
        default => new $class($office),
    };
    if (!$r->isFinal()) {
        $wrong[] = 'not final';
    }
    try {
        if ($object) {
            clone $object;
            $wrong[] = 'cloneable';
        }
    } catch (Error $e) {
    }
    try {
        if ($object) {
            serialize($object);
            $wrong[] = 'serialisable';
        }
    } catch (Exception $e) {
    }
    try {
        unserialize('O:'.strlen($class).':"'.$class.'":0:{}');
        $wrong[] = 'unserialisable';
    } catch (Exception $e) {
    }
    try {
        if ($object) {
            $object->other = 1;
            $wrong[] = 'takes properties';
        }
    } catch (Error $e) {
    }
    echo $class, $wrong ? ': '.implode(', ', $wrong) : '', "\n";
}
foreach (array('Portal', 'Schema', 'Version') as $static) {
    try {
        new ('Elaska\\'.$static)();
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
Elaska\Exception
Elaska\Office
Elaska\Time
Elaska\Timer
Elaska\Cases
Elaska\Billing
Elaska\Accounts
Elaska\Outbox
Elaska\Events
Elaska\Settings
Elaska\Rates
Elaska\Activities
Elaska\Portal
Elaska\Schema
Elaska\Version
Call to private Elaska\Portal::__construct() from global scope
Call to private Elaska\Schema::__construct() from global scope
Call to private Elaska\Version::__construct() from global scope

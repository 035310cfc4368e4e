--TEST--
SEC-14: an actor that is not whole is refused, never guessed
--FILE--
<?php
require __DIR__.'/lib/fake.php';
$try = fn (array $other) => print(thrown(fn () => new Elaska\Office(new FakeDb(), actor($other)))."\n");
foreach (array_keys(actor()) as $name) {
    $actor = actor();
    unset($actor[$name]);
    echo thrown(fn () => new Elaska\Office(new FakeDb(), $actor)), "\n";
}
$try(array('user_id' => 0));
$try(array('user_id' => '1'));
$try(array('entity' => 1 << 40));
$try(array('rights' => 'time/own'));
$try(array('rights' => array('time/own', 'time/everything')));
$try(array('rights' => array(1)));
$try(array('soc_entities' => array(-1)));
$try(array('soc_entities' => array('1')));
$try(array('soc_entities' => range(1, 33)));
$try(array('own_clients_only' => 1));
$try(array('ip' => str_repeat('1', 60)));
$try(array('lang' => 7));
$try(array('admin' => true));
$try(array(5 => 'x'));
$try(array('ip' => null, 'user_agent' => str_repeat('é', 400), 'own_clients_only' => true, 'soc_entities' => array(0, 1)));
?>
--EXPECT--
input field.required actor/user_id
input field.required actor/entity
input field.required actor/lang
input field.required actor/rights
input field.required actor/soc_entities
input field.range actor/user_id
input field.type actor/user_id
input field.range actor/entity
input field.type actor/rights
input field.choice actor/rights/1
input field.type actor/rights/0
input field.range actor/soc_entities/0
input field.type actor/soc_entities/0
input field.range actor/soc_entities
input field.type actor/own_clients_only
input field.too_long actor/ip
input field.type actor/lang
input field.unknown actor/admin
input field.unknown actor
no exception

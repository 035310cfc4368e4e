<?php
/*
 * One write operation and one read, for tests of transactions over the scripted $db.
 */
require_once __DIR__.'/fake.php';
ini_set('error_log', '/dev/null');

const ROW = '~^SELECT rowid, state, secret~';

function office(FakeDb $db): Elaska\Office
{
    return new Elaska\Office($db, actor());
}

/** A write that needs BEGIN, one SELECT (ROW) and COMMIT. */
function write(FakeDb $db): string
{
    return thrown(fn () => office($db)->call('outbox.cancel', array('outbox' => array(1))));
}

function read(FakeDb $db): string
{
    return thrown(fn () => office($db)->call('outbox.list'));
}

--TEST--
PORT-03: a request in, an answer out, on the native connection; the database comes and goes
--INI--
elaska.config={PWD}/portal.conf
--FILE--
<?php
require __DIR__.'/lib/fake.php';
ini_set('error_log', '/dev/null');
$conf = fn (array $c) => file_put_contents(__DIR__.'/portal.conf', implode('', array_map(fn ($k, $v) => "$k = $v\n", array_keys($c), $c)));
$good = array('db_socket' => getenv('DB_SOCKET'), 'db_name' => getenv('DB_NAME'), 'db_user' => getenv('DB_APP_USER'), 'db_password' => getenv('DB_APP_PASSWORD'), 'documents_dir' => '/srv/documents');
$ask = function (string $method, string $path, array $other = array()) {
    $r = Elaska\Portal::handle($other + array('method' => $method, 'path' => $path, 'ip' => '127.0.0.1', 'headers' => array('Accept' => 'application/json')));
    $types = array_column($r['headers'], 1, 0);
    echo $method, ' ', $path, ': ', $r['status'], ' ', array_change_key_case($types)['content-type'] ?? '-', ' ', json_decode($r['body'], true)['key'] ?? '', "\n";
    return $r;
};
@unlink(__DIR__.'/portal.conf');
$ask('GET', '/v1/firm');
file_put_contents(__DIR__.'/portal.conf', "db_name\n");
$ask('GET', '/v1/firm');
$conf(array('db_socket' => '/nowhere/db.sock') + $good);
$ask('GET', '/v1/firm');
$conf($good);
$r = $ask('GET', '/v1/firm');
var_dump(implode(' ', array_keys($r)), array_is_list($r['headers']), json_decode($r['body'], true)['name'] ?? $r['body']);
$ask('GET', '/v1/nowhere');
$ask('PUT', '/v1/firm');
$ask('GET', '/v1/me');
$ask('POST', '/v1/session', array('body' => '{"email":', 'headers' => array('Content-Type' => 'application/json')));
$ask('POST', '/v1/session', array('body' => "\xff\x00", 'headers' => array('Content-Type' => 'application/json', "X-Odd\0" => "v\xff")));
echo "what PHP itself sends wrong\n";
echo thrown(fn () => Elaska\Portal::handle(array('path' => '/'))), "\n";
echo thrown(fn () => Elaska\Portal::handle(array('method' => 1, 'path' => '/'))), "\n";
echo thrown(fn () => Elaska\Portal::handle(array('method' => 'GET', 'path' => '/', 'headers' => array('x')))), "\n";
echo thrown(fn () => Elaska\Portal::handle(array('method' => 'GET', 'path' => '/', 'headers' => 'x'))), "\n";
echo "refused without a call\n";
$r = Elaska\Portal::refuse(array('method' => 'GET', 'path' => '/v1/firm'), 503, 'version.mismatch');
echo $r['status'], ' ', json_decode($r['body'], true)['key'], "\n";
echo thrown(fn () => Elaska\Portal::refuse(array('method' => 'GET', 'path' => '/'), 200, 'x')), "\n";
echo thrown(fn () => new Elaska\Office(new FakeDb(), actor())), "\n";
$routes = Elaska\Portal::routes();
var_dump(count($routes) > 20, implode(' ', array_keys($routes[0])));
unlink(__DIR__.'/portal.conf');
?>
--EXPECT--
GET /v1/firm: 503 application/problem+json db.unreachable
GET /v1/firm: 503 application/problem+json db.unreachable
GET /v1/firm: 503 application/problem+json db.unreachable
GET /v1/firm: 200 application/json 
string(29) "status headers body file pour"
bool(true)
string(14) "Cabinet Delmas"
GET /v1/nowhere: 404 application/problem+json not_found
PUT /v1/firm: 405 application/problem+json request.method
GET /v1/me: 401 application/problem+json session.ended
POST /v1/session: 400 application/problem+json json.malformed
POST /v1/session: 400 application/problem+json json.malformed
what PHP itself sends wrong
input field.required request/method
input field.type request/method
input field.type request/headers
input field.type request/headers
refused without a call
503 version.mismatch
ValueError: Elaska\Portal::refuse(): Argument #2 ($status) must be between 400 and 599
internal db.two_connections
bool(true)
string(33) "method path operation auth status"

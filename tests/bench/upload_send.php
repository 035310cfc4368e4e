<?php
/*
 * Sends one file in parts, over one connection, to the portal or to the bare page; prints how long it took, in seconds:
 *   upload_send.php FILE ours URL CLIENT CASE TOKEN | FILE bare URL
 */
list(, $path, $which, $url) = $argv;
const PART = 4194304;
$curl = curl_init();
curl_setopt_array($curl, array(CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => array('Expect:')));

function ask($curl, string $method, string $url, string $body, array $headers): array
{
    curl_setopt_array($curl, array(CURLOPT_URL => $url, CURLOPT_CUSTOMREQUEST => $method, CURLOPT_POSTFIELDS => $body, CURLOPT_HTTPHEADER => array_merge(array('Expect:'), $headers)));
    $answer = (string) curl_exec($curl);
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    if ($status >= 300 || $status === 0) {
        fwrite(STDERR, "$method $url: $status $answer\n");
        exit(1);
    }
    return (array) json_decode($answer, true);
}

$file = fopen($path, 'rb');
$size = filesize($path);
$headers = array('Content-Type: application/octet-stream');
if ($which === 'ours') {
    list(, , , , $client, $case, $token) = $argv;
    $me = array("Cookie: elaska_at=$token");
    curl_setopt($curl, CURLOPT_HTTPGET, true);
    $csrf = ask($curl, 'GET', "$url/v1/me", '', $me)['csrf'];
    $me[] = "X-Elaska-Csrf: $csrf";
    $me[] = "Origin: $url";
    $up = ask($curl, 'POST', "$url/v1/clients/$client/uploads", (string) json_encode(array('object' => 'case', 'id' => (int) $case, 'name' => 'mesure.pdf', 'size' => $size)), array_merge($me, array('Content-Type: application/json')));
    $to = "$url/v1/clients/$client/uploads/" . $up['upload'] . '?offset=';
    $headers = array_merge($headers, $me);
} else {
    $to = "$url?offset=";
}
$began = microtime(true);
for ($offset = 0; $offset < $size; $offset += strlen($bytes)) {
    $bytes = (string) fread($file, PART);
    ask($curl, 'PUT', $to . $offset, $bytes, $headers);
}
printf("%.3f\n", microtime(true) - $began);

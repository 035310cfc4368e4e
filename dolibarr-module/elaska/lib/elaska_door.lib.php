<?php
/*
 * What the doors of islands share: answers in JSON, refusals, who is there, the token in its header. Loaded before
 * Dolibarr, which would answer a page.
 */

/** @return never */
function elaska_answer(int $status, array $body)
{
    http_response_code($status);
    header('Content-Type: application/json; charset=UTF-8');
    header('Cache-Control: no-store');
    header('X-Content-Type-Options: nosniff');
    echo json_encode($body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
    exit;
}

/**
 * @param array<string,mixed> $details what the core told beside its error
 * @return never
 */
function elaska_refuse(int $status, string $key, string $message, string $field = '', array $details = array())
{
    elaska_answer($status, array('error' => array('key' => $key, 'message' => $message, 'field' => $field) + ($details ? array('details' => $details) : array())));
}

/**
 * Problems of several fields or places, each with its sentence.
 *
 * @param array<string,mixed> $told
 * @return array<string,mixed>
 */
function elaska_door_told(array $told): array
{
    foreach ($told['problems'] ?? array() as $i => $problem) {
        $told['problems'][$i]['message'] = elaska_sentence((string) $problem['key'], (array) ($problem['params'] ?? array()));
    }
    return $told;
}

/** Refused before Dolibarr is loaded: another method, another type of body. */
function elaska_door_request(string $method, string $type): void
{
    if (($_SERVER['REQUEST_METHOD'] ?? '') !== $method) {
        header('Allow: ' . $method);
        elaska_refuse(405, 'http.method', $method);
    }
    if (stripos((string) ($_SERVER['CONTENT_TYPE'] ?? ''), $type) !== 0) {
        elaska_refuse(415, 'http.type', $type);
    }
}

/**
 * Refused once Dolibarr is there: no session, a stale token, a person of a third party, a module that cannot work. The
 * session is let go.
 *
 * @param mixed $login what main.inc.php said
 */
function elaska_door_person($login): void
{
    global $langs, $user;
    $langs->load('elaska@elaska');
    if ($login === 'ERROR_NOT_LOGGED' || (int) $user->id <= 0) {
        elaska_refuse(401, 'session.ended', $langs->transnoentitiesnoconv('ElaskaSessionEnded'));
    }
    $given = (string) ($_SERVER['HTTP_X_ELASKA_TOKEN'] ?? '');
    $known = array_filter(array($_SESSION['newtoken'] ?? '', $_SESSION['token'] ?? ''));
    session_write_close();
    if ($given === '' || !array_filter($known, static fn ($t) => hash_equals((string) $t, $given))) {
        elaska_refuse(403, 'http.token', $langs->transnoentitiesnoconv('ElaskaTokenStale'));
    }
    if (!empty($user->socid)) {
        elaska_refuse(403, 'denied', elaska_sentence('denied'));
    }
    if (!isModEnabled('elaska') || elaska_problem() !== '') {
        elaska_refuse(503, 'service.away', $langs->transnoentitiesnoconv(elaska_problem() ?: 'ElaskaRefused'));
    }
}

/**
 * @param callable(): array<string,mixed> $do
 * @return never
 */
function elaska_door_run(callable $do)
{
    try {
        elaska_answer(200, array('out' => elaska_door_told($do())));
    } catch (Elaska\Exception $e) {
        $status = array('input' => 422, 'state' => 409, 'conflict' => 409, 'not_found' => 404, 'denied' => 403, 'transient' => 503);
        elaska_refuse($status[$e->getStatus()] ?? 500, $e->getKey(), elaska_error_text($e), $e->getField(), elaska_door_told($e->getDetails()));
    } catch (Throwable $e) {
        elaska_refuse(500, 'internal', elaska_error_text($e));
    }
}

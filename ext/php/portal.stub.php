<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * The public API, on a database connection of its own (elaska.conf, named by the ini setting elaska.config).
 *
 * @strict-properties
 * @not-serializable
 */
final class Portal
{
    private function __construct() {}

    /**
     * Answers one HTTP request. It never throws for what a visitor sends: that is an RFC 9457 answer.
     *
     * @phpstan-param array{method: string, path: string, query?: string, headers?: array<string, string>, body?: string,
     *     ip?: string|null, https?: bool} $request path without query, as received
     * @phpstan-return array{status: int, headers: list<array{string, string}>, body: string, file: string|null, pour: bool} file is the
     *     absolute path of what to send instead of body; pour: pour() sends the body
     * @throws Exception
     */
    public static function handle(array $request): array {}

    /** Sends the bytes of a vault that the last answer is made of, piece by piece; false when not all of them went. */
    public static function pour(): bool {}

    /**
     * The same kind of answer where nothing can be called, such as with an extension of another version.
     *
     * @phpstan-param array{method: string, path: string, query?: string, headers?: array<string, string>, body?: string,
     *     ip?: string|null, https?: bool} $request
     * @phpstan-return array{status: int, headers: list<array{string, string}>, body: string, file: string|null, pour: bool}
     * @throws Exception
     */
    public static function refuse(array $request, int $status, string $key): array {}

    /**
     * @phpstan-return list<array{method: string, path: string, operation: string|null, auth: string, status: int}>
     */
    public static function routes(): array {}
}

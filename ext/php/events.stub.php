<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * The timeline. Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Events
{
    public function __construct(Office $office) {}

    /**
     * @phpstan-param array{case?: int, client?: int, object?: string, object_id?: int, kinds?: list<string>, after?: string, limit?: int} $input
     * @phpstan-return array{rows: list<array<string, mixed>>, next: string|null}
     * @throws Exception
     */
    public function list(array $input = []): array {}
}

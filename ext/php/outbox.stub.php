<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Outgoing queue and health of what serves it. Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Outbox
{
    public function __construct(Office $office) {}

    /**
     * @phpstan-param array{state?: string, client?: int, case?: int, after?: string, limit?: int} $input
     * @phpstan-return array{rows: list<array<string, mixed>>, next: string|null}
     * @throws Exception
     */
    public function list(array $input = []): array {}

    /**
     * One sending as it was written; text and html are null where it holds a one-time link.
     *
     * @phpstan-param array{outbox: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function read(array $input): array {}

    /**
     * Queues a test message.
     *
     * @phpstan-param array{email: string} $input
     * @phpstan-return array{id: int}
     * @throws Exception
     */
    public function test(array $input): array {}

    /**
     * Puts dead letters back in the queue.
     *
     * @phpstan-param array{outbox: list<int>} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function rerun(array $input): array {}

    /**
     * @phpstan-param array{outbox: list<int>} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function cancel(array $input): array {}

    /**
     * Schema, workers and queue.
     *
     * @phpstan-param array{} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function health(array $input = []): array {}
}

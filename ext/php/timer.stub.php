<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Running and paused timers of one person. Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Timer
{
    public function __construct(Office $office) {}

    /**
     * @phpstan-param array{} $input
     * @phpstan-return array{running?: array<string, mixed>|null, paused: list<array<string, mixed>>}
     * @throws Exception
     */
    public function read(array $input = []): array {}

    /**
     * Starts one; the running one is paused.
     *
     * @phpstan-param array{client?: int, case?: int, project?: int, task?: int, ticket?: int, activity?: int, note?: string} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function start(array $input = []): array {}

    /**
     * @phpstan-param array{timer: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function pause(array $input): array {}

    /**
     * @phpstan-param array{timer: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function resume(array $input): array {}

    /**
     * Ends it as a draft entry.
     *
     * @phpstan-param array{timer: int} $input
     * @phpstan-return array{time: int, duration_s: int, over_warn: bool}
     * @throws Exception
     */
    public function stop(array $input): array {}

    /**
     * @phpstan-param array{timer: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function discard(array $input): array {}
}

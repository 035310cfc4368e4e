<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Cases (dossiers). Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Cases
{
    public function __construct(Office $office) {}

    /**
     * @phpstan-param array{title: string, client: int, lead: int, ...} $input
     * @phpstan-return array{id: int, ref: string}
     * @throws Exception
     */
    public function create(array $input): array {}

    /**
     * @phpstan-param array{case: int, version: int, ...} $input
     * @phpstan-return array{id: int, version: int}
     * @throws Exception
     */
    public function update(array $input): array {}

    /**
     * @phpstan-param array{case: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function read(array $input): array {}

    /**
     * @phpstan-param array{client?: int, status?: string, search?: string, after?: string, limit?: int, ...} $input
     * @phpstan-return array{rows: list<array<string, mixed>>, next: string|null, total?: int}
     * @throws Exception
     */
    public function list(array $input = []): array {}

    /**
     * @phpstan-param array{case: int, to: string, reason?: string, confirm?: bool} $input
     * @phpstan-return array{status: array<string, mixed>}
     * @throws Exception
     */
    public function transition(array $input): array {}

    /**
     * How its time is billed.
     *
     * @phpstan-param array{case: int, model: string, ...} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function terms(array $input): array {}

    /**
     * @phpstan-param array{case: int, version: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function delete(array $input): array {}

    /**
     * @phpstan-param array{search?: string, client?: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function picker(array $input = []): array {}
}

<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Time entries, to the second. Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Time
{
    public function __construct(Office $office) {}

    /**
     * Reads a duration as people write it ("1h30", "1:30:15").
     *
     * @phpstan-param array{duration: string} $input
     * @phpstan-return array{seconds: int, text: string}
     * @throws Exception
     */
    public function parse(array $input): array {}

    /**
     * @phpstan-param array{activity: int, client?: int, case?: int, duration?: string, ...} $input
     * @phpstan-return array{id: int, version: int, duration_s: int, warnings: list<array{key: string, params: array<string, string>}>}
     * @throws Exception
     */
    public function create(array $input): array {}

    /**
     * @phpstan-param array{time: int, version: int, ...} $input
     * @phpstan-return array{id: int, version: int, duration_s: int, warnings: list<array{key: string, params: array<string, string>}>}
     * @throws Exception
     */
    public function update(array $input): array {}

    /**
     * @phpstan-param array{time: int, version: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function delete(array $input): array {}

    /**
     * @phpstan-param array{time: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function read(array $input): array {}

    /**
     * A page of entries (keyset: give `next` back as `after`).
     *
     * @phpstan-param array{user?: int, client?: int, case?: int, status?: string, from?: string, to?: string, after?: string, limit?: int, ...} $input
     * @phpstan-return array{rows: list<array<string, mixed>>, next: string|null, total?: int, sum_s?: int}
     * @throws Exception
     */
    public function list(array $input = []): array {}

    /**
     * Submits, recalls, validates or refuses many entries; the good ones go, the others are reported.
     *
     * @phpstan-param array{entries: list<int>, to: string, reason?: string} $input
     * @phpstan-return array{done: list<int>, failed: list<array{id: int, key: string, params: array<string, string>}>}
     * @throws Exception
     */
    public function transition(array $input): array {}

    /**
     * @phpstan-param array{week: string} $input
     * @phpstan-return array{done: list<int>}
     * @throws Exception
     */
    public function submitWeek(array $input): array {}

    /**
     * @phpstan-param array{day: string, user?: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function week(array $input): array {}

    /**
     * @phpstan-param array{time: int, work_on: string} $input
     * @phpstan-return array{id: int}
     * @throws Exception
     */
    public function copy(array $input): array {}

    /**
     * The time of a case as its client reads it.
     *
     * @phpstan-param array{case: int, after?: string, limit?: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function sheet(array $input): array {}

    /**
     * @phpstan-param array{case: int} $input
     * @phpstan-return array{type: string, name: string, body: string}
     * @throws Exception
     */
    public function sheetPdf(array $input): array {}
}

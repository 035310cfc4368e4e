<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Hourly rates by level. Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Rates
{
    public function __construct(Office $office) {}

    /**
     * A null rate removes the row.
     *
     * @phpstan-param array{level: string, target?: int|string, rate: string|null} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function set(array $input): array {}

    /**
     * @phpstan-param array{} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function list(array $input = []): array {}
}

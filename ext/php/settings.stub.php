<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Checks of what the setup page stores. Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Settings
{
    public function __construct(Office $office) {}

    /**
     * @phpstan-param array{name: string, value: string} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function check(array $input): array {}

    /**
     * Every setting with its default and bounds.
     *
     * @phpstan-param array{} $input
     * @phpstan-return array{rows: list<array{name: string, fallback: string, min: int, max: int}>}
     * @throws Exception
     */
    public function list(array $input = []): array {}
}

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
     * elaska.conf: with values, the text of the new file ({text}, checked by the parser that portal and workers use;
     * an empty secret keeps what is in `current`); without, what the file says ({values, secrets, problem}).
     *
     * @phpstan-param array{current?: string, values?: array<string, string>} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function conf(array $input): array {}

    /**
     * Every setting with its default and bounds.
     *
     * @phpstan-param array{} $input
     * @phpstan-return array{rows: list<array{name: string, fallback: string, min: int, max: int}>}
     * @throws Exception
     */
    public function list(array $input = []): array {}
}

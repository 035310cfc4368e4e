<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Activity categories. Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Activities
{
    public function __construct(Office $office) {}

    /**
     * @phpstan-param array{} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function list(array $input = []): array {}
}

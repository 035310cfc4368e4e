<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Portal accounts of a third party, seen from the office. Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Accounts
{
    public function __construct(Office $office) {}

    /**
     * @phpstan-param array{client: int, email: string, name: string, ...} $input
     * @phpstan-return array{id: int, link?: string}
     * @throws Exception
     */
    public function invite(array $input): array {}

    /**
     * @phpstan-param array{client: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function list(array $input): array {}

    /**
     * @phpstan-param array{account: int, client: int, ...} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function update(array $input): array {}

    /**
     * @phpstan-param array{account: int, ...} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function unlock(array $input): array {}

    /**
     * @phpstan-param array{account: int, ...} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function suspend(array $input): array {}

    /**
     * @phpstan-param array{account: int, ...} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function reinvite(array $input): array {}

    /**
     * @phpstan-param array{account: int, ...} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function resume(array $input): array {}

    /**
     * People of the third party who have an address.
     *
     * @phpstan-param array{client: int} $input
     * @phpstan-return array{rows: list<array{id: int, name: string, email: string, job: string}>}
     * @throws Exception
     */
    public function contacts(array $input): array {}

    /**
     * Rates and amounts of time on the portal of a third party: shown, hidden, or as_set (as the setting says).
     *
     * @phpstan-param array{client: int, amounts: string} $input
     * @phpstan-return array{amounts: string}
     * @throws Exception
     */
    public function amounts(array $input): array {}

    /**
     * Closes every session of the account.
     *
     * @phpstan-param array{account: int} $input
     * @phpstan-return array{closed: int}
     * @throws Exception
     */
    public function signOut(array $input): array {}
}

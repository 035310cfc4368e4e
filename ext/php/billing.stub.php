<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Prebilling and the link between time and native invoices. Each method is one operation of the core, run by the given office.
 *
 * @strict-properties
 * @not-serializable
 */
final class Billing
{
    public function __construct(Office $office) {}

    /**
     * What each client owes, not yet billed.
     *
     * @phpstan-param array{client?: int, case?: int, contract?: int, user?: int, from?: string, to?: string, type?: string, after?: string, limit?: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function queue(array $input = []): array {}

    /**
     * @phpstan-param array{client: int, ...} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function entries(array $input): array {}

    /**
     * The lines that create() would write, and a digest of them.
     *
     * @phpstan-param array{client: int, entries?: list<int>, prices?: list<string>, group: string, ...} $input
     * @phpstan-return array{lines: list<array<string, mixed>>, total_ht_minor: int, by_vat: list<array<string, mixed>>, problems: list<array<string, mixed>>, digest: string}
     * @throws Exception
     */
    public function preview(array $input): array {}

    /**
     * What we know of an invoice.
     *
     * @phpstan-param array{invoice: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function invoice(array $input): array {}

    /**
     * @phpstan-param array{invoice: int} $input
     * @phpstan-return array{type: string, name: string, body: string}
     * @throws Exception
     */
    public function annex(array $input): array {}

    /**
     * Called by triggers of native invoices.
     *
     * @phpstan-param array{event: string, invoice: int, line?: int, total_ht?: string} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function nativeEvent(array $input): array {}

    /**
     * Frees the entries of an invoice that a validated credit note cancels.
     *
     * @phpstan-param array{invoice: int} $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function release(array $input): array {}

    /**
     * Writes an invoice or a proposal: begins, locks the entries, computes the lines, hands them to the writer, checks what
     * Dolibarr made of them to the cent, marks the entries of an invoice and commits.
     *
     * @phpstan-param array{request_key: string, client: int, group: string, entries?: list<int>, prices?: list<string>, document?: string, digest?: string, invoice?: int|null, date?: string, ...} $input
     * @phpstan-param callable(array{kind: string, client: int, id: int|null, date: string, lines: list<array{label: string, qty: string, unit: string, vat: string, type: int, rang: int, special: int, expected_minor: int}>}): array{id: int, ref: string, lines: list<int>, totals: list<string>} $writer
     *     maps the lines to Dolibarr's Facture or Propal inside the open transaction; what it throws is thrown on
     * @phpstan-return array{invoice?: int, proposal?: int, ref: string, lines: list<int>, replayed: bool}
     * @throws Exception|\RuntimeException the latter from the writer
     */
    public function create(array $input, callable $writer): array {}
}

<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * What the core answers when it cannot do what was asked. The message key is for people (translated by the
 * caller), the message of the exception for logs: it never holds SQL, values or names.
 *
 * @strict-properties
 * @not-serializable
 */
final class Exception extends \RuntimeException
{
    private string $status = "internal";
    private string $key = "";
    private string $field = "";
    private array $params = [];
    private array $details = [];
    private bool $retriable = false;

    /** "input", "state", "not_found", "denied", "conflict", "transient", "permanent" or "internal". */
    public function getStatus(): string {}

    /** Message key, such as "time.duration.bare_number". */
    public function getKey(): string {}

    /** Path of the offending member of the input, such as "entries/3"; empty when none. */
    public function getField(): string {}

    /**
     * Values of the message's variables.
     *
     * @phpstan-return array<string, string>
     */
    public function getParams(): array {}

    /**
     * What a refusal tells beside its error: "problems" of several fields, "conflict" with what another person saved
     * meanwhile; empty when nothing.
     *
     * @phpstan-return array<string, mixed>
     */
    public function getDetails(): array {}

    /**
     * True when running the whole call once more may work, and nothing of this one was kept: a deadlock or a lock
     * timeout in a transaction that this call opened. Never true inside a transaction of the caller: there only
     * he who opened it may start again.
     */
    public function isRetriable(): bool {}

    /**
     * For JSON answers.
     *
     * @phpstan-return array{status: string, key: string, field: string, params: array<string, string>, details: array<string, mixed>}
     */
    public function toArray(): array {}
}

<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * A Dolibarr page's door to the core: everything runs on the page's own `$db`, so that rows of eLaska and rows
 * of Dolibarr are kept or dropped together.
 *
 * @strict-properties
 * @not-serializable
 */
final class Office
{
    /**
     * @phpstan-param object $db Dolibarr's connection (DoliDBMysqli)
     * @phpstan-param array{user_id: int, entity: int, lang: string, rights: list<string>, reads?: list<string>, own_clients_only?: bool,
     *     soc_entities: list<int>, ip?: string|null, user_agent?: string|null, documents?: string|null, master_key?: string|null} $actor
     *     who acts: entity is the one written to, soc_entities is getEntity('societe'), rights are names such as
     *     "time/own", reads is what of Dolibarr's own the user may read there (contact, contract, project, ticket), own_clients_only is the lack of "societe/client/voir", documents is DOL_DATA_ROOT, master_key the file that elaska.conf names
     * @throws Exception
     */
    public function __construct(object $db, array $actor) {}

    /**
     * Runs one operation of the core.
     *
     * @param string $operation such as "time.create"
     * @phpstan-param array<string, mixed> $input lists are JSON arrays, other arrays objects; floats are refused
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function call(string $operation, array $input = []): array {}

    /**
     * Runs one operation on JSON text and gives its answer as JSON text: an empty object stays one on the way, which
     * an array of PHP cannot tell from an empty list.
     *
     * @param string $operation such as "template.check"
     * @param string $input an object
     * @throws Exception
     */
    public function json(string $operation, string $input): string {}

    /**
     * Runs one operation that gives a document.
     *
     * @phpstan-param array<string, mixed> $input
     * @phpstan-return array{type: string, name: string, body: string}
     * @throws Exception
     */
    public function bytes(string $operation, array $input = []): array {}

    /**
     * Runs one operation that writes a document of any size to a file, which is made or emptied.
     *
     * @phpstan-param array<string, mixed> $input
     * @param string $path of a file in a folder of the caller's
     * @phpstan-return array{type: string, name: string}
     * @throws Exception
     */
    public function file(string $operation, array $input, string $path): array {}

    /**
     * Runs one operation that takes a file beside its input.
     *
     * @phpstan-param array<string, mixed> $input
     * @phpstan-return array<string, mixed>
     * @throws Exception
     */
    public function upload(string $operation, array $input, string $bytes): array {}

    /** Sends the bytes of a vault that the last call named, piece by piece; false when there are none, or not all went. */
    public function pour(): bool {}

    /**
     * Names of all operations, with who may call them.
     *
     * @phpstan-return array<string, array{write: bool, actors: list<string>, right: string|null}>
     */
    public static function operations(): array {}

    /**
     * Names of all rights, as the descriptor declares them.
     *
     * @phpstan-return list<string>
     */
    public static function rights(): array {}
}

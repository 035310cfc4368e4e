<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * Migrations and check of the tables, run by the module's activation on Dolibarr's own connection: migrate(), then
 * Dolibarr loads the tables, then settle() and verify().
 *
 * @strict-properties
 * @not-serializable
 */
final class Schema
{
    private function __construct() {}

    /**
     * Runs, in order, the migrations that the ledger does not know; on a fresh database it does nothing. Outside
     * any transaction: each statement of a migration commits by itself.
     *
     * @param string $dir the module's sql directory (its migrations/ holds the files)
     * @throws Exception
     */
    public static function migrate(object $db, string $dir): void {}

    /**
     * Marks every known migration as done, once the tables are in their final state. Idempotent.
     *
     * @throws Exception
     */
    public static function settle(object $db): void {}

    /**
     * Compares the database, and the files of $dir when given, with the manifest of this version.
     *
     * @phpstan-return list<string> differences, one sentence each (English, for the administrator); empty when all is well
     * @throws Exception
     */
    public static function verify(object $db, string $dir = ""): array {}

    /**
     * Refuses when code and schema are not of one version (schema.older, schema.newer, schema.missing).
     *
     * @throws Exception
     */
    public static function ready(object $db): void {}

    /** Name of the newest migration that this version needs. */
    public static function version(): string {}
}

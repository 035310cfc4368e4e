<?php

/** @generate-class-entries */

namespace Elaska;

/**
 * @strict-properties
 * @not-serializable
 */
final class Version
{
    private function __construct() {}

    /** Version of this extension and of the core in it. */
    public static function core(): string {}

    /**
     * @param string $module the module's version; another one than the extension's is refused (version.mismatch)
     * @throws Exception
     */
    public static function expect(string $module): void {}
}

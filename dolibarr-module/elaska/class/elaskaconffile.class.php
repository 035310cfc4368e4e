<?php
/*
 * The file elaska.conf on disk, as the setup page reads and writes it: mode 0600, owned by the user of PHP, outside of what
 * the web server gives away. What stands in it is the core's matter (settings.conf). Source: decision 15, SEC-22.
 */
final class ElaskaConfFile
{
    public const NAME = 'elaska.conf';
    public const USUAL = '/etc/elaska/elaska.conf';

    public function __construct(public readonly string $path)
    {
    }

    /** Where the file is: what the administrator said, else what PHP is told, else the usual place. */
    public static function current(): self
    {
        $stored = getDolGlobalString('ELASKA_CONF_FILE');
        return new self($stored !== '' ? $stored : ((string) ini_get('elaska.config') ?: self::USUAL));
    }

    public function exists(): bool
    {
        return is_file($this->path);
    }

    /** Bits of its mode, such as 0600. */
    public function mode(): int
    {
        clearstatcache(true, $this->path);
        return (int) @fileperms($this->path) & 0777;
    }

    /** True when other users of the server can read its passwords. */
    public function open(): bool
    {
        return $this->exists() && ($this->mode() & 0077) !== 0;
    }

    public function folder(): string
    {
        return dirname($this->path);
    }

    /** Name of the user that PHP runs as, for the commands that the page shows. */
    public static function phpUser(): string
    {
        $who = function_exists('posix_geteuid') ? posix_getpwuid(posix_geteuid()) : false;
        return $who ? $who['name'] : 'www-data';
    }

    /** Why it cannot be written there: end of a key of elaska.lang ("ElaskaConfProblem..."), empty when it can. */
    public function problem(): string
    {
        $folder = realpath($this->folder());
        if ($this->path === '' || $this->path[0] !== '/' || strpos($this->path, '/../') !== false || basename($this->path) !== self::NAME) {
            return 'Path';
        }
        if ($folder === false) {
            return 'NoFolder';
        }
        $web = (string) realpath(DOL_DOCUMENT_ROOT);
        if ($folder === $web || strpos($folder . '/', $web . '/') === 0) {
            return 'Web';
        }
        if (is_link($this->path) || (file_exists($this->path) && !is_file($this->path))) {
            return 'NotAFile';
        }
        if (!is_writable($folder)) {
            return 'Folder';
        }
        return $this->exists() && !is_readable($this->path) ? 'Unreadable' : '';
    }

    /** What it holds; empty when it is not there or cannot be read. */
    public function read(): string
    {
        return $this->exists() && is_readable($this->path) ? (string) @file_get_contents($this->path, false, null, 0, 32768) : '';
    }

    /** File of the master key that it names, empty when it names none. Only the core opens that one. */
    public function masterKey(): string
    {
        return preg_match('/^\s*master_key\s*=\s*"?([^"\r\n]*?)"?\s*$/m', $this->read(), $said) ? $said[1] : '';
    }

    /** Where the master key is kept unless the file says otherwise: beside it. */
    public function usualKey(): string
    {
        return $this->folder() . '/elaska.key';
    }

    /** Written beside and swapped in, so that nobody reads half of it; never readable by others, not even for an instant. */
    public function write(string $text): bool
    {
        $beside = $this->folder() . '/.' . self::NAME . '.' . bin2hex(random_bytes(6));
        $old = umask(0077);
        $written = @file_put_contents($beside, $text, LOCK_EX) === strlen($text) && @chmod($beside, 0600) && @rename($beside, $this->path);
        umask($old);
        if (!$written) {
            @unlink($beside);
        }
        return $written;
    }
}

<?php

declare(strict_types=1);

namespace Storefront;

/**
 * Where the database is and how to sign in, as the instance has fetched it last.
 *
 * The file is replaced as a whole whenever it is fetched again. It is read at every connection, so that a password that was
 * rotated, or an endpoint that was changed, is used from the next connection on, without a restart.
 */
final class Settings
{
    private function __construct(
        public readonly string $writerEndpoint,
        public readonly string $readerEndpoint,
        public readonly int $port,
        public readonly string $database,
        public readonly string $username,
        #[\SensitiveParameter]
        public readonly string $password,
        /** Path of the certificates (PEM) that a server's certificate has to go back to. */
        public readonly string $certificates,
    ) {
    }

    /**
     * Reads the files that the variables DATABASE_SETTINGS and DATABASE_CERTIFICATES name.
     *
     * @throws SettingsUnavailable when one is not there or says too little
     */
    public static function read(): self
    {
        $file = self::variable('DATABASE_SETTINGS');
        $certificates = self::variable('DATABASE_CERTIFICATES');
        if (!is_readable($certificates)) {
            throw new SettingsUnavailable("$certificates cannot be read");
        }
        $text = @file_get_contents($file);
        if ($text === false) {
            throw new SettingsUnavailable("$file cannot be read");
        }
        $given = json_decode($text, true);
        $value = static function (string $name) use ($given, $file): string {
            $found = is_array($given) ? ($given[$name] ?? null) : null;
            return is_string($found) && $found !== ''
                ? $found
                : throw new SettingsUnavailable("$file has no text \"$name\"");
        };
        return new self(
            $value('writer-endpoint'),
            $value('reader-endpoint'),
            (int) $value('port'),
            $value('name'),
            $value('username'),
            $value('password'),
            $certificates,
        );
    }

    private static function variable(string $name): string
    {
        $value = getenv($name);
        return is_string($value) && $value !== '' ? $value : throw new SettingsUnavailable("$name is not set");
    }
}

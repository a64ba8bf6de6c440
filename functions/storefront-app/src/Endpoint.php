<?php

declare(strict_types=1);

namespace Storefront;

/** The two names of the database: RDS lets one follow the server that takes writes, the other those that only read. */
enum Endpoint: string
{
    case Writer = 'writer';
    case Reader = 'reader';

    public function hostName(Settings $settings): string
    {
        return match ($this) {
            self::Writer => $settings->writerEndpoint,
            self::Reader => $settings->readerEndpoint,
        };
    }
}

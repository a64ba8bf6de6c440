<?php

declare(strict_types=1);

namespace Storefront;

/**
 * Which errors of the database another connection may mend: those of a failover, of a restart and of a password that was
 * rotated. https://dev.mysql.com/doc/mysql-errors/8.0/en/
 */
final class Outage
{
    /** The server takes no writes: it was the writer, and the endpoint leads to another one now. */
    private const READ_ONLY = [
        1290, // ER_OPTION_PREVENTS_STATEMENT: --read-only
        1792, // ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION
        1836, // ER_READ_ONLY_MODE
    ];

    /** No connection, or none any more. */
    private const CONNECTION = [
        1045, // ER_ACCESS_DENIED_ERROR: the password was rotated after it was read
        1053, // ER_SERVER_SHUTDOWN
        1927, // ER_CONNECTION_KILLED, as MariaDB says it
        2002, // CR_CONNECTION_ERROR
        2003, // CR_CONN_HOST_ERROR
        2005, // CR_UNKNOWN_HOST
        2006, // CR_SERVER_GONE_ERROR, also when TLS was refused
        2013, // CR_SERVER_LOST
        2026, // CR_SSL_CONNECTION_ERROR
        2055, // CR_SERVER_LOST_EXTENDED
        3169, // ER_SESSION_WAS_KILLED
        4031, // ER_CLIENT_INTERACTION_TIMEOUT
    ];

    public static function isBehind(\mysqli_sql_exception $failure): bool
    {
        return in_array($failure->getCode(), [...self::READ_ONLY, ...self::CONNECTION], true);
    }
}

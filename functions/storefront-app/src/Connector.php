<?php

declare(strict_types=1);

namespace Storefront;

/** Opens connections: TLS only, to a server whose certificate names the endpoint and goes back to the RDS authorities. */
final class Connector
{
    /** Seconds to connect, and to wait for an answer: without the second, a server that hangs is waited for a day. */
    private const CONNECT_SECONDS = 2;
    private const ANSWER_SECONDS = 10;

    /**
     * The name is looked up anew each time, by the system, and no connection outlives its request: after a failover the
     * endpoint's name leads to another server, and an older connection still to the one before.
     *
     * @throws SettingsUnavailable
     * @throws \mysqli_sql_exception
     */
    public static function connect(Endpoint $endpoint): \mysqli
    {
        $settings = Settings::read();
        $connection = mysqli_init();
        $connection->options(MYSQLI_OPT_CONNECT_TIMEOUT, self::CONNECT_SECONDS);
        $connection->options(MYSQLI_OPT_READ_TIMEOUT, self::ANSWER_SECONDS);
        $connection->options(MYSQLI_OPT_SSL_VERIFY_SERVER_CERT, true);
        $connection->ssl_set(null, null, $settings->certificates, null, null);
        error_clear_last();
        try {
            // Why TLS failed is said in a warning only, which the log gets below.
            @$connection->real_connect(
                $endpoint->hostName($settings),
                $settings->username,
                $settings->password,
                $settings->database,
                $settings->port,
                null,
                MYSQLI_CLIENT_SSL,
            );
        } catch (\mysqli_sql_exception $failure) {
            $warning = error_get_last()['message'] ?? '';
            error_log("no connection to the $endpoint->value: {$failure->getCode()} {$failure->getMessage()} $warning");
            throw $failure;
        }
        $connection->set_charset('utf8mb4');
        return $connection;
    }
}

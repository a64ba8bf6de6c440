<?php

declare(strict_types=1);

namespace Storefront;

/**
 * Reads go to the reader, writes to the writer; either is tried once more, over a new connection, when the server has
 * failed over, restarted or got another password.
 */
final class Database
{
    private const DUPLICATE_KEY = 1062;

    /** @var array<string, \mysqli> by endpoint */
    private array $connections = [];

    /**
     * @template T
     * @param callable(\mysqli): T $query what only reads: it may run twice
     * @return T
     * @throws DatabaseUnavailable
     * @throws SettingsUnavailable
     */
    public function read(callable $query): mixed
    {
        return $this->twiceAtMost(Endpoint::Reader, $query);
    }

    /**
     * Makes a change once, however often it is asked for.
     *
     * A connection that is lost during COMMIT leaves open whether the change was made. So the key of the request is
     * written in the same transaction: either both are there or neither, also on the server that takes over. Who comes
     * with a key that is there gets the result of then, and changes nothing. Two at once wait for each other at the key.
     *
     * @param string $key chosen by who asks, the same when the same is asked for again
     * @param array<string, scalar> $request what is asked for, to tell a repetition from a key that is used twice
     * @param callable(\mysqli): array<string, scalar> $change made in a transaction, of which nothing stays if it throws
     * @return array<string, scalar> what the change returned
     * @throws DatabaseUnavailable
     * @throws SettingsUnavailable
     * @throws KeyReused
     */
    public function write(string $key, array $request, callable $change): array
    {
        $digest = hash('sha256', json_encode($request, JSON_THROW_ON_ERROR));
        $transaction = static function (\mysqli $writer) use ($key, $digest, $change): array {
            $writer->begin_transaction();
            try {
                $writer->execute_query('INSERT INTO applied_writes (id, digest) VALUES (?, ?)', [$key, $digest]);
            } catch (\mysqli_sql_exception $failure) {
                if ($failure->getCode() !== self::DUPLICATE_KEY) {
                    throw $failure;
                }
                $writer->rollback();
                return self::resultOfThen($writer, $key, $digest);
            }
            $result = $change($writer);
            $text = json_encode($result, JSON_THROW_ON_ERROR);
            $writer->execute_query('UPDATE applied_writes SET result = ? WHERE id = ?', [$text, $key]);
            $writer->commit();
            return $result;
        };
        return $this->twiceAtMost(Endpoint::Writer, $transaction);
    }

    /** @return array<string, scalar> */
    private static function resultOfThen(\mysqli $writer, string $key, string $digest): array
    {
        $written = $writer->execute_query('SELECT digest, result FROM applied_writes WHERE id = ?', [$key])->fetch_assoc();
        if (!hash_equals($written['digest'], $digest)) {
            throw new KeyReused('the key was used for another request');
        }
        return json_decode($written['result'], true, flags: JSON_THROW_ON_ERROR);
    }

    /**
     * @template T
     * @param callable(\mysqli): T $work
     * @return T
     */
    private function twiceAtMost(Endpoint $endpoint, callable $work): mixed
    {
        for ($attempt = 1; ; $attempt++) {
            try {
                $connection = $this->connections[$endpoint->value] ??= Connector::connect($endpoint);
                return $work($connection);
            } catch (\Throwable $failure) {
                // The server takes back what was not committed when its connection goes.
                unset($this->connections[$endpoint->value], $connection);
                if (!$failure instanceof \mysqli_sql_exception || !Outage::isBehind($failure)) {
                    throw $failure;
                }
                error_log("attempt $attempt at the $endpoint->value: {$failure->getCode()} {$failure->getMessage()}");
                if ($attempt === 2) {
                    throw new DatabaseUnavailable("the $endpoint->value cannot be reached", previous: $failure);
                }
            }
        }
    }
}

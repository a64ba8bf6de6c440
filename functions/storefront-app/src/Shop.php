<?php

declare(strict_types=1);

namespace Storefront;

/** What the shop does with its database. */
final class Shop
{
    public function __construct(private readonly Database $database)
    {
    }

    /** @return list<array{id: int, name: string, price: int, currency: string}> prices in hundredths of the currency */
    public function products(): array
    {
        return $this->database->read(
            static fn (\mysqli $reader): array => $reader
                ->query('SELECT id, name, price, currency FROM products ORDER BY name, id')
                ->fetch_all(MYSQLI_ASSOC),
        );
    }

    /**
     * @return int the number of the order; the same for the same key
     * @throws SoldOut when there is not enough of the product, or no such product
     */
    public function order(string $key, int $product, int $quantity): int
    {
        $change = static function (\mysqli $writer) use ($product, $quantity): array {
            $writer->execute_query(
                'UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?',
                [$quantity, $product, $quantity],
            );
            if ($writer->affected_rows !== 1) {
                throw new SoldOut('there is not enough of it');
            }
            $writer->execute_query('INSERT INTO orders (product, quantity) VALUES (?, ?)', [$product, $quantity]);
            return ['order' => $writer->insert_id];
        };
        return $this->database->write($key, ['product' => $product, 'quantity' => $quantity], $change)['order'];
    }
}

<?php

declare(strict_types=1);

/**
 * POST: orders `quantity` of `product`, once for each `key`.
 *
 * 201 with the number of the order, again for the same key; 400 for a form that says too little; 405 for another method;
 * 409 if there is not enough; 422 for a key that another order has; 503 if the database cannot be reached: to be repeated,
 * with the same key.
 */

namespace Storefront;

require __DIR__ . '/../src/bootstrap.php';

Page::serve(static function (): void {
    if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
        header('Allow: POST');
        Page::send(405, 'Orders are sent by a form', '<p><a href="/">To the shop</a></p>');
        return;
    }
    $number = static fn (string $name, int $limit): int|false => filter_input(
        INPUT_POST,
        $name,
        FILTER_VALIDATE_INT,
        ['options' => ['min_range' => 1, 'max_range' => $limit]],
    ) ?? false;
    $key = $_POST['key'] ?? null;
    $product = $number('product', 2 ** 31 - 1);
    $quantity = $number('quantity', 99);
    if (!is_string($key) || preg_match('/\A[0-9A-Za-z-]{16,64}\z/', $key) !== 1 || $product === false || $quantity === false) {
        Page::send(400, 'This order cannot be read', '<p>It takes a key, a product and a quantity from 1 to 99.</p>');
        return;
    }
    try {
        $order = (new Shop(new Database()))->order($key, $product, $quantity);
        Page::send(201, "Order $order is placed", '<p><a href="/">To the shop</a></p>');
    } catch (SoldOut) {
        Page::send(409, 'There is not enough of it', '<p><a href="/">To the shop</a></p>');
    } catch (KeyReused) {
        Page::send(422, 'This order was placed before', '<p><a href="/">Start again</a></p>');
    }
});

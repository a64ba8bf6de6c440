<?php

declare(strict_types=1);

/** The products, each with a form that orders one. */

namespace Storefront;

require __DIR__ . '/../src/bootstrap.php';

Page::serve(static function (): void {
    $items = '';
    foreach ((new Shop(new Database()))->products() as $product) {
        [$id, $name] = [Page::text($product['id']), Page::text($product['name'])];
        $price = Page::text(number_format($product['price'] / 100, 2) . ' ' . $product['currency']);
        // A browser that sends the form again, or whose user does, orders once.
        $key = bin2hex(random_bytes(16));
        $items .= <<<HTML
            <li>
              <form method="post" action="/orders.php">
                <input type="hidden" name="key" value="$key">
                <input type="hidden" name="product" value="$id">
                <label>$name, $price: <input type="number" name="quantity" value="1" min="1" max="99"></label>
                <button>Order</button>
              </form>
            </li>
            HTML;
    }
    Page::send(200, 'Storefront', "<ul>$items</ul>");
});

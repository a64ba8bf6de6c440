<?php

declare(strict_types=1);

namespace Storefront;

/** There is less of a product than was ordered. */
final class SoldOut extends \RuntimeException
{
}

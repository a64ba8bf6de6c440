<?php

declare(strict_types=1);

namespace Storefront;

/** Two connections did not do. Nothing can be said about a write but that repeating it with its key is safe. */
final class DatabaseUnavailable extends \RuntimeException
{
}

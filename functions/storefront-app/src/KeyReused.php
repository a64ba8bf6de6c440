<?php

declare(strict_types=1);

namespace Storefront;

/** The key of a write came back with another request. */
final class KeyReused extends \RuntimeException
{
}

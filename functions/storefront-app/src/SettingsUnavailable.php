<?php

declare(strict_types=1);

namespace Storefront;

/** The instance does not know its database (yet). The message names files and settings, never a value. */
final class SettingsUnavailable extends \RuntimeException
{
}

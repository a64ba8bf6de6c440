<?php

declare(strict_types=1);

namespace Storefront;

// Nothing of an error belongs into a page; the reason is in the log.
ini_set('display_errors', '0');
ini_set('log_errors', '1');

// What mysqli reports as a result is easily overlooked; an exception is not.
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);

spl_autoload_register(static function (string $class): void {
    $prefix = __NAMESPACE__ . '\\';
    if (str_starts_with($class, $prefix)) {
        require __DIR__ . '/' . substr($class, strlen($prefix)) . '.php';
    }
});

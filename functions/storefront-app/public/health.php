<?php

declare(strict_types=1);

/**
 * What the load balancer asks each instance: 200 if it can serve, 503 if it cannot.
 *
 * It tells of the instance, not of the database: web server, PHP, application, certificates and the settings that the instance
 * has fetched. The database is the same for all instances. If it decided here, its failover would make Auto Scaling, which goes
 * by this answer, end every instance at once.
 */

namespace Storefront;

require __DIR__ . '/../src/bootstrap.php';

header('Content-Type: text/plain; charset=utf-8');
header('Cache-Control: no-store');
try {
    Settings::read();
    echo "ok\n";
} catch (SettingsUnavailable $failure) {
    error_log($failure->getMessage());
    http_response_code(503);
    echo "unavailable\n";
}

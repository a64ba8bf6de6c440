/** What the load balancer asks each instance; `public/health.php` answers, and says what it tells of. */
export const HEALTH_PATH = "/health.php";

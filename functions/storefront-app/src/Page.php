<?php

declare(strict_types=1);

namespace Storefront;

/** Pages, whose texts are escaped here and nowhere else. */
final class Page
{
    /** Seconds after which a browser may try again what the database was not there for. */
    private const RETRY_SECONDS = 5;

    /**
     * Answers with what is made, or says in a page why there is nothing.
     *
     * @param callable(): void $answer sends the page
     */
    public static function serve(callable $answer): void
    {
        try {
            $answer();
        } catch (SettingsUnavailable | DatabaseUnavailable $failure) {
            error_log($failure->getMessage());
            header('Retry-After: ' . self::RETRY_SECONDS);
            self::send(503, 'The shop cannot be reached', '<p>Please try again in a moment.</p>');
        } catch (\Throwable $failure) {
            error_log((string) $failure);
            self::send(500, 'That did not work', '<p>The operators find the reason in the log.</p>');
        }
    }

    /** @param string $body HTML */
    public static function send(int $status, string $title, string $body): void
    {
        http_response_code($status);
        header('Content-Type: text/html; charset=utf-8');
        header('Cache-Control: no-store');
        header("Content-Security-Policy: default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        $title = self::text($title);
        echo <<<HTML
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>$title</title>
              </head>
              <body>
                <main>
                  <h1>$title</h1>
                  $body
                </main>
              </body>
            </html>

            HTML;
    }

    public static function text(string|int $value): string
    {
        return htmlspecialchars((string) $value, ENT_QUOTES | ENT_SUBSTITUTE);
    }
}

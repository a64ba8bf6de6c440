import type { SiteFile } from "../../modules/static-site";

/** Keys of the page that is served first, and of the one for what is not there. */
export const START_PAGE = "index.html";
export const ERROR_PAGE = "error.html";

/** Styles are a file of their own, as the pages may load nothing but their own files and hold no styles themselves. */
const STYLES = "site.css";

/**
 * The files of the website.
 *
 * @param applicationUrl where the application is
 */
export function pages(applicationUrl: string): Readonly<Record<string, SiteFile>> {
  return {
    [START_PAGE]: page("Finance", [
      "<h1>Know where your money goes</h1>",
      "<p>Take a photo of a receipt; the app reads it and keeps your books.</p>",
      `<p><a href="${applicationUrl}">Open the application</a></p>`,
    ]),
    [ERROR_PAGE]: page("Not found", ["<h1>There is no such page</h1>", '<p><a href="/">Start over</a></p>']),
    [STYLES]: { contentType: "text/css; charset=utf-8", content: styles() },
  };
}

function page(title: string, body: readonly string[]): SiteFile {
  return {
    contentType: "text/html; charset=utf-8",
    content: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="stylesheet" href="/${STYLES}">
  </head>
  <body>
    <main>
      ${body.join("\n      ")}
    </main>
  </body>
</html>
`,
  };
}

function styles(): string {
  return `body { margin: 0; font: 1.125rem/1.6 system-ui, sans-serif; color: #1a1a1a; background: #fafafa; }
main { max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem; }
a { color: #0b5394; }
`;
}

import type { SiteFile } from "../../modules/static-site";

/** Keys of the page that is served first, and of the one for what is not there. */
export const LANDING_PAGE = "offers.html";
export const ERROR_PAGE = "error.html";

/** Styles are a file of their own, as the pages may load nothing but their own files and hold no styles themselves. */
const STYLES = "offers.css";

/**
 * The files of the landing site: offers, with a way to the shop.
 *
 * @param shopUrl where "Shop Now" leads to
 */
export function landingPage(shopUrl: string): Readonly<Record<string, SiteFile>> {
  const shopNow = `<a href="${shopUrl}">Shop Now</a>`;
  return {
    [LANDING_PAGE]: page("Offers", `<h1>Offers of the week</h1>\n      <p>${shopNow}</p>`),
    [ERROR_PAGE]: page("Not found", `<h1>This page is not here</h1>\n      <p>${shopNow}</p>`),
    [STYLES]: { contentType: "text/css; charset=utf-8", content: styles() },
  };
}

function page(title: string, body: string): SiteFile {
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
      ${body}
    </main>
  </body>
</html>
`,
  };
}

function styles(): string {
  return `body { margin: 0; font-family: system-ui, sans-serif; color: #1a1a1a; background: #fafafa; }
main { max-width: 40rem; margin: 20vh auto; padding: 0 1rem; text-align: center; }
a { display: inline-block; padding: 0.75rem 2rem; border-radius: 0.25rem; color: #fff; background: #0b5394; text-decoration: none; }
`;
}

import * as path from "node:path";
import { type SiteFile, siteFiles } from "../../modules/static-site";

/** Keys of the page that is served first, and of the one for what is not there. */
export const START_PAGE = "index.html";
export const ERROR_PAGE = "error.html";

/**
 * The files of the website.
 *
 * @param applicationUrl where the application is
 */
export function pages(applicationUrl: string): Readonly<Record<string, SiteFile>> {
  return siteFiles(path.join(__dirname, "site"), {
    brand: "Finance",
    action: { text: "Open the app", url: applicationUrl },
    footnote: "Your receipts are encrypted on their way and where they are kept.",
  });
}

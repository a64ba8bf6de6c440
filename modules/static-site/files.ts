import { readdirSync, readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import Handlebars from "handlebars";

/** What is served under one name. */
export interface SiteFile {
  /** `text/html; charset=utf-8`. */
  readonly contentType: string;
  /** For how long browsers and edge locations may keep it: `public, max-age=300`. */
  readonly cacheControl: string;
  readonly content: string;
}

/** What the common frame of the pages shows, and whatever else the pages of a site do. All of it is escaped: text stays text. */
export interface SiteView {
  readonly brand: string;
  /** What visitors are meant to do; a button at the top of every page. */
  readonly action: { readonly text: string; readonly url: string };
  readonly footnote: string;
  readonly [name: string]: unknown;
}

/** Seconds after which everybody sees what has changed: nobody tells the edge locations. */
const PAGE_SECONDS = 300;
const IMAGE_SECONDS = 86_400;

/** What a site may consist of: all that the security headers let browsers load. */
const KINDS: Readonly<Record<string, Omit<SiteFile, "content">>> = {
  ".css": kind("text/css; charset=utf-8", PAGE_SECONDS),
  ".html": kind("text/html; charset=utf-8", PAGE_SECONDS),
  ".svg": kind("image/svg+xml", IMAGE_SECONDS),
  ".txt": kind("text/plain; charset=utf-8", PAGE_SECONDS),
};

/** The frame of every page, and the styles that all sites have in common. */
const PAGE = path.join(__dirname, "page");

/**
 * The files of a site from a folder: pages are Handlebars templates, which put themselves into the common frame with
 * `{{#> page title="…" description="…"}}…{{/page}}`; everything else is served as it is. A site brings `site.css` and `icon.svg`.
 *
 * @throws Error where a page shows what the view does not have, or a file is of a kind that no page may load
 */
export function siteFiles(folder: string, view: SiteView): Readonly<Record<string, SiteFile>> {
  const engine = Handlebars.create();
  engine.registerPartial("page", readFileSync(path.join(PAGE, "page.html"), "utf8"));
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort();
  const files = names.map((name): [string, SiteFile] => {
    const text = readFileSync(path.join(folder, name), "utf8");
    const content = name.endsWith(".html") ? engine.compile(text, { strict: true, preventIndent: true })(view) : text;
    // Keys of objects are no paths of the machine.
    return [name.split(path.sep).join("/"), { ...kindOf(name), content }];
  });
  const styles = readFileSync(path.join(PAGE, "page.css"), "utf8");
  return { ...Object.fromEntries(files), "page.css": { ...kindOf("page.css"), content: styles } };
}

function kind(contentType: string, seconds: number): Omit<SiteFile, "content"> {
  return { contentType, cacheControl: `public, max-age=${seconds}` };
}

function kindOf(name: string): Omit<SiteFile, "content"> {
  const found = KINDS[path.extname(name)];
  if (!found) throw new Error(`${name} cannot be part of a site; expected one of ${Object.keys(KINDS).join(", ")}`);
  return found;
}

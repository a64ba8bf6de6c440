import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPages, type Catalog, PAGES, pages, writePages } from "../../authoring";

const root = join(__dirname, "..", "..");
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "plangate-pages-"));
  cpSync(join(root, "policies", "bundle"), join(project, "policies", "bundle"), { recursive: true });
});
afterEach(() => rmSync(project, { recursive: true }));

const catalogFile = () => join(project, "policies", "bundle", "catalog.json");
const page = (name: string) => join(project, PAGES, name);
const readCatalog = () => JSON.parse(readFileSync(catalogFile(), "utf8")) as Catalog;
const writeCatalog = (catalog: Catalog) => writeFileSync(catalogFile(), JSON.stringify(catalog));

describe("the pages of this project's rules", () => {
  it("are what the catalog says: `plangate rule docs` writes them", () => expect(() => checkPages(root)).not.toThrow());

  it("are one a rule, and every rule and control is in the index", () => {
    const all = pages(root);
    const index = all.get("README.md") ?? "";
    const rows = index.split("\n");
    const { rules } = JSON.parse(readFileSync(join(root, "policies", "bundle", "catalog.json"), "utf8")) as Catalog;

    expect([...all.keys()].sort()).toEqual([...rules.map(({ id }) => `${id}.md`), "README.md"].sort());
    for (const { id, controls } of rules) {
      expect(index).toContain(`[${id}](${id}.md)`);
      for (const control of Object.values(controls).flat()) {
        expect(rows.filter((row) => row.startsWith(`| ${control} |`))).toContainEqual(
          expect.stringContaining(`[${id}](${id}.md)`),
        );
      }
    }
  });

  it("link to sections and files that exist", () => {
    const all = pages(root);
    const index = all.get("README.md") ?? "";
    const headings = [...index.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    );
    for (const [, anchor] of index.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
    for (const text of all.values()) {
      for (const [, link = ""] of text.matchAll(/\]\((\.\.[^)#]*)\)/g)) {
        expect([link, existsSync(join(root, PAGES, link))]).toEqual([link, true]);
      }
    }
  });
});

describe("writing pages", () => {
  it("makes them so that checking is content", () => {
    writePages(project);
    expect(() => checkPages(project)).not.toThrow();
  });

  it("shows what a rule says as it says it, whatever Markdown would make of it", () => {
    const catalog = readCatalog();
    const [first, ...others] = catalog.rules;
    const title = "a | b <b>c</b> *d* `e | <f>`";
    writeCatalog({ ...catalog, rules: [{ ...first!, title }, ...others] });
    writePages(project);
    expect(readFileSync(page(`${first!.id}.md`), "utf8")).toContain(
      "**a \\| b \\<b\\>c\\</b\\> \\*d\\* `e \\| <f>`.**",
    );
  });

  it("takes away the page of a rule that is gone, and nothing that somebody wrote", () => {
    const catalog = readCatalog();
    const [first, ...others] = catalog.rules;
    writePages(project);
    writeFileSync(page("NOTES.md"), "# Notes\n");
    writeCatalog({ ...catalog, rules: others });
    writePages(project);
    expect(existsSync(page(`${first!.id}.md`))).toBe(false);
    expect(existsSync(page("NOTES.md"))).toBe(true);
  });
});

describe("checking pages names", () => {
  it.each<[string, (id: string) => void]>([
    ["a page that was edited", (id) => writeFileSync(page(`${id}.md`), "# Something else\n")],
    ["a page that is missing", (id) => rmSync(page(`${id}.md`))],
    [
      "a page whose rule is gone",
      (id) => {
        const catalog = readCatalog();
        writeCatalog({ ...catalog, rules: catalog.rules.filter((rule) => rule.id !== id) });
      },
    ],
  ])("%s", (_, change) => {
    writePages(project);
    const { id } = readCatalog().rules[0]!;
    change(id);
    expect(() => checkPages(project)).toThrow(`${id}.md`);
    expect(() => checkPages(project)).toThrow(/plangate rule docs/);
  });

  it("policies that are not built", () => {
    mkdirSync(join(project, "empty"));
    expect(() => checkPages(join(project, "empty"))).toThrow(/not built.*plangate rule build/);
  });
});

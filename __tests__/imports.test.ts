import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { preProcessFile } from "typescript";

const ROOT = join(__dirname, "..");
const NOT_SOURCES = /^(node_modules|dist.*|lib|coverage|cdktf\.out|\..*)$/;

function sourcesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return NOT_SOURCES.test(entry.name) ? [] : sourcesBelow(path);
    return /(?<!\.d)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** What each file imports of the others, types too. Paths are relative to the project. */
function importsIn(directory: string): ReadonlyMap<string, readonly string[]> {
  const files = new Set(sourcesBelow(directory));
  const importsOf = (file: string): string[] =>
    preProcessFile(readFileSync(file, "utf8")).importedFiles.flatMap(({ fileName }) => {
      const path = join(dirname(file), fileName);
      return [`${path}.ts`, join(path, "index.ts")].filter((candidate) => files.has(candidate)).slice(0, 1);
    });
  const shown = (file: string): string => relative(directory, file);
  return new Map([...files].map((file) => [shown(file), importsOf(file).map(shown)]));
}

/** The circles that imports make, each once: `a.ts → b.ts → a.ts`. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) circles.push([...way.slice(start), file].join(" → "));
    if (start >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}

/** Each file can be understood after those that it imports; in a circle none comes first. */
test("no imports run in a circle", () => {
  const imports = importsIn(ROOT);

  expect(imports.get("gate/judge.ts")).toContain("gate/decision/index.ts");
  expect(circlesIn(imports)).toEqual([]);
});

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Results } from "./results";

const FILE = join(__dirname, "explained.json");

/** Why survivors need no test, as somebody who read them has written it down. */
export interface Explanations {
  /** What several have in common, by a name. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Of a file its survivors, without their lines, each with the name of a reason or a sentence of its own. */
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export function readExplanations(): Explanations {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Explanations) : { reasons: {}, files: {} };
}

/** A survivor without its line, which moves with every edit above it. */
function changeOf(survivor: string): string {
  return survivor.replace(/^\d+: /, "");
}

/** Survivors that nobody has explained, as `file:line: change`. */
export function unexplained(results: Results, { files }: Explanations): string[] {
  return Object.entries(results).flatMap(([file, { survivors }]) =>
    survivors
      .filter((survivor) => files[file]?.[changeOf(survivor)] === undefined)
      .map((survivor) => `${file}:${survivor}`),
  );
}

/** Explanations of what does not survive any more, and reasons that none of them names, to be taken out. */
export function outdated(results: Results, { reasons, files }: Explanations): string[] {
  const named = new Set(Object.values(files).flatMap((changes) => Object.values(changes)));
  return [
    ...Object.entries(files).flatMap(([file, changes]) => {
      const living = new Set(results[file]?.survivors.map(changeOf));
      return Object.keys(changes)
        .filter((change) => !living.has(change))
        .map((change) => `${file}: ${change}`);
    }),
    ...Object.keys(reasons).filter((name) => !named.has(name)),
  ];
}

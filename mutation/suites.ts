/** The Rego files of the policies, by path. */
export type Sources = ReadonlyMap<string, string>;

/** What runs to notice a change: the tests of one file, and all that they load. */
export interface Suite {
  readonly test: string;
  /** What has to be copied with the changed file, for the test to meet the change: the test, and all between them. */
  readonly copied: readonly string[];
  /** What else the test needs. */
  readonly shared: readonly string[];
}

/** Tests of other files that a mutant meets while it lives. */
const MOST_SUITES = 6;

const TEST = "_test.rego";

/** Which files use which, by the packages that they name. */
export class Dependencies {
  readonly #uses = new Map<string, readonly string[]>();
  readonly #packages = new Map<string, string>();

  constructor(readonly sources: Sources) {
    for (const [file, source] of sources) this.#packages.set(packageOf(source), file);
    for (const [file, source] of sources) {
      const named = [...source.matchAll(/\bdata\.((?:library|rules)\.\w+(?:\.\w+)?|plangate\b)/g)].map(
        ([, name = ""]) => name,
      );
      const files = named.flatMap(
        (name) => this.#packages.get(name) ?? this.#packages.get(name.replace(/\.\w+$/, "")) ?? [],
      );
      this.#uses.set(
        file,
        [...new Set(files)].filter((other) => other !== file),
      );
    }
  }

  /** All that a file needs, itself included. */
  closure(file: string): Set<string> {
    const found = new Set<string>();
    const visit = (one: string): void => {
      if (found.has(one)) return;
      found.add(one);
      for (const other of this.#uses.get(one) ?? []) visit(other);
    };
    visit(file);
    return found;
  }

  /** Whatever walks through all rules does not meet those that are copied under a prefix. */
  #walks(file: string): boolean {
    return /\bdata\.rules\[/.test(this.sources.get(file) ?? "");
  }

  /** The tests that a change in a file may fail: the one beside it, then those with the fewest files between. */
  suitesOf(file: string): Suite[] {
    const own = file.replace(/\.rego$/, "_test.rego");
    const suites = [...this.sources.keys()]
      .filter((test) => test.endsWith(TEST) && test !== file)
      .flatMap((test) => {
        const needed = this.closure(test);
        if (!needed.has(file) || [...needed].some((one) => this.#walks(one))) return [];
        const copied = [...needed].filter((other) => other !== file && this.closure(other).has(file));
        return [{ test, copied, shared: [...needed].filter((other) => other !== file && !copied.includes(other)) }];
      })
      .sort((a, b) => Number(b.test === own) - Number(a.test === own) || a.copied.length - b.copied.length);
    return file.includes("/rules/") ? suites.filter(({ test }) => test === own) : suites.slice(0, MOST_SUITES);
  }
}

/** @returns the package without `data.`, e.g. `library.value` */
export function packageOf(source: string): string {
  return /^package ([\w.]+)/m.exec(source)?.[1] ?? "";
}

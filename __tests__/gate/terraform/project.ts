import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A CDKTF project in a temporary directory, whose app is a few lines of Node that write what CDKTF would. */
export class Project {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), "plangate-test-")));

  constructor(stacks: Record<string, unknown> = {}) {
    this.write("app.cjs", APP);
    this.write("cdktf.json", JSON.stringify({ language: "typescript", app: "node app.cjs" }));
    this.change(stacks);
  }

  /** What the next synthesis makes. */
  change(stacks: Record<string, unknown>): void {
    this.write("stacks.json", JSON.stringify(stacks));
  }

  write(path: string, content: string | Uint8Array, mode = 0o644): string {
    const file = join(this.directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
    return file;
  }

  delete(path: string): void {
    rmSync(join(this.directory, path));
  }

  path(...segments: string[]): string {
    return join(this.directory, ...segments);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** `{name: configuration}`, or `{name: {configuration, dependencies}}`. */
const APP = `
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const out = process.env.CDKTF_OUTDIR;
const manifest = { version: "0.21.0", stacks: {} };
for (const [name, entry] of Object.entries(JSON.parse(readFileSync("stacks.json", "utf8")))) {
  const configuration = entry.configuration ?? entry;
  mkdirSync(out + "/stacks/" + name, { recursive: true });
  writeFileSync(out + "/stacks/" + name + "/cdk.tf.json", JSON.stringify(configuration, null, 2));
  manifest.stacks[name] = {
    name, constructPath: name, workingDirectory: "stacks/" + name,
    synthesizedStackPath: "stacks/" + name + "/cdk.tf.json", annotations: [], dependencies: entry.dependencies ?? [],
  };
}
writeFileSync(out + "/manifest.json", JSON.stringify(manifest));
`;

/** An executable that runs this Node program; POSIX only. */
export function fakeBinary(project: Project, path: string, program: string): string {
  return project.write(path, `#!${process.execPath}\n${program}`, 0o755);
}

/** The only element that a test is about. */
export function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("there is none");
  return item;
}

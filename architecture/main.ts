import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { GateError, InputError } from "../gate/errors";
import type { RecordedPlan } from "./applied";
import { SYSTEMS } from "./capabilities";
import { loadGraphviz, toDot } from "../gate/diagram";
import { toPage } from "./page";
import { readSystem } from "./system";

const REPOSITORY = join(__dirname, "..");

/** The page and its diagrams, by file. */
async function write(plans: string, docs: string): Promise<ReadonlyMap<string, string>> {
  const systems = SYSTEMS.map((description) => {
    const file = join(plans, `${description.stack}.json`);
    if (existsSync(file)) return [description, readSystem(file)] as const;
    throw new InputError({ what: "There is no recorded plan.", where: file, mend: "Record it: npm run record" });
  });
  const recorded = SYSTEMS.map(({ title, stack }) => {
    const plan = JSON.parse(readFileSync(join(plans, `${stack}.json`), "utf8")) as RecordedPlan;
    return { title, stack, plan };
  });
  const draw = await loadGraphviz();
  return new Map([
    [join(docs, "architecture.md"), toPage(systems, recorded)],
    ...systems.map(([{ stack }, system]) => [join(docs, "architecture", `${stack}.svg`), draw(toDot(system))] as const),
  ]);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: "boolean", default: false },
      plans: { type: "string", default: join(REPOSITORY, "__tests__", "plans") },
      docs: { type: "string", default: join(REPOSITORY, "docs") },
    },
  });
  try {
    const files = await write(values.plans, values.docs);
    const stale = [...files].filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text);
    for (const [file, text] of stale) {
      const name = relative(REPOSITORY, file);
      process.stdout.write(values.check ? `${name} is not what the plans give\n` : `${name} written\n`);
      if (values.check) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    if (values.check && stale.length > 0) process.stderr.write("Write them anew: npm run docs:architecture\n");
    return values.check && stale.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

void main().then((code) => {
  process.exitCode = code;
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { environmentNames, loadEnvironment } from "../environments";
import { GateError, InputError } from "../gate/errors";
import { SettingsError } from "../synth";
import { findK6, play } from "./k6";
import { parseOptions, USAGE } from "./options";
import { isKept, toText } from "./summary";

/** `npm run load`: 0 when every limit was kept, 1 when one was broken, 2 for wrong use, 3 when there was no result. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const environments = environmentNames().map((name) => loadEnvironment(name));
  const { runs, report } = parseOptions(args, environments);
  const k6 = await findK6();
  makeDirectory(report);
  let kept = true;
  for (const run of runs) {
    const file = (extension: string) => join(report, `${run.name}.${extension}`);
    const measured = await play(k6, run, { json: file("json"), html: file("html") });
    const text = toText(run, measured);
    writeFileSync(file("txt"), text);
    process.stdout.write(`\n${text}  ${["txt", "html", "json"].map((each) => relative("", file(each))).join(", ")}\n`);
    kept &&= isKept(measured);
  }
  return kept ? 0 : 1;
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new InputError({ what: `--report: ${(error as Error).message}`, mend: "Name a directory that can be made." });
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const explained = error instanceof GateError || error instanceof SettingsError;
    process.stderr.write(explained ? `error  ${error.message}\n` : `${(error as Error).stack ?? String(error)}\n`);
    process.exitCode = error instanceof GateError ? error.exitCode : explained ? 2 : 3;
  },
);

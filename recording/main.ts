import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { GateError, InputError } from "../gate/errors";
import type { RuleMetadata } from "../policies/contract/rule";
import { readAttributesOf } from "./attributes";
import { findSubjects, recordOf, requestFor, withoutPlannedValues, type Subject } from "./cases";
import { readSchema, schemaText, type Schema } from "./derive";
import { Planner, type PlanRequest } from "./planner";
import { toText, withoutVariation, type PlanDocument } from "./record";
import {
  readStackRecords,
  recordOfStack,
  stackRecord,
  synthesizeStacks,
  writeStackRecords,
  type StackRecord,
} from "./stacks";
import { readRecord, recordOfVariant, schemaRecord, writeRecord, writeVariantRecord } from "./variant-records";
import { digestOfVariant, findVariants, madeOf, requestForVariant, typesOf } from "./variants";

const REPOSITORY = resolve(__dirname, "..");

/** Something to record: a plan, or what rules read. */
interface Item {
  readonly name: string;
  readonly file: string;
  readonly make: () => Promise<Made>;
}

interface Made {
  readonly text: string;
  /** Called when it is recorded. */
  readonly recorded?: () => void;
}

/** How a record is read and written: as text, or compressed. */
function readText(file: string): string {
  return file.endsWith(".gz") ? readRecord(file).toString("utf8") : readFileSync(file, "utf8");
}

function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  if (file.endsWith(".gz")) writeRecord(file, text);
  else writeFileSync(file, text);
}

/** @returns what is wrong, one line each; empty when all is recorded, or checked and found as recorded */
async function record(names: readonly string[], check: boolean, configurationOnly: boolean): Promise<string[]> {
  const stacks = await synthesizeStacks(REPOSITORY);
  const known = readStackRecords(REPOSITORY);
  const problems: string[] = [];
  if (check) {
    for (const { stack, configuration } of stacks) {
      if (known.find((entry) => entry.stack === stack.name)?.configuration === configuration) continue;
      problems.push(`${stack.name}: its configuration is not the one that was recorded`);
    }
    const gone = known.filter((entry) => !stacks.some(({ stack }) => stack.name === entry.stack));
    problems.push(...gone.map((entry) => `${entry.stack}: recorded, but no project has this stack`));
    if (configurationOnly) return problems;
  }
  const made: StackRecord[] = [];
  const planner = new Planner((message) => process.stderr.write(`  ${message}\n`));
  const subjects = findSubjects(join(REPOSITORY, "__tests__", "cases"));
  const items: Item[] = [
    ...stacks.map((entry) => ({
      name: entry.stack.name,
      file: recordOfStack(REPOSITORY, entry.stack.name),
      make: async () => {
        const plan = await planner.plan({ stack: entry.stack, projectDirectory: join(REPOSITORY, entry.project) });
        return { text: textOf(plan), recorded: () => made.push(stackRecord(entry, plan)) };
      },
    })),
    ...subjects.map((subject) => ({
      name: subject.name,
      file: recordOf(subject),
      make: () => caseOf(planner, requestFor(subject, join(REPOSITORY, ".plangate", "recording", subject.name))),
    })),
    ...schemaItems(subjects, planner),
  ];
  for (const item of select(items, names)) {
    const { text, recorded } = await item.make();
    const same = existsSync(item.file) && readText(item.file) === text;
    const file = relative(REPOSITORY, item.file);
    if (check) {
      if (!same) problems.push(`${item.name}: planning gives something else than ${file}`);
    } else {
      writeText(item.file, text);
      recorded?.();
    }
    process.stdout.write(`${item.name}: ${same ? "as recorded" : check ? "differs" : `recorded in ${file}`}\n`);
  }
  if (!check && made.length > 0)
    writeStackRecords(
      REPOSITORY,
      made,
      stacks.map(({ stack }) => stack.name),
    );
  return problems;
}

function textOf(plan: PlanDocument): string {
  return toText(withoutVariation(plan));
}

async function caseOf(planner: Planner, request: PlanRequest): Promise<Made> {
  return { text: textOf(withoutPlannedValues(await planner.plan(request))) };
}

/** What the provider's schema is needed for: what rules read, and the variants, made of the subjects' own plans and so after them. */
function schemaItems(subjects: readonly Subject[], planner: Planner): Item[] {
  const { rules } = JSON.parse(readFileSync(join(REPOSITORY, "policies", "bundle", "catalog.json"), "utf8")) as {
    rules: readonly RuleMetadata[];
  };
  const project = join(REPOSITORY, ".plangate", "recording", "variants");
  let schema: Promise<Schema> | undefined;
  const schemaOf = (subject: Subject) => {
    rmSync(project, { recursive: true, force: true });
    return planner.schema(requestFor(subject, project)).then(readSchema);
  };
  const known = () => (schema ??= schemaOf(subjects[0] as Subject));
  const directory = join(REPOSITORY, "__tests__", "variants");
  const variants = findVariants(directory).map((variant) => ({
    name: `variants/${variant.name}`,
    file: recordOfVariant(variant),
    make: async () => {
      const made = madeOf(variant, subjects, rules, await known());
      const { text } = await caseOf(planner, requestForVariant(variant, made, project));
      return { text, recorded: () => writeVariantRecord(directory, variant.name, digestOfVariant(made)) };
    },
  }));
  const types = {
    name: "schema",
    file: schemaRecord(directory),
    make: async () => ({ text: schemaText(await known(), typesOf(subjects)) }),
  };
  const attributes = {
    name: "read-attributes",
    file: join(REPOSITORY, "__tests__", "policies", "recorded", "read-attributes.json"),
    make: async () => ({ text: `${JSON.stringify(readAttributesOf(rules, await known()), null, 1)}\n` }),
  };
  return [attributes, types, ...variants];
}

function select(items: readonly Item[], names: readonly string[]): readonly Item[] {
  const unknown = names.filter((name) => !items.some((item) => item.name === name));
  if (unknown.length > 0) {
    throw new InputError({
      what: `There is nothing named ${unknown.join(", ")} to record.`,
      mend: `There are: ${items.map(({ name }) => name).join(", ")}.`,
    });
  }
  // Variants are large plans of what the subjects plan already: they are recorded when they are named.
  return names.length === 0
    ? items.filter(({ name }) => !name.startsWith("variants/"))
    : items.filter((item) => names.includes(item.name));
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: "boolean", default: false }, "check-configuration": { type: "boolean", default: false } },
  });
  const configurationOnly = values["check-configuration"];
  try {
    const problems = await record(positionals, values.check || configurationOnly, configurationOnly);
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    if (problems.length > 0) process.stderr.write("Record anew with `npm run record`, and look at what changed.\n");
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

void main().then((code) => {
  process.exitCode = code;
});

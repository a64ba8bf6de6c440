import { resolve } from "node:path";
import {
  build,
  bundleOf,
  check,
  checkPages,
  Opa,
  PAGES,
  requireSources,
  scaffold,
  test,
  verify,
  writeBundle,
  writePages,
} from "../../../authoring";
import type { Io } from "../io";
import type { RuleNewOptions, RuleOptions } from "../options";

/**
 * `plangate rule new ID`: writes a rule, its test and its cases to begin with.
 *
 * @returns 0
 * @throws InputError for an identifier that is none or taken.
 */
export function ruleNew(id: string, options: RuleNewOptions, io: Io): number {
  const root = rootOf(options, io);
  const { sketch, files } = scaffold(root, {
    id,
    resources: options.resource,
    demand: options.must,
    ...(options.service === undefined ? {} : { service: options.service }),
    ...(options.attribute === undefined ? {} : { attribute: options.attribute }),
  });
  const known =
    sketch.managed === null
      ? "AWS Config has no managed rule of this identifier, so the rule says `source: plangate`."
      : "What AWS Config says of this rule is filled in.";
  const cases = files.some((file) => file.startsWith("__tests__"))
    ? [`  npm run record -- ${sketch.id.toLowerCase().replaceAll("_", "-")}   plans the cases with the real provider`]
    : [];
  io.stdout.write(
    [
      ...files,
      "",
      known,
      'Write what still says "CHANGE ME"; until then the rule is not accepted. Then:',
      `  plangate rule test ${sketch.id}`,
      "  plangate rule check",
      "  plangate rule build",
      "  plangate rule docs",
      ...cases,
      "",
    ].join("\n"),
  );
  return 0;
}

/** `plangate rule check`: formatting, METADATA and types. @throws InputError that says what is wrong, ToolError without OPA */
export async function ruleCheck(options: RuleOptions, io: Io): Promise<number> {
  await check(await opaIn(options, io));
  io.stdout.write("policies: formatting, metadata and types are right\n");
  return 0;
}

/** `plangate rule test [ID]`. @throws InputError when a test fails or a line is not run, ToolError without OPA */
export async function ruleTest(only: string | undefined, options: RuleOptions, io: Io): Promise<number> {
  io.stdout.write(await test(await opaIn(options, io), only));
  return 0;
}

/**
 * `plangate rule build [--check]`: policies/bundle from its sources, or whether it is that already.
 *
 * @throws InputError for rules that are wrong or a bundle that is stale, ToolError without OPA
 */
export async function ruleBuild(options: RuleOptions & { readonly check: boolean }, io: Io): Promise<number> {
  const opa = await opaIn(options, io);
  if (options.check) {
    await verify(opa);
    io.stdout.write("policies/bundle is what its sources build\n");
    return 0;
  }
  const bundle = await build(opa);
  await writeBundle(bundle, bundleOf(opa.root));
  for (const [name, bytes] of bundle) io.stdout.write(`policies/bundle/${name}  ${bytes.length} bytes\n`);
  return 0;
}

/** `plangate rule docs [--check]`: a page a rule and the index. @throws InputError where they are stale */
export function ruleDocs(options: RuleOptions & { readonly check: boolean }, io: Io): number {
  const root = resolve(io.cwd, options.chdir);
  if (options.check) {
    checkPages(root);
    io.stdout.write(`${PAGES} is what the catalog says\n`);
  } else {
    io.stdout.write(`${PAGES}: ${writePages(root)} pages\n`);
  }
  return 0;
}

function rootOf(options: RuleOptions, io: Io): string {
  const root = resolve(io.cwd, options.chdir);
  requireSources(root);
  return root;
}

/** OPA at work in the project. */
async function opaIn(options: RuleOptions, io: Io): Promise<Opa> {
  const root = rootOf(options, io);
  return (await Opa.find(io.env)).in(root);
}

import { resolve } from "node:path";
import { InputError } from "../../errors";
import type { PlanOptions } from "../../terraform";

/** Terraform's command line, in its parts. */
export interface CommandLine {
  /** Of `-chdir`; null where it is not given. */
  readonly chdir: string | null;
  /** Null: only options, such as `-help`. */
  readonly command: string | null;
  /** What follows the command. */
  readonly args: readonly string[];
}

/** What `terraform apply` or `destroy` was asked to do. */
export interface ApplyRequest {
  readonly plan: PlanOptions;
  /** The saved plan to apply; null: make one. */
  readonly planFile: string | null;
  readonly autoApprove: boolean;
  /** False: nobody is to be asked. */
  readonly input: boolean;
  readonly color: boolean;
}

type Kind = "switch" | "text";

/** https://developer.hashicorp.com/terraform/cli/commands/apply#usage */
const OPTIONS: { readonly [name: string]: Kind } = {
  "auto-approve": "switch",
  "compact-warnings": "switch",
  destroy: "switch",
  input: "switch",
  lock: "switch",
  "lock-timeout": "text",
  "no-color": "switch",
  parallelism: "text",
  refresh: "switch",
  "refresh-only": "switch",
  replace: "text",
  var: "text",
  "var-file": "text",
};

const PART = "A plan of a part is never approved: what it leaves out cannot be judged. Deploy the whole stack.";
const STATE = "Where the state lies is the backend's to say.";
/** Options of Terraform or OpenTofu that the gate will not go along with, and why. */
const REFUSED: { readonly [name: string]: string } = {
  target: PART,
  "target-file": PART,
  exclude: PART,
  "exclude-file": PART,
  json: "Ask the gate for its report instead: PLANGATE_FORMAT=json=report.json.",
  state: STATE,
  "state-out": STATE,
  backup: STATE,
  "allow-missing-config": "Without a configuration there is nothing to judge the plan by.",
};

/** Takes Terraform's global options off: https://developer.hashicorp.com/terraform/cli/commands#global-options */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const at = argv.findIndex((argument) => !argument.startsWith("-"));
  const options = at < 0 ? argv : argv.slice(0, at);
  const chdir = options.map((option) => /^--?chdir=(.+)$/s.exec(option)?.[1]).find((directory) => directory) ?? null;
  return { chdir, command: argv[at] ?? null, args: at < 0 ? [] : argv.slice(at + 1) };
}

/** Whether help was asked for, which is Terraform's to give. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.some((argument) => /^--?(h|help)$/.test(argument));
}

/** The value of an option where it is given, however it is written; the last one counts. */
export function valueOf(args: readonly string[], name: string): string | null {
  let value: string | null = null;
  args.forEach((argument, index) => {
    const [, given, text] = /^--?([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (given === name) value = text ?? args[index + 1] ?? null;
  });
  return value;
}

/**
 * Understands the command line of `apply` or `destroy`.
 *
 * @param directory What file names are relative to.
 * @throws InputError for an option that the gate does not know or will not go along with: what it cannot pass on to the
 *   plan would make the judged plan another than the one that was asked for.
 */
export function parseApply(command: "apply" | "destroy", args: readonly string[], directory: string): ApplyRequest {
  const { given, rest } = readOptions(command, args);
  const last = (name: string): string | undefined => given.get(name)?.at(-1);
  const isOn = (name: string, otherwise: boolean): boolean => readSwitch(name, last(name), otherwise);
  const [planFile, ...more] = rest;
  if (more.length > 0 || (planFile !== undefined && command === "destroy")) {
    throw new InputError({
      what: `terraform ${command} takes ${command === "apply" ? "one plan file at most" : "no plan file"}: ${rest.join(" ")}`,
    });
  }
  const parallelism = last("parallelism");
  const lockTimeout = last("lock-timeout");
  const plan: PlanOptions = {
    vars: given.get("var") ?? [],
    varFiles: (given.get("var-file") ?? []).map((file) => resolve(directory, file)),
    replace: given.get("replace") ?? [],
    refreshOnly: isOn("refresh-only", false),
    refresh: isOn("refresh", true),
    destroy: command === "destroy" || isOn("destroy", false),
    lock: isOn("lock", true),
    ...(lockTimeout === undefined ? {} : { lockTimeout }),
    ...(parallelism === undefined ? {} : { parallelism: Number(parallelism) }),
  };
  const inPlan = ["var", "var-file", "replace", "refresh-only", "refresh", "destroy"].filter((name) => given.has(name));
  if (planFile !== undefined && inPlan.length > 0) {
    throw new InputError({
      what: `A saved plan is applied as it is: ${inPlan.map((name) => `-${name}`).join(", ")} cannot be added to it.`,
      mend: "Give the option to terraform plan, or leave the plan file out.",
    });
  }
  return {
    plan,
    planFile: planFile === undefined ? null : resolve(directory, planFile),
    autoApprove: isOn("auto-approve", false),
    input: isOn("input", true),
    color: !isOn("no-color", false),
  };
}

/** As Go's flag package reads them: `-name`, `-name=value`, `-name value`, with one dash or two. */
function readOptions(
  command: string,
  args: readonly string[],
): { readonly given: ReadonlyMap<string, readonly string[]>; readonly rest: readonly string[] } {
  const given = new Map<string, string[]>();
  const left = [...args];
  while (left[0]?.startsWith("-") === true && left[0] !== "-") {
    const argument = left.shift() ?? "";
    if (argument === "--") break;
    const [, name = argument, text] = /^--?([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    const kind = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (kind === undefined) throw refused(command, name);
    const value = text ?? (kind === "switch" ? "true" : left.shift());
    if (value === undefined) throw new InputError({ what: `The option -${name} needs a value.` });
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return { given, rest: left };
}

function refused(command: string, name: string): InputError {
  const why = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  return why === undefined
    ? new InputError({
        what: `The stand-in does not know the option -${name} of terraform ${command}.`,
        mend: "Leave it out: what cannot be passed on to the plan would be missing from what is judged.",
      })
    : new InputError({ what: `terraform ${command} -${name} is not for the gate.`, mend: why });
}

function readSwitch(name: string, text: string | undefined, otherwise: boolean): boolean {
  if (text === undefined) return otherwise;
  if (/^(1|t|true)$/i.test(text)) return true;
  if (/^(0|f|false)$/i.test(text)) return false;
  throw new InputError({ what: `The option -${name} is either true or false, not "${text}".` });
}

import { Argument, Command, Option } from "commander";
import { formats } from "../report";
import { packageVersion } from "../package-root";
import type { Io } from "./io";
import type { CheckOptions, DeployOptions, PlanOptions, RulesOptions, ServeOptions } from "./options";
import { policyCommands } from "./policy-commands";
import type { Request } from "./request";

const EXIT_CODES = `
Exit codes:
  0  approved            2  wrong use, or input that cannot be read
  1  denied              3  a tool failed, or an internal error

Rules and settings (parameters.json, enforcement.json, exemptions.json) come from the project's policies folder;
what it does not have, from this package.`;

/** Terraform's own options, which its users write with one dash. */
const SINGLE_DASH = /^-(?=(?:var|var-file|target|parallelism|auto-approve|chdir|no-color)(?:=|$))/;

/**
 * Understands a command line. A command's code is loaded only when it is the one to run.
 *
 * @param argv The arguments, without node and script.
 * @returns What was asked for; null when the command line is answered already (`--help`, `--version`).
 * @throws commander's CommanderError for a wrong command line, which has been explained on stderr by then.
 */
export function parse(argv: readonly string[], io: Pick<Io, "stdout" | "stderr">): Request | null {
  let request: Request | null = null;
  const program = new Command("plangate")
    .description(
      "Judges Terraform plans by policies that mirror the AWS Config rules, and applies only what it approved.",
    )
    .version(packageVersion(), "-V, --version", "show the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand(false)
    .configureHelp({ optionDescription: described })
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .exitOverride()
    .showHelpAfterError("plangate --help explains commands and options.")
    .addHelpText("after", EXIT_CODES);

  planning(judging(subcommand(program, "plan", "synthesize, plan and judge stacks; changes nothing")))
    .argument("[stack...]", "stacks to plan (default: all)")
    .option("--approval <file>", "keep the plan file and its approval, for deploy --approval (one stack)")
    .action((stacks: string[], options: PlanOptions) => {
      request = {
        color: options.color,
        action: async (surroundings) => (await import("./commands/plan")).plan(stacks, options, surroundings),
      };
    });

  judging(subcommand(program, "check", "judge a plan that exists"))
    .argument("[plan...]", "plan JSON (terraform show -json), a plan file, or - for standard input")
    .option("--configuration <file>", "the synthesized cdk.tf.json, so that findings name lines of TypeScript")
    .option("--stack <name>", "the stack that this is a plan of, for exemptions (default: the file's name)")
    .option("--profile", "show on stderr what each rule takes", false)
    .option("--state", "judge what is deployed instead, and what differs from what was approved; takes stacks", false)
    .option("--sandbox-url <url>", "with --state: what deploy --sandbox --keep has left at this stand-in")
    .action((names: string[], options: CheckOptions, command: Command) => {
      const [file, ...others] = names;
      if (!options.state && file === undefined) command.error("error: missing required argument 'plan'");
      if (!options.state && others.length > 0) {
        command.error(`error: too many arguments: check takes one plan, or stacks with --state`);
      }
      request = {
        color: options.color,
        action: async (surroundings) =>
          options.state || file === undefined
            ? (await import("./commands/check-state")).checkState(names, options, surroundings)
            : (await import("./commands/check")).check(file, options, surroundings),
      };
    });

  planning(judging(subcommand(program, "deploy", "plan, judge, ask, and apply exactly the judged plan")))
    .argument("[stack...]", "stacks to deploy (default: all)")
    .option("--approval <file>", "apply the plan that this approval names, judged elsewhere")
    .option("--auto-approve", "apply an approved plan without asking", false)
    .option(
      "--sandbox",
      "apply to an AWS stand-in on this machine, look whether anything differs, and destroy it",
      false,
    )
    .option("--sandbox-url <url>", "with a stand-in that runs already, e.g. http://127.0.0.1:5000")
    .option("--keep", "leave the sandbox standing", false)
    .action((stacks: string[], options: DeployOptions) => {
      request = {
        color: options.color,
        action: async (surroundings) =>
          options.sandbox
            ? (await import("./commands/sandbox")).sandbox(stacks, options, surroundings)
            : (await import("./commands/deploy")).deploy(stacks, options, surroundings),
      };
    });

  subcommand(program, "rules", "list the rules, or explain one")
    .addArgument(new Argument("[id]", "identifier or alias of a rule"))
    .addOption(new Option("--format <name>", "json: the catalogue").choices(["text", "json"]).default("text"))
    .option("--policies <dir>", POLICIES)
    .action((id: string | undefined, options: RulesOptions) => {
      request = {
        color: options.color,
        action: async (surroundings) => (await import("./commands/rules")).rules(id, options, surroundings),
      };
    });

  policyCommands(program, subcommand, (made) => {
    request = made;
  });

  program
    .command("terraform")
    .description("stand in for terraform: apply and destroy are gated, all else passes through")
    .argument("[args...]", "Terraform's own command line");
  if (argv[0] === "terraform") {
    // Terraform's options are Terraform's to read.
    return {
      color: !argv.includes("-no-color"),
      action: async (surroundings) => (await import("./commands/terraform")).terraform(argv.slice(1), surroundings),
    };
  }

  policiesOf(subcommand(program, "serve", "serve as run task of HCP Terraform"))
    .requiredOption("--port <n>", "port to listen on")
    .option("--host <address>", "address to listen on; put what ends TLS in front", "127.0.0.1")
    .option("--key-file <file>", "HMAC keys, one or two, a line each (default: the variable PLANGATE_HMAC_KEY)")
    .option("--tasks <dir>", "keep tasks there until they are finished, so that none is lost with the process")
    .option("--api <origin>", "API to call, repeatable (default: HCP Terraform)", collect, [])
    .option("--downloads <origin>", "where that API redirects downloads to, repeatable", collect, [])
    .option("--workers <n>", "plans to judge at once (default: one a processor)")
    .option("--worker-memory <megabytes>", "memory that judging one plan may take", "2048")
    .action((options: ServeOptions) => {
      request = {
        color: options.color,
        action: async (surroundings) => (await import("./commands/serve")).serve(options, surroundings),
      };
    });

  // What `serve` starts its threads with.
  program.command("serve-worker", { hidden: true }).action(() => {
    request = {
      color: false,
      action: async () => (await import("./commands/serve-worker")).serveWorker(),
    };
  });

  try {
    program.parse(
      argv.map((argument) => argument.replace(SINGLE_DASH, "--")),
      { from: "user" },
    );
  } catch (error) {
    if ((error as { exitCode?: number }).exitCode === 0) {
      return null;
    }
    throw error;
  }
  return request;
}

const POLICIES = "policies folder (default: the project's, else the package's)";

function subcommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option("-C, --chdir <dir>", "work as if started in this directory", ".")
    .option("--no-color", "plain text (so does the variable NO_COLOR)");
}

function judging(command: Command): Command {
  const names = formats.map(({ name, description }) => `${name} (${description})`).join(", ");
  return policiesOf(
    command.option("--format <name[=file]>", `report to write, repeatable (default: text): ${names}`, collect, []),
  ).option("--rule-pages <url>", "where reports link to the page of a rule, <ID>.md (default: AWS's page)");
}

function policiesOf(command: Command): Command {
  return command
    .option("--policies <dir>", POLICIES)
    .option("--parameters <file>", "use instead of the policies folder's parameters.json")
    .option("--exemptions <file>", "use instead of the policies folder's exemptions.json");
}

function planning(command: Command): Command {
  return command
    .option("--var <name=value>", "Terraform variable, repeatable", collect, [])
    .option("--var-file <file>", "file of Terraform variables, repeatable", collect, [])
    .option("--target <address>", "plan a part only, repeatable; an incomplete plan is denied", collect, [])
    .option("--parallelism <n>", "Terraform's number of concurrent operations")
    .option("--offline", "plan without an account (default: where no AWS credentials are found)")
    .option("--no-offline", "plan with an account also where no credentials are found, e.g. with an instance role");
}

/** A default that is no text, such as no list yet, says nothing to a reader. */
function described({ description, defaultValue }: Option): string {
  return typeof defaultValue === "string" ? `${description} (default: ${defaultValue})` : description;
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

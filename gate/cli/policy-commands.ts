import { Option, type Command } from "commander";
import type { ExemptionsOptions, ReplayOptions, RuleNewOptions, RuleOptions } from "./options";
import type { Request } from "./request";

/** Adds a command with the options that all commands have. */
type Subcommand = (parent: Command, name: string, description: string) => Command;

/** The commands of whoever edits policies. Their code, and OPA, are loaded only when they run. */
export function policyCommands(program: Command, subcommand: Subcommand, request: (made: Request) => void): void {
  subcommand(program, "exemptions", "list the exemptions, with days left and what is wrong with them")
    .argument("[plan...]", "plan JSON of stacks, to see which finding each exemption allows")
    .option("--stack <name>", "the stack that the plan is of (default: the file's name without .json)")
    .addOption(new Option("--format <name>", "report to write").choices(["text", "json"]).default("text"))
    .option("--policies <dir>", "policies folder (default: the project's, else the package's)")
    .option("--exemptions <file>", "use instead of the policies folder's exemptions.json")
    .action((plans: string[], options: ExemptionsOptions) =>
      request({
        color: options.color,
        action: async (io) => (await import("./commands/exemptions")).exemptions(plans, options, io),
      }),
    );

  subcommand(program, "replay", "judge kept plans with the edited policies and with the committed ones: what changes?")
    .argument("<dir>", "directory of plan JSON, also compressed by gzip, searched to its depth")
    .option("--base <revision-or-dir>", "what to compare with: a revision of git, or a policies folder", "HEAD")
    .addOption(new Option("--format <name>", "report to write").choices(["text", "json", "markdown"]).default("text"))
    .option("--policies <dir>", "the edited policies folder (default: the project's, else the package's)")
    .action((plans: string, options: ReplayOptions) =>
      request({
        color: options.color,
        action: async (io) => (await import("./commands/replay")).replay(plans, options, io),
      }),
    );

  const rule = program.command("rule").description("write, test and build the rules of a project").helpCommand(false);
  const load = () => import("./commands/rule");

  subcommand(rule, "new", "begin a rule: the rule, its test and its cases, with what AWS Config says of it")
    .argument("<id>", "AWS Config's identifier, or one of your own in the same style")
    .option("--service <name>", "folder below policies/rules (default: told from the rule)")
    .option("--resource <type>", "Terraform type to judge, repeatable (default: told from the rule)", collect, [])
    .option("--attribute <name>", "the attribute that decides")
    .addOption(new Option("--must <value>", "what it has to be").choices(["true", "false", "present"]).default("true"))
    .action((id: string, options: RuleNewOptions) =>
      request({ color: options.color, action: async (io) => (await load()).ruleNew(id, options, io) }),
    );

  subcommand(rule, "check", "formatting, METADATA and types of the rules").action((options: RuleOptions) =>
    request({ color: options.color, action: async (io) => (await load()).ruleCheck(options, io) }),
  );

  subcommand(rule, "test", "run the tests beside the rules; every line must run")
    .argument("[id]", "only this rule, or this file of the library")
    .action((id: string | undefined, options: RuleOptions) =>
      request({ color: options.color, action: async (io) => (await load()).ruleTest(id, options, io) }),
    );

  subcommand(rule, "build", "build policies/bundle, which the gate runs")
    .option("--check", "change nothing: is the bundle what its sources build?", false)
    .action((options: RuleOptions & { readonly check: boolean }) =>
      request({ color: options.color, action: async (io) => (await load()).ruleBuild(options, io) }),
    );

  subcommand(rule, "docs", "write the page of every rule and their index")
    .option("--check", "change nothing: are the pages what the catalogue says?", false)
    .action((options: RuleOptions & { readonly check: boolean }) =>
      request({ color: options.color, action: async (io) => (await load()).ruleDocs(options, io) }),
    );
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

import { findEngine, passThrough, providerArguments } from "../../terraform";
import type { Io } from "../io";
import type { StackHere } from "./stack-here";

/**
 * `terraform init` and `terraform providers lock` as they are, with one help: where the registry is out of reach, the
 * provider comes from a filesystem mirror, as `plangate plan` finds it.
 *
 * @param argv The whole command line, from the command on.
 * @returns Terraform's exit code
 * @throws ToolError when a provider is neither in a mirror nor in a registry that answers.
 */
export async function withProviders(argv: readonly string[], { stack, project }: StackHere, io: Io): Promise<number> {
  const engine = await findEngine(io.env);
  const help = await providerArguments(engine, stack, project, { env: io.env, lock: argv[0] === "providers" });
  if (help.mirror !== null) {
    io.stderr.write(`providers from ${help.mirror}\n`);
  }
  try {
    return await passThrough(engine.path, [...argv, ...help.args], {
      cwd: stack.directory,
      env: { ...io.env, ...help.env },
    });
  } finally {
    help.remove();
  }
}

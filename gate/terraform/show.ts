import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { InputError, ToolError } from "../errors";
import { errorText } from "./diagnostics";
import { terraformEnvironment } from "./environment";
import { run } from "./process";
import type { Engine, Environment } from "./types";

/**
 * `terraform show -json` of a plan file. `directory` is initialised for the plan's providers; default: the plan file's
 * own. InputError when the plan file is missing, corrupt or of another version; ToolError when the directory is not
 * initialised.
 */
export async function showPlan(
  engine: Engine,
  planFile: string,
  directory: string = dirname(resolve(planFile)),
  options: { readonly env?: Environment } = {},
): Promise<Buffer> {
  if (!existsSync(planFile)) throw new InputError({ what: "There is no such plan file", where: planFile });
  const { code, stdout, stderr } = await run({
    command: engine.path,
    args: ["show", "-json", "-no-color", resolve(planFile)],
    cwd: directory,
    env: terraformEnvironment(options.env ?? process.env, false),
  });
  if (code === 0 && stdout.length > 0) return stdout;
  const said = errorText(stderr);
  if (/schemas?|required plugins|provider .* (not available|is not installed)|terraform init|lock file/i.test(stderr)) {
    throw new ToolError({
      what: `${engine.product} cannot read the plan, because its providers are not installed in this directory:\n  ${said}`,
      where: directory,
      mend: "Name the directory in which the plan was made, or run `terraform init` there, or judge the output of `terraform show -json`.",
    });
  }
  if (/plan file|read plan|zip|created by|invalid plan|not a valid/i.test(stderr)) {
    throw new InputError({
      what: `${engine.product} cannot read the plan file:\n  ${said}`,
      where: planFile,
      mend: `Make the plan again with ${engine.product} ${engine.version}.`,
    });
  }
  throw new ToolError({
    what: `${engine.product} show failed (exit code ${code ?? "none"}):\n  ${said}`,
    where: planFile,
  });
}

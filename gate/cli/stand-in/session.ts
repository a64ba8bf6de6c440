import { createStyle } from "../../report";
import { colorsFor, type Io } from "../io";
import type { JudgeOptions } from "../options";
import { Progress } from "../progress";
import { openSession, type Session } from "../session";

/** Where the stand-in, whose command line is Terraform's, gets the options of a judgement from. */
const VARIABLES = {
  policies: "PLANGATE_POLICIES",
  parameters: "PLANGATE_PARAMETERS",
  exemptions: "PLANGATE_EXEMPTIONS",
} as const;

/** The options of a judgement, from the environment; file names are relative to the project. */
export function judgeOptions(project: string, env: NodeJS.ProcessEnv, color: boolean): JudgeOptions {
  const named = Object.entries(VARIABLES).flatMap(([option, name]) => (env[name] ? [[option, env[name]]] : []));
  const formats = (env["PLANGATE_FORMAT"] ?? "").split(",").map((format) => format.trim());
  return {
    ...(Object.fromEntries(named) as Partial<Record<keyof typeof VARIABLES, string>>),
    chdir: project,
    format: formats.filter((format) => format !== ""),
    color,
  };
}

/**
 * Opens a session whose progress is plain lines also on a terminal: the CDKTF CLI shows line by line what comes from the
 * terminal that it runs Terraform on.
 *
 * @throws InputError or ToolError where reports or policies are not as they should be.
 */
export function openStandIn(options: JudgeOptions, io: Io): Session {
  const style = createStyle(colorsFor(io.stderr, io.env, options.color));
  const plain = { terminal: false, write: (text: string) => io.stderr.write(text) };
  return { ...openSession(options, io), progress: new Progress(plain, style) };
}

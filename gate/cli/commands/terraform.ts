import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { InputError } from "../../errors";
import { createStyle } from "../../report";
import { INSIDE, locateEngine, passThrough } from "../../terraform";
import { explain } from "../failure";
import { colorsFor, type Io } from "../io";
import { apply } from "../stand-in/apply";
import { asksForHelp, parseCommandLine, valueOf } from "../stand-in/command-line";
import { plan } from "../stand-in/plan";
import { withProviders } from "../stand-in/providers";
import { stackHere } from "../stand-in/stack-here";

const READ_MILLISECONDS = 1_000;

/**
 * `plangate terraform …`, and `plangate-terraform …`: stands in for Terraform, so that whatever runs Terraform runs the
 * gate. `apply` and `destroy` are judged, `plan` is reported on, all else passes through untouched.
 *
 * @param argv Terraform's command line.
 * @returns Terraform's exit code, or the gate's
 * @throws InputError or ToolError as the gate does
 */
export async function terraform(argv: readonly string[], io: Io): Promise<number> {
  if (io.env[INSIDE]) {
    throw new InputError({
      what: "The stand-in for Terraform was called by Terraform itself, or by itself.",
      mend: "Name the real binary in PLANGATE_TERRAFORM.",
    });
  }
  const { chdir, command, args } = parseCommandLine(argv);
  const directory = resolve(io.cwd, chdir ?? ".");
  const passOn = (): Promise<number> => passThrough(locateEngine(io.env), argv, { cwd: io.cwd, env: io.env });
  if (asksForHelp(args)) return passOn();
  switch (command) {
    case "apply":
    case "destroy": {
      const here = stackHere(directory);
      if (here === null) {
        throw new InputError({
          what: `terraform ${command} was not run: there is no Terraform in this directory, or it is no stack of the project it lies in: the gate has nothing to judge.`,
          where: directory,
          mend: "Run it through `cdktf`, in cdktf.out/stacks/STACK, or where the *.tf files are.",
        });
      }
      return untilRead(io, () => apply(command, args, here, io));
    }
    case "plan": {
      const here = stackHere(directory);
      return here === null ? passOn() : plan(args, here, io);
    }
    case "init":
    case "providers": {
      const fetches = command === "init" ? valueOf(args, "plugin-dir") === null : isLock(args);
      const here = fetches ? stackHere(directory) : null;
      return here === null ? passOn() : withProviders([command, ...args], here, io);
    }
    default:
      return passOn();
  }
}

function isLock(args: readonly string[]): boolean {
  return args[0] === "lock" && valueOf(args, "fs-mirror") === null && valueOf(args, "net-mirror") === null;
}

/**
 * Gives whoever reads the terminal the time to read what is still in it. The CDKTF CLI runs Terraform on a terminal of its
 * own, and takes its end for the end of what it says: the last 4 KiB of a report, which is where the verdict stands, got lost.
 */
async function untilRead(io: Io, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    return explain(error, io, createStyle(colorsFor(io.stderr, io.env, true)));
  } finally {
    if (io.stdout.terminal) await setTimeout(READ_MILLISECONDS);
  }
}

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ToolError } from "../errors";

/** Version of moto in requirements.txt, and of the directory that `.ci/tools moto` installs it into. */
const VERSION = "5.2.5";

/** One request that reached the stand-in. */
export interface StandInRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** The service it was signed for, e.g. `ec2`; null when it was not signed. */
  readonly service: string | null;
  /** What AWS calls it, e.g. `RunInstances`; null for REST services, whose method and path say it. */
  readonly action: string | null;
  readonly status: number;
}

/** A stand-in for AWS that runs on loopback, and holds what is created there in memory. */
export interface StandIn {
  /** e.g. `http://127.0.0.1:41003` */
  readonly url: string;
  /** What lets Terraform's provider and the AWS SDK work with it: endpoint, test keys, a region. */
  readonly env: Readonly<Record<string, string>>;
  /** All requests so far, in the order in which they were answered. */
  readonly requests: readonly StandInRequest[];
  stop(): Promise<void>;
}

/** Requests that create, change or delete something: all but those whose name or method says that they only read. */
export function changes(requests: readonly StandInRequest[]): readonly StandInRequest[] {
  return requests.filter(({ action, method }) =>
    action === null
      ? !["GET", "HEAD"].includes(method)
      : !/^(Batch)?(Get|Describe|List|Lookup|Search|Simulate|Validate)/.test(action),
  );
}

/**
 * Starts moto's server. It ends with this process at the latest.
 *
 * @param options.python An interpreter that has moto; default: PLANGATE_PYTHON, else what `.ci/tools moto` installed, else
 * `python3` on PATH.
 * @throws ToolError when there is no Python with moto.
 */
export async function startStandIn(
  options: { readonly env?: NodeJS.ProcessEnv; readonly python?: string } = {},
): Promise<StandIn> {
  const env = options.env ?? process.env;
  const python = options.python ?? pythonOf(env);
  const child = spawn(python, [join(__dirname, "server.py")], { env, stdio: ["pipe", "pipe", "pipe"] });
  const requests: StandInRequest[] = [];
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-4_000)));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (why: string): void =>
      reject(
        new ToolError({
          what: `The AWS stand-in did not start: ${why}`,
          where: python,
          mend: `Install it (pip install "moto[server]==${VERSION}"), and name that Python in PLANGATE_PYTHON.`,
        }),
      );
    child.once("error", ({ message }) => fail(message));
    child.once("close", () => fail(errors.trim().split("\n").at(-1) ?? "it printed nothing"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = JSON.parse(line) as StandInRequest | { port: number };
      if ("port" in message) resolve(message.port);
      else requests.push(message);
    });
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "testing",
      AWS_SECRET_ACCESS_KEY: "testing",
      AWS_REGION: "us-east-1",
      AWS_EC2_METADATA_DISABLED: "true",
    },
    requests,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

function pythonOf(env: NodeJS.ProcessEnv): string {
  const installed = join(homedir(), ".cache", "plangate-tools", `moto-${VERSION}`, "bin", "python");
  if (env["PLANGATE_PYTHON"]) return env["PLANGATE_PYTHON"];
  return existsSync(installed) ? installed : "python3";
}

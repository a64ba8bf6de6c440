import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { InputError, ToolError } from "../errors";
import { packageRoot } from "../package-root";
import { TRIED_WITH } from "./gaps";

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
  /** Which one it is: another one holds other resources, also at the same address. Null: a moto that somebody else runs. */
  readonly id: string | null;
  /** Its process; null when it was started elsewhere. */
  readonly pid: number | null;
  /** What lets Terraform's provider and the AWS SDK work with it: endpoint, test keys, a region. */
  readonly env: Readonly<Record<string, string>>;
  /** All requests so far, in the order in which they were answered; none of a stand-in that was started elsewhere. */
  readonly requests: readonly StandInRequest[];
  /** Takes away what would keep resources from being deleted: deletion protection, objects in buckets. */
  release(): Promise<void>;
  /** Ends it, if it was started here. */
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

/** What lets the AWS SDK work with a stand-in. */
function sdkEnvironment(url: string): StandIn["env"] {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

/** Asks a stand-in for its id; null when it is one that does not know that question. */
async function idOf(url: string): Promise<string | null> {
  const response = await fetch(`${url}/plangate/stand-in`);
  if (!response.ok) return null;
  const { id } = (await response.json()) as { id?: unknown };
  return typeof id === "string" ? id : null;
}

async function release(url: string): Promise<void> {
  await fetch(`${url}/plangate/release`, { method: "POST" });
}

/**
 * Uses a stand-in that runs already on this machine.
 *
 * @throws InputError for an address that is not of this machine; ToolError when nothing answers there.
 */
export async function connectStandIn(address: string): Promise<StandIn> {
  const url = loopback(address);
  let id: string | null;
  try {
    id = await idOf(url);
  } catch (cause) {
    const mend = "Start it, or leave the address out: then the command starts one.";
    throw new ToolError({ what: "No AWS stand-in answers", where: url, mend }, { cause });
  }
  return {
    url,
    id,
    pid: null,
    env: sdkEnvironment(url),
    requests: [],
    release: () => release(url),
    stop: () => Promise.resolve(),
  };
}

/** A stand-in is on this machine: an address elsewhere might be an account's. */
function loopback(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === "http:" && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) return url.origin;
  throw new InputError({
    what: `"${address}" is no address of an AWS stand-in on this machine.`,
    mend: "Give one such as http://127.0.0.1:5000.",
  });
}

/**
 * Starts moto's server. It ends with this process at the latest.
 *
 * @param options.account The account that it stands for; default: moto's own, 123456789012.
 * @param options.python An interpreter that has moto; default: PLANGATE_PYTHON, else what `.ci/tools moto` installed, else
 * `python3` on PATH.
 * @throws ToolError when there is no Python with moto.
 */
export async function startStandIn(
  options: { readonly env?: NodeJS.ProcessEnv; readonly python?: string; readonly account?: string } = {},
): Promise<StandIn> {
  const env = options.env ?? process.env;
  const python = options.python ?? pythonOf(env);
  const child = spawn(python, [join(packageRoot(), "gate", "sandbox", "server.py")], {
    env: {
      ...env,
      PYTHONDONTWRITEBYTECODE: "1",
      ...(options.account === undefined ? {} : { MOTO_ACCOUNT_ID: options.account }),
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
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
          mend: `Install it (pip install "moto[server]==${TRIED_WITH}"), and name that Python in PLANGATE_PYTHON.`,
        }),
      );
    child.once("error", ({ message }) => fail(message));
    child.once("close", () => fail(errors.trim().split("\n").at(-1) ?? "it printed nothing"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      // moto prints what it does not know what to do with.
      if (!line.startsWith("{")) return;
      const message = JSON.parse(line) as StandInRequest | { port: number };
      if ("port" in message) resolve(message.port);
      else requests.push(message);
    });
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    id: await idOf(url),
    pid: child.pid ?? null,
    env: sdkEnvironment(url),
    requests,
    release: () => release(url),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

function pythonOf(env: NodeJS.ProcessEnv): string {
  const installed = join(homedir(), ".cache", "plangate-tools", `moto-${TRIED_WITH}`, "bin", "python");
  if (env["PLANGATE_PYTHON"]) return env["PLANGATE_PYTHON"];
  return existsSync(installed) ? installed : "python3";
}

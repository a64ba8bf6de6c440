import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const ROOT = join(__dirname, "..", "..");

/** What functions are deployed with, as far as they need it to start and as long as nothing of it differs from test to test. */
export const FUNCTION_SETTINGS = {
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  ALLOWED_ORIGIN: "https://www.example.com",
  MAX_DOCUMENT_BYTES: "4000000",
  IDEMPOTENCY_TABLE: "receipts",
};

/** One function in AWS's own runtime: the interface emulator of Lambda, and the client for Node.js that Lambda has. */
export interface LambdaRuntime {
  /** Answers as Lambda does: what the handler returns, or `{errorType, errorMessage}`. */
  invoke(event: unknown): Promise<Record<string, unknown>>;
  /** What the function and the runtime wrote. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts a function; its code is loaded with the first call, as a cold start does.
 *
 * @param directory where the archive is unpacked: the function's `LAMBDA_TASK_ROOT`
 * @param handler `index.handler`
 */
export async function startFunction(
  directory: string,
  handler: string,
  environment: Readonly<Record<string, string>>,
): Promise<LambdaRuntime> {
  const home = execFileSync(join(ROOT, ".ci", "tools"), ["lambda-runtime"], { encoding: "utf8" }).trim();
  const [address, runtimeAddress] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
  const client = join(home, "node_modules", "aws-lambda-ric", "index.mjs");
  const own = ["--runtime-interface-emulator-address", address, "--runtime-api-address", runtimeAddress];
  const child: ChildProcess = spawn(
    join(home, "aws-lambda-rie"),
    [...own, process.execPath, "--no-warnings", client, handler],
    {
      cwd: directory,
      env: { PATH: process.env["PATH"], LAMBDA_TASK_ROOT: directory, AWS_REGION: "us-east-1", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const url = `http://${address}/2015-03-31/functions/function/invocations`;
  return {
    async invoke(event) {
      for (;;) {
        try {
          const response = await fetch(url, { method: "POST", body: JSON.stringify(event) });
          return (await response.json()) as Record<string, unknown>;
        } catch (error) {
          // It does not listen yet.
          if (child.exitCode !== null) throw new Error(said, { cause: error });
          await wait(50);
        }
      }
    },
    log: () => said,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

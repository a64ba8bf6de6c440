import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ToolError } from "../../gate/errors";
import {
  findEngine,
  initialize,
  planStack,
  prepareWorkspace,
  synthesize,
  type Engine,
  type Workspace,
} from "../../gate/terraform";
import { first, Project } from "../gate/terraform/project";

/** A state that Terraform reads while it plans: it waits for it as long as the test wants, with its own state locked. */
const STATE = {
  version: 4,
  terraform_version: "1.6.0",
  serial: 1,
  lineage: "other",
  outputs: { colour: { value: "blue", type: "string" } },
  resources: [],
};
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")));

let engine: Engine;
let project: Project;
let workspace: Workspace;
let server: Server;
let asked: Promise<ServerResponse>;

beforeEach(async () => {
  engine = await findEngine(env);
  let heard: (response: ServerResponse) => void;
  asked = new Promise((resolve) => (heard = resolve));
  server = createServer((_, response) => heard(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  project = new Project({
    local: {
      terraform: { backend: { local: { path: "terraform.tfstate" } } },
      data: { terraform_remote_state: { other: { backend: "http", config: { address } } } },
      resource: { terraform_data: { it: { input: "${data.terraform_remote_state.other.outputs.colour}" } } },
    },
  });
  const { stacks } = await synthesize(project.directory, { env });
  workspace = prepareWorkspace(first(stacks), { offline: false, because: "" }, project.directory);
  await initialize(engine, [workspace], { env });
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  project.remove();
});

/** The gate while it plans, in a process of its own, at the moment at which Terraform holds the lock and waits. */
async function planning() {
  const gate = spawn(
    process.execPath,
    ["--import", "tsx", require.resolve("../gate/terraform/one-step.ts"), "plan", project.directory],
    { env, stdio: ["ignore", "ignore", "inherit"], detached: true },
  );
  const ended = new Promise<number | null>((resolve) => gate.once("close", resolve));
  const response = await asked;
  expect(isLocked()).toBe(true);
  return { gate, ended, goOn: () => void response.end(JSON.stringify(STATE)) };
}

const isLocked = (): boolean => existsSync(`${workspace.directory}/.terraform.tfstate.lock.info`);

async function unlocked(): Promise<boolean> {
  for (let tries = 0; isLocked() && tries < 100; tries++) await sleep(100);
  return !isLocked();
}

test("a plan beside one that is under way says who holds the lock, since when, and how to mend it", async () => {
  const { ended, goOn } = await planning();
  const error: unknown = await planStack(engine, workspace, { env }).catch((reason: unknown) => reason);
  goOn();

  expect(error).toBeInstanceOf(ToolError);
  const { what, where, mend } = (error as ToolError).problem;
  expect(what).toMatch(/The state of stack local is locked: .+@.+ holds it since 20\d\d-.* \(plan\)/);
  expect(where).toBe(workspace.directory);
  const [, id] = /lock ([0-9a-f-]{36})/.exec(what) ?? [];
  expect(mend).toContain(`force-unlock ${id}`);
  expect(await ended).toBe(0);
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s to the gate while Terraform plans: it waits until Terraform has released the lock",
  async (signal) => {
    const { gate, ended, goOn } = await planning();
    gate.kill(signal);
    await sleep(500);
    expect(gate.exitCode).toBeNull();
    goOn();
    expect(await ended).toBe(3);
    expect(isLocked()).toBe(false);
  },
);

test("a second signal reaches Terraform, too, which then waits for nothing more", async () => {
  const { gate, ended } = await planning();
  gate.kill("SIGINT");
  // Sooner, it would count as the same interrupt.
  await sleep(1_500);
  gate.kill("SIGINT");
  expect(await ended).toBe(3);
  // Nobody holds it any more, whatever Terraform has left.
  server.removeAllListeners("request").on("request", (_, response) => response.end(JSON.stringify(STATE)));
  expect(await planStack(engine, workspace, { env })).toMatchObject({ plannedChanges: 1 });
});

test("kill -9 of the gate while Terraform plans: Terraform ends by itself, and releases the lock", async () => {
  const { gate, ended, goOn } = await planning();
  gate.kill("SIGKILL");
  await ended;
  goOn();
  expect(await unlocked()).toBe(true);
});

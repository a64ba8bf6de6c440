import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import {
  applyPlan,
  initialize,
  planStack,
  prepareWorkspace,
  showPlan,
  takeSnapshot,
  unfinishedApplies,
  type Engine,
  type Workspace,
} from "../../../gate/terraform";
import { newRunDirectory, writeAtomically } from "../../../gate/terraform/private-directory";
import { LineSplitter } from "../../../gate/terraform/process";
import { fakeBinary, Project } from "./project";

const NOW = new Date("2030-01-01T00:00:00Z");
const CONFIGURATION = '{"resource":{"terraform_data":{"x":{}}}}';
const onPosix = process.platform === "win32" ? describe.skip : describe;

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

/** A terraform that notes its arguments and then does what the test says. */
function engineThat(program: string): Engine {
  const path = fakeBinary(
    project,
    "bin/terraform",
    `const { appendFileSync, writeFileSync } = require("node:fs");
     const args = process.argv.slice(2);
     appendFileSync(${JSON.stringify(project.path("calls.jsonl"))}, JSON.stringify(args) + "\\n");
     const out = args.find((arg) => arg.startsWith("-out="))?.slice(5);
     const plan = Buffer.from("${Buffer.from(planFile()).toString("base64")}", "base64");
     const say = (message) => console.log(JSON.stringify(message));
     ${program}`,
  );
  return { path, product: "terraform", version: "1.11.4", platform: "linux_amd64" };
}

const calls = (): string[][] =>
  existsSync(project.path("calls.jsonl"))
    ? readFileSync(project.path("calls.jsonl"), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as string[])
    : [];

function planFile(files: Record<string, string> = { "cdk.tf.json": CONFIGURATION }): Uint8Array {
  const entries = Object.entries(files).map(([name, text]) => [`tfconfig/m-/${name}`, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries));
}

function workspace(offline = false): Workspace {
  const configurationPath = project.write("cdktf.out/stacks/s/cdk.tf.json", CONFIGURATION);
  const stack = { name: "s", directory: dirname(configurationPath), configurationPath, dependencies: [] };
  return prepareWorkspace(stack, { offline, because: "" }, project.directory);
}

onPosix("a state that is locked", () => {
  const locked = (detail: string) =>
    engineThat(`
      say({ type: "diagnostic", diagnostic: ${JSON.stringify({ severity: "error", summary: "Error acquiring the state lock", detail })} });
      process.exit(1);`);
  const LOCK =
    "Lock Info:\n  ID:        1b2c\n  Path:      b/k\n  Operation: OperationTypeApply\n  Who:       a@b\n  Version:   1.11.4\n  Info:      \n";

  test("is named with its lock and how to release it, by a plan and by an apply", async () => {
    const expected = {
      what: "The state of stack s is locked: a@b holds it (apply), lock 1b2c",
      mend: expect.stringContaining("`terraform force-unlock 1b2c`") as string,
    };
    const engine = locked(LOCK);
    await expect(planStack(engine, workspace())).rejects.toMatchObject({ problem: expected });
    const file = project.write("plan.tfplan", Buffer.from(planFile()));
    const snapshot = takeSnapshot(file, project.directory);
    await expect(applyPlan(engine, workspace(), snapshot, { now: NOW })).rejects.toMatchObject({ problem: expected });
    await expect(planStack({ ...engine, product: "opentofu" }, workspace())).rejects.toThrow(
      "`tofu force-unlock 1b2c`",
    );
  });

  test("is quoted from Terraform where it does not tell the lock", async () => {
    const denied = planStack(locked("AccessDenied: no write to the table of locks"), workspace());
    await expect(denied).rejects.toThrow(/plan of stack s failed:\n {2}Error acquiring the state lock\n.*AccessDenied/);
    await expect(denied).rejects.not.toThrow("force-unlock");
  });
});

onPosix("plan", () => {
  const PLANS = `
    say({ type: "diagnostic", diagnostic: { severity: "warning", summary: "Old syntax", detail: "" } });
    say({ type: "planned_change" });
    console.log("a provider that prints to standard output");
    writeFileSync(out, plan);
    process.exit(2);`;

  test("passes Terraform's options on and reads what it says", async () => {
    const planned = await planStack(engineThat(PLANS), workspace(), {
      plan: {
        vars: ["a=b c", "d=$(e)"],
        varFiles: ["/x/y.tfvars"],
        targets: ["aws_x.y[0]"],
        parallelism: 4,
        destroy: true,
      },
    });
    expect(planned).toMatchObject({
      changes: true,
      plannedChanges: 1,
      warnings: ["Old syntax"],
      configuration: new Map([["cdk.tf.json", CONFIGURATION]]),
    });
    expect(calls()[0]).toEqual([
      "plan",
      "-json",
      "-input=false",
      "-no-color",
      "-detailed-exitcode",
      `-out=${planned.planFile}`,
      "-destroy",
      "-parallelism=4",
      "-target=aws_x.y[0]",
      "-var-file=/x/y.tfvars",
      "-var=a=b c",
      "-var=d=$(e)",
    ]);
  });

  test.each([
    [{ destroy: true, refreshOnly: true }, "exclude each other"],
    [{ parallelism: 0 }, "whole number"],
    [{ parallelism: 1.5 }, "whole number"],
  ])("refuses %p before Terraform runs", async (plan, message) => {
    await expect(planStack(engineThat(PLANS), workspace(), { plan })).rejects.toThrow(message);
    expect(calls()).toEqual([]);
  });

  test("quotes Terraform's errors with address and line, and no source", async () => {
    const engine = engineThat(`
      say({ type: "diagnostic", diagnostic: { severity: "error", summary: "Bad value", detail: "Must be a number.",
        address: "aws_x.y", range: { filename: "cdk.tf.json", start: { line: 12 } }, snippet: { code: "password = hunter2" } } });
      process.exit(1);`);
    const error = await planStack(engine, workspace()).catch((error: unknown) => String(error));
    expect(error).toContain("Bad value (aws_x.y, cdk.tf.json:12)");
    expect(error).toContain("Must be a number.");
    expect(error).not.toContain("hunter2");
  });

  test("without a diagnostic quotes what it printed, without the frame", async () => {
    const engine = engineThat(
      `console.error("╷\\n│ Warning: x\\n╵\\n╷\\n│ Error: No valid credential sources found\\n│ \\n╵"); process.exit(1);`,
    );
    await expect(planStack(engine, workspace())).rejects.toThrow(
      /failed:\n {2}Error: No valid credential sources found/,
    );
  });

  test("refuses a plan of another configuration", async () => {
    const engine = engineThat(
      `writeFileSync(out, Buffer.from("${Buffer.from(planFile({ "cdk.tf.json": "{}" })).toString("base64")}", "base64"));`,
    );
    await expect(planStack(engine, workspace())).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining("changed while it was planned"),
    });
  });

  test.each(["extra.tf", "main.tofu", "other_override.tf.json"])(
    "refuses a plan that %s went into, too",
    async (name) => {
      const files = { "cdk.tf.json": readFileSync(workspace().stack.configurationPath!, "utf8"), [name]: "" };
      const engine = engineThat(
        `writeFileSync(out, Buffer.from("${Buffer.from(planFile(files)).toString("base64")}", "base64"));`,
      );
      await expect(planStack(engine, workspace())).rejects.toMatchObject({
        exitCode: 3,
        message: expect.stringContaining(name),
      });
    },
  );

  test("a binary that is gone is a tool that failed", async () => {
    const engine = engineThat("");
    await expect(planStack({ ...engine, path: project.path("gone") }, workspace())).rejects.toMatchObject({
      exitCode: 3,
    });
  });
});

onPosix("show", () => {
  test("gives the bytes as Terraform wrote them, however many", async () => {
    const engine = engineThat(`process.stdout.write('{"x":"' + "é".repeat(3_000_000) + '"}');`);
    const json = await showPlan(engine, project.write("p.tfplan", "x"));
    expect((JSON.parse(json.toString("utf8")) as { x: string }).x).toHaveLength(3_000_000);
  });

  test("of a file that is not there: exit code 2", async () => {
    await expect(showPlan(engineThat(""), project.path("none"))).rejects.toMatchObject({ exitCode: 2 });
  });
});

onPosix("apply", () => {
  const snapshot = (files?: Record<string, string>) =>
    takeSnapshot(project.write("p.tfplan", planFile(files)), project.directory);

  test("applies the snapshot's path and counts", async () => {
    const engine = engineThat(`
      say({ type: "apply_complete", "@message": "aws_x.y: Creation complete" });
      say({ type: "change_summary", changes: { add: 3, change: 2, remove: 1, operation: "apply" } });`);
    const taken = snapshot();
    const messages: string[] = [];
    const onProgress = ({ message }: { message: string }): void => void messages.push(message);
    await expect(applyPlan(engine, workspace(), taken, { now: NOW, onProgress })).resolves.toEqual({
      added: 3,
      changed: 2,
      destroyed: 1,
    });
    expect(calls()).toEqual([["apply", "-json", "-input=false", "-no-color", taken.path]]);
    expect(messages).toContain("aws_x.y: Creation complete");
  });

  test("says every minute what it is still waiting for, and not every ten seconds", async () => {
    const engine = engineThat(`
      for (const elapsed_seconds of [10, 60, 70]) {
        say({ type: "apply_progress", "@message": "aws_x.y: Still creating " + elapsed_seconds, hook: { elapsed_seconds } });
      }`);
    const messages: string[] = [];
    const onProgress = ({ message }: { message: string }): void => void messages.push(message);
    await applyPlan(engine, workspace(), snapshot(), { now: NOW, onProgress });
    expect(messages.filter((message) => message.startsWith("aws_x.y"))).toEqual(["aws_x.y: Still creating 60"]);
  });

  test("counts what HCP Terraform's log says, which comes as text", async () => {
    const engine = engineThat(
      `console.log("aws_x.y: Creating...\\nApply complete! Resources: 3 added, 2 changed, 1 destroyed.");`,
    );
    const bookmark = '{"remote_plan_format":1,"run_id":"run-1","hostname":"app.terraform.io"}';
    const taken = takeSnapshot(project.write("p.tfplan", bookmark), project.directory);
    await expect(applyPlan(engine, workspace(), taken, { now: NOW })).resolves.toEqual({
      added: 3,
      changed: 2,
      destroyed: 1,
    });
  });

  test("hands Terraform's own settings on", async () => {
    const taken = snapshot();
    const apply = { parallelism: 4, lock: false, lockTimeout: "60s" };
    await applyPlan(engineThat(""), workspace(), taken, { now: NOW, apply });
    expect(calls()[0]).toEqual(expect.arrayContaining(["-parallelism=4", "-lock=false", "-lock-timeout=60s"]));
  });

  test("never an offline plan: Terraform is not even started", async () => {
    const files = { "cdk.tf.json": CONFIGURATION, "plangate_offline_override.tf.json": "{}" };
    const engine = engineThat("");
    await expect(applyPlan(engine, workspace(), snapshot(files), { now: NOW })).rejects.toMatchObject({ exitCode: 2 });
    await expect(applyPlan(engine, workspace(true), snapshot(), { now: NOW })).rejects.toMatchObject({ exitCode: 2 });
    expect(calls()).toEqual([]);
  });

  test("never one plan twice, also not after a failure", async () => {
    const failing = engineThat("process.exit(1);");
    const file = project.write("p.tfplan", planFile());
    const once = () => applyPlan(failing, workspace(), takeSnapshot(file, project.directory), { now: NOW });
    await expect(once()).rejects.toThrow("Nothing is rolled back");
    await expect(once()).rejects.toThrow("applied before");
    expect(calls()).toHaveLength(1);
  });

  /** Terraform that is interrupted as soon as it has begun to make something. */
  async function interruptedApply(onSignal: string, signals: number): Promise<{ error: unknown; stays: string[] }> {
    const engine = engineThat(`
      const started = { type: "apply_start", "@message": "aws_vpc.main: Creating...", hook: { resource: { addr: "aws_vpc.main" }, action: "create" } };
      let seen = 0;
      process.on("SIGINT", () => { seen += 1; ${onSignal} });
      say(started);
      setTimeout(() => {}, 60_000);`);
    const stays: string[] = [];
    const onProgress = (progress: { message: string; stays?: boolean }): void => {
      if (progress.stays === true) stays.push(progress.message);
      if (stays.length < signals && /Creating|interrupted/.test(progress.message)) {
        // As npm does: what the terminal has signalled, it passes on besides.
        setTimeout(() => {
          process.emit("SIGINT", "SIGINT");
          process.emit("SIGHUP", "SIGHUP");
        }, 1_200);
      }
    };
    const error: unknown = await applyPlan(engine, workspace(), snapshot(), { now: NOW, onProgress }).catch(
      (reason: unknown) => reason,
    );
    return { error, stays };
  }

  test("interrupted once, however many signals that makes: says that it waits, and what a second interrupt does", async () => {
    const ends = `setTimeout(() => { if (seen === 1) say({ ...started, type: "apply_complete" }); process.exit(1); }, 300);`;
    const { error, stays } = await interruptedApply(ends, 1);
    expect(stays).toEqual([expect.stringContaining("a second interrupt would drop what it is at")]);
    expect(error).toMatchObject({ exitCode: 3, problem: { what: "The apply of stack s was interrupted" } });
    expect(unfinishedApplies(project.directory)).toEqual([]);
  });

  test("interrupted twice: names what was under way, also to the next run", async () => {
    const { error, stays } = await interruptedApply(`if (seen === 2) process.exit(1);`, 2);
    expect(stays[1]).toContain("interrupted again");
    expect(error).toMatchObject({ exitCode: 3, problem: { what: expect.stringContaining("aws_vpc.main: creating") } });
    expect(unfinishedApplies(project.directory)).toMatchObject([{ stack: "s", inFlight: ["aws_vpc.main: creating"] }]);
  });

  test("an end that was never recorded is found again", () => {
    const directory = project.path(".plangate/applies/abc");
    mkdirSync(directory, { recursive: true });
    const record = { stack: "s", planSha256: "abc", startedAt: NOW.toISOString(), pid: null, ended: null };
    writeFileSync(join(directory, "record.json"), JSON.stringify(record));
    const log = [
      { type: "apply_start", hook: { resource: { addr: "aws_vpc.main" }, action: "create" } },
      { type: "apply_start", hook: { resource: { addr: "aws_lb.main" }, action: "update" } },
      { type: "apply_complete", hook: { resource: { addr: "aws_vpc.main" }, action: "create" } },
    ];
    const text = `${log.map((line) => JSON.stringify(line)).join("\n")}\nhalf a li`;
    writeFileSync(join(directory, "apply.jsonl"), text);
    // Killed before the first record: nothing had started.
    mkdirSync(project.path(".plangate/applies/def"));
    expect(unfinishedApplies(project.directory)).toEqual([
      {
        stack: "s",
        planSha256: "abc",
        startedAt: NOW.toISOString(),
        log: text,
        running: false,
        inFlight: ["aws_lb.main: changing"],
      },
    ]);
  });
});

onPosix("init", () => {
  const search = { probe: () => Promise.resolve(true) };
  const INITS = `require("node:fs").mkdirSync(".terraform", { recursive: true }); writeFileSync(".terraform.lock.hcl", "lock");`;

  test("runs once, and again when it was killed before it ended or the configuration changed", async () => {
    const engine = engineThat(INITS);
    await initialize(engine, [workspace()], search);
    await initialize(engine, [workspace()], search);
    expect(calls()).toHaveLength(1);
    const killed = engineThat(`process.kill(process.pid, "SIGKILL");`);
    const other = workspace();
    writeFileSync(other.stack.configurationPath!, '{"terraform":{"backend":{"local":{"path":"x"}}}}');
    await expect(initialize(killed, [other], search)).rejects.toMatchObject({ exitCode: 3 });
    await initialize(engineThat(INITS), [other], search);
    expect(calls()).toHaveLength(3);
  });

  test("is shared by offline stacks", async () => {
    const one = workspace(true);
    const two = prepareWorkspace({ ...one.stack, name: "two" }, { offline: true, because: "" }, project.directory);
    await initialize(engineThat(INITS), [one, two], search);
    expect(calls()).toHaveLength(1);
    expect(readFileSync(join(two.directory, ".terraform.lock.hcl"), "utf8")).toBe("lock");
  });

  test("that fails says how to mend it", async () => {
    const engine = engineThat(`console.error("Error: Backend configuration changed\\n\\nx"); process.exit(1);`);
    await expect(initialize(engine, [workspace()], search)).rejects.toMatchObject({
      exitCode: 3,
      problem: {
        what: expect.stringContaining("Backend configuration changed"),
        mend: expect.stringContaining("-migrate-state"),
      },
    });
  });
});

test("a snapshot of nothing is refused", () => {
  expect(() => takeSnapshot(project.path("none"), project.directory)).toThrow("Cannot read the plan file");
  expect(() => takeSnapshot(project.write("empty", ""), project.directory)).toThrow("empty");
});

test("of one stack's runs only the newest are kept", () => {
  for (let i = 0; i < 15; i += 1) newRunDirectory(project.directory, "a/b");
  const other = newRunDirectory(project.directory, "a");
  expect(readdirSync(dirname(other)).filter((name) => name.startsWith("a_b-"))).toHaveLength(10);
  expect(existsSync(other)).toBe(true);
});

test("a write that fails leaves the old content and no rest", () => {
  const file = project.write("d/file", "old");
  expect(() => writeAtomically(project.path("d"), "new")).toThrow();
  expect(readFileSync(file, "utf8")).toBe("old");
  expect(readdirSync(project.directory).filter((name) => name.includes(".tmp"))).toEqual([]);
});

test("lines are whole, whatever the chunks", () => {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const byte of Buffer.from("één\r\n\nzwei\ndrei")) splitter.push(Buffer.from([byte]));
  splitter.end();
  expect(lines).toEqual(["één", "zwei", "drei"]);
});

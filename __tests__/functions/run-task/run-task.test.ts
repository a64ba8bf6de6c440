import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { InputError } from "../../../gate/errors";
import { DirectoryLedger } from "../../../functions/run-task/directory-ledger";
import { DEFAULT_SETTINGS } from "../../../functions/run-task/settings";
import type { PlanArchive } from "../../../functions/run-task/work";
import { type HcpTerraform, post, type Run, type RunOptions } from "./hcp-terraform";
import { APPROVED, DENIED, type Home, KEY, openHome } from "./home";

let homes: Home[] = [];
let directories: string[] = [];

async function open(...args: Parameters<typeof openHome>): Promise<Home> {
  const home = await openHome(...args);
  homes.push(home);
  return home;
}

/** A run that HCP Terraform triggers the task for; the task is finished when this resolves. */
async function finish(home: Home, options: RunOptions, key = KEY): Promise<Run> {
  const run = home.hcp.createRun(options);
  expect(await run.trigger(home.url, key)).toMatchObject({ status: 200 });
  await home.server.idle();
  return run;
}

function bodyOf(run: Run): Buffer {
  return Buffer.from(JSON.stringify(run.payload()));
}

function statuses(run: Run): string[] {
  return run.updates.map(({ status }) => status);
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "plangate-tasks-"));
  directories.push(directory);
  return directory;
}

afterEach(async () => {
  const all = new Set<HcpTerraform>(homes.map(({ hcp }) => hcp));
  for (const { server } of homes) {
    await server.idle();
    await server.close();
  }
  await Promise.all([...all].map((hcp) => hcp.stop()));
  for (const directory of directories) rmSync(directory, { recursive: true });
  homes = [];
  directories = [];
  // Whatever a test is about: HCP Terraform received nothing that its documentation does not allow.
  for (const hcp of all) expect(hcp.violations).toEqual([]);
});

describe("verdicts", () => {
  test("an approved plan passes, and says what was looked at", async () => {
    const run = await finish(await open(), { plan: APPROVED });
    expect(run.final).toBe("passed");
    expect(run.message).toMatch(/^Approved: \d+ rules judged \d+ of \d+ resources\.$/);
    expect(statuses(run)).toEqual(["running", "running", "passed"]);
    expect(run.outcomes[0]?.attributes).toMatchObject({
      "outcome-id": "PLANGATE_VERDICT",
      tags: { Status: [{ label: "Approved", level: "info" }] },
    });
  });

  test("a denied plan fails, with an outcome for each group of findings, the most severe first", async () => {
    const run = await finish(await open(), { plan: DENIED, workspace: "as-built-prod" });
    expect(run.final).toBe("failed");
    expect(run.message).toMatch(/^Denied: /);
    const found = run.outcomes.map(({ attributes }) => attributes);
    const ssh = found.find((outcome) => outcome["outcome-id"] === "INCOMING_SSH_DISABLED");
    expect(ssh).toMatchObject({
      description: "SSH is not open to the world – not compliant: 2 resources",
      url: "https://docs.aws.amazon.com/config/latest/developerguide/restricted-ssh.html",
      tags: { Status: [{ label: "Denied", level: "error" }], Severity: [{ label: "High", level: "error" }] },
    });
    expect(ssh?.body).toContain("`aws_security_group.web-tier_Midterm-Security-group_E3E214B4`");
    expect(ssh?.body).toContain("**Mend:** ");
    const order = ["Critical", "High", "Medium", "Low"];
    const ranks = found.slice(1).map(({ tags }) => {
      const advisory = tags?.["Status"]?.[0]?.label === "Denied" ? 0 : order.length;
      return advisory + order.indexOf(tags?.["Severity"]?.[0]?.label ?? "");
    });
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  test("findings name lines of TypeScript, which the configuration version knows", async () => {
    const address = "web-tier_Midterm-Security-group_E3E214B4";
    const metadata = { path: "as-built/web-tier/group", stackTrace: ["security-groups.ts:37:5"] };
    const configuration = JSON.stringify({ resource: { aws_security_group: { [address]: { "//": { metadata } } } } });
    for (const workingDirectory of ["", "/terraform", "stacks/as-built"]) {
      const run = await finish(await open(), { plan: DENIED, configuration, workingDirectory });
      const ssh = run.outcomes.find(({ attributes }) => attributes["outcome-id"] === "INCOMING_SSH_DISABLED");
      expect(ssh?.attributes.body).toContain("at `security-groups.ts:37` (`as-built/web-tier/group`)");
    }
  });

  test.each(["pre_apply", "post_apply"])("%s judges, too", async (stage) => {
    const home = await open();
    expect((await finish(home, { plan: APPROVED, stage })).final).toBe("passed");
    expect((await finish(home, { plan: DENIED, stage })).final).toBe("failed");
  });

  test("who takes no outcomes gets none", async () => {
    const run = await finish(await open(), { plan: DENIED, outcomes: false });
    expect(statuses(run)).toEqual(["running", "failed"]);
    expect(run.outcomes).toEqual([]);
  });

  test("pre_plan has nothing to judge: failed, with where the task belongs", async () => {
    const run = await finish(await open(), { stage: "pre_plan" });
    expect(run.final).toBe("failed");
    expect(run.message).toMatch(/no plan yet.*post_plan and pre_apply/);
  });

  test("an unknown payload version is told to whoever sent it, as failed", async () => {
    const run = await finish(await open(), { plan: APPROVED, payload: { payload_version: 2 } });
    expect(run.final).toBe("failed");
    expect(run.message).toMatch(/payload version of this request is 2.*Update plangate/);
  });

  test("a request that lacks what it needs, and a stage that nobody knows, too", async () => {
    const home = await open();
    expect((await finish(home, { payload: { run_id: undefined } })).message).toMatch(/malformed.*run_id/);
    expect((await finish(home, { stage: "mid_plan" })).message).toMatch(/malformed.*stage/);
  });
});

describe("who is heard", () => {
  test("the verification request is answered, and calls nobody back", async () => {
    const { url, hcp, lines } = await open();
    const run = hcp.createRun({ payload: { access_token: "test-token", stage: "test", task_result_id: "x" } });
    expect(await run.trigger(url, KEY)).toMatchObject({ status: 200 });
    expect(run.updates).toEqual([]);
    expect(lines.join("")).toContain('"event":"verification"');
  });

  test.each([
    ["no signature", ""],
    ["the signature of another key", "another key, long enough"],
  ])("%s is refused, also of a verification request", async (_, key) => {
    const { url, hcp } = await open();
    const run = hcp.createRun({ plan: APPROVED });
    expect(await run.trigger(url, key)).toMatchObject({ status: 401 });
    const verification = hcp.createRun({ payload: { access_token: "test-token" } });
    expect(await verification.trigger(url, key)).toMatchObject({ status: 401 });
    expect(run.updates).toEqual([]);
  });

  test("one byte more or less than was signed is refused", async () => {
    const { url, hcp } = await open();
    const run = hcp.createRun({ plan: APPROVED });
    const body = bodyOf(run);
    const { createHmac } = await import("node:crypto");
    const signature = createHmac("sha512", KEY).update(body).digest("hex");
    const changed = Buffer.concat([body, Buffer.from(" ")]);
    const headers = { "x-tfc-task-signature": signature };
    expect(await post(url, changed, "", headers)).toMatchObject({ status: 401 });
    const shorter = { "x-tfc-task-signature": signature.slice(0, -2) };
    expect(await post(url, body, "", shorter)).toMatchObject({ status: 401 });
    expect(run.updates).toEqual([]);
  });

  test("two keys count while one is changed", async () => {
    const home = await open({
      keys: { keys: () => Promise.resolve(["the old key of the task", "the new key of the task"]) },
    });
    expect((await finish(home, { plan: APPROVED }, "the old key of the task")).final).toBe("passed");
    expect((await finish(home, { plan: APPROVED }, "the new key of the task")).final).toBe("passed");
  });

  test("keys are looked up again before a signature is refused", async () => {
    const keys = (stale?: boolean) => Promise.resolve([stale === true ? "the new key of the task" : KEY]);
    const home = await open({ keys: { keys } });
    expect((await finish(home, { plan: APPROVED }, "the new key of the task")).final).toBe("passed");
  });

  test.each(["task_result_callback_url", "plan_json_api_url", "configuration_version_download_url"])(
    "a signed request whose %s leads elsewhere is refused, and calls nobody",
    async (member) => {
      const { url, hcp, server } = await open();
      const stranger = hcp.apiOrigin.replace("127.0.0.1", "127.0.0.2");
      for (const target of [`${stranger}/api/v2/x`, hcp.apiOrigin.replace("//", "//user@"), "file:///etc/passwd"]) {
        const run = hcp.createRun({ plan: APPROVED, payload: { [member]: target } });
        expect(await run.trigger(url, KEY)).toMatchObject({ status: 400 });
        await server.idle();
        expect(run.updates).toEqual([]);
      }
    },
  );

  test("neither does a redirect lead elsewhere: failed, with the host", async () => {
    const run = await finish(await open(), { plan: APPROVED, redirectTo: "http://127.0.0.2:9" });
    expect(run.final).toBe("failed");
    expect(run.message).toMatch(/redirected plan JSON URL leads to http:\/\/127\.0\.0\.2:9, which is not among those/);
  });

  test("what is no run task request at all is refused", async () => {
    const { url } = await open();
    for (const text of ["", "{", "[]", "null", '"text"', '{"payload_version":1}', "\u0000"]) {
      expect(await post(url, Buffer.from(text), KEY)).toMatchObject({ status: 400 });
    }
    expect(await post(url, Buffer.from([0xff, 0xfe, 0x7b]), KEY)).toMatchObject({ status: 400 });
    expect(await post(url, Buffer.alloc(300_000, " "), KEY)).toMatchObject({ status: 413 });
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(405);
  });
});

describe("the same request again", () => {
  test("delivered twice at once: one judgement, one final status", async () => {
    const home = await open();
    const run = home.hcp.createRun({ plan: APPROVED });
    const body = bodyOf(run);
    const answers = await Promise.all([post(home.url, body, KEY), post(home.url, body, KEY)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await home.server.idle();
    expect(statuses(run)).toEqual(["running", "running", "passed"]);
  });

  test("delivered again when it is finished: answered, and nothing done", async () => {
    const home = await open();
    const run = await finish(home, { plan: APPROVED });
    expect(await run.trigger(home.url, KEY)).toMatchObject({ status: 200 });
    await home.server.idle();
    expect(run.updates).toHaveLength(3);
  });

  test("replayed later: refused", async () => {
    const home = await open();
    const run = await finish(home, { plan: APPROVED });
    home.clock.advance(DEFAULT_SETTINGS.redeliveryWindow + 1);
    expect(await run.trigger(home.url, KEY)).toMatchObject({ status: 409 });
    await home.server.idle();
    expect(run.updates).toHaveLength(3);
  });

  test("the same task with another body: refused", async () => {
    const home = await open();
    const run = await finish(home, { plan: APPROVED });
    const other = { ...run.payload(), workspace_name: "another" };
    expect(await post(home.url, Buffer.from(JSON.stringify(other)), KEY)).toMatchObject({ status: 409 });
    expect(run.updates).toHaveLength(3);
  });

  test("of a run that was created too long ago: refused", async () => {
    const home = await open();
    const run = home.hcp.createRun({ plan: APPROVED, createdAt: "2026-04-30T12:00:00Z" });
    expect(await run.trigger(home.url, KEY)).toMatchObject({ status: 403 });
    expect(run.updates).toEqual([]);
  });

  test("a server that crashed in the middle goes on when it is started again, and a redelivery changes nothing", async () => {
    const directory = temporaryDirectory();
    const ledger = () => new DirectoryLedger(directory, DEFAULT_SETTINGS.maximumAge);
    // Crashed: the task is accepted, and its judgement never ends.
    let judging: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (judging = resolve));
    const first = await openHome({
      ledger: ledger(),
      judge: () => {
        judging();
        return new Promise(() => undefined);
      },
    });
    const run = first.hcp.createRun({ plan: APPROVED });
    expect(await run.trigger(first.url, KEY)).toMatchObject({ status: 200 });
    await started;
    await first.server.close();

    const again = ledger();
    const second = await open({ hcp: first.hcp, clock: first.clock, ledger: again });
    for (const task of again.unfinished(second.clock.now())) second.server.start(task);
    expect(await run.trigger(second.url, KEY)).toMatchObject({ status: 200 });
    await second.server.idle();
    expect(run.final).toBe("passed");
    expect(statuses(run).filter((status) => status !== "running")).toEqual(["passed"]);
    expect(again.unfinished(second.clock.now())).toEqual([]);
    const [file = "", ...others] = readdirSync(directory);
    expect(others).toEqual([]);
    expect(readFileSync(join(directory, file), "utf8")).not.toContain(run.token);
  });
});

describe("what goes wrong on the way ends as failed, with its reason", () => {
  test("a plan that is slow to come is waited for, with reports that it is", async () => {
    const run = await finish(await open(), { plan: APPROVED, pendingPolls: 90 });
    expect(run.final).toBe("passed");
    // More than seven minutes: two reports besides the first and the outcomes.
    expect(statuses(run).filter((status) => status === "running").length).toBeGreaterThanOrEqual(3);
  });

  test("a plan JSON that never comes", async () => {
    const run = await finish(await open(), { plan: APPROVED, pendingPolls: Infinity });
    expect(run.final).toBe("failed");
    expect(run.message).toMatch(/no plan JSON of this run, even after 8 minutes/);
  });

  test("a place that has expired is asked for anew", async () => {
    const home = await open();
    expect((await finish(home, { plan: APPROVED, expiredPlaces: 2 })).final).toBe("passed");
    const run = await finish(home, { plan: APPROVED, expiredPlaces: 10 });
    expect(run.message).toMatch(/answered 403 to the request for the plan JSON/);
  });

  test("a plan that is too large, as announced and as it comes", async () => {
    const home = await open({ settings: { planLimit: APPROVED.byteLength - 1 } });
    const run = await finish(home, { plan: APPROVED });
    expect(run.final).toBe("failed");
    expect(run.message).toMatch(/plan JSON has more than \d+ MiB.*Split the stack/);
  });

  test("a Terraform that is too old for plan JSON", async () => {
    const run = await finish(await open(), { plan: "unsupported" });
    expect(run.message).toMatch(/\(422\): the Terraform version of the workspace is too old/);
  });

  test.each([
    ["that is not JSON", "<html>", /The plan is not JSON/],
    ["that is cut off", APPROVED.subarray(0, 5000), /truncated/],
    ["of another format", '{"format_version":"2.0","resource_changes":[]}', /format version "2.0"/],
    ["that is empty", "", /The plan is empty/],
  ])("a plan %s", async (_, plan, message) => {
    const run = await finish(await open(), { plan });
    expect(run.final).toBe("failed");
    expect(run.message).toMatch(message);
    expect(run.outcomes[0]?.attributes).toMatchObject({
      "outcome-id": "PLANGATE_NOT_JUDGED",
      tags: { Status: [{ label: "Not judged", level: "error" }] },
    });
  });

  test("an error that nobody foresaw, of which neither log nor report tell what it quotes", async () => {
    const home = await open({ judge: () => Promise.reject(new TypeError("cannot read 'hunter2'")) });
    const run = await finish(home, { plan: APPROVED });
    expect(run.final).toBe("failed");
    expect(run.message).toMatch(/internal error/);
    expect(home.lines.join("")).toContain("TypeError");
    expect(home.lines.join("") + JSON.stringify(run.outcomes) + run.message).not.toContain("hunter2");
  });

  test.each([
    ["is no archive", Buffer.from("not an archive")],
    ["unpacks to more than is read", gzipSync(Buffer.alloc(9 * 2 ** 20))],
  ])("a configuration version that %s costs the lines of TypeScript, not the judgement", async (_, configuration) => {
    const home = await open({ settings: { configurationLimit: 2 ** 20 } });
    const run = await finish(home, { plan: APPROVED, configuration });
    expect(run.final).toBe("passed");
    const { body = "" } = run.outcomes[0]?.attributes ?? {};
    expect(body).toContain("Findings name no lines of TypeScript: The configuration version");
    expect(body).toMatch(/judged by plan JSON alone: .* a dynamic block counts as left out/);
  });

  test("a configuration version that is not to be had, too", async () => {
    const failures = { "configuration-versions": [{ status: 404 }] };
    const run = await finish(await open(), { plan: APPROVED, configuration: "{}", failures });
    expect(run.final).toBe("passed");
  });
});

describe("patience", () => {
  test("the API is asked again when it is busy, as late as it asks for", async () => {
    const home = await open();
    const failures = { plans: [{ status: 429, retryAfter: "17" }, { status: 503 }, "drop" as const] };
    expect((await finish(home, { plan: APPROVED, failures })).final).toBe("passed");
    expect(home.clock.waits).toHaveLength(3);
    expect(home.clock.waits[0]).toBe(17_000);
  });

  test("with back-off that grows, and ends", async () => {
    const home = await open();
    const run = await finish(home, {
      plan: APPROVED,
      failures: { plans: Array<{ status: number }>(6).fill({ status: 502 }) },
    });
    expect(run.final).toBe("failed");
    expect(run.message).toMatch(/answered 502|did not answer 6 requests for the plan JSON/);
    const { firstDelay } = DEFAULT_SETTINGS.patience;
    for (const [index, wait] of home.clock.waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual((firstDelay * 2 ** index) / 2);
      expect(wait).toBeLessThanOrEqual(firstDelay * 2 ** index);
    }
  });

  test("a callback that fails twice is sent a third time", async () => {
    const failures = { "task-results": ["drop" as const, { status: 500 }] };
    const run = await finish(await open(), { plan: APPROVED, failures });
    expect(statuses(run)).toEqual(["running", "running", "passed"]);
  });

  test("a final status is tried for longer than the others", async () => {
    // The first report, the outcomes, and two rounds of the final status get no answer.
    const failures = { "task-results": Array<"drop">(24).fill("drop") };
    const run = await finish(await open(), { plan: APPROVED, failures });
    expect(run.final).toBe("passed");
  });

  test("a callback that is refused is not sent again", async () => {
    const home = await open();
    const failures = { "task-results": [{ status: 401 }, { status: 401 }, { status: 401 }] };
    const run = await finish(home, { plan: APPROVED, failures });
    expect(run.updates).toEqual([]);
    expect(home.clock.waits).toEqual([]);
    expect(home.lines.join("")).toContain('"event":"final-refused"');
  });
});

test("neither tokens nor values of the plan get into the log", async () => {
  const secret = "a-value-of-the-plan";
  const plan = APPROVED.toString("utf8").replaceAll("operators@example.com", secret);
  expect(plan).toContain(secret);
  const home = await open();
  const runs = [
    await finish(home, { plan, configuration: "{}" }),
    await finish(home, { plan: `{"${secret}":` }),
    await finish(home, { plan: plan.replace('"create"', `"${secret}"`) }),
    await finish(home, { plan, expiredPlaces: 10 }),
    await finish(home, { plan, failures: { "task-results": [{ status: 401 }] } }),
    await finish(home, { plan, payload: { payload_version: secret } }),
  ];
  expect(home.lines.length).toBeGreaterThan(runs.length);
  for (const line of home.lines) {
    expect(line).not.toContain(secret);
    expect(line).not.toContain("/v1/object/");
    expect(line).not.toContain(KEY);
    for (const run of runs) expect(line).not.toContain(run.token);
  }
});

test("judging errors keep what to do about them", async () => {
  const judge = () => Promise.reject(new InputError({ what: "Too deep.", mend: "Flatten it." }));
  const run = await finish(await open({ judge }), { plan: APPROVED });
  expect(run.message).toBe("Not judged: Too deep. Flatten it.");
});

describe("kept plans", () => {
  test("the plan of a run is kept once, with its configuration; that of a speculative one is not", async () => {
    const kept: unknown[] = [];
    const keep: PlanArchive["keep"] = (...plan) => Promise.resolve(void kept.push(plan));
    const home = await open({ archive: { keep } });
    const of = { plan: APPROVED, workspace: "shop-prod", configuration: "{}" };
    await finish(home, of);
    await finish(home, { ...of, stage: "pre_apply" });
    await finish(home, { ...of, payload: { is_speculative: true } });
    expect(kept).toEqual([["shop-prod", new Uint8Array(APPROVED), "{}"]]);
  });

  test("the verdict is the same where a plan cannot be kept, and the log says so", async () => {
    const home = await open({ archive: { keep: () => Promise.reject(new Error("no bucket")) } });
    const run = await finish(home, { plan: APPROVED });
    expect(run.final).toBe("passed");
    expect(home.lines.join("")).toContain('"event":"plan-not-kept"');
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const repository = join(__dirname, "..", "..");
const directory = join(repository, ".github", "workflows");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [input: string]: unknown };
  readonly "continue-on-error"?: boolean;
}

interface Job {
  readonly if?: string;
  readonly permissions?: { readonly [scope: string]: string };
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions: { readonly [scope: string]: string };
  readonly jobs: { readonly [name: string]: Job };
}

const read = (path: string): unknown => parse(readFileSync(path, "utf8"));
const workflows = readdirSync(directory).map((name) => [name, read(join(directory, name)) as Workflow] as const);
const action = read(join(repository, "action.yml")) as {
  readonly inputs: { readonly [name: string]: { readonly description?: string } };
  readonly runs: { readonly steps: readonly Step[] };
};

describe.each(workflows)("%s", (_, { permissions, jobs }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it("pins every action by its digest", () => {
    const others = steps.flatMap(({ uses }) => (uses === undefined || uses.startsWith("./") ? [] : [uses]));
    expect(others.filter((uses) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  it("gives its jobs no rights but those that they name, and an end", () => {
    expect(Object.values(permissions).filter((right) => right !== "read")).toEqual([]);
    for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  it("keeps no token of the repository where code runs", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual(checkouts.map(() => false));
  });

  it("puts nothing that others write into a shell", () => {
    expect(steps.filter(({ run }) => run?.includes("${{"))).toEqual([]);
  });
});

describe("pull-request.yml", () => {
  const { jobs } = Object.fromEntries(workflows)["pull-request.yml"] as Workflow;

  it("writes only in the job that runs no code of the pull request", () => {
    const writing = Object.entries(jobs).filter(([, job]) => Object.values(job.permissions ?? {}).includes("write"));
    expect(writing.map(([name]) => name)).toEqual(["tell"]);
    const checkouts = writing.flatMap(([, job]) =>
      job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")),
    );
    expect(checkouts.map((step) => step.with?.["ref"])).toEqual(["${{ github.event.pull_request.base.sha }}"]);
  });

  it("comments also where there is nothing to judge: an earlier run's approval must not stand", () => {
    const { if: condition, steps } = jobs["tell"] as Job;
    const download = steps.find(({ uses }) => uses?.startsWith("actions/download-artifact@"));

    expect(condition).toContain("!cancelled()");
    expect(download?.["continue-on-error"]).toBe(true);
  });

  it("judges by gate and policies of the base branch, and runs no install scripts of the pull request", () => {
    const judging = jobs["judge"]?.steps.find(({ uses }) => uses === "./base");
    expect(judging?.with).toEqual({ "working-directory": "head", policies: "base/policies" });
    expect(jobs["judge"]?.steps.find(({ run }) => run?.startsWith("npm ci --prefix head"))?.run).toContain(
      "--ignore-scripts",
    );
  });
});

describe("action.yml", () => {
  it("describes every input, and so does docs/pull-requests.md", () => {
    const page = readFileSync(join(repository, "docs", "pull-requests.md"), "utf8");
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(description ?? "").not.toBe("");
      expect(page).toContain(`| \`${name}\` |`);
    }
  });

  it("hands inputs to the shell as variables, never as text of the script", () => {
    expect(action.runs.steps.filter(({ run }) => run?.includes("${{"))).toEqual([]);
  });
});

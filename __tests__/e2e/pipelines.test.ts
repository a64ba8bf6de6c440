import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "..", "..");

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: { readonly [name: string]: string };
}

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "plangate-workspace-"));
  cpSync(join(ROOT, "__tests__", "plans"), join(workspace, "plans"), { recursive: true });
  // What the runner checks out: the pull request, and what it is to be merged into, whose gate is built.
  for (const side of ["base", "head"]) {
    mkdirSync(join(workspace, side));
    cpSync(join(ROOT, "policies"), join(workspace, side, "policies"), { recursive: true });
    cpSync(join(ROOT, "__tests__", "plans"), join(workspace, side, "__tests__", "plans"), { recursive: true });
  }
  for (const part of ["bin", "dist", "package.json", "node_modules"]) {
    symlinkSync(join(ROOT, part), join(workspace, "base", part));
  }
});

afterEach(() => rmSync(workspace, { recursive: true }));

/** Runs the script of a step as a runner does: `bash -e` in the workspace, with the files that GitHub names. */
function runStep(step: Step | undefined, env: NodeJS.ProcessEnv) {
  const output = join(workspace, "output");
  const summary = join(workspace, "summary");
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? "exit 99"],
    {
      cwd: workspace,
      encoding: "utf8",
      env: { ...process.env, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, ...env },
    },
  );
  const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");
  return { status, stdout, stderr, output: read(output), summary: read(summary) };
}

describe("the action", () => {
  const { runs } = parse(readFileSync(join(ROOT, "action.yml"), "utf8")) as {
    readonly runs: { readonly steps: readonly Step[] };
  };
  const judging = runs.steps.find(({ name }) => name === "Judge");
  const inputs = {
    GATE: ROOT,
    PROJECT: ".",
    STACKS: "",
    PLAN: "",
    POLICIES: "base/policies",
    APPROVAL: "",
    REPORTS: "out",
  };

  it("fails where a plan is denied, with every report and the verdict", () => {
    const { status, stdout, output, summary } = runStep(judging, { ...inputs, PLAN: "plans/as-built.json" });

    expect(status).toBe(1);
    expect(output).toBe("verdict=denied\n");
    expect(stdout).toMatch(/^::error .*INCOMING_SSH_DISABLED/m);
    expect(summary).toContain("INCOMING_SSH_DISABLED");
    expect(readdirSync(join(workspace, "out")).sort()).toEqual(
      ["comment.md", "report.html", "report.json", "report.sarif", "report.txt", "report.xml"].sort(),
    );
  });

  it("passes an approved plan", () => {
    const { status, output } = runStep(judging, { ...inputs, PLAN: "plans/storefront.json" });

    expect(output).toBe("verdict=approved\n");
    expect(status).toBe(0);
  });

  it("tells a plan that cannot be judged from one that is denied", () => {
    writeFileSync(join(workspace, "plans", "cut.json"), "{");
    const { status, output, stderr } = runStep(judging, { ...inputs, PLAN: "plans/cut.json" });

    expect(status).toBe(2);
    expect(output).toBe("verdict=failed\n");
    expect(stderr).toContain("cut.json");
  });

  it("does not run what a name says", () => {
    const { stdout, stderr } = runStep(judging, {
      ...inputs,
      PLAN: "",
      STACKS: "$(touch hacked) `touch hacked`; touch hacked",
    });

    expect(existsSync(join(workspace, "hacked"))).toBe(false);
    expect(stdout + stderr).not.toBe("");
  });
});

describe("the workflow of a pull request", () => {
  const { jobs } = parse(readFileSync(join(ROOT, ".github", "workflows", "pull-request.yml"), "utf8")) as {
    readonly jobs: { readonly judge: { readonly steps: readonly Step[] } };
  };
  const telling = jobs.judge.steps.find(({ name }) => name?.startsWith("Say what it changes in the policies"));

  beforeEach(() => {
    mkdirSync(join(workspace, "plangate-reports"));
    writeFileSync(join(workspace, "plangate-reports", "comment.md"), "<!-- plangate -->\napproved\n");
  });

  const comment = () => readFileSync(join(workspace, "plangate-reports", "comment.md"), "utf8");

  it("says nothing of policies that stay as they are", () => {
    expect(runStep(telling, {}).status).toBe(0);
    expect(comment()).toBe("<!-- plangate -->\napproved\n");
  });

  it("says that a pull request loosens its own rules, and what that would change", () => {
    const enforcement = { default: "advisory", rules: {} };
    writeFileSync(join(workspace, "head", "policies", "enforcement.json"), JSON.stringify(enforcement));

    const { status, summary } = runStep(telling, {});

    expect(status).toBe(0);
    expect(comment()).toContain("This pull request changes `policies/`");
    expect(comment()).toContain("as-built");
    expect(comment()).not.toContain(workspace);
    // All that there is for a pull request from a fork.
    expect(`<!-- plangate -->\napproved\n${summary}`).toBe(comment());
  });

  const loosenings: { readonly [how: string]: (policies: string) => void } = {
    "all of them are gone": (policies) => rmSync(policies, { recursive: true }),
    "a rule is gone, and what was built of it is not": (policies) =>
      rmSync(join(policies, "rules", "ec2", "incoming_ssh_disabled.rego")),
    "a setting is no JSON": (policies) => writeFileSync(join(policies, "parameters.json"), "{"),
  };

  it.each(Object.entries(loosenings))("says that nothing can be judged by policies that it breaks: %s", (_, loosen) => {
    loosen(join(workspace, "head", "policies"));

    expect(runStep(telling, {}).status).toBe(0);
    expect(comment()).toContain("This pull request changes `policies/`");
    expect(comment()).toContain("**Nothing can be judged by them.**");
  });
});

describe("the release workflow", () => {
  const { jobs } = parse(readFileSync(join(ROOT, ".github", "workflows", "release.yml"), "utf8")) as {
    readonly jobs: { readonly publish: { readonly steps: readonly Step[] } };
  };
  const pack = jobs.publish.steps.find(({ name }) => name === "Pack")?.run ?? "";

  it("names the repository that provenance is of, and packs no scripts", () => {
    cpSync(join(ROOT, "package.json"), join(workspace, "package.json"));
    const env = { GITHUB_SERVER_URL: "https://forge.example", GITHUB_REPOSITORY: "company/plangate" };
    const changes = pack.split("\n").filter((line) => line.startsWith("npm pkg "));
    const { status, stderr } = runStep({ run: changes.join("\n") }, env);

    const manifest = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8")) as Record<string, unknown>;
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(manifest["repository"]).toEqual({ type: "git", url: "git+https://forge.example/company/plangate.git" });
    expect(manifest["scripts"]).toBeUndefined();
    expect(manifest["bin"]).toBeDefined();
    // What they do is done by then.
    expect(pack.indexOf("npm run prepack")).toBe(0);
  });
});

describe("the template for GitLab", () => {
  const { "plangate:judge": job } = parse(readFileSync(join(ROOT, "pipelines", "gitlab.yml"), "utf8")) as {
    readonly "plangate:judge": { readonly script: readonly string[] };
  };

  /** Runs the job's script in a merge request that brings policies; what it would run of the gate is said instead. */
  function judgeOnto(target: { readonly policies: boolean }) {
    const git = (...args: string[]) => {
      const identity = ["-c", "user.name=someone", "-c", "user.email=someone@example.com"];
      const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd: workspace, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
    };
    const origin = join(workspace, "origin");
    const project = join(workspace, "project");
    const commit = (directory: string) => {
      git("-C", directory, "add", "--all");
      git("-C", directory, "commit", "--quiet", "--allow-empty", "--message", "change");
    };
    const addPolicies = (directory: string) => {
      mkdirSync(join(directory, "policies"));
      writeFileSync(join(directory, "policies", "enforcement.json"), "{}");
    };
    git("init", "--quiet", "--initial-branch", "main", origin);
    if (target.policies) addPolicies(origin);
    commit(origin);
    git("clone", "--quiet", origin, project);
    if (!target.policies) addPolicies(project);
    commit(project);
    writeFileSync(join(workspace, "npx"), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
    const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", job.script.join("\n")], {
      cwd: project,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${workspace}:${process.env["PATH"]}`,
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
        CI_BUILDS_DIR: workspace,
        CI_JOB_ID: "7",
        PLANGATE_PROJECT: ".",
      },
    });
    if (status !== 0) throw new Error(stderr);
    const args = stdout.split("\n");
    return { args, policies: args[args.indexOf("--policies") + 1], project };
  }

  it("judges by the policies of the target branch", () => {
    const { args, policies } = judgeOnto({ policies: true });

    expect(args).toContain("plan");
    expect(policies).toBe(`${workspace}/plangate-base-7/./policies`);
    expect(readFileSync(join(policies ?? "", "enforcement.json"), "utf8")).toBe("{}");
  });

  it("judges by those of the package where the target branch has none, whatever the merge request brings", () => {
    const { policies, project } = judgeOnto({ policies: false });

    expect(policies).toBe(`${project}/./node_modules/plangate/policies`);
  });
});

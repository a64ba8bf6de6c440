import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Organization, type OrganizationSettings } from "../organization/organization";
import { loadSettings } from "../synth";
import { synthesizedStack } from "./modules/synthesized";

const DIRECTORY = join(__dirname, "..", "organization");
const settings = loadSettings(
  join(DIRECTORY, "settings.json"),
  join(DIRECTORY, "settings.schema.json"),
) as OrganizationSettings;
const stack = synthesizedStack((app) => new Organization(app, "organization", settings));

const names = Object.entries(settings.workspaces).flatMap(([environment, stacks]) =>
  stacks.map((name) => ({ name: `${name}-${environment}`, guarded: !settings.unguarded.includes(name) })),
);

test("every workspace but the gate's own is guarded, mandatorily, at post_plan and pre_apply", () => {
  const task = stack.one("tfe_organization_run_task");
  for (const { name, guarded } of names) {
    const id = stack.one("tfe_workspace", { name }).ref("id");
    const [guard, ...others] = stack.all("tfe_workspace_run_task", { workspace_id: id });
    expect(others).toEqual([]);
    expect(guard?.arguments).toEqual(
      guarded
        ? expect.objectContaining({
            task_id: task.ref("id"),
            enforcement_level: "mandatory",
            stages: ["post_plan", "pre_apply"],
          })
        : undefined,
    );
  }
});

test("workspaces are run remotely, where run tasks count, and never applied by themselves", () => {
  for (const { name } of names) {
    const workspace = stack.one("tfe_workspace", { name });
    expect(workspace.arguments["auto_apply"]).toBe(false);
    const execution = stack.one("tfe_workspace_settings", { workspace_id: workspace.ref("id") });
    expect(execution.arguments["execution_mode"]).toBe("remote");
  }
});

test("only the pipeline applies, and no team may change run tasks", () => {
  const pipeline = stack.one("tfe_team", { name: "pipeline" }).ref("id");
  const access = stack.all("tfe_team_access");
  expect(access).toHaveLength(2 * names.length);
  for (const { arguments: given } of access) {
    const [permissions] = given["permissions"] as readonly Readonly<Record<string, unknown>>[];
    expect(permissions).toMatchObject({ run_tasks: false, runs: given["team_id"] === pipeline ? "apply" : "plan" });
  }
});

test("the HMAC key is in neither configuration nor state", () => {
  const task = stack.one("tfe_organization_run_task").arguments;
  expect(task["hmac_key_wo"]).toBe("${var.hmac_key}");
  expect(task["hmac_key"]).toBeUndefined();
});

test("the workspaces are those of the environments", () => {
  const main = readFileSync(join(DIRECTORY, "..", "main.ts"), "utf8");
  const stacks = [...main.matchAll(/\(app, "([\w-]+)", environment\)/g)].map(([, name]) => name);
  for (const own of Object.values(settings.workspaces)) expect([...own].sort()).toEqual([...stacks].sort());
});

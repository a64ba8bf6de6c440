import { OrganizationRunTask } from "@cdktf/provider-tfe/lib/organization-run-task";
import { Project } from "@cdktf/provider-tfe/lib/project";
import { TfeProvider } from "@cdktf/provider-tfe/lib/provider";
import { Team } from "@cdktf/provider-tfe/lib/team";
import { TeamAccess } from "@cdktf/provider-tfe/lib/team-access";
import { Variable } from "@cdktf/provider-tfe/lib/variable";
import { VariableSet } from "@cdktf/provider-tfe/lib/variable-set";
import { Workspace } from "@cdktf/provider-tfe/lib/workspace";
import { WorkspaceRunTask } from "@cdktf/provider-tfe/lib/workspace-run-task";
import { WorkspaceSettings } from "@cdktf/provider-tfe/lib/workspace-settings";
import { WorkspaceVariableSet } from "@cdktf/provider-tfe/lib/workspace-variable-set";
import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { keepStateInProject } from "../synth";

/** organization/settings.json, as its schema describes it. */
export interface OrganizationSettings {
  readonly organization: string;
  readonly project: string;
  readonly runTaskUrl: string;
  readonly workspaces: { readonly [environment: string]: readonly string[] };
  readonly unguarded: readonly string[];
  readonly terraformVersion: string;
  readonly awsRoles: { readonly [environment: string]: string };
}

/** Where the gate is asked: when there is a plan, and once more right before it is applied. */
const STAGES = ["post_plan", "pre_apply"];

/** What a team may do in a workspace; nobody but owners changes settings and run tasks, which would switch the gate off. */
const PERMISSIONS = {
  variables: "read",
  stateVersions: "read-outputs",
  sentinelMocks: "none",
  workspaceLocking: false,
  runTasks: false,
} as const;

/**
 * The organization in HCP Terraform: a workspace for each stack and environment, the gate as mandatory run task in it, and
 * teams of which only the pipeline's may apply. The way is docs/hcp-terraform.md.
 */
export class Organization extends TerraformStack {
  constructor(scope: Construct, id: string, settings: OrganizationSettings) {
    super(scope, id);
    keepStateInProject(this);
    const { organization } = settings;
    new TfeProvider(this, "tfe", { organization });
    const project = new Project(this, "project", { organization, name: settings.project });
    const runTask = new OrganizationRunTask(this, "run-task", {
      organization,
      name: "plangate",
      description: "Judges plans by the policies of this repository",
      url: settings.runTaskUrl,
      enabled: true,
      hmacKeyWo: this.hmacKey(),
    });
    const pipeline = new Team(this, "pipeline", { organization, name: "pipeline" });
    const engineers = new Team(this, "engineers", { organization, name: "engineers" });
    for (const [environment, stacks] of Object.entries(settings.workspaces)) {
      const credentials = this.credentials(environment, settings);
      for (const stack of stacks) {
        const name = `${stack}-${environment}`;
        const workspace = new Workspace(this, name, {
          organization,
          name,
          projectId: project.id,
          terraformVersion: settings.terraformVersion,
          tagNames: ["plangate", stack, environment],
          autoApply: false,
          queueAllRuns: false,
          forceDelete: false,
        });
        // In local mode HCP Terraform asks no run task.
        new WorkspaceSettings(this, `${name}-execution`, { workspaceId: workspace.id, executionMode: "remote" });
        new WorkspaceVariableSet(this, `${name}-credentials`, {
          workspaceId: workspace.id,
          variableSetId: credentials.id,
        });
        if (!settings.unguarded.includes(stack)) {
          new WorkspaceRunTask(this, `${name}-gate`, {
            workspaceId: workspace.id,
            taskId: runTask.id,
            enforcementLevel: "mandatory",
            stages: STAGES,
          });
        }
        for (const [team, runs] of [
          [pipeline, "apply"],
          [engineers, "plan"],
        ] as const) {
          new TeamAccess(this, `${name}-${team.node.id}`, {
            teamId: team.id,
            workspaceId: workspace.id,
            permissions: [{ ...PERMISSIONS, runs }],
          });
        }
      }
    }
  }

  /** `TF_VAR_hmac_key`. It is ephemeral, and the argument write-only: neither plan nor state holds it. */
  private hmacKey(): string {
    const variable = new TerraformVariable(this, "hmac_key", {
      type: "string",
      description: "HMAC key of the run task, as plangate has it",
      sensitive: true,
    });
    variable.addOverride("ephemeral", true);
    return variable.stringValue;
  }

  /**
   * Credentials that each run gets for itself, so that none are stored.
   * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration
   */
  private credentials(environment: string, { organization, awsRoles }: OrganizationSettings): VariableSet {
    const name = `aws-${environment}`;
    const set = new VariableSet(this, name, { organization, name, description: `AWS credentials of ${environment}` });
    const role = awsRoles[environment];
    if (role === undefined) return set;
    for (const [key, value] of [
      ["TFC_AWS_PROVIDER_AUTH", "true"],
      ["TFC_AWS_RUN_ROLE_ARN", role],
    ] as const) {
      const id = `${name}-${key.toLowerCase().replaceAll("_", "-")}`;
      new Variable(this, id, { variableSetId: set.id, category: "env", key, value });
    }
    return set;
  }
}

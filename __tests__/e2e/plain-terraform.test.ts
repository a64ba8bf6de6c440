import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import type { Judgement } from "../../gate/decision";
import { findEngine } from "../../gate/terraform";
import { Project } from "../gate/terraform/project";
import { plangate, type Outcome } from "./command";

/** Somebody else's project, which nobody has prepared for the gate. */
const FILES = {
  "envs/prod/main.tf": `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
  backend "s3" {
    bucket = "company-state"
    key    = "prod.tfstate"
    region = "eu-central-1"
  }
}

provider "aws" {
  region  = "eu-central-1"
  profile = "company"
  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deploy"
  }
}

module "network" {
  source = "../../modules/network"
}

resource "aws_security_group" "web" {
  vpc_id = module.network.vpc_id
  dynamic "ingress" {
    for_each = var.open_ports
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}

resource "aws_instance" "web" {
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  metadata_options {
    http_tokens = "required"
  }
}
`,
  "envs/prod/variables.tf": 'variable "open_ports" { type = list(number) }\n',
  "envs/prod/prod.tfvars": "open_ports = [22]\n",
  "modules/network/main.tf": `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Note = file("\${path.module}/files/note.txt") }
}

module "group" {
  source = "./group"
  vpc_id = aws_vpc.main.id
}

output "vpc_id" {
  value = aws_vpc.main.id
}
`,
  "modules/network/files/note.txt": "a note",
  "modules/network/group/main.tf": `
variable "vpc_id" {}

resource "aws_default_security_group" "this" {
  vpc_id = var.vpc_id
  ingress {
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
};

/** Needs no provider and no account. */
const LOCAL = {
  "main.tf": `
resource "terraform_data" "one" {
  input = var.value
}
module "two" {
  source = "./two"
}
output "it" {
  value = terraform_data.one.output
}
`,
  "variables.tf": 'variable "value" { default = "1" }\n',
  "two/main.tf": 'resource "terraform_data" "two" {}\n',
};

let project: Project;

afterEach(() => project.remove());

function create(files: Record<string, string>): void {
  project = new Project();
  for (const name of ["app.cjs", "cdktf.json", "stacks.json"]) project.delete(name);
  for (const [path, text] of Object.entries(files)) project.write(path, text);
}

function run(...args: string[]): Promise<Outcome> {
  return plangate(args, { cwd: project.directory });
}

describe("plan in somebody else's project of HCL and modules", () => {
  beforeEach(() => create(FILES));

  it("names the file and line of every finding, also in modules, and how to mend it in Terraform's words", async () => {
    const args = ["-C", "envs/prod", "--var-file", "prod.tfvars", "--format", "json", "--format", "text=report.txt"];
    const { code, out } = await run("plan", ...args);

    const { plan, evaluations } = JSON.parse(out) as Judgement;
    const found = (id: string) =>
      evaluations
        .filter(({ rule, status }) => rule === id && status === "NON_COMPLIANT")
        .map(({ resource, construct }) => ({ resource, ...construct }));
    expect(plan.stack).toBe("prod");
    expect(found("INCOMING_SSH_DISABLED")).toMatchObject([
      { resource: "aws_security_group.web", file: "main.tf", line: 25, requestedAt: null },
    ]);
    expect(found("RESTRICTED_INCOMING_TRAFFIC")).toMatchObject([
      {
        resource: "module.network.module.group.aws_default_security_group.this",
        file: "../../modules/network/group/main.tf",
        line: 4,
        requestedAt: { file: "main.tf", line: 21 },
      },
    ]);
    const report = readFileSync(project.path("envs", "prod", "report.txt"), "utf8");
    expect(report).toContain("at main.tf:25\n");
    expect(report).toContain("Set `associate_public_ip_address = false` in main.tf:38.");
    expect(report).toContain("planned offline, without the account and its state");
    expect(code).toBe(1);
    // What an offline plan changes lies elsewhere; the project is as it was.
    expect(readdirSync(project.path("envs", "prod")).sort()).toEqual(
      [".plangate", "main.tf", "prod.tfvars", "report.txt", "variables.tf"].sort(),
    );
    expect(readFileSync(project.path("envs", "prod", "main.tf"), "utf8")).toBe(FILES["envs/prod/main.tf"]);
    expect(readdirSync(project.path("modules", "network"))).toEqual(["files", "group", "main.tf"]);
  });

  it("says how a variable gets its value", async () => {
    const { code, err } = await run("plan", "-C", "envs/prod");

    expect(err).toContain('"open_ports" is not set');
    expect(err).toContain("--var-file FILE. Here lie: prod.tfvars");
    expect(code).toBe(3);
  });

  it("names the directories that can be planned where there is nothing to plan", async () => {
    const { code, err } = await run("plan");

    expect(err).toContain("neither Terraform files (*.tf) nor a cdktf.json");
    expect(err).toContain("with envs/prod");
    expect(code).toBe(2);
  });

  it("does not guess which of two projects is meant", async () => {
    project.write("envs/prod/cdktf.json", "{}");

    const { code, err } = await run("plan", "-C", "envs/prod");

    expect(err).toContain("There is a cdktf.json here, and Terraform files");
    expect(code).toBe(2);
  });
});

describe("a plan of a part", () => {
  // OpenTofu's plan JSON is the same as that of a whole.
  it("is no approval, whoever makes it, nor is its plan file", async () => {
    create(LOCAL);
    const whole = await run("plan");
    const part = await run("plan", "--target", "module.two");
    expect([whole.code, part.code]).toEqual([0, 2]);
    expect(part.out).toContain("The plan is not complete");

    const engine = await findEngine();
    execFileSync(engine.path, ["plan", "-target=module.two", "-out=part.tfplan"], { cwd: project.directory });
    const kept = await run("check", "part.tfplan");
    expect(kept.out).toContain("The plan is not complete");
    expect(kept.code).toBe(2);
  });
});

describe("deploy of plain Terraform", () => {
  beforeEach(() => create(LOCAL));

  const applied = (): boolean => existsSync(project.path("terraform.tfstate"));

  it("applies what was judged, and nothing the second time", async () => {
    const first = await run("deploy", "--auto-approve", "--var", "value=2");
    expect(first.err).toContain("applied, 2 added");
    expect(first.code).toBe(0);
    expect(readFileSync(project.path("terraform.tfstate"), "utf8")).toContain('"input"');

    const second = await run("deploy", "--auto-approve", "--var", "value=2");
    expect(second.err).toContain("nothing to apply");
    expect(second.code).toBe(0);
  });

  it("applies an approved plan as long as its files are the same, those of modules too", async () => {
    expect((await run("plan", "--approval", "out/a.json")).code).toBe(0);
    const original = LOCAL["two/main.tf"];
    project.write("two/main.tf", `${original}\nresource "terraform_data" "three" {}\n`);

    const refused = await run("deploy", "--approval", "out/a.json", "--auto-approve");
    expect(refused.err).toContain("configuration-changed");
    expect(refused.code).toBe(1);
    expect(applied()).toBe(false);

    project.write("two/main.tf", original);
    const second = await run("deploy", "--approval", "out/a.json", "--auto-approve");
    expect(second.err).toContain("applied, 2 added");
    expect(second.code).toBe(0);
  });

  it("is gated behind the name of Terraform, too", async () => {
    expect((await run("terraform", "init", "-input=false")).code).toBe(0);
    const { code, out } = await run("terraform", "apply", "-auto-approve", "-no-color", "-var", "value=3");

    expect(out).toMatch(/approved[^]*Apply complete! Resources: 2 added[^]*it = "3"/);
    expect(code).toBe(0);
    expect(applied()).toBe(true);
  });
});

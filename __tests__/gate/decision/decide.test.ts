import type { Evaluation } from "../../../policies/contract/evaluation";
import type { RuleMetadata } from "../../../policies/contract/rule";
import { decide, type DecisionInput, type Judgement } from "../../../gate/decision";
import { NOT_SYNTHESIZED, readSynthesizedConfiguration, type TerraformPlan } from "../../../gate/plan";
import { changeOf, planOf } from "../planned";

const rule: RuleMetadata = {
  id: "INCOMING_SSH_DISABLED",
  title: "SSH is closed",
  description: "SSH is closed",
  source: "aws-config",
  engine: "opa",
  service: "ec2",
  aliases: [],
  severity: "high",
  resources: ["aws_security_group"],
  reads: {},
  parameters: {},
  controls: {},
  reasons: { open: "Port 22 is open to {cidr}.", unclear: "It cannot be told." },
  remediation: "Close it.",
  related_resources: [],
};

const plan = planOf([changeOf("aws_security_group.a")]);
const violation: Evaluation = {
  resource: "aws_security_group.a",
  status: "NON_COMPLIANT",
  attribute: "ingress[0].cidr_blocks",
  reason: "open",
  values: { cidr: "0.0.0.0/0" },
};
const doubt: Evaluation = { ...violation, status: "INSUFFICIENT_DATA", reason: "unclear", values: {} };
const fine: Evaluation = { ...violation, status: "COMPLIANT", reason: "compliant", attribute: null, values: {} };

function decided(evaluations: Evaluation[], change: Partial<DecisionInput> = {}): Judgement {
  return decide({
    plan,
    results: [{ rule, evaluations }],
    policies: {
      enforcement: { default: "mandatory", rules: {} },
      exemptions: { maximumDays: 90, exemptions: [] },
      sha256: "p",
    },
    synthesized: NOT_SYNTHESIZED,
    stack: "shop",
    sha256: "s",
    now: new Date("2026-03-10T12:00:00Z"),
    ...change,
  });
}

function codes(judgement: Judgement): string[] {
  return judgement.reasons.map(({ code }) => code);
}

function enforcement(own: object): Partial<DecisionInput> {
  return {
    policies: {
      enforcement: { default: "mandatory", rules: { [rule.id]: own } },
      exemptions: { maximumDays: 90, exemptions: [] },
      sha256: "p",
    },
  };
}

test("a plan in which everything is compliant is approved, and says what was looked at", () => {
  const judgement = decided([fine]);
  expect(judgement).toMatchObject({
    verdict: "approved",
    reasons: [],
    plan: { stack: "shop", sha256: "s", resources: 1, terraformVersion: "1.11.4", actions: { create: 1 } },
    policies: { rules: 1, sha256: "p" },
    summary: { COMPLIANT: 1, NON_COMPLIANT: 0 },
  });
  expect(judgement.evaluations).toHaveLength(1);
});

test("a violation of a mandatory rule denies, in the rule's words", () => {
  const judgement = decided([violation]);
  expect(judgement.verdict).toBe("denied");
  expect(codes(judgement)).toEqual(["violation"]);
  expect(judgement.evaluations[0]).toMatchObject({
    message: "Port 22 is open to 0.0.0.0/0.",
    remediation: "Close it.",
    severity: "high",
  });
});

test("doubt denies, unless the rule's settings soften it", () => {
  expect(codes(decided([doubt]))).toEqual(["insufficient-data"]);
  expect(decided([doubt], enforcement({ insufficientData: "warn" })).verdict).toBe("approved");
  expect(decided([violation], enforcement({ insufficientData: "warn" })).verdict).toBe("denied");
});

test("an advisory rule reports and does not deny", () => {
  const judgement = decided([violation], enforcement({ enforcement: "advisory" }));
  expect(judgement.verdict).toBe("approved");
  expect(judgement.summary.NON_COMPLIANT).toBe(1);
});

test("an exempted violation stays in the report and does not deny", () => {
  const exemption = {
    stack: "shop",
    rule: rule.id,
    resource: "aws_security_group.a",
    reason: "r",
    owner: "o",
    ticket: "t",
    expires: "2026-03-20",
  };
  const judgement = decided([violation], {
    policies: {
      enforcement: { default: "mandatory", rules: {} },
      exemptions: { maximumDays: 90, exemptions: [exemption] },
      sha256: "p",
    },
  });
  expect(judgement.verdict).toBe("approved");
  expect(judgement.summary).toMatchObject({ NON_COMPLIANT: 1, exempted: 1 });
  expect(judgement.evaluations[0]?.exemption).toMatchObject({ owner: "o", daysLeft: 10 });
});

test.each<[string, Partial<DecisionInput>, string]>([
  ["errored", { plan: { ...plan, errored: true } }, "plan-errored"],
  ["targeted", { plan: { ...plan, complete: false } }, "plan-incomplete"],
  ["deferred", { plan: { ...plan, deferred_changes: [{}] } }, "plan-incomplete"],
  [
    "without resources",
    { plan: { ...plan, resource_changes: [] }, results: [{ rule, evaluations: [] }] },
    "no-resources",
  ],
  ["judged by no rule", { results: [] }, "no-rules"],
])("a plan that is %s is denied, whatever the rules say", (_, change, code) => {
  const judgement = decided([fine], change);
  expect(judgement.verdict).toBe("denied");
  expect(codes(judgement)).toContain(code);
});

test("a resource with several faults counts once", () => {
  const second = { ...violation, attribute: "ingress[1].cidr_blocks" };
  expect(decided([violation, second]).summary.NON_COMPLIANT).toBe(1);
});

test("values that the plan marks sensitive are masked", () => {
  const [change] = plan.resource_changes ?? [];
  const secret = {
    ...plan,
    resource_changes: [{ ...change!, change: { ...change!.change, after_sensitive: { ingress: true } } }],
  };
  const judgement = decided([violation], { plan: secret });
  expect(JSON.stringify(judgement)).not.toContain("0.0.0.0/0");
  expect(judgement.evaluations[0]?.message).toContain("(sensitive value)");
});

test("what the plan marks sensitive elsewhere is masked where it is copied to", () => {
  const configuration = { root_module: { variables: { range: { sensitive: true }, team: {} } } };
  const variables = { range: { value: "198.51.100.7/32" }, team: { value: "192.0.2.0/24" } };
  const messages = ["198.51.100.7/32", "192.0.2.0/24"].map((cidr) => {
    const evaluation = { ...violation, values: { cidr: [cidr, "::/0"] } };
    return decided([evaluation], { plan: { ...plan, configuration, variables } }).evaluations[0]?.message;
  });
  expect(messages).toEqual(["Port 22 is open to (sensitive value).", "Port 22 is open to 192.0.2.0/24, ::/0."]);
});

test("a finding points to the construct and the line that made the resource, through instance keys and module calls", () => {
  const metadata = {
    path: "shop/group",
    uniqueId: "a",
    stackTrace: ["modules/network/index.ts:41:5", "stacks/shop.ts:12:3"],
  };
  const synthesized = readSynthesizedConfiguration(
    JSON.stringify({
      resource: { aws_security_group: { a: { "//": { metadata } } } },
      module: { m: { "//": { metadata } } },
    }),
    "cdk.tf.json",
  );
  const at = (resource: string) => decided([{ ...violation, resource }], { synthesized }).evaluations[0]?.construct;
  const expected = { path: "shop/group", file: "modules/network/index.ts", line: 41 };
  expect(at("aws_security_group.a")).toMatchObject(expected);
  expect(at('aws_security_group.a["x"]')).toMatchObject(expected);
  expect(at("module.m[0].aws_security_group.b")).toMatchObject(expected);
  expect(at("aws_security_group.other")).toBeNull();
});

describe("a protected stack", () => {
  const enforcement = { default: "mandatory", protectedStacks: ["shop"], rules: {} } as const;
  const [made] = plan.resource_changes!;
  const removed = { ...made!, change: { actions: ["delete"], before: {}, after: null } };
  const kept = { ...made!, address: "aws_security_group.b", name: "b" };
  const decidedOf = (changes: TerraformPlan["resource_changes"], stack = "shop") =>
    decided([fine, { ...fine, resource: "aws_security_group.b" }], {
      plan: { ...plan, resource_changes: changes ?? [] },
      policies: { enforcement, exemptions: { maximumDays: 90, exemptions: [] }, sha256: "p" },
      stack,
    });

  test("is not destroyed", () => expect(codes(decidedOf([removed]))).toEqual(["stack-protected"]));
  test("may lose a resource", () => expect(decidedOf([removed, kept]).verdict).toBe("approved"));
  test("protects no other one", () => expect(decidedOf([removed], "another").verdict).toBe("approved"));
});

describe("a plan of which no rule judges a resource", () => {
  const change = (type: string, provider: string, actions = ["create"]) => ({
    ...plan.resource_changes![0]!,
    address: `${type}.x`,
    type,
    name: "x",
    provider_name: provider,
    change: { actions, before: {}, after: {}, after_sensitive: {} },
  });
  const AWS = "registry.terraform.io/hashicorp/aws";
  const queue = change("aws_sqs_queue", AWS);
  const random = change("random_pet", "registry.terraform.io/hashicorp/random");
  const data = change("terraform_data", "terraform.io/builtin/terraform");
  const decidedOf = (changes: TerraformPlan["resource_changes"], own: Partial<DecisionInput> = {}) =>
    decided([], { plan: { ...plan, resource_changes: changes! }, ...own });

  test("is denied, and says of which types its resources are", () => {
    const { reasons, plan: judged } = decidedOf([queue, random]);
    expect(reasons).toMatchObject([{ code: "nothing-judged" }]);
    expect(reasons[0]?.message).toContain("(1 aws_sqs_queue, 1 random_pet): nothing was judged.");
    expect(reasons[0]?.message).toContain("unjudgedStacks");
    expect(judged.unjudged).toEqual({ resources: 2, types: { aws_sqs_queue: 1, random_pet: 1 } });
  });

  test("is denied, too, where the resources are of another cloud, of a provider of the same name, or nothing is to change", () => {
    const others = [
      change("google_sql_database_instance", "registry.terraform.io/hashicorp/google"),
      change("null_resource", "registry.terraform.io/someone/null"),
      change("aws_sqs_queue", AWS, ["no-op"]),
    ];
    expect(others.map((other) => codes(decidedOf([other])))).toEqual(others.map(() => ["nothing-judged"]));
  });

  test("is denied where all that rules looked at is removed", () => {
    const removed = change("aws_security_group", AWS, ["delete"]);
    const gone: Evaluation = { ...fine, resource: removed.address, status: "NOT_APPLICABLE", reason: "delete" };
    const { reasons, plan: judged } = decided([gone], { plan: { ...plan, resource_changes: [removed, queue] } });
    expect(reasons.map(({ code }) => code)).toEqual(["nothing-judged"]);
    expect(judged.unjudged).toEqual({ resources: 1, types: { aws_sqs_queue: 1 } });
  });

  test("is approved where nothing of it is in an account, or it leaves nothing", () => {
    expect(decidedOf([random, data])).toMatchObject({ verdict: "approved", plan: { unjudged: { resources: 2 } } });
    expect(decidedOf([change("aws_sqs_queue", AWS, ["delete"]), change("aws_route", AWS, ["forget"])]).verdict).toBe(
      "approved",
    );
  });

  test("is approved where enforcement.json says that the stack may be so, and no other stack", () => {
    const settings = { default: "mandatory", unjudgedStacks: ["shop"], rules: {} } as const;
    const policies = { enforcement: settings, exemptions: { maximumDays: 90, exemptions: [] }, sha256: "p" };
    expect(decidedOf([queue], { policies }).verdict).toBe("approved");
    expect(codes(decidedOf([queue], { policies, stack: "another" }))).toEqual(["nothing-judged"]);
  });

  test("one judged resource is enough; the others are counted, the most frequent type first", () => {
    const others = ["a", "b", "c"].map((name) => ({ ...queue, address: `aws_sqs_queue.${name}`, name }));
    const judgement = decided([fine], {
      plan: { ...plan, resource_changes: [...plan.resource_changes!, random, ...others] },
    });
    expect(judgement.verdict).toBe("approved");
    expect(Object.entries(judgement.plan.unjudged.types)).toEqual([
      ["aws_sqs_queue", 3],
      ["random_pet", 1],
    ]);
  });
});

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPolicySync } from "@open-policy-agent/opa-wasm";
import canonicalize from "canonicalize";
import { build, check, Opa, test, verify, writeBundle } from "../../authoring";
import { InputError } from "../../gate/errors";
import { modelOf } from "../../gate/judge";
import type { PlanModel } from "../../policies/contract/plan-model";
import { HOSTILE, planOf, resource, UNKNOWN } from "../policies/models";
import { inputOf, policies, subjects } from "../policies/subjects";

const root = join(__dirname, "..", "..");

let opa: Opa;
let directory: string;
beforeAll(async () => {
  opa = await Opa.find();
  directory = mkdtempSync(join(tmpdir(), "plangate-policies-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("the policies' sources", () => {
  it("are formatted, typed, and read only what they declare", () => check(opa));

  it("pass their tests, which run every line", () => test(opa).then((report) => expect(report).toContain("100 %")));

  it("build the committed bundle, byte by byte", () => verify(opa));
});

describe("a bundle that is not what the sources build", () => {
  it("is refused, naming the file", async () => {
    const bundle = await build(opa);
    await writeBundle(bundle, directory);
    const wasm = Buffer.from(bundle.get("policy.wasm") ?? "");
    wasm[wasm.length - 1] = (wasm.at(-1) ?? 0) ^ 1;
    writeFileSync(join(directory, "policy.wasm"), wasm);
    await expect(verify(opa, directory)).rejects.toThrow(InputError);
    await expect(verify(opa, directory)).rejects.toThrow(/policy\.wasm is not/);
  });
});

/** The project with more rules. */
function projectWith(rules: { readonly [file: string]: string }): Opa {
  const project = mkdtempSync(join(directory, "project-"));
  execFileSync("cp", ["-R", join(root, "policies"), project]);
  for (const [file, source] of Object.entries(rules)) {
    const path = join(project, "policies", "rules", file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, source);
  }
  return opa.in(project);
}

/** A rule of our own with this condition on a bucket. */
function ruleWith(condition: string): { readonly [file: string]: string } {
  return {
    "s3/bucket_has_a_name.rego": `# METADATA
# scope: package
# title: Buckets have names
# description: For a test.
# related_resources:
#   - https://example.com
# custom:
#   id: BUCKET_HAS_A_NAME
#   source: plangate
#   severity: low
#   resources: [aws_s3_bucket]
#   reads: {aws_s3_bucket: [bucket]}
#   reasons: {nameless: It has no name.}
#   remediation: Name it.
package rules.s3.bucket_has_a_name

import data.library.verdict

evaluations contains verdict.non_compliant(bucket, "bucket", "nameless", {}) if {
	some bucket in input.resources.aws_s3_bucket
	${condition}
}
`,
  };
}

describe("a rule of the security team", () => {
  it("is accepted as it should be", async () => {
    await check(projectWith(ruleWith("bucket.after.bucket == null")));
  });

  it.each([
    ["an attribute that it does not declare", "bucket.after.buckets == null", /undefined ref: bucket\.after\.buckets/],
    ["a link that relations.json does not have", "bucket.links.owner.outside", /undefined ref: bucket\.links/],
    [
      "a built-in that breaks the module",
      'json.unmarshal("true") == bucket.address',
      /undefined function json\.unmarshal/,
    ],
    ["the clock", "time.now_ns() > 0", /undefined function time\.now_ns/],
    ["the network", 'http.send({"url": bucket.address}).status_code == 200', /undefined function http\.send/],
    ["a built-in that differs in WASM", 'sprintf("%v", [bucket.after.bucket]) == ""', /undefined function sprintf/],
  ])("is refused when it uses %s", async (_, condition, message) => {
    await expect(check(projectWith(ruleWith(condition)))).rejects.toThrow(message);
  });

  it("is accepted as the guide shows it", async () => {
    const guide = readFileSync(join(root, "docs", "policies", "writing-rules.md"), "utf8");
    const [, rule = ""] = /^```rego\n([^]*?)^```$/m.exec(guide) ?? [];
    const [, service = "", name = ""] = /^package rules\.(\w+)\.(\w+)$/m.exec(rule) ?? [];
    await check(projectWith({ [`${service}/${name}.rego`]: rule }));
  });

  it("is refused in another format", async () => {
    await expect(check(projectWith(ruleWith("bucket.after.bucket==null")))).rejects.toThrow(/not formatted/);
  });

  it("is refused without METADATA", async () => {
    const rule = { "s3/nothing.rego": "package rules.s3.nothing\n\nevaluations := set()\n" };
    await expect(check(projectWith(rule))).rejects.toThrow(/has no METADATA/);
  });

  it("is refused in a package that is not its place", async () => {
    const [source = ""] = Object.values(ruleWith("bucket.after.bucket == null"));
    await expect(check(projectWith({ "ec2/bucket_has_a_name.rego": source }))).rejects.toThrow(
      /package is rules\.s3\.bucket_has_a_name, and the file's place says rules\.ec2\.bucket_has_a_name/,
    );
  });
});

/** The models of all cases and of the stacks, as they are judged. */
function recordedModels(): PlanModel[] {
  const stacks = readdirSync(join(root, "__tests__", "plans")).filter((file) => file !== "records.json");
  return [
    ...subjects.map((subject) => modelOf(inputOf(subject)).model),
    ...stacks.map((name) => {
      const planJson = readFileSync(join(root, "__tests__", "plans", name));
      return modelOf({ planJson, name, policies }).model;
    }),
  ];
}

/** Every value of the hostile ones in every attribute that a rule reads: a model for each type and value, a resource for each attribute. */
function hostileModels(): PlanModel[] {
  const reads = new Map<string, Set<string>>();
  for (const [type, attributes] of policies.catalog.flatMap((rule) => Object.entries(rule.reads))) {
    reads.set(type, new Set([...(reads.get(type) ?? []), ...attributes]));
  }
  const document = { documents: { policy: { complete: false, statements: [] } } };
  return [...reads].flatMap(([type, names]) =>
    HOSTILE.map((value) => {
      const resources = [...names].map((name) => {
        const after = Object.fromEntries([...names].map((other) => [other, other === name ? value : UNKNOWN]));
        return resource(`${type}.${name}`, after, document);
      });
      return planOf(...resources);
    }),
  );
}

/** Inbound rules of every spelling of a block, and others that only look like one. */
function cidrModels(): PlanModel[] {
  const blocks = [
    ...[
      "0.0.0.0/0",
      "1.2.3.4/0",
      "0.0.0.0/00",
      "0.0.0.0/000",
      "0.0.0.0/0000",
      "0.0.0.0/0/0",
      "0.0.0.0/ 0",
      "0.0.0.0/-0",
      "0.0.0.0/+0",
    ],
    ...[
      "::/0",
      "::0/0",
      "0:0:0:0:0:0:0:0/0",
      "::0.0.0.0/0",
      "1:2:3:4:5:6:7::/0",
      "1::2::3/0",
      "::/129",
      "::ffff:0:0/96",
      "::ffff:1.2.3.4/0",
    ],
    ...[
      "0.0.0.0/33",
      "256.0.0.0/8",
      "01.0.0.0/8",
      "1.2.3/8",
      "fe80::1%eth0/64",
      " 10.0.0.0/8",
      "10.0.0.0/8\n",
      "/0",
      "0/0",
      ".../0",
      ":/0",
    ],
  ];
  return blocks.map((cidr) =>
    planOf(
      resource("aws_vpc_security_group_ingress_rule.r", {
        ...{ ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv4: cidr, cidr_ipv6: null },
        security_group_id: UNKNOWN,
      }),
    ),
  );
}

interface Results {
  readonly [rule: string]: readonly unknown[];
}

/** The evaluations of each rule. Sets have no order: the two engines may list their members in different ones. */
function unordered(results: Results): Map<string, string[]> {
  const text = (evaluation: unknown) => canonicalize(evaluation) ?? "";
  return new Map(Object.entries(results).map(([rule, evaluations]) => [rule, evaluations.map(text).sort()]));
}

/** What one engine says and the other does not, shortened: of thousands of results, the first few tell enough. */
function differences(models: readonly PlanModel[], native: readonly Results[], wasm: readonly Results[]): string[] {
  return models
    .flatMap((_, index) => {
      const [left, right] = [unordered(native[index] ?? {}), unordered(wasm[index] ?? {})];
      return [...new Set([...left.keys(), ...right.keys()])]
        .map((rule) => [rule, left.get(rule)?.join(), right.get(rule)?.join()] as const)
        .filter(([, one, other]) => one !== other)
        .map(([rule, one, other]) => `model ${index}, ${rule}: ${one?.slice(0, 300)} | ${other?.slice(0, 300)}`);
    })
    .slice(0, 10);
}

describe("OPA itself and the module", () => {
  it.each([
    ["the cases and the stacks", recordedModels],
    ["hostile values", hostileModels],
    ["blocks of addresses in every spelling", cidrModels],
  ])("give the same results for %s", async (_, make) => {
    const models = make();
    const inputs = join(directory, "inputs.json");
    writeFileSync(inputs, JSON.stringify({ inputs: models }));
    const query = "[found | some model in data.inputs; found := data.plangate.evaluations with input as model]";
    const native = JSON.parse(
      await opa.output([
        ...["eval", "--format", "raw", "--ignore", "*_test.rego"],
        ...["--data", "policies/library", "--data", "policies/rules", "--data", inputs, query],
      ]),
    ) as Results[];
    const policy = loadPolicySync(policies.module, { initial: 1024 });
    const wasm = models.map(
      (model) => (policy.evaluate(model, "plangate/evaluations") as [{ result: Results }])[0].result,
    );

    expect(models.length).toBeGreaterThan(20);
    expect(native).toHaveLength(models.length);
    expect(differences(models, native, wasm)).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicySync } from "@open-policy-agent/opa-wasm";
import type { Catalog } from "../../authoring";
import type { Evaluation } from "../../policies/contract/evaluation";
import type { PlanModel, Resource, Value } from "../../policies/contract/plan-model";
import { HOSTILE, planOf, resource, UNKNOWN, UNSET } from "./models";

const bundle = join(__dirname, "..", "..", "policies", "bundle");
const { rules } = JSON.parse(readFileSync(join(bundle, "catalog.json"), "utf8")) as Catalog;
const policy = loadPolicySync(readFileSync(join(bundle, "policy.wasm")), { initial: 1024 });

function evaluate(model: PlanModel): Record<string, Evaluation[]> {
  const [{ result }] = policy.evaluate(model, "plangate/evaluations") as [{ result: Record<string, Evaluation[]> }];
  return result;
}

const open = { protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: [] };
const volume = { encrypted: false, kms_key_id: null, snapshot_id: null };

/**
 * Violations, and the path of each value that decides them. Whatever else stands there, the rule must say something: its silence
 * means COMPLIANT. `mends` are the values that do mend it, or have a meaning of their own.
 */
const violations: readonly {
  readonly rule: string;
  readonly violation: Resource;
  readonly path: readonly (string | number)[];
  readonly mends: readonly Value[];
}[] = [
  { rule: "ENCRYPTED_VOLUMES", violation: resource("aws_ebs_volume.v", volume), path: ["encrypted"], mends: [true] },
  ...["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"].flatMap((type) => {
    const violation = resource(`${type}.i`, { root_block_device: [volume], ebs_block_device: [] });
    return [
      { rule: "ENCRYPTED_VOLUMES", violation, path: ["root_block_device"], mends: [] },
      { rule: "ENCRYPTED_VOLUMES", violation, path: ["root_block_device", 0], mends: [] },
      { rule: "ENCRYPTED_VOLUMES", violation, path: ["root_block_device", 0, "encrypted"], mends: [true] },
    ];
  }),
  ...[
    ["block_device_mappings"],
    ["block_device_mappings", 0, "ebs", 0],
    ["block_device_mappings", 0, "ebs", 0, "encrypted"],
  ].map((path) => ({
    rule: "ENCRYPTED_VOLUMES",
    violation: resource("aws_launch_template.t", { block_device_mappings: [{ ebs: [volume] }] }),
    path,
    mends: path.at(-1) === "encrypted" ? [true] : [],
  })),
  ...["aws_security_group", "aws_default_security_group"].flatMap((type) => {
    const violation = resource(`${type}.g`, { id: UNSET, ingress: [open] });
    const none = [null, [], UNSET];
    return [
      { rule: "INCOMING_SSH_DISABLED", violation, path: ["ingress"], mends: none },
      { rule: "INCOMING_SSH_DISABLED", violation, path: ["ingress", 0], mends: [] },
      { rule: "INCOMING_SSH_DISABLED", violation, path: ["ingress", 0, "cidr_blocks"], mends: none },
      { rule: "INCOMING_SSH_DISABLED", violation, path: ["ingress", 0, "cidr_blocks", 0], mends: [] },
      { rule: "INCOMING_SSH_DISABLED", violation, path: ["ingress", 0, "protocol"], mends: [0] },
      { rule: "INCOMING_SSH_DISABLED", violation, path: ["ingress", 0, "to_port"], mends: [] },
    ];
  }),
  {
    rule: "INCOMING_SSH_DISABLED",
    violation: resource("aws_security_group_rule.r", { ...open, type: "ingress", security_group_id: UNKNOWN }),
    path: ["type"],
    mends: [],
  },
  {
    rule: "INCOMING_SSH_DISABLED",
    violation: resource("aws_vpc_security_group_ingress_rule.r", {
      ...{ ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv4: "0.0.0.0/0", cidr_ipv6: null },
      security_group_id: UNKNOWN,
    }),
    path: ["cidr_ipv4"],
    mends: [null, "", UNSET],
  },
  {
    rule: "INCOMING_SSH_DISABLED",
    violation: resource("aws_eks_node_group.n", {
      remote_access: [{ ec2_ssh_key: "k", source_security_group_ids: [] }],
    }),
    path: ["remote_access", 0],
    mends: [],
  },
  ...["aws_db_instance", "aws_rds_cluster_instance"].map((type) => ({
    rule: "RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
    violation: resource(`${type}.d`, {
      publicly_accessible: true,
      db_subnet_group_name: UNSET,
      cluster_identifier: UNKNOWN,
    }),
    path: ["publicly_accessible"],
    mends: [],
  })),
];

/** The resource with another value, and an address of its own. */
function withValue(violation: Resource, path: readonly (string | number)[], value: Value, name: string): Resource {
  const copy = { ...structuredClone(violation), address: `${violation.type}.${name}` } as {
    after: Record<string | number, unknown>;
  } & Resource;
  let holder = copy.after;
  for (const key of path.slice(0, -1)) holder = holder[key] as typeof holder;
  holder[path.at(-1) ?? ""] = value;
  return copy;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

describe("a malformed value never turns a violation into silence", () => {
  it.each(violations.map((item) => [item.rule, `${item.violation.address} ${item.path.join(".")}`, item] as const))(
    "%s: %s",
    (rule, _, { violation, path, mends }) => {
      expect(evaluate(planOf(violation))[rule]).toEqual([expect.objectContaining({ status: "NON_COMPLIANT" })]);
      const values = HOSTILE.filter((item) => !mends.some((mend) => same(item, mend)));
      const resources = values.map((value, i) => withValue(violation, path, value, `v${i}`));
      const found = evaluate(planOf(...resources))[rule] ?? [];
      const objections = new Set(
        found.filter(({ status }) => /^(NON_COMPLIANT|INSUFFICIENT_DATA)$/.test(status)).map((one) => one.resource),
      );
      expect(values.filter((_, i) => !objections.has(resources[i]?.address ?? ""))).toEqual([]);
    },
  );
});

describe("every value in every attribute that a rule reads", () => {
  const regoRules = rules.filter(({ engine }) => engine === "opa");

  it.each(regoRules.map((rule) => [rule.id, rule] as const))(
    "%s returns only what its metadata announces",
    (id, rule) => {
      const attributes = Object.entries(rule.reads).flatMap(([type, names]) =>
        names.map((name) => [type, name] as const),
      );
      const document = { documents: { policy: { complete: false, statements: [] } } };
      const resources = attributes.flatMap(([type, attribute]) =>
        HOSTILE.map((value, i) => {
          const read = Object.fromEntries(
            (rule.reads[type] ?? []).map((name) => [name, name === attribute ? value : UNSET]),
          );
          return resource(`${type}.${attribute}_${i}`, read, document);
        }),
      );
      for (const { status, reason, attribute: where, values } of evaluate(planOf(...resources))[id] ?? []) {
        expect(["NON_COMPLIANT", "INSUFFICIENT_DATA", "NOT_APPLICABLE"]).toContain(status);
        expect(Object.keys(rule.reasons)).toContain(reason);
        expect(where === null || typeof where === "string").toBe(true);
        const wanted = [...(rule.reasons[reason] ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        expect(Object.keys(values)).toEqual(expect.arrayContaining(wanted));
      }
    },
  );
});

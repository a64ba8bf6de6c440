import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ValidateFunction } from "ajv";
import type { Catalog } from "../../authoring";
import enforcement from "../../policies/enforcement.schema.json";
import exemptions from "../../policies/exemptions.schema.json";
import parameters from "../../policies/parameters.schema.json";

const policies = join(__dirname, "..", "..", "policies");
const read = (name: string) => JSON.parse(readFileSync(join(policies, name), "utf8")) as unknown;
const catalog = read("bundle/catalog.json") as Catalog;
const byId = new Map(catalog.rules.map((rule) => [rule.id, rule]));

describe("the committed settings", () => {
  it.each<[string, ValidateFunction]>([
    ["parameters.json", parameters],
    ["enforcement.json", enforcement],
    ["exemptions.json", exemptions],
  ])("%s meets its schema", (name, validate) => {
    validate(read(name));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("parameters name rules and parameters that exist", () => {
    for (const [id, values] of Object.entries(read("parameters.json") as Record<string, object>)) {
      expect(Object.keys(byId.get(id)?.parameters ?? {})).toEqual(expect.arrayContaining(Object.keys(values)));
      expect(byId.has(id)).toBe(true);
    }
  });

  it("say of every rule that binds less than the others why", () => {
    const { rules } = read("enforcement.json") as { rules: Record<string, { why?: string }> };
    expect(Object.entries(rules).filter(([, { why }]) => why === undefined)).toEqual([]);
  });

  it("enforcement and exemptions name rules that exist", () => {
    const { rules } = read("enforcement.json") as { rules: object };
    const { exemptions: granted } = read("exemptions.json") as { exemptions: { rule: string }[] };
    expect([...byId.keys()]).toEqual(
      expect.arrayContaining([...Object.keys(rules), ...granted.map(({ rule }) => rule)]),
    );
  });
});

const exemption = {
  stack: "storefront",
  rule: "INCOMING_SSH_DISABLED",
  resource: "storefront/web-tier/*",
  reason: "The supplier's appliance is replaced in the next release.",
  owner: "platform-network",
  ticket: "NET-42",
  expires: "2027-01-31",
};

describe("exemptions.json", () => {
  const valid = (changes: object) => exemptions({ maximumDays: 90, exemptions: [{ ...exemption, ...changes }] });

  it.each([
    ["a construct path", { resource: "storefront/database/cluster" }],
    ["a construct path and all below", { resource: "storefront/*" }],
    ["an address", { resource: 'module.network["a"].aws_subnet.private[0]' }],
    ["an address with a glob", { resource: "aws_subnet.private*" }],
  ])("takes %s", (_, changes) => {
    expect(valid(changes)).toBe(true);
  });

  it.each<[string, object]>([
    ["everything", { resource: "*" }],
    ["everything, spelt longer", { resource: "*/*" }],
    ["no reason to speak of", { reason: "needed" }],
    ["an e-mail address for an owner", { owner: "someone@example.com" }],
    ["no such day", { expires: "2027-02-30" }],
    ["a time", { expires: "2027-01-31T00:00:00Z" }],
    ["several rules", { rule: "*" }],
    ["a misspelt field", { expiry: "2027-01-31" }],
  ])("refuses %s", (_, changes) => {
    expect(valid(changes)).toBe(false);
  });

  it.each(["stack", "rule", "resource", "reason", "owner", "ticket", "expires"])("refuses one without %s", (field) => {
    const rest = Object.fromEntries(Object.entries(exemption).filter(([name]) => name !== field));
    expect(exemptions({ maximumDays: 90, exemptions: [rest] })).toBe(false);
  });
});

describe("enforcement.json", () => {
  it("takes what softens a rule", () => {
    expect(
      enforcement({ default: "mandatory", rules: { A_RULE: { enforcement: "advisory", insufficientData: "warn" } } }),
    ).toBe(true);
  });

  it.each<[string, object]>([
    ["an unknown level", { default: "optional", rules: {} }],
    ["no default", { rules: {} }],
    ["an empty entry", { default: "mandatory", rules: { A_RULE: {} } }],
    ["a misspelt field", { default: "mandatory", rules: { A_RULE: { enforce: "advisory" } } }],
    ["another meaning of doubt", { default: "mandatory", rules: { A_RULE: { insufficientData: "pass" } } }],
  ])("refuses %s", (_, value) => {
    expect(enforcement(value)).toBe(false);
  });
});

describe("parameters.json", () => {
  it("takes strings, as AWS Config does, and nothing else", () => {
    expect(parameters({ ENCRYPTED_VOLUMES: { kmsId: "alias/data" } })).toBe(true);
    expect(parameters({ IAM_PASSWORD_POLICY: { MaxPasswordAge: 90 } })).toBe(false);
    expect(parameters({ "encrypted-volumes": {} })).toBe(false);
  });
});

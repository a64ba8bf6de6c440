import * as fs from "node:fs";
import * as path from "node:path";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { type ManagedRule, ManagedRules, mirroredRules } from "../../modules/managed-rules";
import type { RuleMetadata } from "../../policies/contract/rule";
import { temporaryDirectory } from "../temporary";
import { type Resource, synthesized } from "./synthesized";

interface Published {
  readonly name?: string;
  readonly trigger?: readonly string[];
  readonly parameters?: Readonly<Record<string, { readonly required?: boolean }>>;
}

const read = (file: string): unknown => JSON.parse(fs.readFileSync(file, "utf8"));
const catalog = (read("policies/bundle/catalog.json") as { rules: readonly RuleMetadata[] }).rules;
const chosen = read("policies/parameters.json") as Readonly<Record<string, Readonly<Record<string, string>>>>;
const published = (read("policies/contract/aws-config-rules.json") as { rules: Readonly<Record<string, Published>> })
  .rules;

const deploy = (rules: readonly ManagedRule[], frequency?: "Six_Hours") =>
  synthesized((stack) => {
    const recorder = new ConfigConfigurationRecorder(stack, "recorder", { roleArn: "arn:example" });
    new ManagedRules(stack, "rules", { rules, recorder, ...(frequency && { frequency }) });
  });

const resources = deploy(mirroredRules("us-east-1"));
const deployed = resources.all("aws_config_config_rule");
const identifier = (rule: Resource) => (rule.arguments["source"] as { source_identifier: string }).source_identifier;
const parameters = (rule: Resource) =>
  JSON.parse((rule.arguments["input_parameters"] as string | undefined) ?? "{}") as Readonly<Record<string, unknown>>;

test("every rule of the catalog that mirrors AWS Config is deployed, once, and no other", () => {
  const mirrored = catalog.filter(({ source }) => source === "aws-config").map(({ id }) => id);
  expect(deployed.map(identifier).sort()).toEqual([...mirrored].sort());
  expect(deployed.every((rule) => (rule.arguments["source"] as { owner: string }).owner === "AWS")).toBe(true);
});

test("AWS Config has all of them, under these names and with these parameters", () => {
  for (const rule of deployed) {
    const { name, parameters: known = {} } = published[identifier(rule)]!;
    expect(rule.arguments["name"]).toBe(name ?? rule.arguments["name"]);
    expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(parameters(rule))));
  }
});

test("parameters that AWS Config insists on are given", () => {
  for (const rule of deployed) {
    const known = Object.entries(published[identifier(rule)]?.parameters ?? {});
    const required = known.filter(([, parameter]) => parameter.required).map(([name]) => name);
    expect([identifier(rule), Object.keys(parameters(rule))]).toEqual([
      identifier(rule),
      expect.arrayContaining(required),
    ]);
  }
});

test("parameters are those that the gate judges by: chosen ones over defaults, all of them strings", () => {
  for (const rule of deployed) {
    const { id, parameters: known } = catalog.find((entry) => entry.id === identifier(rule))!;
    const expected = Object.keys(known)
      .map((name) => [name, chosen[id]?.[name] ?? known[name]?.default] as const)
      .filter(([, value]) => value !== undefined);
    expect(parameters(rule)).toEqual(Object.fromEntries(expected));
    expect(Object.values(parameters(rule)).every((value) => typeof value === "string")).toBe(true);
  }
});

test("a frequency is given for rules that only the clock starts, never for those that a change starts", () => {
  for (const rule of deploy(mirroredRules("us-east-1"), "Six_Hours").all("aws_config_config_rule")) {
    const periodic = published[identifier(rule)]?.trigger?.join() === "periodic";
    expect(rule.arguments["maximum_execution_frequency"]).toBe(periodic ? "Six_Hours" : undefined);
  }
});

test("a rule waits for the recorder", () => {
  const recorder = resources.one("aws_config_configuration_recorder").name;
  for (const rule of deployed) {
    expect(rule.arguments["depends_on"]).toEqual([`aws_config_configuration_recorder.${recorder}`]);
  }
});

describe("from a catalog", () => {
  const entry = (id: string, change: Partial<RuleMetadata> = {}) => ({
    id,
    source: "aws-config",
    title: "Example",
    parameters: {},
    ...change,
  });

  /** A project directory with these rules and parameters. */
  function project(rules: readonly object[], given: object = {}): string {
    const directory = temporaryDirectory();
    const write = (file: string, content: unknown): void => {
      fs.mkdirSync(path.join(directory, path.dirname(file)), { recursive: true });
      fs.writeFileSync(path.join(directory, file), JSON.stringify(content));
    };
    write("policies/bundle/catalog.json", { rules });
    write("policies/parameters.json", given);
    write("policies/contract/aws-config-rules.json", {
      rules: {
        BY_CLOCK: { name: "clock", trigger: ["periodic"] },
        BY_BOTH: { name: "both", trigger: ["change", "periodic"] },
        UNDESCRIBED_RULE: {},
        OF_ONE_REGION: { name: "one-region", trigger: ["change"], onlyIn: "us-east-1" },
      },
    });
    return directory;
  }

  test("an identifier that AWS Config does not have is refused before anything is planned", () => {
    expect(() => mirroredRules("us-east-1", project([entry("BY_CLOCKS")]))).toThrow(
      "AWS Config has no managed rule BY_CLOCKS",
    );
  });

  test("a chosen value replaces the default, and a parameter without either is left out", () => {
    const known = { days: { description: "Days", default: "90" }, key: { description: "Key" } };
    const rules = [entry("BY_CLOCK", { parameters: known })];
    expect(mirroredRules("us-east-1", project(rules))[0]?.parameters).toEqual({ days: "90" });
    expect(mirroredRules("us-east-1", project(rules, { BY_CLOCK: { days: "30" } }))[0]?.parameters).toEqual({
      days: "30",
    });
    const [rule] = deploy(mirroredRules("us-east-1", project([entry("BY_CLOCK")]))).all("aws_config_config_rule");
    expect(rule?.arguments).not.toHaveProperty("input_parameters");
  });

  test("rules that change and clock start, or of which that is not known, get no frequency", () => {
    const rules = mirroredRules("us-east-1", project([entry("BY_CLOCK"), entry("BY_BOTH"), entry("UNDESCRIBED_RULE")]));
    expect(rules.map(({ name, periodic }) => [name, periodic])).toEqual([
      ["both", false],
      ["clock", true],
      ["undescribed-rule", false],
    ]);
  });

  test("a rule that one region has is deployed there, and nowhere else", () => {
    const rules = project([entry("BY_CLOCK"), entry("OF_ONE_REGION")]);
    expect(mirroredRules("us-east-1", rules).map(({ name }) => name)).toEqual(["clock", "one-region"]);
    expect(mirroredRules("eu-west-1", rules).map(({ name }) => name)).toEqual(["clock"]);
  });

  test("rules of this project's own are not AWS Config's to watch", () => {
    expect(mirroredRules("us-east-1", project([entry("OWN_RULE", { source: "plangate" })]))).toEqual([]);
  });

  test("a title that is too long for AWS Config is shortened", () => {
    const [rule] = mirroredRules("us-east-1", project([entry("BY_CLOCK", { title: "x".repeat(300) })]));
    expect(rule?.description).toHaveLength(256);
  });
});

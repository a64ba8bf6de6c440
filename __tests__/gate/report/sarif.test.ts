import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import type { Run } from "../../../gate/report";
import { evaluation, judgedStack, runOf } from "../judgement";
import { EXEMPTION, FIX, MODULE_MADE, rendered, SSH_RULE } from "./rendered";

const schema = JSON.parse(readFileSync(join(__dirname, "schemas", "sarif-schema-2.1.0.json"), "utf8")) as Record<
  string,
  unknown
>;
// The schema uses nothing of draft 04 but its name and `id`.
const ajv = addFormats(new Ajv({ strict: false }));
const validate = ajv.compile(
  Object.fromEntries(Object.entries(schema).filter(([name]) => name !== "$schema" && name !== "id")),
);

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
      readonly results: readonly Record<string, unknown>[];
      readonly invocations: readonly [{ readonly toolExecutionNotifications: readonly unknown[] }];
    },
  ];
}

/** The one run of the log, which is valid. */
async function logged(run: Run): Promise<Log["runs"][0]> {
  const log = JSON.parse(await rendered("sarif", run)) as Log;
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  expect(log.runs).toHaveLength(1);
  return log.runs[0];
}

const some = (...evaluations: Parameters<typeof evaluation>[0][]) =>
  runOf([judgedStack(evaluations.map((each) => evaluation(each)))], { rules: [SSH_RULE] });

/** The machine may be busy; nothing here is about time. */
jest.setTimeout(60_000);

describe("SARIF report", () => {
  it("refuses, by its schema, what is no SARIF", () => {
    expect(validate({ version: "2.1.0", runs: [{ tool: {} }] })).toBe(false);
  });

  it("shows a finding on the line that made it, and beside it the line of the stack that asked for it", async () => {
    const { results } = await logged(some({ construct: MODULE_MADE }));

    expect(results).toMatchObject([
      {
        ruleId: "INCOMING_SSH_DISABLED",
        ruleIndex: 0,
        level: "error",
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: "modules/database/index.ts" }, region: { startLine: 9 } },
            logicalLocations: [
              { fullyQualifiedName: "aws_security_group.web" },
              { fullyQualifiedName: "storefront/database" },
            ],
          },
        ],
        relatedLocations: [
          { physicalLocation: { artifactLocation: { uri: "stacks/storefront.ts" }, region: { startLine: 41 } } },
        ],
      },
    ]);
  });

  it("names files from the root of the repository, also where the project lies deeper or a file above it", async () => {
    const own = evaluation();
    const above = evaluation({ construct: { ...MODULE_MADE, file: "../lib/a b.ts" } });
    const { results } = await logged(runOf([judgedStack([own, above])], { projectPath: "infra/aws" }));

    expect(results.map((result) => /"uri":"([^"]+)"/.exec(JSON.stringify(result["locations"]))?.[1])).toEqual([
      "infra/aws/stacks/storefront.ts",
      "infra/lib/a%20b.ts",
    ]);
  });

  it("says what the rule is, how severe, and how a finding is mended", async () => {
    const { tool } = await logged(some({}));

    expect(tool.driver.rules).toMatchObject([
      {
        id: "INCOMING_SSH_DISABLED",
        helpUri: SSH_RULE.related_resources[0],
        help: { markdown: expect.stringContaining("**To mend it:** Admit SSH from known networks only.") },
        defaultConfiguration: { level: "error" },
        properties: { "security-severity": "8.0", tags: ["security", "ec2", "fsbp/EC2.13", "cis_3_0/5.2"] },
      },
    ]);
  });

  it("links the project's own pages of rules where it has such", async () => {
    const { tool } = await logged({ ...some({}), rulePages: "https://example.com/rules/" });

    expect(tool.driver.rules[0]?.["helpUri"]).toBe("https://example.com/rules/INCOMING_SSH_DISABLED.md");
  });

  it("suppresses what is exempted, with the reason, and lists nothing that is as it should be", async () => {
    const { results } = await logged(
      some({ exemption: EXEMPTION }, { status: "COMPLIANT" }, { status: "NOT_APPLICABLE" }),
    );

    expect(results).toMatchObject([
      { suppressions: [{ kind: "external", justification: "legacy (platform, SEC-1, until 2027-01-31)" }] },
    ]);
  });

  it("carries a proven fix", async () => {
    const { results } = await logged(some({ fix: FIX }));

    expect(JSON.stringify(results[0]?.["message"])).toContain("publiclyAccessible: false");
  });

  it("gives a finding the same fingerprint whatever else the plan has, and another in another stack", async () => {
    const fingerprint = (run: Awaited<ReturnType<typeof logged>>, at: number) =>
      JSON.stringify(run.results[at]?.["partialFingerprints"]);
    const other = judgedStack([evaluation()]);
    const plan = { ...other.judgement.plan, stack: "other" };
    const alone = await logged(some({ resource: "x" }));
    const together = await logged(
      runOf([judgedStack([evaluation({ resource: "w" }), evaluation({ resource: "x", message: "Reworded." })])]),
    );
    const elsewhere = await logged(runOf([judgedStack([evaluation({ resource: "x" })], { plan })]));

    expect(fingerprint(together, 1)).toBe(fingerprint(alone, 0));
    expect(fingerprint(together, 0)).not.toBe(fingerprint(alone, 0));
    expect(fingerprint(elsewhere, 0)).not.toBe(fingerprint(alone, 0));
  });

  it("is one run for several stacks, and tells what denies a plan as a whole", async () => {
    const reasons = [{ code: "plan-incomplete", message: "The plan is not complete." }] as const;
    const { results, invocations } = await logged(
      runOf([judgedStack([evaluation()]), judgedStack([evaluation()], { verdict: "denied", reasons })]),
    );

    expect(results).toHaveLength(2);
    expect(invocations[0].toolExecutionNotifications).toMatchObject([
      { level: "error", message: { text: "storefront: The plan is not complete." } },
    ]);
  });

  it("makes no link of what a plan says", async () => {
    const { results } = await logged(some({ message: "See [this](https://evil.example)." }));
    const { text, markdown } = results[0]?.["message"] as { text: string; markdown: string };

    expect(text).toContain("\\[this\\](");
    expect(markdown).toContain("\\[this\\]\\(");
  });

  it("is valid for no stack", async () => {
    expect((await logged(runOf([]))).results).toEqual([]);
  });
});

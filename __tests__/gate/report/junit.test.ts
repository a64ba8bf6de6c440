import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateXML } from "xmllint-wasm";
import type { Run } from "../../../gate/report";
import { evaluation, judgedStack, runOf } from "../judgement";
import { EXEMPTION, rendered } from "./rendered";

const schema = { fileName: "junit.xsd", contents: readFileSync(join(__dirname, "schemas", "junit.xsd"), "utf8") };

/** The report, which is valid. */
async function valid(run: Run): Promise<string> {
  const contents = await rendered("junit", run);
  const { errors } = await validateXML({ xml: [{ fileName: "report.xml", contents }], schema: [schema] });
  expect(errors).toEqual([]);
  return contents;
}

/** The machine may be busy; nothing here is about time. */
jest.setTimeout(60_000);

describe("JUnit report", () => {
  it("refuses, by its schema, what readers do not know", async () => {
    const contents = '<testsuites tests="1" failures="0" errors="0" time="0"><testsuite name="a"/></testsuites>';
    const { valid: fits } = await validateXML({ xml: [{ fileName: "report.xml", contents }], schema: [schema] });

    expect(fits).toBe(false);
  });

  it("fails what denies, passes what is compliant, and skips the rest with its reason", async () => {
    const report = await valid(
      runOf([
        judgedStack([
          evaluation({ resource: "denies" }),
          evaluation({ resource: "fine", status: "COMPLIANT" }),
          evaluation({ resource: "exempted", exemption: EXEMPTION }),
          evaluation({ resource: "gone", status: "NOT_APPLICABLE", message: "It is deleted." }),
          evaluation({ resource: "advice", rule: "ADVICE", enforcement: "advisory" }),
        ]),
      ]),
    );

    expect(report).toContain('<testsuites name="plangate" tests="6" failures="1" errors="0" time="0">');
    expect(report).toMatch(/name="denies" time="0">\s*<failure type="high NON_COMPLIANT" message="Port 22 is open/);
    expect(report).toMatch(/name="fine" time="0"\/>/);
    expect(report).toMatch(/name="exempted" time="0">\s*<skipped [^>]*message="Exempted until 2027-01-31/);
    expect(report).toMatch(/name="gone" time="0">\s*<skipped [^>]*message="Not applicable: It is deleted\./);
    expect(report).toMatch(/name="advice" time="0">\s*<skipped [^>]*message="Advisory: /);
    expect(report).toContain("At stacks/storefront.ts:41");
  });

  it("is one case for a resource with several faults", async () => {
    const report = await valid(
      runOf([judgedStack([evaluation(), evaluation({ attribute: "ingress[1].cidr_blocks" })])]),
    );

    expect(report.match(/<testcase classname="storefront.INCOMING/g)).toHaveLength(1);
    expect(report).toContain("ingress[1].cidr_blocks");
  });

  it("fails also where no rule but the plan as a whole is at fault", async () => {
    const reasons = [{ code: "no-resources", message: "The plan has no managed resources." }] as const;
    const report = await valid(runOf([judgedStack([], { verdict: "denied", reasons })]));

    expect(report).toMatch(/<failure type="denied" message="The plan has no managed resources\."/);
  });

  it("stays XML whatever a plan says", async () => {
    const hostile = "]]><x a=\"'&amp;\u0000\ufffe\ud800\n";
    const report = await valid(
      runOf([judgedStack([evaluation({ resource: hostile, message: hostile, construct: null, attribute: hostile })])]),
    );

    expect(report).not.toContain("]]>");
  });
});

import { readPlan } from "../../../gate/plan";
import { InputError } from "../../../gate/errors";

const PLAN = JSON.stringify({ format_version: "1.2", resource_changes: [], configuration: {} });

function refusal(bytes: Uint8Array | string): string {
  try {
    readPlan(typeof bytes === "string" ? Buffer.from(bytes) : bytes, "plan.json");
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problem.where).toContain("plan.json");
    return (error as InputError).problem.what;
  }
  return "";
}

test.each([
  ["UTF-8", Buffer.from(PLAN)],
  ["UTF-8 with a byte-order mark", Buffer.from(`\uFEFF${PLAN}`)],
  ["UTF-16 as PowerShell writes it", Buffer.from(`\uFEFF${PLAN}`, "utf16le")],
  ["UTF-16 big-endian", Buffer.from(`\uFEFF${PLAN}`, "utf16le").swap16()],
])("reads %s", (_, bytes) => {
  expect(readPlan(bytes, "plan.json").format_version).toBe("1.2");
});

test.each([
  ["nothing", "", /empty/],
  ["white space", " \n", /empty/],
  ["text", "Plan: 3 to add", /not JSON/],
  ["truncated JSON", PLAN.slice(0, -5), /truncated/],
  ["truncated in a string", PLAN.slice(0, 8), /truncated/],
  ["a list", "[]", /not a JSON object/],
  ["a state file", '{"version":4,"serial":1,"lineage":"x","resources":[]}', /state/],
  ["a state in JSON", '{"format_version":"1.0","values":{}}', /state/],
  ["another document", '{"name":"x"}', /no format_version/],
  ["an empty envelope", '{"format_version":"1.2"}', /plans nothing/],
  ["a newer major format", '{"format_version":"2.0","resource_changes":[]}', /2\.0/],
  ["a format that is no version", '{"format_version":1.2,"resource_changes":[]}', /1\.2/],
  [
    "a change without actions",
    '{"format_version":"1.2","resource_changes":[{"address":"a.b","mode":"managed","type":"a","name":"b","change":{}}]}',
    /malformed/,
  ],
  [
    "a provider without expressions",
    '{"format_version":"1.2","configuration":{"provider_config":{"aws":{"expressions":null}}}}',
    /malformed/,
  ],
  [
    "an address as long as a book",
    `{"format_version":"1.2","resource_changes":[{"address":"${"a".repeat(20_000)}","mode":"managed","type":"a","name":"b","change":{"actions":["create"]}}]}`,
    /malformed/,
  ],
  ["what is no JSON at all", "NaN", /^The plan is not JSON\.$/],
  ["a format version without end", `{"format_version":"${"2".repeat(5_000)}","resource_changes":[]}`, /^.{1,200}$/],
  [
    "an unknown action",
    '{"format_version":"1.2","resource_changes":[{"address":"a.b","mode":"managed","type":"a","name":"b","change":{"actions":["explode"]}}]}',
    /malformed/,
  ],
])("refuses %s and says so", (_, text, message) => {
  expect(refusal(text)).toMatch(message);
});

test("refuses a plan file and bytes that are no text", () => {
  expect(refusal(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0]))).toMatch(/plan file/);
  expect(refusal(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).toMatch(/UTF-8/);
});

test("the message about broken JSON quotes nothing of the plan", () => {
  expect(refusal('{"password": hunter2}')).not.toMatch(/hunter/);
});

test("a plan with -refresh-only has no changes: what it found is read as unchanged", () => {
  const values = { ingress: [], password: "x" };
  const resource = { mode: "managed", type: "aws_security_group", name: "a", provider_name: "aws", values };
  const root = { resources: [{ address: "aws_security_group.a", ...resource, sensitive_values: { password: true } }] };
  const child = {
    address: "module.m",
    resources: [{ address: "module.m.aws_security_group.a", ...resource, index: 0 }],
  };
  const document = {
    format_version: "1.2",
    planned_values: { root_module: { ...root, child_modules: [child] } },
    configuration: {},
  };

  expect(readPlan(Buffer.from(JSON.stringify(document)), "plan.json").resource_changes).toMatchObject([
    {
      address: "aws_security_group.a",
      change: { actions: ["no-op"], before: values, after: values, after_sensitive: { password: true } },
    },
    { address: "module.m.aws_security_group.a", module_address: "module.m", index: 0, change: { actions: ["no-op"] } },
  ]);
});

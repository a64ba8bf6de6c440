import { InputError } from "../../../gate/errors";
import { readPlan } from "../../../gate/plan";
import type { ResourceChange } from "../../../gate/plan";
import { changeOf, planJsonOf } from "../planned";

const BUCKET = changeOf("aws_s3_bucket.logs", { after: { bucket: "logs" } });

function refusal(...changes: readonly object[]): string {
  try {
    readPlan(planJsonOf(changes as readonly ResourceChange[]), "plan.json");
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { what, where } = (error as InputError).problem;
    return `${where}: ${what}`;
  }
  return "";
}

const leaving = { actions: ["delete"], before: {}, after: null };

test.each<[string, readonly object[]]>([
  ["a resource", [BUCKET]],
  ["one of several", [{ ...BUCKET, address: 'aws_s3_bucket.logs["a]"]', index: "a]" }]],
  [
    "one in a module",
    [{ ...BUCKET, address: 'module.a["x"].aws_s3_bucket.logs[0]', module_address: 'module.a["x"]', index: 0 }],
  ],
  ["a data source", [{ ...BUCKET, address: "data.aws_s3_bucket.logs", mode: "data" }]],
  ["a resource and what a replacement left of it", [BUCKET, { ...BUCKET, deposed: "0a1b2c3d", change: leaving }]],
  [
    "two such leftovers",
    [
      { ...BUCKET, deposed: "0a1b2c3d", change: leaving },
      { ...BUCKET, deposed: "4e5f6071", change: { ...leaving, actions: ["forget"] } },
    ],
  ],
])("takes %s", (_, changes) => {
  expect(refusal(...changes)).toBe("");
});

test.each<[string, readonly object[], string]>([
  ["another type than the address's", [{ ...BUCKET, type: "aws_s3_object" }], "the address is not that of its"],
  ["a type that only looks like it", [{ ...BUCKET, type: "aws_s3_bucket " }], "the address is not that of its"],
  ["the type __proto__", [{ ...BUCKET, type: "__proto__" }], "the address is not that of its"],
  ["another name", [{ ...BUCKET, name: "log" }], "the address is not that of its"],
  ["a managed resource that says it is data", [{ ...BUCKET, mode: "data" }], "the address is not that of its"],
  ["a module that it is not in", [{ ...BUCKET, module_address: "module.a" }], "the address is not that of its"],
  ["an address with an ending", [{ ...BUCKET, address: "aws_s3_bucket.logs.x" }], "the address is not that of its"],
  ["the same address twice", [BUCKET, { ...BUCKET }], "the plan changes it twice"],
  ["a deposed object that is created", [{ ...BUCKET, deposed: "0a1b2c3d" }], 'deleted or forgotten, not "create"'],
  [
    "a deletion that leaves values",
    [{ ...BUCKET, change: { ...leaving, after: { bucket: "logs" } } }],
    "has values afterwards",
  ],
  [
    "a creation of what there is",
    [{ ...BUCKET, change: { ...BUCKET.change, before: { bucket: "logs" } } }],
    "has values before that",
  ],
])("refuses %s, and says where", (_, changes, problem) => {
  const said = refusal(...changes);

  expect(said).toContain(problem);
  expect(said).toMatch(/^plan\.json at aws_s3_bucket\.logs/);
});

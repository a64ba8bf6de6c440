import type { Sketch } from "./sketch";

/** Decided at apply: every subject of the cases may refer to it. */
const LATE = "${terraform_data.late.output}";

/** A subject of cases, to be planned by the real provider: path, relative to the project, and text. */
export function caseFiles({ id, resources, attribute, demand }: Sketch): [path: string, text: string][] {
  const name = id.toLowerCase().replaceAll("_", "-");
  const [good, bad] = demand === "present" ? ["CHANGE ME", null] : [demand === "true", demand !== "true"];
  const cases = {
    good: [{ [attribute]: good }, "COMPLIANT"],
    bad: [{ [attribute]: bad }, "NON_COMPLIANT"],
    left_out: [{}, "NON_COMPLIANT"],
    late: [{ [attribute]: LATE }, "INSUFFICIENT_DATA"],
  } as const;
  const configuration = {
    resource: {
      terraform_data: { late: { input: "decided at apply" } },
      ...Object.fromEntries(
        resources.map((type) => [
          type,
          Object.fromEntries(Object.entries(cases).map(([key, [values]]) => [key, values])),
        ]),
      ),
    },
  };
  const expected = {
    [id]: Object.fromEntries(
      resources.flatMap((type) => Object.entries(cases).map(([key, [, status]]) => [`${type}.${key}`, status])),
    ),
  };
  const files = {
    "subject.json": { description: "CHANGE ME to what these cases have in common." },
    "main.tf.json": configuration,
    "expected.json": expected,
  };
  return Object.entries(files).map(([file, content]) => [
    `__tests__/cases/${name}/${file}`,
    `${JSON.stringify(content, null, 2)}\n`,
  ]);
}

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LEFT_OUT, TRIED_WITH } from "../../../gate/sandbox";

const ROOT = join(__dirname, "..", "..", "..");

/** Types of all resources that the recorded plans of the stacks have. */
function plannedTypes(): Set<string> {
  const plans = join(ROOT, "__tests__", "plans");
  return new Set(
    readdirSync(plans)
      .filter((name) => name.endsWith(".json"))
      .flatMap((name) => {
        const { resource_changes: changes = [] } = JSON.parse(readFileSync(join(plans, name), "utf8")) as {
          resource_changes?: { type: string }[];
        };
        return changes.map(({ type }) => type);
      }),
  );
}

test("the list is of the moto that is installed: with another one it is tried again (npm run sandbox:gaps)", () => {
  const requirements = readFileSync(join(ROOT, "gate", "sandbox", "requirements.txt"), "utf8");
  expect(/^moto==(.*)$/m.exec(requirements)?.[1]).toBe(TRIED_WITH);
});

test("every entry is of a type that the stacks have: what nobody uses cannot be tried", () => {
  const types = plannedTypes();
  expect(types.size).toBeGreaterThan(100);
  expect(Object.keys(LEFT_OUT).filter((type) => !types.has(type))).toEqual([]);
});

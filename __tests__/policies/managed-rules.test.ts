import { readFileSync } from "node:fs";
import { join } from "node:path";

const policies = join(__dirname, "..", "..", "policies");

/** Identifier → triggers, as library/managed_rules.rego has them: one identifier a line. */
function triggersInRego(): Record<string, string[]> {
  const source = readFileSync(join(policies, "library", "managed_rules.rego"), "utf8");
  const lines = source.matchAll(/^\t"([A-Z0-9_]+)": (\[.*\]),$/gm);
  return Object.fromEntries([...lines].map(([, id = "", triggers = "[]"]) => [id, JSON.parse(triggers) as string[]]));
}

describe("the identifiers that Rego knows", () => {
  it("are those of the contract, with the same triggers", () => {
    const { rules } = JSON.parse(readFileSync(join(policies, "contract", "aws-config-rules.json"), "utf8")) as {
      rules: Record<string, { trigger?: string[] }>;
    };

    expect(triggersInRego()).toEqual(
      Object.fromEntries(Object.entries(rules).map(([id, { trigger }]) => [id, trigger ?? []])),
    );
  });

  it("are of the same single regions", () => {
    const source = readFileSync(join(policies, "library", "managed_rules.rego"), "utf8");
    const lines = source.matchAll(/^\t"([A-Z0-9_]+)": "([a-z0-9-]+)",$/gm);
    const { rules } = JSON.parse(readFileSync(join(policies, "contract", "aws-config-rules.json"), "utf8")) as {
      rules: Record<string, { onlyIn?: string }>;
    };

    expect(Object.fromEntries([...lines].map(([, id, region]) => [id, region]))).toEqual(
      Object.fromEntries(
        Object.entries(rules).flatMap(([id, { onlyIn }]) => (onlyIn === undefined ? [] : [[id, onlyIn]])),
      ),
    );
  });
});

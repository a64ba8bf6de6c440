import { createRequire } from "node:module";
import { runInThisContext } from "node:vm";
import type { ValidateFunction } from "ajv";
import { compileSchema } from "../../scripts/compile-schema.cjs";

/** Runs compiled code as Node would. */
function load(schema: object): ValidateFunction {
  const module = { exports: {} as ValidateFunction };
  const code = compileSchema(JSON.stringify(schema), "x.schema.json");
  const run = runInThisContext(`(function (module, exports, require) {${code}})`) as (...scope: unknown[]) => void;
  run(module, module.exports, createRequire(__filename));
  return module.exports;
}

describe("compileSchema", () => {
  it.each(["http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2020-12/schema"])(
    "compiles %s to a validator that reports every error",
    ($schema) => {
      const validate = load({
        $schema,
        type: "object",
        required: ["name"],
        properties: { name: { type: "string", maxLength: 3 }, day: { type: "string", format: "date" } },
        additionalProperties: false,
      });

      expect(validate({ name: "abc", day: "2026-11-22" })).toBe(true);
      expect(validate({ day: "2026-13-01", more: 1 })).toBe(false);
      expect(validate.errors?.map((error) => error.keyword).sort()).toEqual([
        "additionalProperties",
        "format",
        "required",
      ]);
    },
  );

  it("refuses a schema without a dialect, so that no keyword is silently ignored", () => {
    expect(() => compileSchema('{"type":"object"}', "policies/x.schema.json")).toThrow(/^x\.schema\.json: "\$schema"/);
  });

  it("refuses a keyword that ajv does not know", () => {
    const schema = { $schema: "http://json-schema.org/draft-07/schema#", typo: true };
    expect(() => compileSchema(JSON.stringify(schema), "x.schema.json")).toThrow(/unknown keyword: "typo"/);
  });
});

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { loadSettings, SettingsError } from "../../synth";

const SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["name", "zones"],
  properties: {
    name: { type: "string", pattern: "^[a-z]+$", description: "short name" },
    capacity: {
      type: "object",
      additionalProperties: false,
      properties: { maximum: { type: "integer", minimum: 1, maximum: 10, description: "instances" } },
    },
    egress: { enum: ["endpoints", "nat-gateway"] },
    zones: {
      type: "array",
      minItems: 1,
      uniqueItems: true,
      items: { type: "string", minLength: 2 },
      description: "zones",
    },
    tags: { type: "object", propertyNames: { pattern: "^[A-Z]" } },
  },
};

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "settings-"));
const schemaFile = path.join(directory, "schema.json");
const file = path.join(directory, "prod.json");
fs.writeFileSync(schemaFile, JSON.stringify(SCHEMA));

afterAll(() => {
  fs.rmSync(directory, { recursive: true });
});

function load(text: string): unknown {
  fs.writeFileSync(file, text);
  return loadSettings(file, schemaFile);
}

/** The problems that are found in settings, one a line. */
function problems(settings: object | string): string[] {
  try {
    load(typeof settings === "string" ? settings : JSON.stringify(settings));
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    const [first, ...rest] = (error as Error).message.split("\n");
    expect(first).toBe(`${file} cannot be used:`);
    return rest.map((line) => line.replace(/^ {2}- /, ""));
  }
  return [];
}

const VALID = { name: "prod", zones: ["us-east-1a"] };

test("settings that match the schema are returned as they are", () => {
  expect(load(JSON.stringify(VALID))).toEqual(VALID);
});

test("a byte-order mark is no problem", () => {
  expect(load(`\uFEFF${JSON.stringify(VALID)}`)).toEqual(VALID);
});

test.each<[string, object, string]>([
  [
    "a value of another type",
    { ...VALID, capacity: { maximum: "4" } },
    'capacity.maximum: expected an integer of at least 1 of at most 10 (instances), found "4"',
  ],
  [
    "a value beyond a limit",
    { ...VALID, capacity: { maximum: 40 } },
    "capacity.maximum: expected an integer of at least 1 of at most 10 (instances), found 40",
  ],
  [
    "a value that is not on the list",
    { ...VALID, egress: "nat" },
    'egress: expected one of "endpoints", "nat-gateway", found "nat"',
  ],
  [
    "a text of another form",
    { ...VALID, name: "Prod!" },
    'name: expected a string that matches ^[a-z]+$ (short name), found "Prod!"',
  ],
  ["an item of a list", { ...VALID, zones: ["a"] }, 'zones[0]: expected a string of 2 or more characters, found "a"'],
  [
    "a list that is too short",
    { ...VALID, zones: [] },
    "zones: expected an array with 1 or more items (zones), found []",
  ],
  ["the same twice", { ...VALID, zones: ["us", "us"] }, "zones: expected different items, found one twice"],
  ["a missing setting", { name: "prod" }, "zones: expected an array with 1 or more items (zones), found nothing"],
  ["a mistyped setting", { ...VALID, egres: "endpoints" }, 'egres: unknown setting; did you mean "egress"?'],
  [
    "a mistyped setting further in",
    { ...VALID, capacity: { max: 4 } },
    "capacity.max: unknown setting; there are: maximum",
  ],
  ["a name of another form", { ...VALID, tags: { owner: "x" } }, "tags.owner: expected a name that matches ^[A-Z]"],
])("%s is explained", (_, settings, problem) => {
  expect(problems(settings)).toEqual([problem]);
});

test("all problems are told at once", () => {
  expect(problems({ zone: 1 })).toHaveLength(3);
});

test("what is no object is said to be none", () => {
  expect(problems("[]")).toEqual(["the whole file: expected an object, found []"]);
});

test("long values are shown by their beginning", () => {
  expect(problems({ ...VALID, name: "X".repeat(500) })[0]?.length).toBeLessThan(200);
});

test("text that is not JSON is told from settings that are wrong", () => {
  expect(problems("{")).toEqual([expect.stringMatching(/^it is not JSON: /)]);
});

test("a file that is not there is told by its name", () => {
  const missing = path.join(directory, "missing.json");
  expect(() => loadSettings(missing, schemaFile)).toThrow(
    `${missing} cannot be used:\n  - the file cannot be read: ENOENT`,
  );
});

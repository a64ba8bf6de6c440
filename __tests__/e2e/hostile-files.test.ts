import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryDirectory } from "../temporary";

const ROOT = join(__dirname, "..", "..");
const COMMAND = join(ROOT, "bin", "plangate.cjs");
/** More than any explanation needs: what a plan holds must not be poured out. */
const MOST_SAID = 2_000;
const AS_BUILT = readFileSync(join(ROOT, "__tests__", "plans", "as-built.json"), "utf8");
const TEXT = JSON.stringify(JSON.parse(AS_BUILT));
const RAW = "@@raw@@";

interface Change {
  address: string;
  mode: string;
  type: string;
  name: string;
  deposed?: string;
  change: {
    actions: unknown;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
    after_unknown?: unknown;
  };
}

interface Document {
  [part: string]: unknown;
  resource_changes: Change[];
  configuration: { root_module: { resources: Record<string, unknown>[]; [member: string]: unknown } };
}

const directory = temporaryDirectory();

/** The system as it was built, which is denied, with something done to it. */
function plan(spoil: (document: Document) => void): string {
  const document = JSON.parse(AS_BUILT) as Document;
  spoil(document);
  return JSON.stringify(document);
}

/** The same, with JSON in it that JSON.stringify cannot write. */
function planWith(json: string, spoil: (document: Document, raw: string) => void): string {
  return plan((document) => spoil(document, RAW)).replace(`"${RAW}"`, () => json);
}

function database({ resource_changes: changes }: Document): Change {
  const found = changes.find(({ type }) => type === "aws_rds_cluster");
  if (found === undefined) throw new Error("The system as it was built has a database.");
  return found;
}

function values(change: Change): Record<string, unknown> {
  if (change.change.after === null) throw new Error(`${change.address} has no values.`);
  return change.change.after;
}

function nested(open: string, close: string, times: number, inner = ""): string {
  return open.repeat(times) + inner + close.repeat(times);
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

/** Runs the built command on a file, as a user does. */
function check(file: string): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [COMMAND, "check", file], { cwd: directory });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

async function checkContent(content: string | Uint8Array) {
  writeFileSync(join(directory, "plan.json"), content);
  return check("plan.json");
}

/** What a refusal looks like: what is wrong, where, and how to mend it, and nothing else. */
function expectRefusal({ code, out, err }: Awaited<ReturnType<typeof check>>, what: RegExp, where = "plan.json"): void {
  const [first = "", ...rest] = err.split("\n");
  expect(first).toMatch(/^error {2}\S/);
  expect(err).toMatch(what);
  expect(rest.find((line) => line.startsWith("  at   "))).toContain(where);
  expect(rest.find((line) => line.startsWith("  mend "))).toMatch(/\w/);
  expect(err).not.toMatch(/^\s+at .*:\d+:\d+\)?$|internal error/m);
  expect(err.length).toBeLessThan(MOST_SAID);
  expect(out).toBe("");
  expect(code).toBe(2);
}

describe("plangate check refuses", () => {
  it.each<[string, () => string | Uint8Array, RegExp]>([
    ["an empty file", () => "", /The plan is empty/],
    ["white space", () => " \r\n\t", /The plan is empty/],
    ["Terraform's own words", () => "Error: no plan", /not JSON: unexpected token/],
    ["JSON that ends in the middle", () => TEXT.slice(0, TEXT.length / 2), /truncated|not JSON/],
    ["JSON without its last brace", () => TEXT.slice(0, -1), /truncated|not JSON/],
    ["two plans", () => TEXT + TEXT, /not JSON/],
    ["a plan and NUL", () => `${TEXT}\0`, /not JSON/],
    ["NUL bytes", () => "\0".repeat(1_000), /not JSON/],
    ["a value that is no JSON", () => "NaN", /The plan is not JSON\.$/m],
    ["null", () => "null", /not a JSON object/],
    ["a list", () => "[]", /not a JSON object/],
    ["an object of nothing", () => "{}", /no format_version/],
    ["a plan in the prototype of another document", () => `{"__proto__":${TEXT}}`, /no format_version/],
    ["UTF-16 without a byte-order mark", () => Buffer.from(TEXT, "utf16le"), /not JSON/],
    ["UTF-16 that ends within a character", () => utf16(TEXT).subarray(0, -1), /not JSON/],
    ["UTF-32", () => Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0, 0x7d, 0, 0, 0]), /not JSON/],
    ["overlong UTF-8", () => Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf, 0x22, 0x7d])]), /UTF-8/],
    ["a compressed plan", () => gzipSync(TEXT), /not UTF-8/],
    ["the start of a zip archive", () => Buffer.from([0x50, 0x4b, 3, 4]), /The plan file is corrupt/],
    ["a million open brackets", () => "[".repeat(1_000_000), /truncated|not a JSON object/],
    ["a million closed brackets", () => nested("[", "]", 1_000_000), /not a JSON object|deep/],
    [
      "values nested 100,000 deep where a rule reads",
      () => planWith(nested("[", "]", 100_000), (document, raw) => (values(database(document))["engine"] = raw)),
      /nests values too deeply/,
    ],
    [
      "modules nested 20,000 deep",
      () =>
        planWith(nested('{"module":{"module_calls":{"m":', "}}}", 20_000, "{}"), (document, raw) => {
          document.configuration.root_module["module_calls"] = { m: raw };
        }),
      /nests values too deeply/,
    ],
    ["no format version", () => plan((document) => delete document["format_version"]), /no format_version/],
    ["format version 2.0", () => plan((document) => (document["format_version"] = "2.0")), /format version "2\.0"/],
    ["format version 0.2", () => plan((document) => (document["format_version"] = "0.2")), /format version "0\.2"/],
    [
      "a number for format version",
      () => plan((document) => (document["format_version"] = 1.2)),
      /format version 1\.2/,
    ],
    [
      "a line after the format version",
      () => plan((document) => (document["format_version"] = "1.2\n")),
      /format version/,
    ],
    [
      "a format version of 50 MB",
      () => plan((document) => (document["format_version"] = "x".repeat(5e7))),
      /format version/,
    ],
    ["a second format version", () => `${TEXT.slice(0, -1)},"format_version":"9.0"}`, /format version "9\.0"/],
    ["50 MB of a letter", () => "x".repeat(5e7), /not JSON/],
    ["an address of 50 MB", () => plan((document) => (database(document).address = "x".repeat(5e7))), /malformed/],
    [
      "half of a surrogate pair",
      () => plan((document) => (values(database(document))["engine"] = "\ud800")),
      /half of a surrogate pair/,
    ],
    [
      "a type that no rule judges, over an address that one does",
      () => otherTypes(() => "null_resource"),
      /contradicts itself/,
    ],
    ["the type __proto__", () => otherTypes(() => "__proto__"), /contradicts itself/],
    ["the type constructor", () => otherTypes(() => "constructor"), /contradicts itself/],
    ["types in capitals", () => otherTypes((type) => type.toUpperCase()), /contradicts itself/],
    ["resources that say they are data", () => each((change) => (change.mode = "data")), /contradicts itself/],
    [
      "resources that say they are leftovers",
      () => each((change) => (change.deposed = "0a1b2c3d")),
      /contradicts itself/,
    ],
    [
      "deletions that leave everything",
      () => each(({ change }) => (change.actions = ["delete"])),
      /contradicts itself/,
    ],
    ["what is forgotten and changed", () => each(({ change }) => (change.actions = ["forget"])), /contradicts itself/],
    ["the same address twice", () => each((change) => (change.address = "a.b")), /contradicts itself/],
    ["an unknown action", () => each(({ change }) => (change.actions = ["explode"])), /malformed/],
    ["no action", () => each(({ change }) => (change.actions = [])), /malformed/],
    ["a list for the values", () => each(({ change }) => (change.after = [] as never)), /malformed/],
    ["a resource without an address", () => each((change) => delete (change as Partial<Change>).address), /malformed/],
    ["null for a resource", () => plan((document) => (document.resource_changes[0] = null as never)), /malformed/],
  ])(
    "%s",
    async (_, content, what) => {
      expectRefusal(await checkContent(content()), what);
    },
    120_000,
  );

  it("actions that nobody knows together, and names the resource", async () => {
    const content = each(({ change }) => (change.actions = ["no-op", "create"]));

    expectRefusal(await checkContent(content), /actions no-op, create together/, "aws_");
  });

  const WRONG: readonly unknown[] = [null, "x", 7, [null]];
  const PARTS = ["resource_changes", "configuration", "variables", "errored", "complete", "terraform_version"];

  it.each(PARTS)("anything else for %s", async (part) => {
    for (const wrong of WRONG) {
      const fits = part === "terraform_version" && typeof wrong === "string";
      if (!fits) expectRefusal(await checkContent(plan((document) => (document[part] = wrong))), /malformed: must be/);
    }
  });

  it("a directory, and a file that is not there", async () => {
    mkdirSync(join(directory, "folder"));

    expectRefusal(await check("folder"), /cannot be read/, "folder");
    expectRefusal(await check("none.json"), /cannot be read/, "none.json");
  });
});

/** Every resource with something done to it. */
function each(spoil: (change: Change) => void): string {
  return plan((document) => document.resource_changes.forEach(spoil));
}

function otherTypes(typeOf: (type: string) => string): string {
  return each((change) => (change.type = typeOf(change.type)));
}

/** What can be read is judged, and what is wrong in it stays wrong. */
describe("plangate check denies the system as it was built", () => {
  it.each<[string, () => string | Uint8Array]>([
    ["behind a byte-order mark", () => `\ufeff${TEXT}`],
    ["in UTF-16", () => utf16(TEXT)],
    [
      "with keys __proto__ that say it is right",
      () =>
        TEXT.replaceAll(
          /"after":\{(?=")/g,
          '"after":{"__proto__":{"publicly_accessible":false,"storage_encrypted":true},',
        ),
    ],
    [
      "with __proto__ for all of the plan",
      () => TEXT.replace("{", '{"__proto__":{"resource_changes":[],"complete":true},'),
    ],
    [
      "with keys of Object.prototype",
      () =>
        plan((document) => {
          Object.assign(document, { constructor: { prototype: {} }, hasOwnProperty: 1, toString: "x" });
          for (const change of document.resource_changes)
            Object.assign(
              change,
              { hasOwnProperty: 1 },
              change.change.after && { constructor: { prototype: { x: 1 } } },
            );
        }),
    ],
    [
      "with every setting twice, the right one first",
      () => TEXT.replaceAll('"publicly_accessible":', '"publicly_accessible":false,"publicly_accessible":'),
    ],
    ["with its changes twice, the second time none", () => `${TEXT.slice(0, -1)},"resource_changes":[]}`],
    ["with NUL in a text", () => plan((document) => (values(database(document))["engine"] = "\0"))],
    [
      "with a number beyond 2^53",
      () =>
        planWith("9007199254740993", (document, raw) => (values(database(document))["backup_retention_period"] = raw)),
    ],
    ["with an infinite number", () => planWith("1e400", (document, raw) => (values(database(document))["port"] = raw))],
    ["with a text of 50 MB", () => plan((document) => (values(database(document))["engine"] = "x".repeat(5e7)))],
    ["with a key of 50 MB", () => plan((document) => (document["k".repeat(5e7)] = 1))],
    ["without any configuration", () => plan((document) => (document.configuration = {} as never))],
    ["with all unknown", () => each(({ change }) => (change.after_unknown = true))],
    [
      "with values nested 100,000 deep where no rule reads",
      () =>
        planWith(
          nested('{"a":', "}", 100_000, "1"),
          (document, raw) => (values(database(document))["domain_memberships"] = raw),
        ),
    ],
    ["with no values", () => each(({ change }) => (change.after = null))],
    ["with no changes", () => plan((document) => (document.resource_changes = []))],
    [
      "with references to nothing and to themselves",
      () => plan((document) => document.configuration.root_module.resources.forEach((resource) => refer(resource))),
    ],
  ])(
    "%s",
    async (_, content) => {
      const { code, out, err } = await checkContent(content());

      expect(err).not.toMatch(/^\s+at .*:\d+:\d+\)?$|internal error/m);
      expect(out).toMatch(/^ {2}denied$/m);
      expect(code).toBe(1);
    },
    300_000,
  );
});

function refer(resource: Record<string, unknown>): void {
  const names = Object.keys(resource["expressions"] ?? {});
  const own = String(resource["address"]);
  resource["expressions"] = Object.fromEntries(
    names.map((name) => [name, { references: ["__proto__.x", "constructor", "..", "", `${own}.${name}`, own] }]),
  );
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keysFromEnvironment, keysFromFile } from "../../../functions/run-task/keys";
import { parseOrigin } from "../../../functions/run-task/origins";
import { isSigned, sign } from "../../../functions/run-task/signature";

const OLD = "the old key of the task";
const NEW = "the new key of the task";

let directory = "";
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "plangate-keys-"))));
afterEach(() => rmSync(directory, { recursive: true }));

test("a key is changed without a gap: both count until the old one is taken away", async () => {
  const file = join(directory, "keys");
  writeFileSync(file, `${OLD}\n`);
  const source = keysFromFile(file);
  expect(await source.keys()).toEqual([OLD]);
  writeFileSync(file, `${OLD}\r\n${NEW}\r\n`);
  expect(await source.keys()).toEqual([OLD, NEW]);
  writeFileSync(file, NEW);
  expect(await source.keys()).toEqual([NEW]);
});

test("a file that is gone or wrong for a while changes nothing", async () => {
  const file = join(directory, "keys");
  writeFileSync(file, OLD);
  const source = keysFromFile(file);
  writeFileSync(file, "");
  expect(await source.keys()).toEqual([OLD]);
  rmSync(file);
  expect(await source.keys()).toEqual([OLD]);
  writeFileSync(file, NEW);
  expect(await source.keys()).toEqual([NEW]);
});

test.each([
  ["no file", null, /cannot be read/],
  ["an empty file", "\n \n", /no HMAC key/],
  ["a key that can be guessed", "secret", /fewer than 16 characters/],
  ["keys that nobody took away", `${OLD}\n${NEW}\nand a third one, too\n`, /3 HMAC keys/],
])("%s is refused at the start", (_, text, message) => {
  const file = join(directory, "keys");
  if (text !== null) writeFileSync(file, text);
  expect(() => keysFromFile(file)).toThrow(message);
});

test("from the environment", async () => {
  expect(() => keysFromEnvironment({})).toThrow(/no HMAC key/);
  expect(() => keysFromEnvironment({ PLANGATE_HMAC_KEY: "" })).toThrow(/no HMAC key/);
  expect(await keysFromEnvironment({ PLANGATE_HMAC_KEY: OLD, PLANGATE_HMAC_KEY_NEXT: NEW }).keys()).toEqual([OLD, NEW]);
});

describe("signatures", () => {
  const body = Buffer.from('{"a":1}');

  test("are HMAC-SHA512 in hex", () => {
    // printf '{"a":1}' | openssl dgst -sha512 -hmac 'the old key of the task'
    expect(sign(body, OLD)).toMatch(/^[0-9a-f]{128}$/);
    expect(sign(Buffer.from("what do ya want for nothing?"), "Jefe")).toBe(
      // RFC 4231, test case 2
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    );
  });

  test("fit by any of the keys, and by nothing else", () => {
    expect(isSigned(body, sign(body, OLD), [NEW, OLD])).toBe(true);
    expect(isSigned(body, sign(body, OLD), [NEW])).toBe(false);
    expect(isSigned(body, sign(body, OLD), [])).toBe(false);
    expect(isSigned(body, "", [OLD])).toBe(false);
    expect(isSigned(body, undefined, [OLD])).toBe(false);
    // Whoever has no key could sign with the empty one.
    expect(isSigned(body, sign(body, ""), ["", OLD])).toBe(false);
    expect(isSigned(body, sign(body, OLD).toUpperCase(), [OLD])).toBe(false);
  });
});

describe("origins that may be called", () => {
  test.each([
    "https://app.terraform.io",
    "https://tfe.example.com:8443",
    "http://127.0.0.1:8080",
    "http://localhost:1",
  ])("%s", (origin) => expect(parseOrigin(origin)).toBe(origin));

  test.each([
    "http://app.terraform.io",
    "https://app.terraform.io/path",
    "https://user@app.terraform.io",
    "app",
    "",
    "file:///x",
  ])("not %s", (text) => expect(() => parseOrigin(text)).toThrow(/no origin to call/));
});

import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { InputError } from "../../../gate/errors";
import { loadPublicKey, loadSigningKey, readApproval, writeApproval } from "../../../gate/approval";
import { Project } from "../terraform/project";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const PRIVATE = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const PUBLIC = publicKey.export({ type: "spki", format: "pem" }).toString();
const RSA = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

describe("keys", () => {
  test("come from a variable or a file", () => {
    const file = project.write("key.pem", PRIVATE, 0o600);
    for (const env of [{ PLANGATE_SIGNING_KEY: PRIVATE }, { PLANGATE_SIGNING_KEY_FILE: file }]) {
      expect(loadSigningKey(env)?.equals(privateKey)).toBe(true);
    }
    expect(loadPublicKey({ PLANGATE_VERIFY_KEY: PUBLIC })?.equals(publicKey)).toBe(true);
  });

  test("are null where none is configured", () => {
    expect(loadSigningKey({})).toBeNull();
    expect(loadPublicKey({})).toBeNull();
  });

  test("the signing key's own public half verifies, where no other is configured", () => {
    expect(loadPublicKey({ PLANGATE_SIGNING_KEY: PRIVATE })?.equals(createPublicKey(privateKey))).toBe(true);
  });

  test.each([
    ["an empty variable, which must not turn verification off", { PLANGATE_VERIFY_KEY: "" }, loadPublicKey],
    ["no PEM", { PLANGATE_SIGNING_KEY: "secret-text" }, loadSigningKey],
    ["an RSA key", { PLANGATE_SIGNING_KEY: RSA }, loadSigningKey],
    ["a file that is not there", { PLANGATE_SIGNING_KEY_FILE: "/nowhere/key.pem" }, loadSigningKey],
  ])("refuses %s", (_, env, load) => {
    expect(() => load(env)).toThrow(InputError);
  });

  test("are never quoted in an error", () => {
    expect(() => loadSigningKey({ PLANGATE_SIGNING_KEY: "secret-text" })).toThrow(/^((?!secret-text).)*$/s);
  });
});

describe("the approval file", () => {
  test("is replaced as a whole and leaves nothing beside it", () => {
    const file = project.write("out/approval.json", "old");
    writeApproval(file, Buffer.from("new"));
    expect(readFileSync(file, "utf8")).toBe("new");
    expect(readApproval(file).toString("utf8")).toBe("new");
    expect(readdirSync(project.path("out"))).toEqual(["approval.json"]);
  });

  test("is refused when it cannot be written, read, or is too large", () => {
    expect(() => writeApproval(project.path("nowhere", "a.json"), Buffer.from(""))).toThrow(InputError);
    expect(() => readApproval(project.path("nowhere.json"))).toThrow("Cannot read the approval");
    expect(() => readApproval(project.write("big.json", Buffer.alloc(1024 * 1024 + 1)))).toThrow("larger than 1 MiB");
  });
});

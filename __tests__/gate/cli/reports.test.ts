import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseTargets, writeReports } from "../../../gate/cli/reports";
import { InputError } from "../../../gate/errors";
import { evaluation, judgedStack, runOf } from "../judgement";
import { surroundings } from "./surroundings";

const run = runOf([judgedStack([evaluation()])]);
let directory: string;

beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "plangate-reports-"))));
afterEach(() => rmSync(directory, { recursive: true }));

function write(...formats: string[]): Promise<ReturnType<typeof surroundings>> {
  const io = surroundings();
  return writeReports(run, parseTargets(formats), io, { color: true, directory }).then(() => io);
}

describe("reports", () => {
  it("are text on standard output where nothing else is asked for", async () => {
    const { said } = await write();

    expect(said.out).toContain("INCOMING_SSH_DISABLED");
    expect(said.err).toBe("");
  });

  it("go to files of their own, in directories that are made for them", async () => {
    const { said } = await write("text", "json=out/a=b.json");

    expect(said.out).toMatch(/^storefront\n/);
    expect(readdirSync(join(directory, "out"))).toEqual(["a=b.json"]);
    expect(JSON.parse(readFileSync(join(directory, "out", "a=b.json"), "utf8"))).toEqual(run.stacks[0]?.judgement);
  });

  it("say the verdict and where they are, where none of them is on standard output", async () => {
    expect((await write("json=a.json", "html=b.html")).said).toEqual({ out: "", err: "denied: see a.json, b.html\n" });
    expect((await write("json=a.json", "text")).said.err).toBe("");
  });

  it("replace an earlier report whole", async () => {
    await write("json=report.json");
    await write("text=report.json");

    expect(readFileSync(join(directory, "report.json"), "utf8")).toMatch(/^storefront\n/);
    expect(readdirSync(directory)).toEqual(["report.json"]);
  });

  it("are written into a device, not put in its place", async () => {
    await expect(write("json=/dev/null")).resolves.toBeDefined();

    expect(readdirSync("/dev")).toContain("null");
    expect(readFileSync("/dev/null", "utf8")).toBe("");
  });

  it("that cannot be written are wrong use, and leave no draft behind", async () => {
    mkdirSync(join(directory, "taken"));

    await expect(write("json=taken")).rejects.toThrow(InputError);
    await expect(write("json=taken/../report.json/x")).resolves.toBeDefined();
    await expect(write("json=report.json")).rejects.toThrow(/report cannot be written/);
    expect(readdirSync(directory).sort()).toEqual(["report.json", "taken"]);
  });

  it.each([
    [["yaml"], /no report format "yaml".*text, json/s],
    [["json="], /names no file/],
    [["json", "text"], /Two reports would be written to standard output/],
    [["json=a", "text=a"], /Two reports would be written to the file a/],
  ])("refuse %j", (formats, message) => {
    expect(() => parseTargets(formats)).toThrow(InputError);
    expect(() => parseTargets(formats)).toThrow(message);
  });
});

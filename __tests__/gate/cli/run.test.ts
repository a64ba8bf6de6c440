import { run } from "../../../gate/cli/run";
import { surroundings } from "./surroundings";

async function say(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = surroundings();
  const code = await run(argv, io);
  return { code, ...io.said };
}

describe("the command line", () => {
  it.each([
    { argv: ["chekc", "plan.json"], says: "(Did you mean check?)" },
    { argv: ["check", "--formt", "json", "plan.json"], says: "(Did you mean --format?)" },
    { argv: ["check"], says: "missing required argument 'plan'" },
    { argv: ["check", "a.json", "b.json"], says: "too many arguments" },
    { argv: ["rules", "--format", "yaml"], says: "Allowed choices are text, json" },
    { argv: ["check", "a.json", "--format"], says: "argument missing" },
    { argv: [], says: "Usage: plangate" },
  ])("exits 2 and explains: plangate $argv", async ({ argv, says }) => {
    const { code, out, err } = await say(...argv);

    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(out).toBe("");
  });

  it("answers --version and --help on standard output", async () => {
    expect(await say("--version")).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: "" });
    const help = await say("--help");
    expect(help.code).toBe(0);
    for (const word of ["plan", "check", "deploy", "rules", "Exit codes:"]) {
      expect(help.out).toContain(word);
    }
    const deploy = await say("deploy", "--help");
    expect(deploy.code).toBe(0);
    expect(deploy.out).toContain("--auto-approve");
  });
});

import { evaluation, judgedStack, runOf } from "../judgement";
import { EXEMPTION, MODULE_MADE, rendered } from "./rendered";

const annotations = async (...evaluations: Parameters<typeof evaluation>[0][]) =>
  (await rendered("github", runOf([judgedStack(evaluations.map((each) => evaluation(each)))]))).split("\n");

describe("GitHub annotations", () => {
  it("are errors at the line of code for what denies, and notices for what is exempted", async () => {
    const lines = await annotations({ construct: MODULE_MADE }, { resource: "other", exemption: EXEMPTION });

    expect(lines[0]).toMatch(
      /^::error file=modules\/database\/index\.ts,line=9,title=high%3A INCOMING_SSH_DISABLED \(storefront\)::Port 22 is open/,
    );
    expect(lines[0]).toMatch(/%0AAsked for in stacks\/storefront\.ts:41\.$/);
    expect(lines[1]).toMatch(/^::notice .*Exempted until 2027-01-31/);
  });

  it("end with the verdict, for the log", async () => {
    expect((await annotations({})).at(-2)).toBe(
      "plangate denied: storefront, 12 resources, 1 not compliant, 0 undecided",
    );
  });

  it("join the findings of one rule at one line", async () => {
    const lines = await annotations({}, { resource: "b" }, { resource: "c" });

    expect(lines.filter((line) => line.startsWith("::"))).toHaveLength(1);
    expect(lines[0]).toContain("And 2 findings more of this rule here.");
  });

  it("are no more than GitHub shows of a level, and the last says how many are missing", async () => {
    const many = Array.from({ length: 25 }, (_, at) => ({ rule: `RULE_${at}`, resource: `r${at}` }));
    const reasons = many.map(({ rule }) => ({ code: "violation", message: rule, rule }) as const);
    const run = runOf([
      judgedStack(
        many.map((each) => evaluation(each)),
        { reasons },
      ),
    ]);
    const errors = (await rendered("github", run)).split("\n").filter((line) => line.startsWith("::error"));

    expect(errors).toHaveLength(10);
    expect(errors.at(-1)).toContain("16 more are not shown here");
  });

  it("let no plan write a command of its own", async () => {
    const hostile = "a\n::error::forged\r::set-output name=x::y,file=z:%0A";
    const report = (
      await annotations({ resource: hostile, message: hostile, construct: { ...MODULE_MADE, file: hostile } })
    ).join("\n");

    expect(report.match(/^::/gm)).toHaveLength(1);
    expect(report).toContain("file=a\\n%3A%3Aerror%3A%3Aforged\\r%3A%3Aset-output name=x%3A%3Ay%2Cfile=z%3A%250A");
  });

  it("tell what denies a plan as a whole", async () => {
    const reasons = [{ code: "exemption-invalid", message: "The exemption is unused." }] as const;
    const report = await rendered("github", runOf([judgedStack([], { verdict: "denied", reasons })]));

    expect(report).toMatch(/^::error title=plangate%3A storefront::The exemption is unused\.$/m);
  });
});

import { notJudged } from "../../../gate/decision";
import { judgement, runOf } from "../judgement";
import { allFormats, rendered, SSH_RULE } from "./rendered";

const stack = (of: ReturnType<typeof judgement>) => ({ judgement: of, steps: [], notes: [] });
const approved = stack(judgement([]));
const missing = stack(
  notJudged("finance", "terraform plan of stack finance failed", { catalog: [SSH_RULE], sha256: "cd".repeat(32) }),
);
const run = runOf([approved, missing]);

/** The formats that only list findings have none to list. */
const whole = allFormats.filter((format) => format !== "gitlab");

test.each(whole)("%s names a stack that could not be judged, and why, beside one that is approved", async (format) => {
  const report = await rendered(format, run);

  expect(report).toContain("finance");
  expect(report).toContain("It was not judged: terraform plan of stack finance failed.");
});

test("no report with such a stack reads as an approval", async () => {
  expect(await rendered("markdown", run)).toContain("## ⛔ plangate: denied, 1 of 2 stacks");
  expect(await rendered("text", run)).toMatch(/denied {4}finance +not judged\n.*denied: 1 of 2 stacks\n$/s);
  expect(await rendered("github", run)).toMatch(/^::error title=plangate%3A finance::It was not judged/);
  expect(await rendered("html", run)).toContain("<title>Denied: 2 stacks");
  expect(await rendered("junit", run)).toContain('failures="1"');
  expect(JSON.parse(await rendered("json", run))).toMatchObject([{ verdict: "approved" }, { verdict: "denied" }]);
  expect(await rendered("sarif", run)).toContain('"executionSuccessful": false');
});

test("text and page count nothing of a plan that there is not", async () => {
  const alone = runOf([missing]);

  expect(await rendered("text", alone)).not.toContain("planned  0");
  expect(await rendered("html", alone)).not.toContain('<dl class="figures">');
  expect(await rendered("html", alone)).not.toContain("Nothing is open");
  expect(await rendered("markdown", alone)).toContain("| finance | **denied**, not judged |");
  expect(await rendered("github", alone)).toContain("plangate denied: finance, not judged\n");
});

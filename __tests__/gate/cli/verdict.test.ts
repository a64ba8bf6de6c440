import { exitCodeOf } from "../../../gate/cli/verdict";
import type { Reason } from "../../../gate/decision";
import type { Run } from "../../../gate/report";
import { judgedStack, runOf } from "../judgement";

function run(...stacks: readonly (readonly Reason["code"][])[]): Run {
  return runOf(stacks.map((codes) => judgedStack([], { reasons: codes.map((code) => ({ code, message: "" })) })));
}

test.each<[string, Run, number]>([
  ["all approved", run([], []), 0],
  ["one of several denied", run([], ["violation"]), 1],
  ["no stack", run(), 1],
  ["an errored plan", run(["plan-errored"]), 2],
  ["a targeted plan with a violation", run(["violation", "plan-incomplete"]), 2],
])("%s", (_, judged, code) => {
  expect(exitCodeOf(judged)).toBe(code);
});

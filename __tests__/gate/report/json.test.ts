import { createStyle, loadFormat } from "../../../gate/report";
import { evaluation, judgedStack, runOf } from "../judgement";

async function render(...stacks: Parameters<typeof judgedStack>[0][]): Promise<string> {
  const run = runOf(stacks.map((evaluations) => judgedStack(evaluations)));
  return [...(await loadFormat("json")).render(run, createStyle(true))].join("");
}

describe("JSON report", () => {
  it("is the judgement itself for one stack", async () => {
    const evaluations = [evaluation(), evaluation({ status: "COMPLIANT", resource: 'x["\u001b"]' })];

    expect(JSON.parse(await render(evaluations))).toEqual(judgedStack(evaluations).judgement);
  });

  it("is the judgement itself where nothing was looked at", async () => {
    expect(JSON.parse(await render([]))).toEqual(judgedStack([]).judgement);
  });

  it("is an array for several stacks, and for none", async () => {
    expect(JSON.parse(await render([], [evaluation()]))).toEqual([
      judgedStack([]).judgement,
      judgedStack([evaluation()]).judgement,
    ]);
    expect(JSON.parse(await render())).toEqual([]);
  });

  it("has one evaluation a line, so that two reports can be compared", async () => {
    const lines = (await render([evaluation(), evaluation({ resource: "b" })])).split("\n");

    expect(lines.filter((line) => line.includes('"rule":"'))).toHaveLength(2);
  });
});

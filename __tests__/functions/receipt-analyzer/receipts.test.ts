import validateProblem from "../../../functions/receipt-analyzer/contract/problem.schema.json";
import validateReceipt from "../../../functions/receipt-analyzer/contract/receipt.schema.json";
import type { Receipt } from "../../../functions/receipt-analyzer/contract/receipt";
import { BROKEN } from "./cases/broken";
import type { Case } from "./cases/case";
import { ENGLISH } from "./cases/english";
import { EUROPEAN } from "./cases/european";
import { HOSTILE } from "./cases/hostile";
import { WORLDWIDE } from "./cases/worldwide";
import { compose, type Composition } from "./compose";
import { gist, Harness } from "./harness";
import type { Answer } from "./stand-in";

const harness = new Harness();
const written: string[] = [];

beforeAll(async () => {
  await harness.start();
  // Between attempts a random part of some time passes: none of it here.
  jest.spyOn(Math, "random").mockReturnValue(0);
  for (const method of ["debug", "error", "info", "log", "warn"] as const) {
    jest.spyOn(console, method).mockImplementation((...values: unknown[]) => written.push(values.join(" ")));
  }
});
beforeEach(() => {
  harness.standIn.reset();
  written.length = 0;
});
afterAll(() => harness.standIn.stop());

describe.each<[string, readonly Case[]]>([
  ["in English", ENGLISH],
  ["of Europe", EUROPEAN],
  ["of the world", WORLDWIDE],
  ["hostile", HOSTILE],
  ["broken", BROKEN],
])("receipts %s", (_, cases) => {
  test.each(cases.map((each) => [each.what, each] as const))(
    "%s",
    async (_what, { expense, replies, country, expected }) => {
      harness.standIn.expenses = [isAnswer(expense) ? expense : { body: compose(...receipts(expense)) }];
      harness.standIn.replies = (replies ?? []).map((reply) =>
        typeof reply === "string" ? conversation(reply) : reply,
      );
      const silent = [expense, ...(replies ?? [])].some((each) => typeof each === "object" && "silent" in each);
      const result = await harness.send(
        { ...(country !== undefined && { country }) },
        {
          ...(replies !== undefined && { modelId: "amazon.nova-lite-v1:0" }),
          ...(silent && { timeouts: { textract: 300, model: 300 } }),
        },
      );

      const body = JSON.parse(result.body) as Receipt & { type: string };
      if ("problem" in expected) {
        expect([result.statusCode, body.type]).toEqual([expected.status, `/problems/${expected.problem}`]);
        expect(result.headers?.["Content-Type"]).toBe("application/problem+json");
        expect([validateProblem(body), validateProblem.errors]).toEqual([true, null]);
      } else {
        expect([validateReceipt(body), validateReceipt.errors]).toEqual([true, null]);
        expect(gist(body)).toEqual(expected);
        expect(result.statusCode).toBe(200);
      }
      expectNoContent(isAnswer(expense) ? [] : receipts(expense));
    },
  );
});

/** Nothing that is printed on a receipt, and nothing that a service quotes, is in a log or a metric. */
function expectNoContent(compositions: readonly Composition[]): void {
  // The time of day may have the digits of a receipt in it.
  const log = written.join("\n").replace(/"timestamp": ?"[^"]*"|"Timestamp": ?\d+/g, "");
  expect(log).not.toBe("");
  expect(log).not.toContain("QUOTED SECRET");
  for (const { summary, items = [], also = [] } of compositions) {
    const texts = [...summary.map(([, text]) => text), ...items.flatMap((item) => Object.values(item)), ...also];
    for (const text of texts.filter(({ length }) => length > 3)) expect(log).not.toContain(text);
  }
}

function isAnswer(expense: Case["expense"]): expense is Answer {
  return !Array.isArray(expense) && !("summary" in expense);
}

function receipts(expense: Exclude<Case["expense"], Answer>): readonly Composition[] {
  return "summary" in expense ? [expense] : expense;
}

function conversation(text: string): Answer {
  return {
    body: {
      output: { message: { role: "assistant", content: [{ text }] } },
      stopReason: "end_turn",
      usage: { inputTokens: 400, outputTokens: 30, totalTokens: 430 },
      metrics: { latencyMs: 350 },
    },
  };
}

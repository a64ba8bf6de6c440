import { Progress } from "../../../gate/cli/progress";
import { createStyle, type Step } from "../../../gate/report";

function progress(terminal: boolean): { progress: Progress; said: () => string } {
  let said = "";
  const sink = { terminal, write: (text: string) => void (said += text) };
  return { progress: new Progress(sink, createStyle(false)), said: () => said };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe("progress", () => {
  it("is plain lines where there is no terminal, with a reminder of what takes long", async () => {
    const { progress: shown, said } = progress(false);
    const steps: Step[] = [];

    await shown.step("storefront", "plan", steps, async () => {
      shown.update({ stack: "storefront", message: "planning" });
      await jest.advanceTimersByTimeAsync(31_000);
    });

    expect(said()).toBe("storefront: planning\nstill at it: storefront: plan (30 s)\n");
    expect(steps).toEqual([{ name: "plan", milliseconds: 31_000 }]);
  });

  it("is one line that turns on a terminal, and goes away", async () => {
    const { progress: shown, said } = progress(true);

    await Promise.all([
      shown.step("a", "plan", [], () => jest.advanceTimersByTimeAsync(250)),
      shown.step("b", "plan", [], async () => {
        shown.update({ stack: "b", message: "planning\u001b[2J" });
        await jest.advanceTimersByTimeAsync(50);
      }),
    ]);

    expect(said()).toContain("a: plan (0 s) · b: planning\\u001b[2J (0 s)");
    // Cut at the edge of the terminal instead of wrapped: of a wrapped line only the last part would be erased.
    const wrapped = said()
      .split("\u001b[?7l")
      .map((frame) => frame.split("\u001b[?7h").at(-1));
    expect(wrapped.join("")).not.toContain("plan");
    expect(said()).not.toContain("\n");
    expect(said().endsWith("\r\u001b[2K")).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it("keeps a line that is to stay, also on a terminal", async () => {
    const { progress: shown, said } = progress(true);

    await shown.step("a", "apply", [], async () => {
      shown.update({ stack: "a", message: "interrupted", stays: true });
      await jest.advanceTimersByTimeAsync(150);
    });

    expect(said()).toContain("a: interrupted\n");
  });

  it("takes the time of a step that fails, and lets the failure through", async () => {
    const { progress: shown } = progress(false);
    const steps: Step[] = [];

    await expect(shown.step(null, "plan", steps, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(steps).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});

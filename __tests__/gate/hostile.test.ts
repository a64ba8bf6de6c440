import { runRule } from "../../hostile/run";
import { seeded } from "../../hostile/variations";
import { findViolations } from "../../hostile/violations";

/** A small part of `npm run test:hostile`: of every rule that has a violation in a recorded plan. */
const VARIATIONS_OF_A_RULE = 4;

describe("hostile variations of recorded plans", () => {
  const violations = findViolations();

  it("are of most rules", () => {
    expect(violations.size).toBeGreaterThan(100);
  });

  it("never turn a violation into silence, and never fail without an explanation", () => {
    const wrong = [...violations.values()].flatMap((own) => runRule(own, VARIATIONS_OF_A_RULE, seeded(1)).wrong);

    expect(wrong).toEqual([]);
  });
});

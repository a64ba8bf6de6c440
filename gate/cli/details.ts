import type { DescribeInput } from "../details";
import { showsDetails, type JudgedStack } from "../report";
import type { ReportTarget } from "./reports";

/** Describes a judged plan where one of the reports shows it; it takes about as long as judging. */
export async function detailsFor(
  targets: readonly ReportTarget[],
  input: DescribeInput,
): Promise<Pick<JudgedStack, "details">> {
  if (!targets.some(({ format }) => showsDetails(format))) return {};
  const { describePlan } = await import("../details");
  return { details: await describePlan(input) };
}

import type { Patience } from "./http";
import { HCP_TERRAFORM, type AllowedOrigins } from "./origins";
import type { PlanWait } from "./plan-json";

/** How a run task works; the same in both homes. Times in milliseconds, sizes in bytes. */
export interface RunTaskSettings {
  readonly origins: AllowedOrigins;
  /** Largest plan JSON that is fetched. */
  readonly planLimit: number;
  /** Largest configuration version (packed) that is fetched. */
  readonly configurationLimit: number;
  readonly patience: Patience;
  readonly planWait: PlanWait;
  /** Between reports that a task is still at it. HCP Terraform gives a task up after ten minutes without one. */
  readonly progressInterval: number;
  /** For as long the final status is tried to be delivered. HCP Terraform gives a task up after an hour. */
  readonly finalPatience: number;
  /** A request about a run that was created longer ago is refused, and for as long tasks are remembered. */
  readonly maximumAge: number;
  /** For as long the same request may come again: HCP Terraform repeats one that it saw no answer to. Later it is a replay. */
  readonly redeliveryWindow: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const MEBIBYTE = 2 ** 20;

export const DEFAULT_SETTINGS: RunTaskSettings = {
  origins: HCP_TERRAFORM,
  planLimit: 256 * MEBIBYTE,
  configurationLimit: 64 * MEBIBYTE,
  patience: { timeout: 60 * SECOND, attempts: 6, firstDelay: SECOND, longestDelay: 30 * SECOND },
  planWait: { interval: 5 * SECOND, attempts: 97 },
  progressInterval: 4 * MINUTE,
  finalPatience: 60 * MINUTE,
  // A run may wait for its confirmation for weeks; `pre_apply` comes after that.
  maximumAge: 30 * 24 * 60 * MINUTE,
  redeliveryWindow: 15 * MINUTE,
};

import type { ManagedRule } from "./managed-rules";

/** What the attribute has to be: on, off, or there at all. */
export type Demand = "true" | "false" | "present";

/** A new rule with everything filled in that is known of it. */
export interface Sketch {
  readonly id: string;
  readonly service: string;
  readonly resources: readonly string[];
  readonly attribute: string;
  readonly demand: Demand;
  /** AWS Config's rule of this identifier; null where there is none. */
  readonly managed: ManagedRule | null;
}

import type { Run } from "./run";
import type { Style } from "./style";

/** Writes a run in one format. */
export interface ReportFormat {
  /** The report in pieces: a plan of 60,000 resources makes a report longer than one string can be. */
  readonly render: (run: Run, style: Style) => Iterable<string>;
}

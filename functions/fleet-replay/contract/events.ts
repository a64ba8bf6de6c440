/** Of the state machine's execution: which policies the plans are replayed with. */
export interface ReplayInput {
  /** Hex digest of the edited policies, as `plangate` reports it; they were uploaded under it. */
  readonly policies: string;
}

/** Before the map: are there such policies? */
export interface CheckEvent extends ReplayInput {
  readonly step: "check";
}

/** One plan of the map. */
export interface ReplayEvent extends ReplayInput {
  readonly step: "replay";
  /** Name of the execution. */
  readonly run: string;
  readonly workspace: string;
}

/** After the map. */
export interface ReportEvent extends ReplayInput {
  readonly run: string;
}

/** What stands in an object of `resultsPrefix` that the state machine wrote itself, as the function had ended. */
export interface NotJudged {
  readonly workspace: string;
  readonly problem: string;
}

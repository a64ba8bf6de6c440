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

/** After a function ended without a result: a plan that was not judged is to be in the report. */
export interface NoteEvent {
  readonly step: "note";
  readonly run: string;
  readonly workspace: string;
  /** Its kind, as Step Functions names it: `Lambda.Unknown`, `Runtime.OutOfMemory`. */
  readonly error: string;
}

/** What a user has to know to go on: what happened, where, and how to mend it. */
export interface Problem {
  readonly what: string;
  readonly where?: string;
  readonly mend?: string;
}

/** Base of every error that the command line explains instead of showing a stack trace. */
export abstract class GateError extends Error {
  /** Exit code of the process: 2 wrong use or unreadable input, 3 a tool failed. */
  abstract readonly exitCode: 2 | 3;

  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super([problem.what, problem.where, problem.mend].filter(Boolean).join(" — "), options);
    this.name = new.target.name;
  }
}

/** Wrong use, or input that cannot be read: a plan, parameters, exemptions, settings. */
export class InputError extends GateError {
  readonly exitCode = 2;

  /** Itself, with this place where it names none. */
  at(where: string): InputError {
    return this.problem.where === undefined ? new InputError({ ...this.problem, where }, { cause: this.cause }) : this;
  }
}

/** A tool that the gate needs is missing, failed or is corrupt: terraform, the provider, the policy module. */
export class ToolError extends GateError {
  readonly exitCode = 3;
}

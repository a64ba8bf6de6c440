import type { Exemption, ExemptionSettings } from "../evaluate";
import type { AppliedExemption, Reason } from "./judgement";

const DAY = 24 * 60 * 60 * 1000;
/** Wildcards may stand for instances and parts of names, not for a whole stack or type. */
const NARROW_PATH = /^[^/*]+\/[^/*]+(\/|$)/;
const NARROW_ADDRESS = /^(?:module\.[^.*]+\.)*[a-z0-9]+_[a-z0-9_]+\.[^.*]+/;

/** What may be exempted: a finding on a resource, by address and construct path. */
export interface Finding {
  readonly rule: string;
  readonly address: string;
  readonly path: string | null;
}

/** What there is to say of an exemption after the findings of its stack were looked up. */
export interface ListedExemption {
  readonly exemption: Exemption;
  /** 0 on its last day, less than that afterwards. */
  readonly daysLeft: number;
  /** Why it allows nothing and denies every plan of its stack; null for a valid one. */
  readonly problem: string | null;
  /** Why it denies the plan whose findings were looked up: it stands for none of them. */
  readonly unused: string | null;
  /** What it stands for, in the order in which it was looked up: allowed where there is no problem. */
  readonly findings: readonly Finding[];
}

interface Entry {
  readonly exemption: Exemption;
  readonly pattern: RegExp;
  readonly problem: string | null;
  readonly findings: Finding[];
  /** The earlier exemption of a finding that this one is of, too. */
  shadowedBy: Exemption | null;
}

/** The exemptions of one stack on one day. */
export class Exemptions {
  private readonly own: readonly Entry[];

  /**
   * @param stack only its exemptions count
   * @param now decides which have ended
   * @param rules identifiers of the rules that there are; where left out, an exemption may be of any
   */
  constructor(
    settings: ExemptionSettings,
    stack: string,
    private readonly now: Date,
    private readonly rules?: ReadonlySet<string>,
  ) {
    const own = settings.exemptions.filter((exemption) => exemption.stack === stack);
    this.own = own.map((exemption, at) => ({
      exemption,
      pattern: toPattern(exemption.resource),
      problem: this.problemOf(exemption, own.slice(0, at), settings.maximumDays),
      findings: [],
      shadowedBy: null,
    }));
  }

  /** The exemption that allows a finding; null where none does. An invalid exemption allows nothing. */
  find(finding: Finding): AppliedExemption | null {
    const [found, ...others] = this.own.filter(
      ({ exemption, pattern }) =>
        exemption.rule === finding.rule &&
        (pattern.test(finding.address) || (finding.path !== null && pattern.test(finding.path))),
    );
    if (found === undefined) return null;
    found.findings.push(finding);
    for (const other of others) other.shadowedBy = found.exemption;
    if (found.problem !== null) return null;
    const { reason, owner, ticket, expires } = found.exemption;
    return { reason, owner, ticket, expires, daysLeft: this.daysLeft(found.exemption) };
  }

  /** All of them; to be asked after all findings were looked up. */
  list(): ListedExemption[] {
    return this.own.map((entry) => ({
      exemption: entry.exemption,
      daysLeft: this.daysLeft(entry.exemption),
      problem: entry.problem,
      unused: whyUnused(entry),
      findings: entry.findings,
    }));
  }

  /** Why exemptions deny the plan; to be asked after all findings were looked up. */
  problems(): Reason[] {
    return this.list().flatMap(({ exemption, problem, unused }) => {
      const text = problem ?? unused;
      if (text === null) return [];
      const message = `The exemption of ${exemption.resource} from ${exemption.rule} ${text}.`;
      return [{ code: "exemption-invalid", message } as const];
    });
  }

  private problemOf(exemption: Exemption, earlier: readonly Exemption[], maximumDays: number): string | null {
    if (this.rules?.has(exemption.rule) === false) return "is of a rule that there is not";
    const left = this.daysLeft(exemption);
    if (left < 0) return `expired on ${exemption.expires}`;
    if (left > maximumDays) return `ends on ${exemption.expires}, more than ${maximumDays} days ahead`;
    const wide =
      exemption.resource.includes("*") &&
      !NARROW_PATH.test(exemption.resource) &&
      !NARROW_ADDRESS.test(exemption.resource);
    if (wide) return "is too wide: name the construct or the resource";
    const twin = earlier.some(({ rule, resource }) => rule === exemption.rule && resource === exemption.resource);
    return twin ? "is there twice" : null;
  }

  /** 0 on its last day. */
  private daysLeft(exemption: Exemption): number {
    return Math.floor((Date.parse(`${exemption.expires}T00:00:00Z`) + DAY - 1 - this.now.getTime()) / DAY);
  }
}

function whyUnused({ findings, shadowedBy }: Entry): string | null {
  if (findings.length > 0) return null;
  return shadowedBy === null
    ? "is unused: it allows no finding of this plan"
    : `is unused: the exemption of ${shadowedBy.resource} allows the same findings`;
}

/** In a construct path `*` is one segment and a trailing `/*` all below; in an address `*` is any text. */
function toPattern(resource: string): RegExp {
  const isPath = resource.includes("/");
  const [, body = resource, below] = isPath ? (/^(.*?)(\/\*)?$/.exec(resource) ?? []) : [];
  const parts = body.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(isPath ? "[^/]*" : ".*")}${below === undefined ? "" : "/.*"}$`, "s");
}

import type { ReportFormat } from "./report-format";

interface Registered {
  readonly description: string;
  /** Whether it shows what `JudgedStack.details` holds. */
  readonly details?: true;
  /** Loaded when asked for: a run pays only for the formats that it writes. */
  readonly load: () => Promise<ReportFormat>;
}

const FORMATS = {
  text: { description: "for people, on a terminal or in a log", load: async () => (await import("./text")).text },
  json: { description: "for programs", load: async () => (await import("./json")).json },
  markdown: { description: "a comment on a pull request", load: async () => (await import("./markdown")).markdown },
  sarif: { description: "for code scanning", load: async () => (await import("./sarif")).sarif },
  junit: { description: "for readers of test results", load: async () => (await import("./junit")).junit },
  github: { description: "annotations of a GitHub workflow", load: async () => (await import("./github")).github },
  gitlab: { description: "GitLab's code quality report", load: async () => (await import("./gitlab")).gitlab },
  html: {
    description: "one page for reviewers and auditors, with the whole plan",
    details: true,
    load: async () => (await import("./html")).html,
  },
} as const satisfies Record<string, Registered>;

export type FormatName = keyof typeof FORMATS;

/** Names of all report formats, with what each is for. */
export const formats: readonly { readonly name: FormatName; readonly description: string }[] = (
  Object.keys(FORMATS) as FormatName[]
).map((name) => ({ name, description: FORMATS[name].description }));

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

/** Whether a format shows the details of a plan, which take time to describe. */
export function showsDetails(name: FormatName): boolean {
  const format: Registered = FORMATS[name];
  return format.details === true;
}

export function loadFormat(name: FormatName): Promise<ReportFormat> {
  return FORMATS[name].load();
}

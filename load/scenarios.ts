import type { Environment } from "../environments";

/** Who comes, how many and how fast, and what they are owed. */
export interface Scenario {
  /** How many visitors there are at once, when all have come. */
  readonly users: number;
  /** Seconds in which they come, evenly. */
  readonly rampUp: number;
  /** Seconds for which all of them stay. */
  readonly hold: number;
  /** Share of requests that may fail. */
  readonly errors: number;
  /** Milliseconds within which 95 of 100 pages must have been answered. */
  readonly p95: number;
}

/** The load that the source report put on its two sites, and what it did not reach at the main one: 84 to 99.6 % in 2.7 to 6.4 s. */
export const SCENARIOS = {
  "landing-page": { users: 250, rampUp: 600, hold: 120, errors: 0.001, p95: 500 },
  "main-site": { users: 250, rampUp: 480, hold: 120, errors: 0.01, p95: 2_000 },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof SCENARIOS;

/** Hosts of an environment that a scenario may be run against. */
export const HOSTS: Readonly<Record<ScenarioName, (environment: Environment) => readonly string[]>> = {
  "landing-page": ({ storefront, finance }) => [storefront.landingSite.domainName, `www.${finance.domain.name}`],
  "main-site": ({ storefront, finance }) => [storefront.webTier.domainName, `app.${finance.domain.name}`],
};

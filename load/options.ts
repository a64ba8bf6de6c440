import { parseArgs } from "node:util";
import type { Environment } from "../environments";
import { InputError } from "../gate/errors";
import { hint } from "../synth";
import { HOSTS, type Scenario, type ScenarioName, SCENARIOS } from "./scenarios";

/** One scenario against one site. */
export interface Run extends Scenario {
  readonly name: ScenarioName;
  readonly url: string;
}

export interface LoadOptions {
  readonly runs: readonly Run[];
  /** Directory of the results. */
  readonly report: string;
}

export const USAGE = `npm run load -- --target SCENARIO=URL [--target SCENARIO=URL] [options]

  --target SCENARIO=URL   ${Object.keys(SCENARIOS).join(" or ")}, and the page to visit; one after the other
  --users N               visitors at once (250)
  --ramp-up TIME          in which they come: 90s, 10m (landing-page 10m, main-site 8m)
  --hold TIME             for which all of them stay (2m)
  --errors PERCENT        of requests that may fail (landing-page 0.1, main-site 1)
  --p95 MILLISECONDS      within which 95 % of pages are answered (landing-page 500, main-site 2000)
  --report DIRECTORY      of the results: text, JSON and HTML (.plangate/load)
`;

/** What one machine can play without becoming the bottleneck itself. */
const MOST_USERS = 1_000;
/** Percent. A run is given up where more than half of the requests fail, see visit.ts. */
const MOST_ERRORS = 50;
/** Seconds: an hour. */
const LONGEST = 3_600;

/**
 * Reads the command line.
 *
 * @param environments whose sites may be put under load; besides them only this machine's own
 * @throws InputError for wrong use, and for a target that is not of this project
 */
export function parseOptions(args: readonly string[], environments: readonly Environment[]): LoadOptions {
  const given = parsed(args);
  if (given.target.length === 0) throw wrong("--target is missing");
  const changed = {
    ...(given.users !== undefined && { users: number("--users", given.users, 1, MOST_USERS, true) }),
    ...(given["ramp-up"] !== undefined && { rampUp: seconds("--ramp-up", given["ramp-up"]) }),
    ...(given.hold !== undefined && { hold: seconds("--hold", given.hold) }),
    ...(given.errors !== undefined && { errors: number("--errors", given.errors, 0, MOST_ERRORS) / 100 }),
    ...(given.p95 !== undefined && { p95: number("--p95", given.p95, 1, 60_000) }),
  };
  const runs = given.target.map((text) => ({ ...target(text, environments), ...changed }));
  const twice = runs.find(({ name }, index) => runs.findIndex((each) => each.name === name) !== index);
  if (twice) throw wrong(`--target ${twice.name} is given twice`);
  return { runs, report: given.report };
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: "string" } as const;
    return parseArgs({
      args: [...args],
      options: {
        target: { ...text, multiple: true, default: [] as string[] },
        users: text,
        "ramp-up": text,
        hold: text,
        errors: text,
        p95: text,
        report: { ...text, default: ".plangate/load" },
      },
    }).values;
  } catch (error) {
    throw wrong((error as Error).message);
  }
}

function target(text: string, environments: readonly Environment[]): Run {
  const [, name = "", url = ""] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (!isScenario(name)) {
    throw wrong(`--target ${text}: expected SCENARIO=URL; ${hint(name, Object.keys(SCENARIOS))}`);
  }
  if (!URL.canParse(url)) throw wrong(`--target ${text}: "${url}" is no URL`);
  const { protocol, hostname, username, hash, href } = new URL(url);
  if (username !== "" || hash !== "") throw wrong(`--target ${name}: expected a URL without user and fragment`);
  if (!isLoopback(hostname)) {
    if (protocol !== "https:") throw wrong(`--target ${name}: expected https, found ${href}`);
    const hosts = environments.flatMap(HOSTS[name]);
    if (!hosts.includes(hostname)) {
      throw new InputError({
        what: `${hostname} is no ${name} of an environment of this project.`,
        where: `--target ${text}`,
        mend: `Only what is one's own may be put under load: ${hosts.join(", ")}, or a server on this machine.`,
      });
    }
  } else if (!/^https?:$/.test(protocol)) throw wrong(`--target ${name}: expected http or https, found ${href}`);
  return { ...SCENARIOS[name], name, url: href };
}

function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

function number(option: string, text: string, least: number, most: number, whole = false): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
  throw wrong(`${option}: expected a ${whole ? "whole " : ""}number from ${least} to ${most}, found ${text}`);
}

function seconds(option: string, text: string): number {
  const [, count, unit] = /^(\d+)(s|m)$/.exec(text) ?? [];
  const value = Number(count) * (unit === "m" ? 60 : 1);
  if (value >= 1 && value <= LONGEST) return value;
  throw wrong(`${option}: expected a time from 1s to ${LONGEST / 60}m, found ${text}`);
}

function wrong(what: string): InputError {
  return new InputError({ what, mend: `use: ${USAGE}` });
}

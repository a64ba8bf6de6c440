import * as fs from "node:fs";
import * as path from "node:path";
import { hint, loadSettings, SettingsError } from "../synth";
import { contradictions } from "./contradictions";
import type { Environment } from "./environment";

export type * from "./environment";

const SCHEMA = "environment.schema.json";

/** Where the environments lie, relative to the project directory. */
const DIRECTORY = "environments";

/** The name of the environment to synthesize: `PLANGATE_ENVIRONMENT`, or `prod` if that is unset or empty. */
export function chosenEnvironment(): string {
  const name = process.env["PLANGATE_ENVIRONMENT"] ?? "";
  return name === "" ? "prod" : name;
}

/**
 * The settings of an environment.
 *
 * @throws SettingsError for a name that has no file, and for settings that break the schema or contradict each other
 */
export function loadEnvironment(name = chosenEnvironment(), directory = DIRECTORY): Environment {
  const file = path.posix.join(directory, `${name}.json`);
  const known = environmentNames(directory);
  if (!known.includes(name)) {
    throw new SettingsError(file, [`there is no environment "${name}" (PLANGATE_ENVIRONMENT); ${hint(name, known)}`]);
  }
  const environment = loadSettings(file, path.posix.join(directory, SCHEMA)) as Environment;
  const problems = contradictions(environment);
  if (environment.name !== name) {
    problems.unshift(`name: expected "${name}", as the file is called, found "${environment.name}"`);
  }
  if (problems.length > 0) {
    throw new SettingsError(file, problems);
  }
  return environment;
}

/** The environments that there are, sorted. */
export function environmentNames(directory = DIRECTORY): readonly string[] {
  return fs
    .readdirSync(directory)
    .filter((file) => file.endsWith(".json") && file !== SCHEMA)
    .map((file) => path.basename(file, ".json"))
    .sort();
}

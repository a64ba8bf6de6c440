import * as fs from "node:fs";
import * as path from "node:path";
import { loadSettings, nearest, SettingsError } from "../synth";
import type { Environment } from "./environment";

export type * from "./environment";

const SCHEMA = "environment.schema.json";

/**
 * The settings of the environment that `PLANGATE_ENVIRONMENT` names, `prod` if it names none.
 *
 * @param directory where the environments lie, relative to the project directory
 * @throws SettingsError for a name that has no file, and for settings that break the schema
 */
export function loadEnvironment(
  name: string = process.env["PLANGATE_ENVIRONMENT"] || "prod",
  directory: string = "environments",
): Environment {
  const known = environmentNames(directory);
  const file = path.posix.join(directory, `${name}.json`);
  if (!known.includes(name)) {
    const suggestion = nearest(name, known);
    const hint = suggestion ? `did you mean "${suggestion}"?` : `there are: ${known.join(", ")}`;
    throw new SettingsError(file, [`there is no environment "${name}" (PLANGATE_ENVIRONMENT); ${hint}`]);
  }
  const environment = loadSettings<Environment>(file, path.posix.join(directory, SCHEMA));
  if (environment.name !== name) {
    throw new SettingsError(file, [`name: expected "${name}", as the file is called, found "${environment.name}"`]);
  }
  return environment;
}

/** The environments that there are, sorted. */
export function environmentNames(directory: string = "environments"): readonly string[] {
  return fs
    .readdirSync(directory)
    .filter((file) => file.endsWith(".json") && file !== SCHEMA)
    .map((file) => path.basename(file, ".json"))
    .sort();
}

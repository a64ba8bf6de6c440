import * as fs from "node:fs";
import Ajv from "ajv";
import { explain } from "./settings-problems";

/** Settings that cannot be used. The message is meant for the person who wrote them. */
export class SettingsError extends Error {
  /**
   * @param file as the person knows it
   * @param problems one sentence each
   */
  constructor(file: string, problems: readonly string[]) {
    super(`${file} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "SettingsError";
  }
}

/**
 * Reads a JSON file of settings and checks it against a JSON Schema (draft-07).
 *
 * @param file path of the settings; messages name it as given
 * @param schemaFile path of the schema; its `description`s tell what is expected
 * @returns the settings, of the shape that the schema describes
 * @throws SettingsError that lists every problem at once: the setting as a dotted path, what was expected, what was found
 */
export function loadSettings(file: string, schemaFile: string): unknown {
  const settings = readJson(file);
  const validate = new Ajv({ allErrors: true, verbose: true }).compile(readJson(schemaFile) as object);
  if (!validate(settings)) {
    throw new SettingsError(file, (validate.errors ?? []).flatMap(explain));
  }
  return settings;
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new SettingsError(file, [`the file cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`]);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new SettingsError(file, [`it is not JSON: ${(error as SyntaxError).message}`]);
  }
}

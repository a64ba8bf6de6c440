import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { systemOf, type System } from "../gate/diagram";
import { readPlan } from "../gate/plan";

/** @throws InputError where the file is no plan */
export function readSystem(file: string): System {
  return systemOf(readPlan(readFileSync(file), file), basename(file, ".json"));
}

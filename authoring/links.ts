import { readFileSync } from "node:fs";
import type { Links } from "./input-schema";
import { relationsOf } from "./paths";

/** Which attributes of a project's resources name which other resources: relations.json. */
export function linksOf(root: string): Links {
  return (JSON.parse(readFileSync(relationsOf(root), "utf8")) as { links: Links }).links;
}

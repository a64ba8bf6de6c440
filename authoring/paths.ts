import { join } from "node:path";

/** The project's root. */
export const ROOT = join(__dirname, "..");

/** Where the policies are, and their parts. */
export const POLICIES = join(ROOT, "policies");
export const CONTRACT = join(POLICIES, "contract");
export const BUNDLE = join(POLICIES, "bundle");

/** What OPA loads, relative to the project's root. The JSON files beside them would become `data`, so they are not among it. */
export const REGO_SOURCES: readonly string[] = ["policies/library", "policies/rules"];

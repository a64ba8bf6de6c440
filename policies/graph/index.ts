import type { GraphRule } from "../contract/rule";
import { databaseNotReachableFromInternet } from "./database-not-reachable-from-internet";

/** Every TypeScript rule. */
export const graphRules: readonly GraphRule[] = [databaseNotReachableFromInternet];

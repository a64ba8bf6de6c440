import { createHandler } from "./handler";
import { settingsFrom } from "./settings";

/** What Lambda calls: `index.handler`. */
export const handler = createHandler(settingsFrom(process.env));

export { synthesize } from "./app";
export { loadSettings, SettingsError } from "./settings";
export { hint } from "./settings-problems";
export { recordSourceLines } from "./source-lines";
export { keepStateInProject } from "./state";

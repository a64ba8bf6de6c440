export { synthesize } from "./app";
export { nearest } from "./nearest";
export { loadSettings, SettingsError } from "./settings";
export { recordSourceLines } from "./source-lines";

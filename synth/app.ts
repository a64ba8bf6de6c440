import { App } from "cdktf";
import { SettingsError } from "./settings";
import { recordSourceLines } from "./source-lines";

/**
 * Synthesizes a CDKTF project into the directory that cdktf.json names (`CDKTF_OUTDIR` of the CDKTF CLI wins), with the
 * source lines of every resource recorded.
 *
 * Wrong settings end the process with exit code 2 and one plain message; anything else that is thrown is a defect of the
 * project and keeps its stack trace.
 *
 * @param build adds the stacks to the App
 * @param projectDirectory the directory of cdktf.json: the CDKTF CLI and `plangate` run the app there
 */
export function synthesize(build: (app: App) => void, projectDirectory: string = process.cwd()): void {
  const app = new App();
  recordSourceLines(app, projectDirectory);
  try {
    build(app);
  } catch (error) {
    if (!(error instanceof SettingsError)) {
      throw error;
    }
    console.error(error.message);
    process.exit(2);
  }
  app.synth();
}

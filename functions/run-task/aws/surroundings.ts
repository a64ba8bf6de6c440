import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { systemClock } from "../clock";
import { jsonLog, type Log } from "../log";
import { parseOrigin } from "../origins";
import { DEFAULT_SETTINGS, type RunTaskSettings } from "../settings";
import { TableLedger } from "./ledger";

/** Environment variables of both functions; modules/run-task sets them. */
interface Variables {
  readonly TABLE_NAME: string;
  /** Origins, separated by spaces; for Terraform Enterprise. */
  readonly API_ORIGINS?: string;
  readonly DOWNLOAD_ORIGINS?: string;
}

/** What both functions have around them, made once for each instance of a function. */
export interface Surroundings {
  readonly settings: RunTaskSettings;
  readonly ledger: TableLedger;
  readonly clock: typeof systemClock;
  readonly log: Log;
}

const MINUTE = 60_000;

export function surroundings(): Surroundings {
  const variables = process.env as unknown as Variables;
  const settings = settingsOf(variables);
  const log = jsonLog(
    (line) => process.stdout.write(line),
    () => systemClock.now(),
  );
  const ledger = new TableLedger(new DynamoDBClient({}), variables.TABLE_NAME, settings.maximumAge);
  return { settings, ledger, clock: systemClock, log };
}

/** A function ends after minutes, where a server goes on: what takes longer is brought again by the queue. */
function settingsOf({ API_ORIGINS: api, DOWNLOAD_ORIGINS: downloads }: Variables): RunTaskSettings {
  const origins = (text: string | undefined) =>
    (text ?? "")
      .split(" ")
      .filter((part) => part !== "")
      .map(parseOrigin);
  const own = { api: origins(api), downloads: origins(downloads) };
  return {
    ...DEFAULT_SETTINGS,
    ...(own.api.length > 0 && { origins: own }),
    patience: { ...DEFAULT_SETTINGS.patience, timeout: 30_000, attempts: 4, longestDelay: 10_000 },
    planWait: { interval: 5_000, attempts: 25 },
    progressInterval: MINUTE,
    finalPatience: MINUTE,
  };
}

import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { Certificate } from "./certificates";

const execute = promisify(execFile);

export interface MariaDbProps {
  /** Made by `makeDataDirectory`; copied. */
  readonly template: string;
  /** For its data, socket and log. */
  readonly directory: string;
  /** Unique among servers that replicate. */
  readonly id: number;
  /** On loopback: several addresses, one port, as it is with the servers of RDS. */
  readonly address: string;
  readonly port: number;
}

/** A MariaDB server from Debian's package, in the place of RDS for MySQL. Its root user signs in by the socket only. */
export class MariaDb {
  private process: ChildProcess | undefined;
  private readonly socket: string;
  private readonly log: string;

  constructor(readonly props: MariaDbProps) {
    this.socket = join(props.directory, `${props.id}.sock`);
    this.log = join(props.directory, `${props.id}.log`);
    cpSync(props.template, this.data, { recursive: true });
  }

  /** How the client signs in as root. */
  get clientArguments(): readonly string[] {
    return ["--no-defaults", `--socket=${this.socket}`, "--user=root", "--batch", "--skip-column-names"];
  }

  private get data(): string {
    return join(this.props.directory, `data-${this.props.id}`);
  }

  /** @param certificate none: it speaks plain text only */
  async start(certificate: Certificate | null, ...options: readonly string[]): Promise<void> {
    const { id, address, port } = this.props;
    const tls = certificate
      ? [`--ssl-cert=${certificate.certificate}`, `--ssl-key=${certificate.key}`, "--require-secure-transport=ON"]
      : ["--skip-ssl"];
    const output = openSync(this.log, "a");
    this.process = spawn(
      // Whatever becomes of the test, the server ends with it.
      "setpriv",
      [
        ...["--pdeathsig", "KILL", "mariadbd"],
        ...["--no-defaults", "--user=root", `--datadir=${this.data}`, `--socket=${this.socket}`, `--server-id=${id}`],
        ...[`--bind-address=${address}`, `--port=${port}`, `--pid-file=${this.socket}.pid`, "--skip-name-resolve"],
        // A server that is killed, unlike a machine, loses nothing that it has written.
        ...["--innodb-flush-method=nosync", "--innodb-undo-tablespaces=0"],
        ...["--log-bin=binlog", "--binlog-format=ROW", "--log-slave-updates", "--gtid-strict-mode=ON"],
        ...["--innodb-log-file-size=8M", "--innodb-buffer-pool-size=32M", ...tls, ...options],
      ],
      { stdio: ["ignore", output, output] },
    );
    await this.until("SELECT 'up'", /^up$/);
  }

  /** Runs statements as root. Answers with the rows, columns separated by tabs, names left out. */
  async sql(statements: string, database = ""): Promise<string> {
    const { stdout } = await execute("mariadb", [...this.clientArguments, "-e", statements, database]);
    return stdout.trim();
  }

  /** Asks until the answer is such. An error says what the last answer was. */
  async until(statements: string, expected: RegExp): Promise<string> {
    let answer = "";
    for (let left = 600; left > 0; left--) {
      answer = await this.sql(statements).catch((error: unknown) => String(error));
      if (expected.test(answer)) return answer;
      if (this.process?.exitCode != null) break;
      await wait(50);
    }
    throw new Error(`${statements}: ${answer}\n${readFileSync(this.log, "utf8").slice(-2_000)}`);
  }

  /** SIGKILL: the server is gone at once; SIGTERM: it ends in order. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const { process } = this;
    if (process?.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, "close");
    process.kill("SIGCONT");
    process.kill(signal);
    await ended;
  }

  /** It takes connections and answers none. */
  freeze(): void {
    this.process?.kill("SIGSTOP");
  }

  thaw(): void {
    this.process?.kill("SIGCONT");
  }
}

/** An empty database, to be copied for each server: making one takes seconds. */
export function makeDataDirectory(directory: string): void {
  execFileSync(
    "mariadb-install-db",
    [
      ...["--no-defaults", `--datadir=${directory}`, "--user=root", "--skip-test-db"],
      ...["--innodb-log-file-size=8M", "--innodb-undo-tablespaces=0", "--innodb-flush-method=nosync"],
      "--auth-root-authentication-method=socket",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
}

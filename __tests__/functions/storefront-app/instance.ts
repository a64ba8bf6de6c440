import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const execute = promisify(execFile);
const STAND_INS = join(__dirname, "instance");

export interface InstanceProps {
  /** An empty one, for its files. */
  readonly directory: string;
  /** What it runs when it starts. */
  readonly userData: string;
  /** Where the stand-in for AWS is. */
  readonly awsUrl: string;
  /** Where its web server listens on loopback, in the place of port 80. */
  readonly port: number;
}

/** How a command on the instance ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
}

/**
 * An instance that has run its user data: a root directory, processes and mounts of its own over those of this machine, whose
 * files it sees and leaves alone.
 *
 * bash, tar, jq, the AWS CLI, httpd and PHP-FPM are Debian's; in the place of `dnf`, `systemctl` and `curl` there are programs
 * that note how they were called (`instance/`), as this machine has neither the packages of Amazon Linux nor systemd.
 * Needs root.
 */
export class Instance {
  private child: ChildProcessWithoutNullStreams | undefined;
  private leader = "";
  /** What the user data has printed. */
  private printed = "";

  constructor(private readonly props: InstanceProps) {}

  /** @throws when the user data fails, with what it has printed */
  async launch(): Promise<void> {
    const { directory, awsUrl, port, userData } = this.props;
    mkdirSync(join(directory, "root"));
    writeFileSync(join(directory, "user-data"), userData);
    writeFileSync(join(directory, "hosts"), "127.0.0.1 localhost\n");
    const child = spawn(
      "unshare",
      ["--mount", "--pid", "--fork", "--kill-child", "bash", join(STAND_INS, "launch"), directory, STAND_INS],
      { env: { PATH: process.env["PATH"], AWS_STAND_IN: awsUrl, HTTP_PORT: String(port) } },
    );
    this.child = child;
    child.stderr.setEncoding("utf8").on("data", (text: string) => (this.printed += text));
    await new Promise<void>((resolve, reject) => {
      child.once("close", () => reject(new Error(`the user data failed:\n${this.printed}`)));
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (line === "launched") resolve();
        else this.printed += `${line}\n`;
      });
    });
    // The child of unshare is the first process of the instance.
    this.leader = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
  }

  /** Runs a program on the instance, as root. */
  async run(...command: readonly string[]): Promise<Ended> {
    const root = join(this.props.directory, "root");
    const enter = [
      "--target",
      this.leader,
      "--mount",
      "--pid",
      "chroot",
      root,
      "env",
      "-i",
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ];
    try {
      const { stdout, stderr } = await execute("nsenter", [...enter, ...command]);
      return { code: 0, out: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout + stderr };
    }
  }

  /** What systemd does when the timer elapses: the service, with its environment and its directory. */
  refresh(): Promise<Ended> {
    return this.run("start-service", "database-settings");
  }

  /** How dnf, systemctl and curl were called. */
  async calls(): Promise<readonly string[]> {
    return (await this.run("cat", "/var/log/calls")).out.trim().split("\n");
  }

  /** Where a name leads to from now on. */
  resolve(addresses: Readonly<Record<string, string>>): void {
    const lines = Object.entries(addresses).map(([name, address]) => `${address} ${name}`);
    // Written in place: the instance has mounted the file.
    writeFileSync(join(this.props.directory, "hosts"), ["127.0.0.1 localhost", ...lines, ""].join("\n"));
  }

  /** Sends a request to its web server. */
  request(path: string, init?: RequestInit): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.props.port}${path}`, init);
  }

  async terminate(): Promise<void> {
    const { child } = this;
    if (child?.exitCode !== null) return;
    const ended = once(child, "close");
    // Its first process reads until the end of its input; when it ends, the kernel ends all others.
    child.stdin.end();
    await ended;
  }
}

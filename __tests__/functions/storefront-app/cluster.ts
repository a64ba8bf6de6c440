import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Authority, Certificate } from "./certificates";
import { MariaDb, makeDataDirectory } from "./mariadb";

const SCHEMA = join(__dirname, "..", "..", "..", "functions", "storefront-app", "schema.sql");

/** The names that the endpoints have. */
export const WRITER = "writer.database.test";
export const READER = "reader.database.test";

export const DATABASE = "storefront";
export const USERNAME = "admin";
export const PASSWORD = "first password";

/** On both: a product of which there are ten, a user who signs in over TLS, and one who copies. */
const CONTENT = `
  CREATE DATABASE ${DATABASE};
  CREATE USER ${USERNAME} IDENTIFIED BY '${PASSWORD}' REQUIRE SSL;
  GRANT ALL ON ${DATABASE}.* TO ${USERNAME};
  CREATE USER copier IDENTIFIED BY 'copier' REQUIRE SSL;
  GRANT REPLICATION SLAVE ON *.* TO copier;
  USE ${DATABASE};
  ${readFileSync(SCHEMA, "utf8")}
  INSERT INTO products (id, name, price, currency, stock) VALUES (1, 'Lamp', 1999, 'USD', 10);
`;

/**
 * Two servers in the place of a Multi-AZ DB cluster: the second copies the first, asynchronously, and is read only.
 * A failover is done as RDS does it: the other server is made the writer, and the names lead elsewhere.
 */
export class Cluster {
  readonly first: MariaDb;
  readonly second: MariaDb;
  private readonly sessions: ChildProcess[] = [];

  private constructor(
    private readonly directory: string,
    template: string,
    port: number,
    private readonly certificate: Certificate,
  ) {
    const server = (id: number) => new MariaDb({ template, directory, id, address: `127.0.0.${id + 1}`, port });
    this.first = server(1);
    this.second = server(2);
  }

  /** What each cluster starts from; made once, as it takes seconds. */
  static async makeTemplate(directory: string, port: number): Promise<string> {
    const [empty, filled] = [join(directory, "empty"), join(directory, "filled")];
    makeDataDirectory(empty);
    mkdirSync(filled);
    const server = new MariaDb({ template: empty, directory: filled, id: 1, address: "127.0.0.2", port });
    try {
      await server.start(null);
      await server.sql(CONTENT);
      // Both start with it: there is nothing to be copied.
      await server.sql("RESET MASTER");
    } finally {
      await server.end("SIGTERM");
    }
    return join(filled, "data-1");
  }

  static async start(template: string, parent: string, port: number, authority: Authority): Promise<Cluster> {
    const directory = mkdtempSync(join(parent, "cluster-"));
    const cluster = new Cluster(directory, template, port, authority.issue("cluster", [WRITER, READER]));
    try {
      await Promise.all([cluster.startFirst(), cluster.second.start(cluster.certificate, "--read-only")]);
      await cluster.replicate();
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  private async replicate(): Promise<void> {
    const { address, port } = this.first.props;
    await this.second.sql(`
      CHANGE MASTER TO MASTER_HOST='${address}', MASTER_PORT=${port}, MASTER_USER='copier', MASTER_PASSWORD='copier',
        MASTER_SSL=1, MASTER_CONNECT_RETRY=1, MASTER_USE_GTID=slave_pos;
      START SLAVE;
    `);
  }

  startFirst(): Promise<void> {
    return this.first.start(this.certificate);
  }

  /** The first server is the writer, the second the reader. */
  get addresses(): Readonly<Record<string, string>> {
    return { [WRITER]: this.first.props.address, [READER]: this.second.props.address };
  }

  /** Makes the second server the writer. @returns where the names lead to after that */
  async failOver(): Promise<Readonly<Record<string, string>>> {
    await this.second.sql("STOP SLAVE; SET GLOBAL read_only = 0");
    return { [WRITER]: this.second.props.address, [READER]: this.second.props.address };
  }

  /** Keeps a session open in which statements were run, and with it their locks. @returns what ends it */
  async hold(server: MariaDb, statements: string): Promise<() => Promise<void>> {
    const session = spawn("mariadb", [...server.clientArguments, "--unbuffered", DATABASE]);
    this.sessions.push(session);
    const held = new Promise<void>((resolve) => session.stdout.once("data", () => resolve()));
    session.stdin.write(`${statements}; SELECT 'held';\n`);
    await held;
    return async () => {
      const ended = new Promise((resolve) => session.once("close", resolve));
      session.stdin.end();
      await ended;
    };
  }

  /** @returns the id of the connection that the application waits in */
  async waiting(state: RegExp): Promise<string> {
    const answer = await this.first.until(
      `SELECT id, state FROM information_schema.processlist WHERE user = '${USERNAME}'`,
      state,
    );
    return answer.split("\t")[0]!;
  }

  async stop(): Promise<void> {
    for (const session of this.sessions) session.kill();
    await Promise.all([this.first.end("SIGKILL"), this.second.end("SIGKILL")]);
    rmSync(this.directory, { recursive: true });
  }
}

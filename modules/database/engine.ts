/** A database engine of RDS. */
export type EngineName = "mysql" | "postgres";

/** What differs between engines. */
export interface Engine {
  readonly name: EngineName;
  /** As people write it. */
  readonly title: string;
  readonly port: number;
  /** The part of a release that parameter and option groups are made for: `8.0` of `8.0.39`. */
  majorVersion(release: string): string;
  /** All of them take effect without a restart. */
  readonly parameters: readonly Parameter[];
  /** All that a Multi-AZ DB cluster exports. */
  readonly clusterLogs: readonly string[];
  /** Every log that an instance has. */
  readonly instanceLogs: readonly string[];
  /** Options that instances need for their logs. A cluster cannot have any. */
  readonly options: readonly string[];
}

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: "immediate";
}

export const ENGINES: Readonly<Record<EngineName, Engine>> = {
  mysql: {
    name: "mysql",
    title: "MySQL",
    port: 3306,
    majorVersion: (release) => release.split(".").slice(0, 2).join("."),
    parameters: immediate({
      // Connections without TLS are refused.
      require_secure_transport: "1",
      // Exported logs stay empty unless MySQL writes them to files.
      log_output: "FILE",
      slow_query_log: "1",
      long_query_time: "2",
    }),
    // Audit logs need an option.
    clusterLogs: ["error", "general", "slowquery"],
    instanceLogs: ["audit", "error", "general", "slowquery"],
    options: ["MARIADB_AUDIT_PLUGIN"],
  },
  postgres: {
    name: "postgres",
    title: "PostgreSQL",
    port: 5432,
    majorVersion: (release) => release.split(".").slice(0, 1).join("."),
    parameters: immediate({
      // Connections without TLS are refused.
      "rds.force_ssl": "1",
      log_connections: "1",
      log_disconnections: "1",
      log_statement: "ddl",
      // Milliseconds from which a query counts as slow.
      log_min_duration_statement: "2000",
    }),
    clusterLogs: ["postgresql", "upgrade"],
    instanceLogs: ["postgresql", "upgrade"],
    options: [],
  },
};

function immediate(values: Readonly<Record<string, string>>): readonly Parameter[] {
  return Object.entries(values).map(([name, value]) => ({ name, value, applyMethod: "immediate" }));
}

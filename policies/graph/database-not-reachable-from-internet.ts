import type { Evaluation } from "../contract/evaluation";
import type { PlanModel, Resource, Value } from "../contract/plan-model";
import type { GraphRule, RuleMetadata } from "../contract/rule";
import { ADMISSION_READS, admitsInternet } from "./admission";
import { all, any, type Answer } from "./answer";
import { ROUTE_READS, routesToInternet } from "./routes";
import { instancesOf, isUnset, linked } from "./values";

const metadata: RuleMetadata = {
  id: "DATABASE_NOT_REACHABLE_FROM_INTERNET",
  title: "No database is reachable from the internet",
  description:
    "A database is reachable when three things come together: a public endpoint, a subnet with a route to an internet gateway, and a security group that admits a public range of /8 (IPv6: /16) or wider to its port.",
  source: "plangate",
  engine: "typescript",
  service: "rds",
  aliases: ["database-not-reachable-from-internet"],
  severity: "critical",
  resources: ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"],
  reads: {
    aws_db_instance: ["publicly_accessible", "port", "engine", "db_subnet_group_name", "vpc_security_group_ids"],
    aws_rds_cluster: ["db_cluster_instance_class", "port", "engine", "db_subnet_group_name", "vpc_security_group_ids"],
    aws_rds_cluster_instance: ["publicly_accessible", "cluster_identifier"],
    aws_db_subnet_group: ["name", "subnet_ids"],
    ...ROUTE_READS,
    ...ADMISSION_READS,
  },
  parameters: {},
  controls: {
    fsbp: ["RDS.2", "RDS.46"],
    pci_3_2_1: ["1.2.1", "1.3.1", "1.3.2", "1.3.4", "1.3.6", "7.2.1"],
    pci_4_0_1: ["1.4.4"],
    nist_800_53_r5: ["AC-4", "AC-4(21)", "SC-7", "SC-7(4)", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(21)"],
  },
  reasons: {
    reachable:
      "The internet reaches it: its endpoint is public, {subnets} routes to an internet gateway, and {groups} admits a wide public range to port {port}.",
    open: "It cannot be told whether the internet reaches it: {open}.",
  },
  remediation:
    "Turn public access off, place it in subnets without a route to an internet gateway, and admit only the security groups that need it.",
  related_resources: [
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  ],
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (Port) */
const DEFAULT_PORTS: readonly (readonly [engine: RegExp, port: number])[] = [
  [/^(mysql|mariadb|aurora|aurora-mysql)$/, 3306],
  [/^(postgres|aurora-postgresql)$/, 5432],
  [/^(custom-)?oracle-/, 1521],
  [/^(custom-)?sqlserver-/, 1433],
  [/^db2-/, 50000],
];

/** Where a database stands: a cluster instance stands where its cluster does. */
interface Place {
  readonly publicEndpoint: Answer;
  /** Undefined where the plan does not have it. */
  readonly host: Resource | undefined;
}

export const databaseNotReachableFromInternet: GraphRule = {
  metadata,
  evaluate: (model) =>
    instancesOf(model, ...metadata.resources)
      // Members of an Aurora cluster have the endpoints; a Multi-AZ cluster has them itself.
      .filter(
        (database) => database.type !== "aws_rds_cluster" || !isUnset(database.after["db_cluster_instance_class"]),
      )
      .flatMap((database) => judge(model, database)),
};

function judge(model: PlanModel, database: Resource): Evaluation[] {
  const { publicEndpoint, host } = placeOf(model, database);
  const port = host === undefined ? undefined : portOf(host);
  const subnets = host === undefined ? unknowns() : subnetsOf(model, host);
  const groups = host === undefined ? unknowns() : groupsOf(model, host, port);
  const route = any(subnets.values());
  const admission = any(groups.values());
  const reachable = all([publicEndpoint, route, admission]);
  if (reachable === "no") return [];
  const base = { resource: database.address, attribute: publicEndpoint === "yes" ? "publicly_accessible" : null };
  if (reachable === "yes") {
    const values = { subnets: named(subnets, "yes"), groups: named(groups, "yes"), port: port ?? "any" };
    return [{ ...base, status: "NON_COMPLIANT", reason: "reachable", values }];
  }
  const open = [
    publicEndpoint === "unknown" ? "whether its endpoint is public is decided at apply" : "",
    route === "unknown" ? "the plan does not tell all its subnets or their routes" : "",
    admission === "unknown" ? "the plan does not tell all rules of its security groups" : "",
  ].filter((sentence) => sentence !== "");
  return [{ ...base, status: "INSUFFICIENT_DATA", reason: "open", values: { open: open.join("; ") } }];
}

function placeOf(model: PlanModel, database: Resource): Place {
  switch (database.type) {
    case "aws_db_instance":
      return { publicEndpoint: flag(database.after["publicly_accessible"]), host: database };
    case "aws_rds_cluster":
      // The provider has no such argument for a Multi-AZ cluster: AWS decides by the subnets.
      return { publicEndpoint: "unknown", host: database };
    default: {
      const { resources, open } = linked(model, database, "cluster_identifier", "aws_rds_cluster");
      return { publicEndpoint: flag(database.after["publicly_accessible"]), host: open ? undefined : resources[0] };
    }
  }
}

function flag(value: Value | undefined): Answer {
  if (value === true || value === "true") return "yes";
  return value === false || value === "false" || value === null ? "no" : "unknown";
}

function portOf(host: Resource): number | undefined {
  const port = host.after["port"];
  if (typeof port === "number") return port;
  const engine = host.after["engine"];
  if (!isUnset(port) || typeof engine !== "string") return undefined;
  return DEFAULT_PORTS.find(([pattern]) => pattern.test(engine))?.[1];
}

function subnetsOf(model: PlanModel, host: Resource): Map<string, Answer> {
  const { resources: subnetGroups, open } = linked(model, host, "db_subnet_group_name", "aws_db_subnet_group");
  if (open || subnetGroups.length === 0) return unknowns();
  return new Map(
    subnetGroups.flatMap((group): [string, Answer][] => {
      const { resources, open: more } = linked(model, group, "subnet_ids", "aws_subnet");
      const answers = resources.map((subnet): [string, Answer] => [subnet.address, routesToInternet(model, subnet)]);
      return more || answers.length === 0 ? [...answers, ["", "unknown"]] : answers;
    }),
  );
}

function groupsOf(model: PlanModel, host: Resource, port: number | undefined): Map<string, Answer> {
  const { resources, open } = linked(model, host, "vpc_security_group_ids", "aws_security_group");
  const answers = resources.map((group): [string, Answer] => [group.address, admitsInternet(model, group, port)]);
  return new Map(open || answers.length === 0 ? [...answers, ["", "unknown"]] : answers);
}

function unknowns(): Map<string, Answer> {
  return new Map([["", "unknown"]]);
}

function named(answers: ReadonlyMap<string, Answer>, wanted: Answer): string {
  return [...answers].flatMap(([address, answer]) => (answer === wanted ? [address] : [])).join(", ");
}

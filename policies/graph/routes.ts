import { isSymbol, type PlanModel, type Resource, type Value } from "../contract/plan-model";
import { any, type Answer } from "./answer";
import { companions, elements, isUnset, linked, member, unresolved } from "./values";

/** Attributes that this search reads, by type. */
export const ROUTE_READS = {
  aws_subnet: ["vpc_id"],
  aws_vpc: ["cidr_block"],
  aws_default_vpc: ["cidr_block"],
  aws_route_table: ["vpc_id", "route"],
  aws_default_route_table: ["default_route_table_id", "route"],
  aws_route: ["route_table_id", "gateway_id"],
  aws_route_table_association: ["subnet_id", "route_table_id"],
  aws_main_route_table_association: ["vpc_id", "route_table_id"],
} as const;

const INTERNET_GATEWAY = /(^|\.)aws_internet_gateway\./;
/** What else a route takes as its gateway. Any other resource or data source may hold the id of an internet gateway. */
const OTHER_GATEWAY = /(^|\.)aws_(vpn_gateway|vpc_endpoint)\./;

const TABLES = ["aws_route_table", "aws_default_route_table"] as const;

/**
 * Whether a subnet has a route to an internet gateway, through its own route table or, without one, its VPC's main table.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export function routesToInternet(model: PlanModel, subnet: Resource): Answer {
  const associations = companions(model, subnet, "aws_route_table_association");
  if (associations.length > 0) return any(associations.map((association) => viaTableOf(model, association)));
  const strays = unresolved(model, "subnet_id", "aws_route_table_association").length > 0;
  return strays || subnet.action !== "create"
    ? any(["unknown", viaMainTable(model, subnet)])
    : viaMainTable(model, subnet);
}

function viaTableOf(model: PlanModel, association: Resource): Answer {
  const { resources, open } = linked(model, association, "route_table_id", ...TABLES);
  const answers = resources.map((table) => tableReachesInternet(model, table));
  return any(open ? [...answers, "unknown"] : answers);
}

function viaMainTable(model: PlanModel, subnet: Resource): Answer {
  const { resources: networks, open } = linked(model, subnet, "vpc_id", "aws_vpc", "aws_default_vpc");
  const [vpc] = networks;
  if (vpc === undefined || open) return "unknown";
  const chosen = companions(model, vpc, "aws_main_route_table_association");
  if (chosen.length > 0) return any(chosen.map((association) => viaTableOf(model, association)));
  // Routes may name the main table by its VPC, whether or not the plan has the table itself.
  const added = any([...companions(model, vpc, "aws_route").map(leadsToInternet), strayRoutes(model)]);
  const adopted = companions(model, vpc, "aws_default_route_table");
  if (adopted.length > 0) return any([added, ...adopted.map((table) => tableReachesInternet(model, table))]);
  // The main table that AWS makes with a VPC has the local route only, until a route is added to it.
  return vpc.type === "aws_vpc" && vpc.action === "create" ? added : any([added, "unknown"]);
}

function tableReachesInternet(model: PlanModel, table: Resource): Answer {
  const inline = elements(table.after["route"]);
  return any([
    ...(inline === undefined
      ? (["unknown"] as const)
      : inline.map((route) => isInternetGateway(member(route, "gateway_id")))),
    ...companions(model, table, "aws_route").map(leadsToInternet),
    strayRoutes(model),
  ]);
}

/** Routes of which the plan does not tell the table may be in any table. */
function strayRoutes(model: PlanModel): Answer {
  const strays = unresolved(model, "route_table_id", "aws_route");
  return any(strays.map((route) => (leadsToInternet(route) === "no" ? "no" : "unknown")));
}

function leadsToInternet(route: Resource): Answer {
  return isInternetGateway(route.after["gateway_id"] ?? null);
}

function isInternetGateway(gateway: Value): Answer {
  if (isUnset(gateway) || gateway === "") return "no";
  if (typeof gateway === "string") return gateway.startsWith("igw-") ? "yes" : "no";
  if (!isSymbol(gateway)) return "unknown";
  const named =
    gateway.$symbol === "reference" ? [gateway.address] : gateway.$symbol === "unknown" ? gateway.references : [];
  if (named.length === 0) return "unknown";
  return any(
    named.map((reference) =>
      INTERNET_GATEWAY.test(reference) ? "yes" : OTHER_GATEWAY.test(reference) ? "no" : "unknown",
    ),
  );
}

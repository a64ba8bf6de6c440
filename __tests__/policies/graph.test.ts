import type { Evaluation } from "../../policies/contract/evaluation";
import type { Link, PlanModel, Resource, Value } from "../../policies/contract/plan-model";
import { graphRules } from "../../policies/graph";
import { planOf, resource, UNKNOWN, UNSET } from "./models";

const [rule] = graphRules;

const GATEWAY: Value = { $symbol: "reference", address: "aws_internet_gateway.i", attribute: "id" };

function to(...addresses: string[]): Link {
  return { to: addresses, outside: false, unresolved: false };
}

const AMBIGUOUS: Link = { to: [], outside: false, unresolved: true };

/** Resources of a plan whose companions follow from their links, as in the gate. */
function joined(...resources: readonly Resource[]): PlanModel {
  const companions = (address: string) => {
    const named = resources.filter(({ links }) =>
      Object.values(links).some((link) => !link.unresolved && link.to.includes(address)),
    );
    return Object.fromEntries(
      [...new Set(named.map(({ type }) => type))].map((type) => [
        type,
        named.filter((one) => one.type === type).map((one) => one.address),
      ]),
    );
  };
  return planOf(...resources.map((one) => ({ ...one, companions: companions(one.address) })));
}

/** A database that the internet reaches: each test takes away or adds what it is about. */
const database = resource(
  "aws_db_instance.d",
  { publicly_accessible: true, port: 5432, engine: "postgres" },
  { links: { db_subnet_group_name: to("aws_db_subnet_group.g"), vpc_security_group_ids: to("aws_security_group.s") } },
);
const subnetGroup = resource("aws_db_subnet_group.g", {}, { links: { subnet_ids: to("aws_subnet.a") } });
const vpc = resource("aws_vpc.v", { cidr_block: "10.0.0.0/16" });
const subnet = resource("aws_subnet.a", {}, { links: { vpc_id: to("aws_vpc.v") } });
const association = resource(
  "aws_route_table_association.a",
  {},
  { links: { subnet_id: to("aws_subnet.a"), route_table_id: to("aws_route_table.t") } },
);

function table(gateway: Value): Resource {
  return resource("aws_route_table.t", { route: [{ cidr_block: "0.0.0.0/0", gateway_id: gateway }] });
}

function inbound(changes: { readonly [attribute: string]: Value }): { readonly [attribute: string]: Value } {
  const plain = { protocol: "tcp", from_port: 5432, to_port: 5432, cidr_blocks: ["0.0.0.0/0"] };
  return { ...plain, ipv6_cidr_blocks: null, prefix_list_ids: null, ...changes };
}

function group(...rules: Value[]): Resource {
  return resource("aws_security_group.s", { ingress: rules });
}

function verdicts(...resources: readonly Resource[]): (readonly [string, string, Evaluation["values"]])[] {
  return (rule?.evaluate(joined(...resources)) ?? []).map((found) => [found.resource, found.status, found.values]);
}

/** What is said of the database with these resources in place of the reachable ones of the same address. */
function verdict(...changed: readonly Resource[]): string {
  const all = [database, subnetGroup, vpc, subnet, association, table(GATEWAY), group(inbound({})), ...changed];
  const latest = new Map(all.map((one) => [one.address, one]));
  const [found] = verdicts(...latest.values());
  return found?.[1] ?? "COMPLIANT";
}

/** Likewise where the subnet has the main table of its VPC. */
function verdictOfMainTable(...changed: readonly Resource[]): string {
  const latest = new Map(
    [database, subnetGroup, subnet, group(inbound({})), ...changed].map((one) => [one.address, one]),
  );
  const [found] = verdicts(...latest.values());
  return found?.[1] ?? "COMPLIANT";
}

describe("a database", () => {
  it("is reachable where its endpoint, a route and a security group are open, and the finding names them", () => {
    expect(verdicts(database, subnetGroup, vpc, subnet, association, table(GATEWAY), group(inbound({})))).toEqual([
      ["aws_db_instance.d", "NON_COMPLIANT", { subnets: "aws_subnet.a", groups: "aws_security_group.s", port: 5432 }],
    ]);
  });

  it.each<[string, Value, string]>([
    ["public", "true", "NON_COMPLIANT"],
    ["private", false, "COMPLIANT"],
    ["private, as text", "false", "COMPLIANT"],
    ["decided at apply", UNKNOWN, "INSUFFICIENT_DATA"],
    ["left to AWS", UNSET, "INSUFFICIENT_DATA"],
    ["malformed", "no", "INSUFFICIENT_DATA"],
  ])("whose endpoint is %s", (_, publicly_accessible, want) => {
    expect(verdict({ ...database, after: { ...database.after, publicly_accessible } })).toBe(want);
  });
});

describe("the port of a database", () => {
  it.each<[string, Value, Value, string]>([
    ["MySQL's", null, "mysql", "COMPLIANT"],
    ["PostgreSQL's", UNSET, "aurora-postgresql", "NON_COMPLIANT"],
    ["given", 5432, UNKNOWN, "NON_COMPLIANT"],
    ["another", 5433, "postgres", "COMPLIANT"],
    ["decided at apply", UNKNOWN, "mysql", "INSUFFICIENT_DATA"],
    ["of an engine decided at apply", null, UNKNOWN, "INSUFFICIENT_DATA"],
    ["of an engine that nobody knows", null, "quantum", "INSUFFICIENT_DATA"],
  ])("is %s", (_, port, engine, want) => {
    expect(verdict({ ...database, after: { publicly_accessible: true, port, engine } })).toBe(want);
  });

  it.each([
    ["mariadb", 3306],
    ["custom-oracle-ee", 1521],
    ["sqlserver-se", 1433],
    ["db2-ae", 50000],
  ])("is by default that of %s", (engine, port) => {
    const open = group(inbound({ from_port: port, to_port: port }));

    expect(verdict({ ...database, after: { publicly_accessible: true, port: null, engine } }, open)).toBe(
      "NON_COMPLIANT",
    );
  });
});

describe("a security group", () => {
  it.each<[string, { readonly [attribute: string]: Value }, string]>([
    ["all protocols", { protocol: "-1", from_port: 0, to_port: 0 }, "NON_COMPLIANT"],
    ["all protocols by name", { protocol: "all", from_port: 0, to_port: 0 }, "NON_COMPLIANT"],
    ["TCP by number", { protocol: 6 }, "NON_COMPLIANT"],
    ["ports around it", { from_port: 5431, to_port: 5433 }, "NON_COMPLIANT"],
    ["ports below", { from_port: 1, to_port: 5431 }, "COMPLIANT"],
    ["ports above", { from_port: 5433, to_port: 6000 }, "COMPLIANT"],
    ["UDP", { protocol: "udp" }, "COMPLIANT"],
    ["ICMP", { protocol: "icmp", from_port: -1, to_port: -1 }, "COMPLIANT"],
    ["another protocol by number", { protocol: "50" }, "COMPLIANT"],
    ["a protocol that there is not", { protocol: "TCP " }, "INSUFFICIENT_DATA"],
    ["an unknown protocol", { protocol: UNKNOWN }, "INSUFFICIENT_DATA"],
    ["an unknown port", { to_port: UNKNOWN }, "INSUFFICIENT_DATA"],
    ["a wide range", { cidr_blocks: ["8.0.0.0/8"] }, "NON_COMPLIANT"],
    ["a narrower range", { cidr_blocks: ["8.0.0.0/9"] }, "COMPLIANT"],
    ["a private range", { cidr_blocks: ["10.0.0.0/8"] }, "COMPLIANT"],
    ["a private range and its public neighbour", { cidr_blocks: ["10.0.0.0/7"] }, "NON_COMPLIANT"],
    ["every IPv6 address", { cidr_blocks: null, ipv6_cidr_blocks: ["::/0"] }, "NON_COMPLIANT"],
    ["a wide range of IPv6", { cidr_blocks: null, ipv6_cidr_blocks: ["2600::/16"] }, "NON_COMPLIANT"],
    ["a narrower range of IPv6", { cidr_blocks: null, ipv6_cidr_blocks: ["2600::/17"] }, "COMPLIANT"],
    ["all private IPv6", { cidr_blocks: null, ipv6_cidr_blocks: ["fc00::/7"] }, "COMPLIANT"],
    ["private IPv6", { cidr_blocks: null, ipv6_cidr_blocks: ["fd00::/8"] }, "COMPLIANT"],
    ["one range of several", { cidr_blocks: ["192.0.2.0/24", "0.0.0.0/0"] }, "NON_COMPLIANT"],
    ["an unknown range", { cidr_blocks: [UNKNOWN] }, "INSUFFICIENT_DATA"],
    ["unknown ranges", { cidr_blocks: UNKNOWN }, "INSUFFICIENT_DATA"],
    ["one unknown address", { cidr_blocks: [{ $symbol: "template", parts: [UNKNOWN, "/32"] }] }, "COMPLIANT"],
    [
      "a range of an unknown address",
      { cidr_blocks: [{ $symbol: "template", parts: [UNKNOWN, "/16"] }] },
      "INSUFFICIENT_DATA",
    ],
    ["no text", { cidr_blocks: ["everyone"] }, "INSUFFICIENT_DATA"],
    ["nobody", { cidr_blocks: [] }, "COMPLIANT"],
    ["a prefix list", { cidr_blocks: [], prefix_list_ids: ["pl-1"] }, "INSUFFICIENT_DATA"],
    ["no prefix list", { cidr_blocks: [], prefix_list_ids: [null] }, "COMPLIANT"],
    ["unknown prefix lists", { cidr_blocks: [], prefix_list_ids: UNKNOWN }, "INSUFFICIENT_DATA"],
  ])("that admits %s", (_, changes, want) => {
    expect(verdict(group(inbound(changes)))).toBe(want);
  });

  it("whose rules are left out admits nobody", () => {
    expect(verdict(resource("aws_security_group.s", { ingress: UNSET }))).toBe("COMPLIANT");
  });

  it("whose rules are unknown may admit the internet", () => {
    expect(verdict(resource("aws_security_group.s", { ingress: UNKNOWN }))).toBe("INSUFFICIENT_DATA");
  });

  it.each<[string, Value]>([
    ["decided at apply", UNKNOWN],
    ["no block", "everyone"],
    ["null", null],
    ["a list", []],
    ["empty", {}],
  ])("one of whose rules is %s may admit the internet", (_, block) => {
    expect(verdict(group(block))).toBe("INSUFFICIENT_DATA");
  });

  it.each<[string, Resource, string]>([
    [
      "of every IPv6 address",
      resource(
        "aws_security_group_rule.r",
        inbound({ type: "ingress", cidr_blocks: null, ipv6_cidr_blocks: ["::/0"] }),
      ),
      "NON_COMPLIANT",
    ],
    [
      "of prefix lists",
      resource("aws_security_group_rule.r", inbound({ type: "ingress", cidr_blocks: null, prefix_list_ids: ["pl-1"] })),
      "INSUFFICIENT_DATA",
    ],
    [
      "of another port",
      resource("aws_security_group_rule.r", inbound({ type: "ingress", from_port: 1, to_port: 1 })),
      "COMPLIANT",
    ],
    [
      "of every IPv6 address, of its own",
      resource("aws_vpc_security_group_ingress_rule.r", { ip_protocol: "-1", cidr_ipv6: "::/0" }),
      "NON_COMPLIANT",
    ],
    ["inbound", resource("aws_security_group_rule.r", inbound({ type: "ingress" })), "NON_COMPLIANT"],
    ["outbound", resource("aws_security_group_rule.r", inbound({ type: "egress" })), "COMPLIANT"],
    [
      "of a resource of its own",
      resource("aws_vpc_security_group_ingress_rule.r", {
        ip_protocol: "tcp",
        from_port: 5432,
        to_port: 5432,
        cidr_ipv4: "0.0.0.0/0",
      }),
      "NON_COMPLIANT",
    ],
    [
      "for a prefix list",
      resource("aws_vpc_security_group_ingress_rule.r", {
        ip_protocol: "tcp",
        from_port: 5432,
        to_port: 5432,
        prefix_list_id: "pl-1",
      }),
      "INSUFFICIENT_DATA",
    ],
  ])("has a rule that is %s", (_, own, want) => {
    expect(verdict(group(), { ...own, links: { security_group_id: to("aws_security_group.s") } })).toBe(want);
    expect(verdict(group(), { ...own, links: { security_group_id: AMBIGUOUS } })).toBe(
      want === "COMPLIANT" ? want : "INSUFFICIENT_DATA",
    );
    expect(verdict(group(), { ...own, links: { security_group_id: to("aws_security_group.other") } })).toBe(
      "COMPLIANT",
    );
  });

  it("that the plan does not have may admit the internet", () => {
    const elsewhere = { to: [], outside: true, unresolved: false };

    expect(verdict({ ...database, links: { ...database.links, vpc_security_group_ids: elsewhere } })).toBe(
      "INSUFFICIENT_DATA",
    );
    expect(verdict({ ...database, links: { ...database.links, vpc_security_group_ids: to() } })).toBe(
      "INSUFFICIENT_DATA",
    );
  });
});

describe("a database of which the plan does not tell all", () => {
  const also = (link: Link): Link => ({ ...link, outside: true });
  const withLinks = (links: Resource["links"]) => ({ ...database, links: { ...database.links, ...links } });

  it("security groups is reached by those that it has, and may be by others", () => {
    const more = withLinks({ vpc_security_group_ids: also(to("aws_security_group.s")) });

    expect(verdict(more)).toBe("NON_COMPLIANT");
    expect(verdict(more, group())).toBe("INSUFFICIENT_DATA");
  });

  it("subnets is reached through those that it has, and may be through others", () => {
    const more = { ...subnetGroup, links: { subnet_ids: also(to("aws_subnet.a")) } };

    expect(verdict(more)).toBe("NON_COMPLIANT");
    expect(verdict(more, table(null))).toBe("INSUFFICIENT_DATA");
    expect(verdict({ ...subnetGroup, links: { subnet_ids: to() } })).toBe("INSUFFICIENT_DATA");
  });

  it("subnet groups may stand in any", () => {
    const either = withLinks({ db_subnet_group_name: { ...to("aws_db_subnet_group.g"), unresolved: true } });

    expect(verdict(either, table(null))).toBe("INSUFFICIENT_DATA");
    expect(verdict(withLinks({ db_subnet_group_name: to() }))).toBe("INSUFFICIENT_DATA");
    expect(verdict({ ...database, links: {} })).toBe("INSUFFICIENT_DATA");
  });
});

describe("a finding", () => {
  const found = (...changed: readonly Resource[]) => {
    const all = [database, subnetGroup, vpc, subnet, association, table(GATEWAY), group(inbound({})), ...changed];
    return rule?.evaluate(joined(...new Map(all.map((one) => [one.address, one])).values()));
  };

  it("names the subnets that route to the internet, and only these", () => {
    const both = { ...subnetGroup, links: { subnet_ids: to("aws_subnet.a", "aws_subnet.b", "aws_subnet.c") } };
    const more = ["b", "c"].map((name) => ({ ...subnet, address: `aws_subnet.${name}` }));
    const joins = {
      ...association,
      address: "aws_route_table_association.b",
      links: { ...association.links, subnet_id: to("aws_subnet.b") },
    };

    expect(found(both, ...more, joins)).toEqual([
      {
        resource: "aws_db_instance.d",
        attribute: "publicly_accessible",
        status: "NON_COMPLIANT",
        reason: "reachable",
        values: { subnets: "aws_subnet.a, aws_subnet.b", groups: "aws_security_group.s", port: 5432 },
      },
    ]);
  });

  it("says any port where all protocols are admitted to one that the plan does not tell", () => {
    const late = { ...database, after: { ...database.after, port: UNKNOWN } };

    expect(found(late, group(inbound({ protocol: "-1" })))?.[0]?.values).toMatchObject({ port: "any" });
  });

  it("says each thing that is open, and only what is", () => {
    const endpoint = { ...database, after: { ...database.after, publicly_accessible: UNKNOWN } };
    const open = { resource: "aws_db_instance.d", status: "INSUFFICIENT_DATA", reason: "open" };

    expect(found(endpoint)).toEqual([
      { ...open, attribute: null, values: { open: "whether its endpoint is public is decided at apply" } },
    ]);
    expect(found(table(UNKNOWN))).toEqual([
      {
        ...open,
        attribute: "publicly_accessible",
        values: { open: "the plan does not tell all its subnets or their routes" },
      },
    ]);
    expect(found(table(UNKNOWN), group(UNKNOWN))).toEqual([
      {
        ...open,
        attribute: "publicly_accessible",
        values: {
          open: "the plan does not tell all its subnets or their routes; the plan does not tell all rules of its security groups",
        },
      },
    ]);
  });
});

describe("a route", () => {
  it.each<[string, Value, string]>([
    ["an internet gateway", "igw-1", "NON_COMPLIANT"],
    ["one that HCL mentions", { $symbol: "unknown", references: ["aws_internet_gateway.i.id"] }, "NON_COMPLIANT"],
    [
      "one of a data source",
      { $symbol: "reference", address: "data.aws_internet_gateway.i", attribute: "internet_gateway_id" },
      "NON_COMPLIANT",
    ],
    ["nothing", "", "COMPLIANT"],
    ["another gateway, left out", null, "COMPLIANT"],
    ["a VPN", "vgw-1", "COMPLIANT"],
    ["a VPN of this plan", { $symbol: "reference", address: "aws_vpn_gateway.v", attribute: "id" }, "COMPLIANT"],
    ["an endpoint of this plan", { $symbol: "reference", address: "aws_vpc_endpoint.v", attribute: "id" }, "COMPLIANT"],
    [
      "what a parameter holds",
      { $symbol: "reference", address: "data.aws_ssm_parameter.gateway", attribute: "value" },
      "INSUFFICIENT_DATA",
    ],
    ["what a variable holds", { $symbol: "unknown", references: ["var.gateway"] }, "INSUFFICIENT_DATA"],
    ["a text of which a part is unknown", { $symbol: "template", parts: ["igw-", UNKNOWN] }, "INSUFFICIENT_DATA"],
    ["what nobody knows", UNKNOWN, "INSUFFICIENT_DATA"],
    ["no text", 1, "INSUFFICIENT_DATA"],
  ])("that leads to %s", (_, gateway, want) => {
    expect(verdict(table(gateway))).toBe(want);
  });

  it("of a resource of its own counts, also where the plan does not tell its table", () => {
    const route = resource(
      "aws_route.r",
      { gateway_id: GATEWAY },
      { links: { route_table_id: to("aws_route_table.t") } },
    );
    const empty = resource("aws_route_table.t", { route: [] });

    expect(verdict(empty)).toBe("COMPLIANT");
    expect(verdict(empty, route)).toBe("NON_COMPLIANT");
    expect(verdict(empty, { ...route, links: { route_table_id: AMBIGUOUS } })).toBe("INSUFFICIENT_DATA");
    expect(verdict(empty, { ...route, after: { gateway_id: null }, links: { route_table_id: AMBIGUOUS } })).toBe(
      "COMPLIANT",
    );
  });

  it("of an adopted table counts, and beside a table that may be another", () => {
    const adopted = resource("aws_default_route_table.d", { route: [{ gateway_id: GATEWAY }] });
    const either = { ...to("aws_route_table.t"), unresolved: true };
    const links = (route_table_id: Link) => ({ ...association, links: { ...association.links, route_table_id } });

    expect(verdict(adopted, links(to("aws_default_route_table.d")))).toBe("NON_COMPLIANT");
    expect(verdict(links({ ...to("aws_route_table.t"), outside: true }))).toBe("NON_COMPLIANT");
    expect(
      verdict({ ...association, links: { subnet_id: to("aws_subnet.a"), route_table_id: either } }, table(null)),
    ).toBe("INSUFFICIENT_DATA");
  });

  it.each<[string, Value]>([
    ["decided at apply", UNKNOWN],
    ["no block", "igw-1"],
    ["null", null],
  ])("that is %s may lead to the internet", (_, block) => {
    expect(verdict(resource("aws_route_table.t", { route: [block] }))).toBe("INSUFFICIENT_DATA");
  });

  it("is unknown where the table's routes are, or the table is elsewhere", () => {
    expect(verdict(resource("aws_route_table.t", { route: UNKNOWN }))).toBe("INSUFFICIENT_DATA");
    expect(
      verdict({ ...association, links: { ...association.links, route_table_id: to("aws_route_table.gone") } }),
    ).toBe("INSUFFICIENT_DATA");
  });
});

describe("a subnet without a route table of its own", () => {
  const main = resource(
    "aws_main_route_table_association.m",
    {},
    { links: { vpc_id: to("aws_vpc.v"), route_table_id: to("aws_route_table.t") } },
  );
  const adopted = resource(
    "aws_default_route_table.d",
    { route: [] },
    { links: { default_route_table_id: to("aws_vpc.v") } },
  );
  const added = resource("aws_route.r", { gateway_id: GATEWAY }, { links: { route_table_id: to("aws_vpc.v") } });

  it.each<[string, readonly Resource[], string]>([
    ["as it comes with a new VPC", [vpc], "COMPLIANT"],
    ["with a route to the internet", [vpc, added], "NON_COMPLIANT"],
    ["of an existing VPC", [{ ...vpc, action: "no-op" }], "INSUFFICIENT_DATA"],
    ["of an existing VPC, given a route", [{ ...vpc, action: "no-op" }, added], "NON_COMPLIANT"],
    ["of a VPC elsewhere", [], "INSUFFICIENT_DATA"],
    [
      "of one of several VPCs",
      [vpc, { ...subnet, links: { vpc_id: { ...to("aws_vpc.v"), unresolved: true } } }],
      "INSUFFICIENT_DATA",
    ],
    [
      "that is the default one, given a route",
      [
        resource("aws_default_vpc.v", {}),
        { ...subnet, links: { vpc_id: to("aws_default_vpc.v") } },
        { ...added, links: { route_table_id: to("aws_default_vpc.v") } },
      ],
      "NON_COMPLIANT",
    ],
    ["replaced by a table with a route", [vpc, main, table(GATEWAY)], "NON_COMPLIANT"],
    ["replaced by a table without one", [vpc, main, table(null)], "COMPLIANT"],
    ["managed, without a route", [vpc, adopted], "COMPLIANT"],
    ["managed, with a route", [vpc, { ...adopted, after: { route: [{ gateway_id: GATEWAY }] } }], "NON_COMPLIANT"],
    ["managed, and given a route besides", [vpc, adopted, added], "NON_COMPLIANT"],
  ])("has the main table of its VPC %s", (_, resources, want) => {
    expect(verdictOfMainTable(...resources)).toBe(want);
  });

  it("may have one that the plan does not tell", () => {
    const anywhere = { ...association, links: { subnet_id: AMBIGUOUS, route_table_id: to("aws_route_table.t") } };

    expect(verdictOfMainTable(vpc, anywhere, table(null))).toBe("INSUFFICIENT_DATA");
    expect(verdictOfMainTable(vpc, { ...subnet, action: "no-op" })).toBe("INSUFFICIENT_DATA");
  });
});

describe("a cluster", () => {
  const cluster = resource(
    "aws_rds_cluster.c",
    { db_cluster_instance_class: null, port: 5432, engine: "aurora-postgresql" },
    { links: database.links },
  );
  const member = resource(
    "aws_rds_cluster_instance.m",
    { publicly_accessible: true },
    { links: { cluster_identifier: to("aws_rds_cluster.c") } },
  );
  const around = [subnetGroup, vpc, subnet, association, table(GATEWAY), group(inbound({}))];

  it("of Aurora is reached through its members", () => {
    expect(verdicts(cluster, member, ...around).map(([address, status]) => [address, status])).toEqual([
      ["aws_rds_cluster_instance.m", "NON_COMPLIANT"],
    ]);
  });

  it("with members elsewhere leaves it open", () => {
    const elsewhere = { ...member, links: { cluster_identifier: { to: [], outside: true, unresolved: false } } };

    expect(verdicts(elsewhere, ...around).map(([address, status]) => [address, status])).toEqual([
      ["aws_rds_cluster_instance.m", "INSUFFICIENT_DATA"],
    ]);
  });

  it("that may be another leaves its members open", () => {
    const either = { ...member, links: { cluster_identifier: { ...to("aws_rds_cluster.c"), unresolved: true } } };

    expect(verdicts(cluster, either, ...around, group()).map(([, status]) => status)).toEqual(["INSUFFICIENT_DATA"]);
  });

  it("of several zones is not reached where no subnet routes to the internet", () => {
    const multiZone = { ...cluster, after: { ...cluster.after, db_cluster_instance_class: "db.r6gd.large" } };

    expect(verdicts(multiZone, subnetGroup, vpc, subnet, association, table(null), group(inbound({})))).toEqual([]);
  });

  it("of several zones has the endpoint itself, which AWS decides on", () => {
    const multiZone = { ...cluster, after: { ...cluster.after, db_cluster_instance_class: "db.r6gd.large" } };

    expect(verdicts(multiZone, ...around).map(([address, status]) => [address, status])).toEqual([
      ["aws_rds_cluster.c", "INSUFFICIENT_DATA"],
    ]);
  });
});

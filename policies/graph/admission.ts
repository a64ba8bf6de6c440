import { isSymbol, type PlanModel, type Resource, type Value } from "../contract/plan-model";
import { all, any, type Answer } from "./answer";
import { companions, elements, isUnset, member, unresolved } from "./values";

/** Attributes that this search reads, by type. */
export const ADMISSION_READS = {
  aws_security_group: ["ingress", "vpc_id"],
  aws_security_group_rule: [
    "type",
    "protocol",
    "from_port",
    "to_port",
    "cidr_blocks",
    "ipv6_cidr_blocks",
    "prefix_list_ids",
    "security_group_id",
  ],
  aws_vpc_security_group_ingress_rule: [
    "ip_protocol",
    "from_port",
    "to_port",
    "cidr_ipv4",
    "cidr_ipv6",
    "prefix_list_id",
    "security_group_id",
  ],
} as const;

/** Ranges of this many bits or fewer are "the internet": a /8 is one part in 256 of it. */
const WIDEST_IPV4 = 8;
const WIDEST_IPV6 = 16;
/** Not routed on the internet: RFC 1918, RFC 6598, RFC 4193. */
const PRIVATE =
  /^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:)/i;

/** Without ports, or with those of another protocol. A number is one of 256. */
const OTHER_PROTOCOL = /^(udp|icmp|icmpv6|\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/;

/** What is wider begins as a private network does, and has public neighbours: 10.0.0.0/7. */
const WIDEST_PRIVATE_IPV4 = 8;

/** An inbound rule of any of the three ways to write one. */
interface Inbound {
  readonly protocol: Value;
  readonly from: Value;
  readonly to: Value;
  readonly ranges: Value;
  readonly prefixLists: Value;
}

/**
 * Whether a security group admits the internet to a TCP port: a rule with a very wide public range.
 *
 * @param port undefined where the plan does not tell it
 */
export function admitsInternet(model: PlanModel, group: Resource, port: number | undefined): Answer {
  const inline = elements(group.after["ingress"]);
  const own = companions(model, group, "aws_security_group_rule", "aws_vpc_security_group_ingress_rule");
  const stray = unresolved(
    model,
    "security_group_id",
    "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule",
  );
  return any([
    ...(inline === undefined ? (["unknown"] as const) : inline.map((block) => admits(inlineRule(block), port))),
    ...own.filter(isInbound).map((rule) => admits(ruleOf(rule), port)),
    ...stray.filter(isInbound).map((rule) => (admits(ruleOf(rule), port) === "no" ? "no" : "unknown")),
  ]);
}

function isInbound(rule: Resource): boolean {
  return rule.type !== "aws_security_group_rule" || rule.after["type"] !== "egress";
}

function inlineRule(block: Value): Inbound {
  return {
    protocol: member(block, "protocol"),
    from: member(block, "from_port"),
    to: member(block, "to_port"),
    ranges: [member(block, "cidr_blocks"), member(block, "ipv6_cidr_blocks")],
    prefixLists: member(block, "prefix_list_ids"),
  };
}

function ruleOf({ type, after }: Resource): Inbound {
  const value = (name: string): Value => after[name] ?? null;
  return type === "aws_security_group_rule"
    ? {
        protocol: value("protocol"),
        from: value("from_port"),
        to: value("to_port"),
        ranges: [value("cidr_blocks"), value("ipv6_cidr_blocks")],
        prefixLists: value("prefix_list_ids"),
      }
    : {
        protocol: value("ip_protocol"),
        from: value("from_port"),
        to: value("to_port"),
        ranges: [value("cidr_ipv4"), value("cidr_ipv6")],
        prefixLists: [value("prefix_list_id")],
      };
}

function admits(rule: Inbound, port: number | undefined): Answer {
  return all([coversPort(rule, port), any([...isWide(rule.ranges), ...isPrefixList(rule.prefixLists)])]);
}

function coversPort({ protocol, from, to }: Inbound, port: number | undefined): Answer {
  if (typeof protocol !== "string" && typeof protocol !== "number") return "unknown";
  const name = String(protocol).toLowerCase();
  if (name === "-1" || name === "all") return "yes";
  if (name !== "tcp" && name !== "6") return OTHER_PROTOCOL.test(name) ? "no" : "unknown";
  if (port === undefined || typeof from !== "number" || typeof to !== "number") return "unknown";
  return from <= port && port <= to ? "yes" : "no";
}

function* isWide(range: Value): Generator<Answer> {
  if (isUnset(range)) return;
  if (Array.isArray(range)) {
    for (const item of range as readonly Value[]) yield* isWide(item);
  } else {
    yield isWideRange(range);
  }
}

function isWideRange(range: Value): Answer {
  // `10.0.0.5/32` with an unknown address is narrow whatever the address is.
  const text = isSymbol(range) && range.$symbol === "template" ? (range.parts.at(-1) ?? "") : range;
  const [, bits] = typeof text === "string" ? (/\/(\d{1,3})$/.exec(text) ?? []) : [];
  if (bits === undefined) return "unknown";
  if (typeof range !== "string") return Number(bits) > WIDEST_IPV6 ? "no" : "unknown";
  const ipv6 = range.includes(":");
  if (PRIVATE.test(range) && (ipv6 || Number(bits) >= WIDEST_PRIVATE_IPV4)) return "no";
  return Number(bits) <= (ipv6 ? WIDEST_IPV6 : WIDEST_IPV4) ? "yes" : "no";
}

/** What a prefix list holds is not in the plan. */
function* isPrefixList(lists: Value): Generator<Answer> {
  if (isUnset(lists)) return;
  if (!Array.isArray(lists)) yield "unknown";
  else for (const list of lists as readonly Value[]) if (!isUnset(list)) yield "unknown";
}

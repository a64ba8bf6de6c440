import { withoutKeys } from "../plan";
import { ARROWS, DRAWN, TIERS, type Arrow, type Drawn, type Tier } from "./drawing-rules";
import type { Resource, System } from "./system";

/** One box of a diagram, and the resources that it stands for. */
export interface Box {
  readonly id: string;
  readonly tier: Tier;
  readonly drawn: Drawn;
  readonly resources: readonly Resource[];
}

/** What is said of a box besides what it is. */
export interface Mark {
  /** Of the box's element in the SVG. */
  readonly id: string;
  readonly class: string;
  /** A line below its label. */
  readonly note: string;
  /** Where it leads. */
  readonly href: string;
}

/** More boxes than this are no picture: then all of one type are one box. */
const MOST_BOXES = 120;

const FONT = `fontname="Helvetica,Arial,sans-serif"`;

/**
 * A system in Graphviz' language: its boxes by tier, the network around two of them, and arrows from references.
 *
 * @param marks what is said of some of the boxes, by their id
 */
export function toDot(system: System, marks: ReadonlyMap<string, Mark> = new Map()): string {
  const { boxes } = boxesOf(system);
  const inTier = (tier: Tier) => boxes.filter((box) => box.tier === tier);
  const tierOf = (tier: Tier) => (inTier(tier).length === 0 ? [] : tierLines(tier, inTier(tier), system, marks));
  const network = [...tierOf("public"), ...tierOf("private")];
  const lines = [
    `digraph ${quote(system.stack)} {`,
    `  graph [rankdir=LR, ranksep=0.45, nodesep=0.12, ${FONT}, fontsize=13, bgcolor="white", pad=0.2]`,
    `  node [shape=box, style="rounded,filled", fillcolor="white", color="#546e7a", ${FONT}, fontsize=11, margin="0.2,0.07"]`,
    `  edge [color="#546e7a", ${FONT}, fontsize=9, arrowsize=0.7]`,
    ...tierOf("edge"),
    ...(network.length === 0
      ? []
      : [
          `  subgraph cluster_network {`,
          `    graph [label=${quote(networkTitle(system))}, style="rounded", color="#1565c0", labeljust=l, margin=14]`,
          ...network,
          `  }`,
        ]),
    ...(["api", "data", "delivery", "guard", "watch"] as const).flatMap(tierOf),
    ...arrowLines(system, boxes),
    `}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** The boxes of a system: one a resource, or one a type where a type is always drawn so or where there are too many. */
export function boxesOf({ resources }: System): { readonly boxes: readonly Box[]; readonly summary: boolean } {
  const boxes = collect(resources, drawnAs);
  if (boxes.length <= MOST_BOXES) return { boxes, summary: false };
  const merged = (type: string): Drawn | undefined => {
    const drawn = drawnAs(type);
    return drawn && { ...drawn, merged: true };
  };
  return { boxes: collect(resources, merged), summary: true };
}

/** How a type is drawn; undefined where it is a detail of others. */
function drawnAs(type: string): Drawn | undefined {
  return Object.hasOwn(DRAWN, type) ? DRAWN[type] : undefined;
}

function collect(resources: readonly Resource[], drawnOf: (type: string) => Drawn | undefined): readonly Box[] {
  const boxes = new Map<string, Box & { readonly resources: Resource[] }>();
  for (const resource of resources) {
    const drawn = drawnOf(resource.type);
    if (drawn === undefined) continue;
    const id = drawn.merged === true ? resource.type : resource.address;
    const known = boxes.get(id);
    if (known) known.resources.push(resource);
    else boxes.set(id, { id, tier: drawn.tier, drawn, resources: [resource] });
  }
  return [...boxes.values()];
}

function tierLines(
  tier: Tier,
  boxes: readonly Box[],
  system: System,
  marks: ReadonlyMap<string, Mark>,
): readonly string[] {
  const { fill } = TIERS[tier];
  return [
    `  subgraph cluster_${tier} {`,
    `    graph [label=${quote(titleOf(tier, system))}, style="rounded,filled", color="#b0bec5", fillcolor="${fill}", labeljust=l, margin=14]`,
    ...boxes.map((box) => boxLine(box, marks.get(box.id))),
    `  }`,
  ];
}

function boxLine(box: Box, mark: Mark | undefined): string {
  const label = boxLabel(box);
  const said =
    mark === undefined
      ? [`label=${quote(label)}`]
      : [
          `label=${quote(`${label}\n${mark.note}`)}`,
          `id=${quote(mark.id)}`,
          `class=${quote(mark.class)}`,
          `URL=${quote(mark.href)}`,
        ];
  return `    ${quote(box.id)} [${[...said, `tooltip=${quote(tooltip(box))}`].join(", ")}]`;
}

/** `S3 bucket` over the construct that makes it; `Alarm × 27`. */
export function boxLabel({ drawn, resources }: Box): string {
  const [first] = resources;
  if (drawn.merged === true) return resources.length === 1 ? drawn.label : `${drawn.label} × ${resources.length}`;
  return `${drawn.label}\n${first?.construct ?? ""}${detail(first)}`;
}

function detail(resource: Resource | undefined): string {
  const { values = {} } = resource ?? {};
  const { min_size: fewest, max_size: most } = values;
  if (typeof fewest === "number" && typeof most === "number") return `\n${fewest} to ${most} instances`;
  const kind = values["db_cluster_instance_class"] ?? values["instance_class"] ?? values["node_type"];
  return typeof kind === "string" ? `\n${kind}` : "";
}

function tooltip({ resources }: Box): string {
  return resources.map(({ address }) => address).join("\n");
}

function networkTitle({ resources }: System): string {
  const vpc = resources.find(({ type }) => type === "aws_vpc");
  const cidr = vpc?.values["cidr_block"];
  return typeof cidr === "string" ? `VPC ${cidr}` : "VPC";
}

/** Subnets are public or private as their construct says; where none says so, nor does the title. */
function titleOf(tier: Tier, { resources }: System): string {
  const { title, otherwise } = TIERS[tier];
  if (otherwise === undefined) return title;
  const zones = resources
    .filter(({ type, construct }) => type === "aws_subnet" && construct.includes(`/${tier}/`))
    .map(({ values }) => String(values["availability_zone"]));
  return zones.length === 0 ? otherwise : `${title} in ${new Set(zones).size} zones`;
}

function arrowLines(system: System, boxes: readonly Box[]): readonly string[] {
  const boxOf = new Map(boxes.flatMap((box) => box.resources.map(({ address }) => [address, box.id] as const)));
  const neighbours = neighboursOf(system);
  const lines = new Set<string>();
  for (const arrow of ARROWS) {
    for (const from of system.resources.filter(({ type }) => type === arrow.from)) {
      for (const to of reached(from, arrow, neighbours)) {
        const [tail, head] = [boxOf.get(from.address), boxOf.get(to.address)];
        if (tail === undefined || head === undefined || tail === head) continue;
        const label = arrow.label === undefined ? "" : ` [label=${quote(arrow.label)}]`;
        lines.add(`  ${quote(tail)} -> ${quote(head)}${label}`);
      }
    }
  }
  return [...lines];
}

export type Neighbours = ReadonlyMap<Resource, ReadonlySet<Resource>>;

/** Resources of the arrow's target type to which references lead by way of its details, in whichever direction they are written. */
function reached(from: Resource, { to, via = [], by }: Arrow, neighbours: Neighbours): ReadonlySet<Resource> {
  const found = new Set<Resource>();
  const seen = new Set([from]);
  const waiting = [from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const neighbour of neighbours.get(next) ?? []) {
      const arrived = neighbour.type === to && (neighbour.type !== next.type || refersTo(neighbour, next));
      if (arrived && neighbour !== from) found.add(neighbour);
      const wrongSide = next === from && by !== undefined && !refersTo(neighbour, from, by);
      if (!via.includes(neighbour.type) || seen.has(neighbour) || wrongSide) continue;
      seen.add(neighbour);
      waiting.push(neighbour);
    }
  }
  return found;
}

function refersTo({ references }: Resource, target: Resource, attribute?: string): boolean {
  const address = withoutKeys(target.address);
  return [...references].some(([name, to]) => (attribute === undefined || attribute === name) && to.has(address));
}

/** Which resources refer to each other, in whichever direction. */
export function neighboursOf({ resources }: System): Neighbours {
  const byBlock = new Map<string, Resource[]>();
  for (const resource of resources) {
    const block = withoutKeys(resource.address);
    const siblings = byBlock.get(block);
    if (siblings === undefined) byBlock.set(block, [resource]);
    else siblings.push(resource);
  }
  const neighbours = new Map(resources.map((resource) => [resource, new Set<Resource>()]));
  for (const resource of resources) {
    for (const target of [...resource.references.values()].flatMap((to) =>
      [...to].flatMap((address) => byBlock.get(address) ?? []),
    )) {
      neighbours.get(resource)?.add(target);
      neighbours.get(target)?.add(resource);
    }
  }
  return neighbours;
}

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

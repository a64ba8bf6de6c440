import { SEVERITIES, type Severity } from "../../policies/contract/rule";
import { boxesOf, boxLabel, neighboursOf, toDot, type Box, type Mark, type Neighbours } from "./diagram";
import { loadGraphviz } from "./graphviz.cjs";
import type { Resource, System } from "./system";

/** A box on which there are findings. */
export interface DiagramBox {
  /** Of its element in the SVG. */
  readonly id: string;
  readonly label: string;
  /** The resources with findings that it stands for: its own, and details that are drawn as part of it. */
  readonly resources: readonly string[];
}

/** A system drawn, with its findings. */
export interface Diagram {
  /** One `<svg>` element. Boxes with findings have the class `finding` and their worst severity, and lead to `#findings`. */
  readonly svg: string;
  readonly boxes: readonly DiagramBox[];
  /** True where there are too many boxes for a picture, and one stands for all of a type. */
  readonly summary: boolean;
  /** Resources with findings that belong to no box. */
  readonly elsewhere: readonly string[];
}

/** A detail is drawn as part of a box that is at most so many references away. */
const FARTHEST = 3;
/** What nearly everything refers to leads everywhere. */
const HUBS: ReadonlySet<string> = new Set(["aws_vpc", "aws_subnet", "aws_route_table", "aws_internet_gateway"]);

/**
 * Draws a system with what was found on it.
 *
 * @param findings the severities of the findings on a resource, by its address
 * @returns null where the system has nothing that is drawn
 */
export async function drawDiagram(
  system: System,
  findings: ReadonlyMap<string, readonly Severity[]>,
): Promise<Diagram | null> {
  const { boxes, summary } = boxesOf(system);
  if (boxes.length === 0) return null;
  const { found, elsewhere } = assign(system, boxes, findings);
  const marked = [...found].map(([box, resources], index) => ({ box, resources, id: `box-${index}` }));
  const marks = new Map(
    marked.map(({ box, resources, id }): [string, Mark] => {
      const severities = resources.flatMap((address) => findings.get(address) ?? []);
      const worst = SEVERITIES.find((severity) => severities.includes(severity)) ?? "low";
      const note = severities.length === 1 ? "1 finding" : `${severities.length} findings`;
      return [box.id, { id, class: `finding ${worst}`, note, href: "#findings" }];
    }),
  );
  const draw = await loadGraphviz();
  return {
    svg: elementOf(draw(toDot(system, marks))),
    boxes: marked.map(({ box, resources, id }) => ({ id, label: boxLabel(box).replaceAll("\n", " "), resources })),
    summary,
    elsewhere,
  };
}

/** Which box stands for each resource with findings. */
function assign(
  system: System,
  boxes: readonly Box[],
  findings: ReadonlyMap<string, readonly Severity[]>,
): { readonly found: ReadonlyMap<Box, readonly string[]>; readonly elsewhere: readonly string[] } {
  const boxOf = new Map(boxes.flatMap((box) => box.resources.map((resource) => [resource, box] as const)));
  const neighbours = neighboursOf(system);
  const found = new Map<Box, string[]>();
  const placed = new Set<string>();
  for (const resource of system.resources) {
    if (!findings.has(resource.address)) continue;
    for (const box of nearest(resource, boxOf, neighbours)) {
      found.set(box, [...(found.get(box) ?? []), resource.address]);
      placed.add(resource.address);
    }
  }
  return { found, elsewhere: [...findings.keys()].filter((address) => !placed.has(address)) };
}

/** The box of a resource, or the boxes that the fewest references lead to, by way of details. */
function nearest(resource: Resource, boxOf: ReadonlyMap<Resource, Box>, neighbours: Neighbours): readonly Box[] {
  const own = boxOf.get(resource);
  if (own !== undefined) return [own];
  const seen = new Set([resource]);
  let edge = [resource];
  for (let distance = 0; distance < FARTHEST && edge.length > 0; distance += 1) {
    const next = edge
      .filter(({ type }) => !HUBS.has(type))
      .flatMap((each) => [...(neighbours.get(each) ?? [])])
      .filter((each) => !seen.has(each) && Boolean(seen.add(each)));
    const boxes = new Set(next.flatMap((each) => boxOf.get(each) ?? []));
    if (boxes.size > 0) return [...boxes];
    edge = next;
  }
  return [];
}

/** Graphviz writes a document; a page wants the element, of the size that the page gives it. */
function elementOf(document: string): string {
  return document
    .slice(document.indexOf("<svg"))
    .replace(/<!--.*?-->\s*/gs, "")
    .replace(/<title>.*?<\/title>\s*/gs, "")
    .trim();
}

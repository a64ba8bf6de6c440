import type { StackData, UnknownData } from "../data";
import { unpack, RESOURCES_PER_BLOCK, type PackedAttribute } from "../packed";
import type { Rules } from "../views/findings";
import type { AttributeDetails } from "../../../details";
import { readData } from "./page";

interface RuleName {
  readonly id: string;
  readonly title: string;
  readonly controls: { readonly [catalogue: string]: readonly string[] };
}

const rules: Rules = new Map(((readData("rules") ?? []) as readonly RuleName[]).map((rule) => [rule.id, rule]));

interface Boxes {
  readonly boxes: readonly { readonly id: string; readonly label: string; readonly resources: readonly string[] }[];
  readonly elsewhere: readonly string[];
}

/** The attributes of one resource. */
type Packed = readonly PackedAttribute[];

const NOTHING: StackData = { resources: [], findings: [], compliant: {} };

/** One stack's part of the page and its data, each piece read when it is first asked for. */
export class StackPage {
  readonly rules = rules;
  private readonly blocks = new Map<number, readonly Packed[]>();
  private known: StackData | undefined;
  private haystack: readonly string[] | undefined;

  constructor(readonly section: HTMLElement) {}

  panel(name: string): HTMLElement | null {
    return document.getElementById(`${this.section.id}-${name}`);
  }

  get data(): StackData {
    this.known ??= (readData(`${this.section.id}-data`) ?? NOTHING) as StackData;
    return this.known;
  }

  get unknowns(): readonly UnknownData[] {
    return (readData(`${this.section.id}-unknown-values`) ?? []) as readonly UnknownData[];
  }

  get diagram(): Boxes {
    return (readData(`${this.section.id}-boxes`) ?? { boxes: [], elsewhere: [] }) as Boxes;
  }

  /** What is searched of each resource, in small letters. */
  get searchable(): readonly string[] {
    this.haystack ??= this.data.resources.map(({ address, path, place }) =>
      `${address} ${path ?? ""} ${place ?? ""}`.toLowerCase(),
    );
    return this.haystack;
  }

  attributesOf(place: number): readonly AttributeDetails[] {
    const index = Math.floor(place / RESOURCES_PER_BLOCK);
    const block =
      this.blocks.get(index) ?? ((readData(`${this.section.id}-attributes-${index}`) ?? []) as readonly Packed[]);
    this.blocks.set(index, block);
    return (block[place % RESOURCES_PER_BLOCK] ?? []).map(unpack);
  }

  /** Calls when somebody asks for a resource that a finding names. */
  onResource(show: (place: number) => void): void {
    this.section.addEventListener("click", ({ target }) => {
      const asked = (target as Element).closest<HTMLElement>("button[data-resource]");
      if (asked) show(Number(asked.dataset["resource"]));
    });
  }
}

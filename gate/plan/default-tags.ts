import type { Value } from "../../policies/contract/plan-model";
import { isSymbol } from "./symbols";

/** A map of tags, of which at least the keys are known. */
export interface Tags {
  readonly [key: string]: Value;
}

/**
 * What `tags_all` will be where the provider leaves it to apply: the default tags and the resource's own, which win.
 * The provider does so where a tag is empty or not known yet, and where there is no tag at all.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
 *
 * @param planned `tags_all`, or blocks that have one each, as far as the plan tells
 * @param tags the resource's own tags
 * @param defaults the provider's default tags; undefined where the plan does not tell them
 * @returns `planned` where the plan tells it, or where not even the keys of all tags are known
 */
export function withDefaultTags(planned: Value, tags: Value, defaults: Tags | undefined): Value {
  if (!isSymbol(planned) || planned.$symbol !== "unset" || defaults === undefined) return planned;
  const own = tagsOf(tags);
  return own === undefined ? planned : { ...defaults, ...own };
}

/** The same for blocks that have tags of their own, such as the volumes of an instance. */
export function blocksWithDefaultTags(blocks: Value, defaults: Tags | undefined): Value {
  if (!Array.isArray(blocks) || !blocks.some(isTagged)) return blocks;
  return (blocks as readonly Value[]).map((block) =>
    isTagged(block) ? { ...block, tags_all: withDefaultTags(block.tags_all, block.tags ?? null, defaults) } : block,
  );
}

function isTagged(block: Value): block is Tags & { readonly tags_all: Value } {
  return typeof block === "object" && block !== null && Object.hasOwn(block, "tags_all");
}

/** Tags as the configuration has them; undefined where not all keys are known. */
export function tagsOf(value: Value): Tags | undefined {
  if (value === null || (isSymbol(value) && value.$symbol === "unset")) return {};
  if (typeof value !== "object" || isSymbol(value) || Array.isArray(value)) return undefined;
  return value as Tags;
}

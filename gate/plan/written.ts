import { inJsonExpression, type Block } from "../hcl";
import { formatTraversal, parseTraversal, type Traversal } from "./address";
import { parseTemplate } from "./template";
import { isUnderstood } from "./functions";
import { isExpressionNode, type Expression, type ExpressionNode, type ProviderConfig } from "./terraform-plan";

/**
 * What a module has in Terraform's native syntax, of which the plan JSON keeps only what its expressions mention: the texts of
 * expressions, and local values.
 */
export interface WrittenModule {
  /** By address within the module: `aws_vpc.main`, `module.network`, `output.id`, `variable.name`, `provider.aws.replica`. */
  readonly blocks: ReadonlyMap<string, Block>;
  /** As JSON syntax writes them: texts are templates. */
  readonly locals: ReadonlyMap<string, unknown>;
}

/** By the names of the calls with dots between, `""` for the root module. */
export type WrittenModules = ReadonlyMap<string, WrittenModule>;

/** Files that change blocks of other files. https://developer.hashicorp.com/terraform/language/files/override */
const OVERRIDE = /(^|_)override\.(tf|tofu)(\.json)?$/;

/**
 * Whether one of a module's files changes what others say, or takes the place of another, as OpenTofu's own `main.tofu` does of
 * `main.tf`: https://opentofu.org/docs/language/files/#file-extension
 */
export function areReplaced(names: readonly string[]): boolean {
  return names.some(
    (name) => OVERRIDE.test(name) || (/\.tofu(\.json)?$/.test(name) && names.includes(name.replace(".tofu", ".tf"))),
  );
}

/** The local values of `locals` blocks; one that cannot be read is left out. */
export function localsIn(blocks: readonly Block[]): readonly (readonly [string, unknown])[] {
  return blocks
    .filter(({ type }) => type === "locals")
    .flatMap(({ attributes }) => attributes.map(({ name, text }) => [name, inJsonExpression(text)] as const))
    .filter(([, value]) => value !== undefined);
}

/** The expressions of a block with what is written in them, where that agrees with what the plan says that they mention. */
export function withTexts(
  expressions: { readonly [attribute: string]: Expression } | undefined,
  block: Block | undefined,
): { readonly [attribute: string]: Expression } | undefined {
  if (expressions === undefined || block === undefined) return expressions;
  return Object.fromEntries(
    Object.entries(expressions).map(([name, expression]) => [name, withText(name, expression, block)]),
  );
}

/** The provider configurations of the root module with what is written in them; others are few, and stay as they are. */
export function withWrittenProviders(
  configs: { readonly [key: string]: ProviderConfig },
  written: WrittenModules,
): { readonly [key: string]: ProviderConfig } {
  const root = written.get("");
  if (root === undefined) return configs;
  return Object.fromEntries(
    Object.entries(configs).map(([key, config]) => {
      const expressions = withTexts(config.expressions, root.blocks.get(`provider.${key}`));
      return [key, expressions === undefined ? config : { ...config, expressions }];
    }),
  );
}

/** One attribute or the nested blocks of a name. */
export function withText<E extends Expression | undefined>(name: string, expression: E, block: Block | undefined): E {
  if (expression === undefined || block === undefined) return expression;
  if (isExpressionNode(expression)) {
    const written = block.attributes.find((attribute) => attribute.name === name);
    return nodeWith(expression, written === undefined ? blocksIn(block, name) : inJsonExpression(written.text)) as E;
  }
  const nested = block.blocks.filter(({ type }) => type === name);
  const expressions: readonly Expression[] = Array.isArray(expression)
    ? (expression as readonly Expression[])
    : [expression];
  if (nested.length !== expressions.length) return expression;
  const blocks = expressions.map((each, i) =>
    isExpressionNode(each) || Array.isArray(each)
      ? each
      : (withTexts(each as { readonly [attribute: string]: Expression }, nested[i]) as Expression),
  );
  return (Array.isArray(expression) ? blocks : blocks[0]) as E;
}

/**
 * An attribute of objects that is written as blocks, such as the rules of a security group, as the list that it is.
 * https://developer.hashicorp.com/terraform/language/attr-as-blocks
 *
 * @returns undefined where it is not certain which blocks there are, and what each says
 */
function blocksIn(block: Block, name: string): unknown {
  if (block.blocks.some(({ type, labels }) => type === "dynamic" && labels[0] === name)) return undefined;
  const written = block.blocks.filter(({ type }) => type === name);
  const objects = written.map(({ attributes }) =>
    attributes.map((attribute) => [attribute.name, inJsonExpression(attribute.text)] as const),
  );
  const isCertain =
    written.length > 0 &&
    written.every(({ blocks }) => blocks.length === 0) &&
    objects.flat().every(([, value]) => value !== undefined);
  return isCertain ? objects.map((members) => Object.fromEntries(members)) : undefined;
}

function nodeWith(node: ExpressionNode, constant: unknown): ExpressionNode {
  const { references } = node;
  if (node.constant_value !== undefined || references === undefined || constant === undefined) return node;
  if (isOpaque(constant) || !mentionsAll(constant, references)) return node;
  return { ...node, constant_value: constant };
}

/** Whether nothing is understood of a text but what it mentions, which the plan says as well. */
function isOpaque(constant: unknown): boolean {
  const [part, ...others] = typeof constant === "string" ? parseTemplate(constant) : [];
  return part?.kind === "opaque" && others.length === 0 && !isUnderstood(part.text);
}

/** Whether a text mentions what the plan says that it mentions, and nothing else. */
function mentionsAll(constant: unknown, references: readonly string[]): boolean {
  const written = new Set(traversalsOf(constant).flatMap(subjectsOf));
  const planned = new Set(references.flatMap((text) => parseTraversal(text) ?? []).flatMap(subjectsOf));
  return written.size === planned.size && [...written].every((subject) => planned.has(subject));
}

function traversalsOf(constant: unknown): readonly Traversal[] {
  if (typeof constant === "string") {
    return parseTemplate(constant).flatMap((part) => {
      if (part.kind === "text") return [];
      return part.kind === "traversal" ? [part.traversal] : part.references;
    });
  }
  if (typeof constant !== "object" || constant === null) return [];
  return Object.entries(constant).flatMap(([key, member]) => [...traversalsOf(key), ...traversalsOf(member)]);
}

/** `aws_vpc.main`, `var.name`: what a traversal is of, and what its indexes are. */
function subjectsOf({ root, steps }: Traversal): string[] {
  const names = steps.slice(0, root === "data" ? 2 : 1);
  const indexes = steps.flatMap((step) => (step.kind === "computed" ? subjectsOf(step.traversal) : []));
  return [formatTraversal({ root, steps: names }), ...indexes];
}

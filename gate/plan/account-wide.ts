import { parseTraversal, withoutKeys, type Traversal } from "./address";
import type { ConfigurationIndex, IndexedModule } from "./configuration-index";
import { parseTemplate } from "./template";
import { isExpressionNode, type Expression, type ResourceChange } from "./terraform-plan";

/**
 * Which resources Terraform applies only after an account- or region-wide setting, such as EBS encryption by default.
 * A resource that does not wait for the setting may be made before it, and then the setting does not cover it.
 */
export class AppliedAfter {
  /** Configuration addresses (no instance keys) → the settings' addresses that come first. */
  private readonly settings = new Map<string, string[]>();

  constructor(configuration: ConfigurationIndex, changes: readonly ResourceChange[], accountWide: ReadonlySet<string>) {
    const wide = changes.filter((change) => change.mode === "managed" && accountWide.has(change.type));
    if (wide.length === 0) return;
    const dependents = new Map<string, string[]>();
    collectDependents(configuration.root.module, "", dependents);
    for (const setting of wide) {
      const seen = new Set<string>();
      const queue = [withoutKeys(setting.address)];
      for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
        for (const dependent of dependents.get(node) ?? []) {
          if (seen.has(dependent)) continue;
          seen.add(dependent);
          queue.push(dependent);
        }
      }
      for (const dependent of seen)
        this.settings.set(dependent, [...(this.settings.get(dependent) ?? []), setting.address]);
    }
  }

  of(address: string): readonly string[] {
    return this.settings.size === 0 ? [] : (this.settings.get(withoutKeys(address)) ?? []);
  }
}

/** Fills dependency → dependents, over the blocks of a module and the modules it calls. `inherited`: what the whole module waits for. */
function collectDependents(
  module: IndexedModule,
  prefix: string,
  dependents: Map<string, string[]>,
  inherited: readonly string[] = [],
): void {
  const name = (local: string) => (prefix === "" ? local : `${prefix}.${local}`);
  const depend = (node: string, on: Iterable<string>) => {
    for (const dependency of on) {
      const list = dependents.get(dependency);
      if (list === undefined) dependents.set(dependency, [node]);
      else list.push(node);
    }
  };
  const mentioned = (...expressions: (Expression | undefined)[]) =>
    expressions.flatMap((expression) => mentions(expression)).map((traversal) => name(nodeOf(traversal)));
  const written = (texts: readonly string[] | undefined) =>
    (texts ?? []).flatMap((text) => parseTraversal(text) ?? []).map((traversal) => name(nodeOf(traversal)));

  for (const [address, resource] of module.resources) {
    const expressions = Object.values(resource.expressions ?? {});
    depend(name(address), [
      ...inherited,
      ...mentioned(...expressions, resource.count_expression, resource.for_each_expression),
      ...written(resource.depends_on),
    ]);
  }
  for (const [output, { expression, depends_on: dependsOn }] of Object.entries(module.config.outputs ?? {})) {
    depend(name(output), [...mentioned(expression), ...written(dependsOn)]);
  }
  for (const [callName, { call, module: child }] of module.calls) {
    const waits = [
      ...inherited,
      ...mentioned(call.count_expression, call.for_each_expression),
      ...written(call.depends_on),
    ];
    const childPrefix = name(`module.${callName}`);
    for (const [variable, expression] of Object.entries(call.expressions ?? {}))
      depend(`${childPrefix}.var.${variable}`, mentioned(expression));
    collectDependents(child, childPrefix, dependents, waits);
    // `depends_on = [module.x]` waits for everything in it.
    for (const address of child.resources.keys()) depend(childPrefix, [`${childPrefix}.${address}`]);
  }
}

/** The configuration address that a traversal depends on. */
function nodeOf(traversal: Traversal): string {
  const names = [traversal.root, ...traversal.steps.flatMap((step) => (step.kind === "name" ? [step.name] : []))];
  const length = traversal.root === "data" || traversal.root === "module" ? 3 : 2;
  return names.slice(0, length).join(".");
}

function mentions(expression: Expression | undefined): Traversal[] {
  if (expression === undefined) return [];
  if (Array.isArray(expression)) return expression.flatMap((block: Expression) => mentions(block));
  if (!isExpressionNode(expression)) return Object.values(expression).flatMap((block: Expression) => mentions(block));
  const listed = (expression.references ?? []).flatMap((text) => parseTraversal(text) ?? []);
  return listed.length > 0 ? listed : mentionsInText(expression.constant_value);
}

/** Expressions such as `${jsonencode(…)}` come without a list of references: read the text. */
function mentionsInText(constant: unknown): Traversal[] {
  if (typeof constant === "string") {
    return parseTemplate(constant).flatMap((part) =>
      part.kind === "traversal" ? [part.traversal] : part.kind === "opaque" ? part.references : [],
    );
  }
  return typeof constant === "object" && constant !== null ? Object.values(constant).flatMap(mentionsInText) : [];
}

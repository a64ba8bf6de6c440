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
  const named = (mentioned: ReadonlySet<string>) => (prefix === "" ? mentioned : [...mentioned].map(name));

  for (const [address, resource] of module.resources) {
    const { expressions, count_expression: count, for_each_expression: each, depends_on: dependsOn } = resource;
    const node = name(address);
    depend(node, inherited);
    depend(node, named(mentionedIn([...Object.values(expressions ?? {}), count, each], dependsOn)));
  }
  for (const [output, { expression, depends_on: dependsOn }] of Object.entries(module.config.outputs ?? {})) {
    depend(name(output), named(mentionedIn([expression], dependsOn)));
  }
  for (const [callName, { call, module: child }] of module.calls) {
    const waits = mentionedIn([call.count_expression, call.for_each_expression], call.depends_on);
    const childPrefix = name(`module.${callName}`);
    for (const [variable, expression] of Object.entries(call.expressions ?? {})) {
      depend(`${childPrefix}.var.${variable}`, named(mentionedIn([expression])));
    }
    collectDependents(child, childPrefix, dependents, [...inherited, ...named(waits)]);
    // `depends_on = [module.x]` waits for everything in it.
    for (const address of child.resources.keys()) depend(childPrefix, [`${childPrefix}.${address}`]);
  }
}

/** The configuration addresses that a block depends on, by its expressions and by what it says it waits for. */
function mentionedIn(expressions: readonly (Expression | undefined)[], dependsOn?: readonly string[]): Set<string> {
  const mentioned = new Set<string>();
  for (const expression of expressions) addMentioned(expression, mentioned);
  addReferences(dependsOn, mentioned);
  return mentioned;
}

/** Adds the configuration addresses that an expression depends on. */
function addMentioned(expression: Expression | undefined, mentioned: Set<string>): void {
  if (expression === undefined) return;
  if (isExpressionNode(expression)) {
    const found = addReferences(expression.references, mentioned);
    // Expressions such as `${jsonencode(…)}` come without a list of references: read the text.
    if (!found) addMentionedInText(expression.constant_value, mentioned);
  } else {
    const blocks: readonly Expression[] = Array.isArray(expression) ? expression : Object.values(expression);
    for (const block of blocks) addMentioned(block, mentioned);
  }
}

function addMentionedInText(constant: unknown, mentioned: Set<string>): void {
  if (typeof constant === "string") {
    for (const part of parseTemplate(constant)) {
      if (part.kind === "traversal") mentioned.add(nodeOf(part.traversal));
      else if (part.kind === "opaque") for (const traversal of part.references) mentioned.add(nodeOf(traversal));
    }
  } else if (typeof constant === "object" && constant !== null) {
    for (const member of Object.values(constant)) addMentionedInText(member, mentioned);
  }
}

/** @returns whether there were any */
function addReferences(references: readonly string[] | undefined, mentioned: Set<string>): boolean {
  let found = false;
  for (const text of references ?? []) {
    const node = nodeIn(text);
    if (node === undefined) continue;
    mentioned.add(node);
    found = true;
  }
  return found;
}

/** `aws_vpc.main` or `aws_vpc.main.id`: what most references look like, read at once. */
const PLAIN = /^((?!data\.|module\.)[a-z]\w*\.\w[\w-]*)(?:\.[a-z]\w*)?$/;

/** The configuration address that a reference depends on; undefined where it is none. */
function nodeIn(reference: string): string | undefined {
  const plain = PLAIN.exec(reference);
  if (plain !== null) return plain[1];
  const traversal = parseTraversal(reference);
  return traversal && nodeOf(traversal);
}

function nodeOf(traversal: Traversal): string {
  const names = [traversal.root, ...traversal.steps.flatMap((step) => (step.kind === "name" ? [step.name] : []))];
  const length = traversal.root === "data" || traversal.root === "module" ? 3 : 2;
  return names.slice(0, length).join(".");
}

import * as os from "node:os";
import { type App, Testing, TerraformStack } from "cdktf";

/** A synthesized resource: its arguments as Terraform gets them, names in snake case. */
export interface Resource {
  readonly type: string;
  /** Its name in Terraform, made from the construct path. */
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** How other resources refer to it: `${aws_vpc.network_vpc_1A2B.id}`. */
  ref(attribute: string): string;
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The resources of one stack, to ask about. */
export class Synthesized {
  private readonly resources: readonly Resource[];

  constructor(json: string) {
    const { resource = {} } = JSON.parse(json) as {
      resource?: Record<string, Record<string, Record<string, unknown>>>;
    };
    this.resources = Object.entries(resource).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]) => ({
        type,
        name,
        arguments: block,
        ref: (attribute: string) => `\${${type}.${name}.${attribute}}`,
      })),
    );
  }

  get types(): readonly string[] {
    return [...new Set(this.resources.map(({ type }) => type))];
  }

  /** All resources of a type whose arguments include the given ones. */
  all(type: string, having: Readonly<Record<string, unknown>> = {}): readonly Resource[] {
    return this.resources.filter(
      (resource) =>
        resource.type === type &&
        Object.entries(having).every(
          ([name, value]) => JSON.stringify(resource.arguments[name]) === JSON.stringify(value),
        ),
    );
  }

  /** The only such resource; an error if there is none or more than one. */
  one(type: string, having: Readonly<Record<string, unknown>> = {}): Resource {
    const [found, ...others] = this.all(type, having);
    if (found === undefined || others.length > 0) {
      throw new Error(`expected one ${type} with ${JSON.stringify(having)}, found ${found ? others.length + 1 : 0}`);
    }
    return found;
  }
}

/** The statements of the policy document in an argument. */
export function statements(resource: Resource, argument = "policy"): readonly PolicyStatement[] {
  return (JSON.parse(resource.arguments[argument] as string) as { Statement: PolicyStatement[] }).Statement;
}

/** The statement with this id; an error if there is none. */
export function statement(resource: Resource, sid: string, argument = "policy"): PolicyStatement {
  const found = statements(resource, argument).find(({ Sid }) => Sid === sid);
  if (!found) {
    throw new Error(`${resource.type}.${resource.name}: no statement ${sid}`);
  }
  return found;
}

/** Synthesizes a stack that is filled by `build`. Nothing is written. */
export function synthesized(build: (stack: TerraformStack) => void): Synthesized {
  return synthesizedStack((app) => {
    const stack = new TerraformStack(app, "test");
    build(stack);
    return stack;
  });
}

export function synthesizedStack(make: (app: App) => TerraformStack): Synthesized {
  return new Synthesized(Testing.synth(make(Testing.app({ outdir: os.tmpdir() }))));
}

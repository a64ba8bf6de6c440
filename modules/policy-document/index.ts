/** One statement of an IAM policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement {
  /** Says in a word what the statement is for; letters and digits only. */
  readonly sid: string;
  readonly effect: "Allow" | "Deny";
  /** Resource and trust policies only: who. */
  readonly principals?: Principals;
  /** Give either `actions` or `notActions`. */
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  /** Everything but trust policies: on what. */
  readonly resources?: readonly string[];
  readonly conditions?: Conditions;
}

/** `"*"` is everyone; limit it by conditions. */
export type Principals =
  | "*"
  | {
      /** ARNs of accounts, roles and users. */
      readonly aws?: readonly string[];
      /** Service principals such as `logs.us-east-1.amazonaws.com`. */
      readonly services?: readonly string[];
    };

/** Operator, condition key, value or values: `{StringEquals: {"aws:SourceAccount": "123456789012"}}`. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * An IAM policy document as JSON text.
 *
 * The text is written here and not by `Fn.jsonencode` or a data source: a plan keeps it readable, references included,
 * even while the ARNs in it are unknown, so the gate can judge a policy before its resources exist.
 */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(toJson) });
}

/** A policy variable such as `${aws:username}`, escaped so that Terraform does not take it for its own. */
export function policyVariable(name: string): string {
  return `$\${${name}}`;
}

/** What may be done with what: the most frequent statement. */
export function allow(sid: string, actions: readonly string[], ...resources: readonly string[]): Statement {
  return { sid, effect: "Allow", actions, resources };
}

function toJson(statement: Statement): object {
  const { sid, effect, principals, actions, notActions, resources, conditions } = statement;
  return {
    Sid: sid,
    Effect: effect,
    Principal:
      principals === undefined || principals === "*"
        ? principals
        : { AWS: principals.aws, Service: principals.services },
    Action: actions,
    NotAction: notActions,
    Resource: resources,
    Condition: conditions,
  };
}

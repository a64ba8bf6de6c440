type Item = Record<string, Record<string, string>>;

interface Expression {
  readonly TableName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

/** A DynamoDB table with the key `id`: what conditions and updates of the idempotency library need, and no more. */
export class Table {
  private readonly items = new Map<string, Item>();
  /** An error that every call gets. */
  failure: string | undefined;

  clear(): void {
    this.items.clear();
    this.failure = undefined;
  }

  all(): readonly Item[] {
    return [...this.items.values()];
  }

  apply(operation: string, expression: Expression): { readonly error?: string; readonly Item?: Item } {
    if (this.failure !== undefined) return { error: this.failure };
    if (expression.TableName !== "receipts-idempotency") return { error: "ResourceNotFoundException" };
    const id = (expression.Item ?? expression.Key)?.["id"]?.["S"];
    if (id === undefined) return { error: "ValidationException" };
    const item = this.items.get(id);
    switch (operation) {
      case "PutItem":
        if (!holds(expression, item)) return { error: "ConditionalCheckFailedException", ...(item && { Item: item }) };
        this.items.set(id, expression.Item ?? {});
        return {};
      case "GetItem":
        return item === undefined ? {} : { Item: item };
      case "UpdateItem":
        this.items.set(id, { ...item, ...expression.Key, ...updates(expression) });
        return {};
      case "DeleteItem":
        this.items.delete(id);
        return {};
      default:
        return { error: "UnknownOperationException" };
    }
  }
}

/** `a OR b OR (c AND d)`, of functions and comparisons. */
function holds(expression: Expression, item: Item | undefined): boolean {
  const alternatives = (expression.ConditionExpression ?? "").split(" OR ");
  return alternatives.some((alternative) =>
    alternative
      .replace(/^\((.*)\)$/, "$1")
      .split(" AND ")
      .every((term) => termHolds(term, expression, item)),
  );
}

function termHolds(term: string, expression: Expression, item: Item | undefined): boolean {
  const [, call, name] = /^(attribute_exists|attribute_not_exists)\((#\w+)\)$/.exec(term) ?? [];
  if (call !== undefined && name !== undefined) {
    const exists = item?.[expression.ExpressionAttributeNames?.[name] ?? ""] !== undefined;
    return call === "attribute_exists" ? exists : !exists;
  }
  const comparison = /^(#\w+) ([<=]) (:\w+)$/.exec(term);
  if (comparison === null) throw new Error(`The stand-in does not know the condition ${term}`);
  const [, left = "", sign, right = ""] = comparison;
  const actual = item?.[expression.ExpressionAttributeNames?.[left] ?? ""];
  const wanted = expression.ExpressionAttributeValues?.[right];
  if (actual === undefined || wanted === undefined) return false;
  return sign === "=" ? actual["S"] === wanted["S"] : Number(actual["N"]) < Number(wanted["N"]);
}

function updates({ UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues }: Expression): Item {
  const assignments = (UpdateExpression ?? "").replace(/^SET /, "").split(", ");
  return Object.fromEntries(
    assignments.map((assignment) => {
      const [name = "", value = ""] = assignment.split(" = ");
      return [ExpressionAttributeNames?.[name] ?? "", ExpressionAttributeValues?.[value] ?? {}];
    }),
  );
}

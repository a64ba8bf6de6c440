import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import type { Statement } from "../policy-document";

export interface AnswersProps {
  readonly name: string;
  readonly keyArn: string;
}

/**
 * Answers by idempotency key, for as long as a client may send a request again.
 *
 * Without backups and without protection against deletion, on purpose: answers are personal, are gone after an hour, and
 * are worth nothing then. https://docs.powertools.aws.dev/lambda/typescript/latest/features/idempotency/
 */
export class Answers extends Construct {
  readonly tableName: string;
  /** What the function may do with them. */
  readonly statement: Statement;

  constructor(scope: Construct, id: string, { name, keyArn }: AnswersProps) {
    super(scope, id);
    const table = new DynamodbTable(this, "table", {
      name,
      billingMode: "PAY_PER_REQUEST",
      // Names that the library of the function expects.
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
      ttl: { attributeName: "expiration", enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    });
    this.tableName = table.name;
    this.statement = {
      sid: "RememberAnswers",
      effect: "Allow",
      actions: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      resources: [table.arn],
    };
  }
}

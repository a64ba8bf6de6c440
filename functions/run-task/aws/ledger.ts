import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Entry, Ledger } from "../ledger";
import type { Task } from "../request";

/**
 * Remembers tasks in a DynamoDB table with the key `task`, whose items expire by their attribute `expires` (seconds since
 * 1970). No token gets into it: the task itself is in the queue.
 */
export class TableLedger implements Ledger {
  /** @param maximumAge milliseconds after which a task may be forgotten */
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly maximumAge: number,
  ) {}

  async enter(task: Task, digest: string, now: Date): Promise<Entry | null> {
    const key = { task: { S: task.request.task_result_id } };
    const expires = Math.ceil((now.getTime() + this.maximumAge) / 1000);
    try {
      await this.client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: {
            ...key,
            digest: { S: digest },
            received: { N: String(now.getTime()) },
            expires: { N: String(expires) },
          },
          ConditionExpression: "attribute_not_exists(task)",
        }),
      );
      return null;
    } catch (error) {
      if ((error as Error).name !== "ConditionalCheckFailedException") throw error;
    }
    const { Item: item } = await this.client.send(
      new GetItemCommand({ TableName: this.table, Key: key, ConsistentRead: true }),
    );
    return {
      digest: item?.["digest"]?.S ?? "",
      receivedAt: new Date(Number(item?.["received"]?.N ?? 0)),
      finished: item?.["finished"]?.BOOL ?? false,
    };
  }

  async finish(taskId: string): Promise<void> {
    await this.client.send(
      new UpdateItemCommand({
        TableName: this.table,
        Key: { task: { S: taskId } },
        UpdateExpression: "SET finished = :true",
        ConditionExpression: "attribute_exists(task)",
        ExpressionAttributeValues: { ":true": { BOOL: true } },
      }),
    );
  }

  async isFinished(taskId: string): Promise<boolean> {
    const { Item: item } = await this.client.send(
      new GetItemCommand({ TableName: this.table, Key: { task: { S: taskId } }, ConsistentRead: true }),
    );
    return item?.["finished"]?.BOOL ?? false;
  }
}

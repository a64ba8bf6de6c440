import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Task } from "../request";

/**
 * Hands a task on through a FIFO queue of SQS: tasks of one id one at a time, and the same one not twice within five minutes.
 * The queue is encrypted, as the task holds its access token.
 */
export async function enqueue(client: SQSClient, queueUrl: string, task: Task): Promise<void> {
  const id = task.request.task_result_id;
  await client.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(task),
      MessageGroupId: id,
      MessageDeduplicationId: id,
    }),
  );
}

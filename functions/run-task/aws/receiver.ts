import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { describeError } from "../log";
import { receive } from "../receive";
import { keysFromSecret } from "./keys";
import { enqueue } from "./queue";
import { surroundings } from "./surroundings";

/** Environment variables of this function beside those of both; modules/run-task sets them. */
interface Variables {
  readonly SECRET_ID: string;
  readonly QUEUE_URL: string;
}

const env = process.env as unknown as Variables;
const { log, ...services } = surroundings();
const keys = keysFromSecret(new SecretsManagerClient({}), env.SECRET_ID, services.clock);
const sqs = new SQSClient({});

/** Behind API Gateway (HTTP API, payload format 2.0): answers, and hands the task on to the queue. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
    const reply = await receive(event.headers, body, {
      ...services,
      keys,
      log,
      enqueue: (task) => enqueue(sqs, env.QUEUE_URL, task),
    });
    return {
      statusCode: reply.status,
      headers: { "content-type": "text/plain; charset=utf-8" },
      body: `${reply.text}\n`,
    };
  } catch (error) {
    // Not answered 200, HCP Terraform asks again.
    log("error", "not-answered", { error: describeError(error) });
    return { statusCode: 500 };
  }
}

import { randomUUID } from "node:crypto";

/** What is sent. */
interface Request {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Fills the stand-in for AWS with what the stack would make there. */
export class Aws {
  constructor(
    private readonly url: string,
    private readonly region: string,
  ) {}

  async putObject(bucket: string, key: string, body: Uint8Array): Promise<void> {
    await this.send("s3", `/${bucket}`, { method: "PUT" });
    await this.send("s3", `/${bucket}/${key}`, { method: "PUT", body });
  }

  async putParameter(name: string, value: string, type: "String" | "SecureString" = "String"): Promise<void> {
    await this.call("ssm", "AmazonSSM.PutParameter", { Name: name, Value: value, Type: type, Overwrite: true });
  }

  /** @returns its ARN */
  async createSecret(name: string, value: object): Promise<string> {
    const secret = { Name: name, SecretString: JSON.stringify(value), ClientRequestToken: randomUUID() };
    const { ARN } = (await this.call("secretsmanager", "secretsmanager.CreateSecret", secret)) as { ARN: string };
    return ARN;
  }

  async rotateSecret(arn: string, value: object): Promise<void> {
    const secret = { SecretId: arn, SecretString: JSON.stringify(value), ClientRequestToken: randomUUID() };
    await this.call("secretsmanager", "secretsmanager.PutSecretValue", secret);
  }

  private async call(service: string, target: string, body: object): Promise<unknown> {
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
    return (await this.send(service, "/", { method: "POST", headers, body: JSON.stringify(body) })).json();
  }

  private async send(service: string, path: string, init: Request): Promise<Response> {
    const authorization = `AWS4-HMAC-SHA256 Credential=testing/20300101/${this.region}/${service}/aws4_request`;
    const response = await fetch(`${this.url}${path}`, { ...init, headers: { ...init.headers, authorization } });
    if (!response.ok) throw new Error(`${service}${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

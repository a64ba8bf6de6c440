import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { configurationKey, planKey } from "../../fleet-replay/contract/layout";
import type { PlanArchive } from "../work";

const compress = promisify(gzip);
/** A plan shrinks to a twentieth even so, and the run waits for it. */
const FAST = { level: constants.Z_BEST_SPEED };

/** Milliseconds: a bucket that does not answer must not keep a verdict back. */
const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 30_000 };

/** Keeps plans in a bucket, which encrypts them and deletes them in time. */
export class BucketArchive implements PlanArchive {
  private readonly client = new S3Client({ requestHandler: PATIENCE, maxAttempts: 2 });

  constructor(private readonly bucket: string) {}

  async keep(workspace: string, planJson: Uint8Array, configuration: string | null): Promise<void> {
    // Without one, that of an earlier plan must not stay. An empty object is no configuration.
    await this.put(configurationKey(workspace), configuration ?? "");
    await this.put(planKey(workspace), planJson);
  }

  private async put(key: string, content: Uint8Array | string): Promise<void> {
    const object = {
      Bucket: this.bucket,
      Key: key,
      Body: await compress(content, FAST),
      ContentType: "application/gzip",
    };
    await this.client.send(new PutObjectCommand(object));
  }
}

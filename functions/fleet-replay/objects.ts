import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

/** The objects of one bucket of S3. Its own settings encrypt them and delete them in time. */
export class Objects {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {}

  /** @returns null where there is no such object */
  async get(key: string): Promise<Uint8Array | null> {
    try {
      const { Body: body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return body === undefined ? null : await body.transformToByteArray();
    } catch (error) {
      if ((error as Error).name === "NoSuchKey") return null;
      throw error;
    }
  }

  async put(key: string, body: Uint8Array | string, contentType: string): Promise<void> {
    const object = { Bucket: this.bucket, Key: key, Body: body, ContentType: contentType };
    await this.client.send(new PutObjectCommand(object));
  }

  /** The keys that begin so, in order. */
  async list(prefix: string): Promise<readonly string[]> {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const page = await this.client.send(
        new ListObjectsV2Command({ Bucket: this.bucket, Prefix: prefix, ContinuationToken: token }),
      );
      keys.push(...(page.Contents ?? []).flatMap(({ Key: key }) => (key === undefined ? [] : [key])));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return keys;
  }
}

import { posix } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { InputError } from "../../gate/errors";
import { download, type DownloadServices } from "./download";

/** What CDKTF writes into the directory of a stack. */
const CONFIGURATION = "cdk.tf.json";
/** Of the archive, unpacked and file by file read over: a few kilobytes can be packed to be terabytes. */
const UNPACKED_PER_LIMIT = 8;

export interface ConfigurationVersion {
  readonly url: string;
  readonly token: string;
  /** Bytes of the archive. */
  readonly limit: number;
  /** The workspace's working directory, in the archive. */
  readonly workingDirectory: string;
}

/**
 * Fetches the configuration that a run was made from and takes out what CDKTF synthesized.
 *
 * @returns the text of cdk.tf.json; null where there is none, as in a project that is not CDKTF's
 * @throws InputError or ToolError as `download` does, and where the archive is none
 */
export async function fetchConfiguration(
  version: ConfigurationVersion,
  services: DownloadServices,
): Promise<string | null> {
  const archive = await download({ ...version, what: "configuration version" }, services);
  if (archive === null) return null;
  const wanted = posix.join("/", version.workingDirectory, CONFIGURATION);
  return await fileIn(archive, wanted, version.limit * UNPACKED_PER_LIMIT);
}

/**
 * One file of a gzipped tar archive. The others are neither kept nor written anywhere.
 *
 * @param path from the root of the archive: `/cdk.tf.json`
 * @param limit bytes that are unpacked at most
 * @throws InputError where it is no such archive, or is larger
 */
async function fileIn(archive: Uint8Array, path: string, limit: number): Promise<string | null> {
  let found: string | null = null;
  let unpacked = 0;
  const entries = extract();
  entries.on("entry", (header, content, next) => {
    const chunks: Buffer[] = [];
    const isWanted = header.type === "file" && posix.join("/", header.name) === path;
    content.on("data", (chunk) => {
      if (isWanted) chunks.push(chunk as Buffer);
    });
    content.on("end", () => {
      if (isWanted) found = Buffer.concat(chunks).toString("utf8");
      next();
    });
    content.on("error", next);
  });
  try {
    await pipeline(
      [archive],
      createGunzip(),
      async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          unpacked += chunk.byteLength;
          if (unpacked > limit) throw new Error("larger than allowed");
          yield chunk;
        }
      },
      entries,
    );
    return found;
  } catch (error) {
    throw new InputError(
      {
        what:
          unpacked > limit
            ? "The configuration version unpacks to more than this run task reads."
            : "The configuration version is no gzipped tar archive.",
        mend: "Findings then name resources, not lines of TypeScript.",
      },
      { cause: error },
    );
  }
}

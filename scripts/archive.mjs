// @ts-check
import { zipSync } from "fflate";

/**
 * No time of a file goes into an archive, so that the same files give the same bytes, and the same digest: this is the first moment that one
 * can name. Without a time zone: an archive has the local time.
 */
const MODIFIED = new Date("1980-01-01T00:00:00");

/** @param {Record<string, Uint8Array>} files by their names */
export function zipOf(files) {
  return zipSync(files, { level: 9, mtime: MODIFIED });
}

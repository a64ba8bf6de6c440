const BLOCK = 512;

/**
 * One file of a tar archive, by name with or without a leading slash; undefined when the archive has no such file.
 * Headers: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
export function readTarEntry(archive: Buffer, name: string): Buffer | undefined {
  for (let offset = 0; offset + BLOCK <= archive.length;) {
    const header = archive.subarray(offset, offset + BLOCK);
    const entry = field(header, 0, 100).replace(/^\.?\//, "");
    const size = Number.parseInt(field(header, 124, 12), 8);
    if (entry === "" || Number.isNaN(size)) return undefined;
    const start = offset + BLOCK;
    if (entry === name) return archive.subarray(start, start + size);
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}

function field(header: Buffer, start: number, length: number): string {
  const bytes = header.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes
    .subarray(0, end === -1 ? length : end)
    .toString("latin1")
    .trim();
}

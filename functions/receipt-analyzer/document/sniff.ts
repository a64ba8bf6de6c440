export type DocumentType = "jpeg" | "png" | "heic" | "pdf";

/**
 * What a document is, by its first bytes. Names and declared types are hearsay and are not looked at.
 *
 * JPEG, PNG and PDF as in https://mimesniff.spec.whatwg.org; HEIC by the brands of an ISO base media file, ISO/IEC 23008-12.
 *
 * @returns undefined for everything else
 */
export function documentType(bytes: Uint8Array): DocumentType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpeg";
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (ascii(bytes, 0, 5) === "%PDF-") return "pdf";
  if (ascii(bytes, 4, 8) === "ftyp" && brands(bytes).some((brand) => HEIC_BRANDS.has(brand))) return "heic";
  return undefined;
}

/** Still images and sequences in HEVC. `mif1` and `msf1` say HEIF only; beside them a file names what it is encoded in. */
const HEIC_BRANDS = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx"]);

/** The major brand and the compatible ones; the four bytes between them are a version. */
function brands(bytes: Uint8Array): string[] {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const end = Math.min(size, bytes.length, 128);
  const found = [ascii(bytes, 8, 12)];
  for (let offset = 16; offset + 4 <= end; offset += 4) found.push(ascii(bytes, offset, offset + 4));
  return found;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

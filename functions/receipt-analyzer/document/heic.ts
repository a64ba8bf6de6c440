import heicDecode from "heic-decode";
import { encode } from "jpeg-js";
import { Problem } from "../problem";

/** Pixels of the largest photo that is decoded, four bytes each: a small file can claim to be a huge picture. */
const MAX_PIXELS = 25_000_000;

/** The longer side of what Textract gets: text on a receipt is well readable, and encoding takes a fraction. */
const SIDE = 3000;

const QUALITY = 85;

/** @throws Problem for what libheif cannot decode */
export async function heicToJpeg(bytes: Uint8Array): Promise<Uint8Array> {
  const picture = await decode(bytes);
  const factor = Math.ceil(Math.max(picture.width, picture.height) / SIDE);
  return encode(shrink(picture, factor), QUALITY).data;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8ClampedArray | Uint8Array;
}

async function decode(buffer: Uint8Array): Promise<Picture> {
  let images: Awaited<ReturnType<typeof heicDecode.all>>;
  try {
    images = await heicDecode.all({ buffer });
  } catch (error) {
    throw unreadable(error);
  }
  try {
    const [image] = images;
    if (image === undefined) throw unreadable();
    if (image.width * image.height > MAX_PIXELS) {
      throw new Problem("document-too-large", `Send a photo of at most ${MAX_PIXELS / 1_000_000} megapixels.`);
    }
    return await image.decode();
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(error);
  } finally {
    images.dispose();
  }
}

function unreadable(cause?: unknown): Problem {
  return new Problem("unreadable-document", "The HEIC file is damaged. Take the photo anew, or send a JPEG.", {
    cause,
  });
}

/** Averages squares of pixels, so that thin strokes stay visible. */
function shrink({ width, height, data }: Picture, factor: number): { width: number; height: number; data: Uint8Array } {
  if (factor <= 1) return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
  const small = { width: Math.floor(width / factor), height: Math.floor(height / factor) };
  const pixels = new Uint8Array(small.width * small.height * 4);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let row = 0; row < factor; row++) {
          const start = ((y * factor + row) * width + x * factor) * 4 + channel;
          for (let column = 0; column < factor; column++) sum += data[start + column * 4] ?? 0;
        }
        pixels[(y * small.width + x) * 4 + channel] = sum / (factor * factor);
      }
    }
  }
  return { ...small, data: pixels };
}

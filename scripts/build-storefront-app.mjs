// @ts-check
import { createWriteStream, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const application = join(root, "functions", "storefront-app");
const target = join(root, "dist", "functions", "storefront-app.tar.gz");

/** No time of a file goes into the archive: the same source gives the same bytes. */
const MODIFIED = new Date("2026-01-01T00:00:00Z");

/**
 * Packs the storefront's application for its instances: `dist/functions/storefront-app.tar.gz`, which is uploaded under the
 * application key of the environment. What is served is in `public`.
 */
const archive = pack();
for (const folder of ["public", "src"]) {
  for (const file of readdirSync(join(application, folder)).sort()) {
    archive.entry(
      { name: `${folder}/${file}`, mode: 0o644, mtime: MODIFIED },
      readFileSync(join(application, folder, file)),
    );
  }
}
archive.finalize();
mkdirSync(dirname(target), { recursive: true });
await pipeline(archive, createGzip({ level: 9 }), createWriteStream(target));
process.stdout.write("dist/functions/storefront-app.tar.gz\n");

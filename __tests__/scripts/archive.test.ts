import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const MODULE = pathToFileURL(join(__dirname, "..", "..", "scripts", "archive.mjs")).href;
const PROGRAM = `import { zipOf } from ${JSON.stringify(MODULE)};
  process.stdout.write(Buffer.from(zipOf({ "index.mjs": Buffer.from("export {}") })).toString("hex"));`;

function archiveIn(timeZone: string): string {
  return execFileSync(process.execPath, ["--input-type=module", "-e", PROGRAM], {
    env: { ...process.env, TZ: timeZone },
    encoding: "utf8",
  });
}

test("the same files give the same archive, wherever it is made", () => {
  const archive = archiveIn("UTC");

  expect(archive).toMatch(/^504b0304/);
  expect(archiveIn("Asia/Tokyo")).toBe(archive);
  expect(archiveIn("America/Los_Angeles")).toBe(archive);
});

import { readTarEntry } from "../../authoring/tar";

/** A tar archive of these files, with the header fields that matter. */
function archive(files: { readonly [name: string]: string }): Buffer {
  const entries = Object.entries(files).map(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(text.length.toString(8).padStart(11, "0"), 124);
    return Buffer.concat([header, Buffer.from(text.padEnd(Math.ceil(text.length / 512) * 512, "\0"))]);
  });
  return Buffer.concat([...entries, Buffer.alloc(1024)]);
}

describe("reading one file of a tar archive", () => {
  const files = archive({ "/data.json": "{}", "/policy.wasm": "w".repeat(1000), "/.manifest": "{}" });

  it("finds a file behind others, exactly as long as it is", () => {
    expect(readTarEntry(files, "policy.wasm")?.toString()).toBe("w".repeat(1000));
  });

  it("finds no file that is not there", () => {
    expect(readTarEntry(files, "policy.was")).toBeUndefined();
  });

  it("finds nothing in what is not an archive", () => {
    expect(readTarEntry(Buffer.alloc(2048, "x"), "policy.wasm")).toBeUndefined();
  });
});

import fs from "node:fs";
import { processIo } from "../../../gate/cli/io";

afterEach(() => jest.restoreAllMocks());

function failing(code: string): jest.SpyInstance {
  return jest.spyOn(fs, "writeSync").mockImplementation(() => {
    throw Object.assign(new Error(code), { code });
  });
}

it.each(["EPIPE", "EIO"])("goes on where nobody reads any more: %s", (code) => {
  const write = failing(code);
  const { stderr } = processIo();

  stderr.write("a");
  stderr.write("b");
  expect(write).toHaveBeenCalledTimes(1);
});

it("does not hide that a report could not be written", () => {
  failing("ENOSPC");
  expect(() => processIo().stdout.write("report")).toThrow("ENOSPC");
});

import { readFileSync } from "node:fs";
import { ToolError } from "../../gate/errors";
import { findK6 } from "../../load/k6";

test("where there is no k6 it says how to get the one that CI builds", async () => {
  const [, version] = /^readonly K6_VERSION=(.+)$/m.exec(readFileSync(".ci/tools", "utf8"))!;
  const missing = findK6({ PATH: "/no/such/directory", HOME: "/no/such/home" });
  await expect(missing).rejects.toThrow(ToolError);
  await expect(missing).rejects.toThrow(`Install k6 ${version}: .ci/tools k6`);
});

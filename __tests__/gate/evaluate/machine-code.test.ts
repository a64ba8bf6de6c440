import { readFileSync } from "node:fs";
import { join } from "node:path";
import { restoreModule } from "../../../gate/evaluate";

test.each([0, 8, 4096])("code that V8 did not make is not taken: %i bytes", (length) => {
  const module = readFileSync(join(__dirname, "../../../policies/bundle/policy.wasm"));

  expect(restoreModule(module, new ArrayBuffer(length))).toBeUndefined();
});

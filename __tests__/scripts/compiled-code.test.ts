import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** Runs the built command, and says of the program whether V8 refused the code that was kept of it. */
const PROBE = `
  const vm = require("node:vm");
  const { Script } = vm;
  vm.Script = class extends Script {
    constructor(text, options) {
      super(text, options);
      process.stderr.write("refused: " + this.cachedDataRejected + "\\n");
    }
  };
  require(${JSON.stringify(join(root, "bin", "plangate.cjs"))}).main();
`;

test.each([["check", join(root, "__tests__", "plans", "storefront.json")], ["rules"]])(
  "V8 takes the code that the build kept: %s",
  (...command) => {
    const { stderr } = spawnSync(process.execPath, ["-e", PROBE, "--", "plangate", ...command], {
      cwd: root,
      encoding: "utf8",
    });

    expect(stderr).toContain("refused: false");
  },
);

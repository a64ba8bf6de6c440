import { requestsIn } from "../../../gate/plan/source-lines";

const NETWORK = {
  path: "shop/network/vpc",
  trace: ["modules/network.ts:9:5", "stacks/shop.ts:12:3", "main.ts:4:3", "main.ts:2:1"],
};
const DATABASE = {
  path: "shop/database/cluster/key",
  trace: ["modules/key.ts:7:5", "modules/database.ts:20:5", "stacks/shop.ts:15:3", "main.ts:4:3", "main.ts:2:1"],
};

describe("the line of the stack that asked for a construct", () => {
  it("is that of the stack, however deep in modules the construct is", () => {
    const requestedAt = requestsIn([NETWORK, DATABASE]);

    expect(requestedAt(NETWORK)).toEqual({ file: "stacks/shop.ts", line: 12 });
    expect(requestedAt(DATABASE)).toEqual({ file: "stacks/shop.ts", line: 15 });
  });

  it("is found where the stack is written in the entry file", () => {
    const all = [NETWORK, DATABASE].map(({ path, trace }) => ({
      path,
      trace: trace.map((frame) => frame.replace("stacks/shop.ts", "main.ts")),
    }));

    expect(requestsIn(all)(all[0]!)).toEqual({ file: "main.ts", line: 12 });
  });

  it("is the helper's line where the stack has helpers of its own", () => {
    const helped = { ...NETWORK, trace: ["modules/network.ts:9:5", "stacks/shop.ts:40:5", ...NETWORK.trace.slice(1)] };

    expect(requestsIn([helped, DATABASE])(helped)).toEqual({ file: "stacks/shop.ts", line: 40 });
  });

  it("is the stack's, not main.ts, where all is below one construct", () => {
    const other = {
      ...NETWORK,
      path: "shop/network/subnet",
      trace: ["modules/network.ts:11:5", ...NETWORK.trace.slice(1)],
    };

    expect(requestsIn([NETWORK, other])(other)).toEqual({ file: "stacks/shop.ts", line: 12 });
    expect(requestsIn([NETWORK])(NETWORK)).toEqual({ file: "stacks/shop.ts", line: 12 });
  });

  it("is none where the stack itself made the construct, or nothing was recorded", () => {
    const own = { path: "shop/topic", trace: ["stacks/shop.ts:18:3", "main.ts:4:3", "main.ts:2:1"] };
    const unrecorded = { path: "shop/other", trace: [] };
    const requestedAt = requestsIn([NETWORK, own, unrecorded]);

    expect(requestedAt(own)).toBeNull();
    expect(requestedAt(unrecorded)).toBeNull();
    expect(requestedAt(NETWORK)).toEqual({ file: "stacks/shop.ts", line: 12 });
  });
});

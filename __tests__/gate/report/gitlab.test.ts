import { evaluation, judgedStack, runOf } from "../judgement";
import { EXEMPTION, MODULE_MADE, rendered } from "./rendered";

const issues = async (...evaluations: Parameters<typeof evaluation>[0][]) =>
  JSON.parse(await rendered("gitlab", runOf([judgedStack(evaluations.map((each) => evaluation(each)))]))) as Record<
    string,
    unknown
  >[];

describe("GitLab code quality report", () => {
  it("has for each finding what GitLab requires", async () => {
    expect(await issues({ construct: MODULE_MADE, severity: "critical" }, { status: "COMPLIANT" })).toEqual([
      {
        description: expect.stringMatching(/^Port 22 is open.* Asked for in stacks\/storefront\.ts:41\.$/),
        check_name: "INCOMING_SSH_DISABLED",
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        severity: "blocker",
        location: { path: "modules/database/index.ts", lines: { begin: 9 } },
      },
    ]);
  });

  it("tells findings apart by fingerprint, for GitLab shows one of those that share it", async () => {
    const found = await issues({}, { attribute: "ingress[1].cidr_blocks" }, { resource: "other" });

    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it("shows what is exempted as information", async () => {
    expect(await issues({ exemption: EXEMPTION })).toMatchObject([{ severity: "info" }]);
  });

  it("has a place for a finding whose line is not known, as GitLab wants one", async () => {
    expect(await issues({ construct: null })).toMatchObject([
      { location: { path: "storefront", lines: { begin: 1 } } },
    ]);
  });

  it("is an empty list where nothing is found", async () => {
    expect(await issues()).toEqual([]);
  });
});

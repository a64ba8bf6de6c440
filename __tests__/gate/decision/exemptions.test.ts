import { Exemptions } from "../../../gate/decision/exemptions";
import type { Exemption } from "../../../gate/evaluate";

const NOW = new Date("2026-03-10T12:00:00Z");
const base: Exemption = {
  stack: "shop",
  rule: "INCOMING_SSH_DISABLED",
  resource: "shop/bastion/group",
  reason: "The bastion is replaced by Session Manager this quarter.",
  owner: "platform",
  ticket: "SEC-1",
  expires: "2026-04-01",
};
const finding = { rule: base.rule, address: "aws_security_group.bastion_group_1A", path: "shop/bastion/group" };

function exemptions(...changes: Partial<Exemption>[]): Exemptions {
  return new Exemptions(
    { maximumDays: 90, exemptions: changes.map((change) => ({ ...base, ...change })) },
    "shop",
    NOW,
  );
}

function problems(...changes: Partial<Exemption>[]): string[] {
  const found = exemptions(...changes);
  found.find(finding);
  return found.problems().map(({ message }) => message);
}

test("a valid exemption allows the finding and says how long", () => {
  const found = exemptions({});
  expect(found.find(finding)).toEqual({
    reason: base.reason,
    owner: base.owner,
    ticket: base.ticket,
    expires: base.expires,
    daysLeft: 22,
  });
  expect(found.problems()).toEqual([]);
});

test.each([
  ["address", "aws_security_group.bastion_group_1A"],
  ["wildcard in an address", "aws_security_group.bastion*"],
  ["wildcard for a segment", "shop/bastion/g*p"],
  ["wildcard for all below", "shop/bastion/*"],
])("matches by %s", (_, resource) => {
  expect(exemptions({ resource }).find(finding)).not.toBeNull();
});

test.each([
  ["another construct", "shop/other/group"],
  ["a prefix without a wildcard", "shop/bastion"],
  ["one segment where there are two", "shop/*"],
  ["a name that only looks alike as a pattern", "aws_security_group-bastion_group_1A"],
])("does not match %s", (_, resource) => {
  const found = exemptions({ resource });
  const allowed = found.find({ ...finding, path: "shop/a/bastion/group" });
  expect(allowed).toBeNull();
});

test("another rule is not allowed", () => {
  expect(exemptions({}).find({ ...finding, rule: "ENCRYPTED_VOLUMES" })).toBeNull();
});

test("it ends with its last day", () => {
  expect(exemptions({ expires: "2026-03-10" }).find(finding)).toMatchObject({ daysLeft: 0 });
  expect(exemptions({ expires: "2026-03-09" }).find(finding)).toBeNull();
});

test.each<[string, Partial<Exemption>[], RegExp]>([
  ["expired", [{ expires: "2026-03-09" }], /expired on 2026-03-09/],
  ["too far ahead", [{ expires: "2026-06-09" }], /more than 90 days/],
  ["unused", [{ resource: "shop/gone" }], /unused/],
  ["twice", [{}, {}], /twice/],
  ["as wide as the stack", [{ resource: "shop/*" }], /too wide/],
  ["as wide as a type", [{ resource: "aws_security_group.*" }], /too wide/],
])("an exemption that is %s denies", (_, changes, message) => {
  expect(problems(...changes).join()).toMatch(message);
});

test("exemptions of other stacks do not matter here", () => {
  expect(problems({ stack: "other", expires: "2020-01-01" })).toEqual([]);
});

test("one that repeats another by path and address says which", () => {
  expect(problems({}, { resource: finding.address })).toEqual([
    `The exemption of ${finding.address} from ${base.rule} is unused: the exemption of ${base.resource} allows the same findings.`,
  ]);
});

test("the list has all of the stack: days left, what each stands for, and what is wrong", () => {
  const settings = {
    maximumDays: 90,
    exemptions: [base, { ...base, expires: "2026-03-09" }, { ...base, rule: "NO_RULE" }, { ...base, stack: "other" }],
  };
  const found = new Exemptions(settings, "shop", NOW, new Set([base.rule]));
  found.find(finding);
  const unused = "is unused: it allows no finding of this plan";
  expect(found.list()).toEqual([
    { exemption: settings.exemptions[0], daysLeft: 22, problem: null, unused: null, findings: [finding] },
    {
      exemption: settings.exemptions[1],
      daysLeft: -1,
      problem: "expired on 2026-03-09",
      unused: `is unused: the exemption of ${base.resource} allows the same findings`,
      findings: [],
    },
    {
      exemption: settings.exemptions[2],
      daysLeft: 22,
      problem: "is of a rule that there is not",
      unused,
      findings: [],
    },
  ]);
});

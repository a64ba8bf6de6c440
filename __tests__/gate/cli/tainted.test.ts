import { taintedNote } from "../../../gate/cli/tainted";

const change = (address: string, action_reason?: string) => ({ address, action_reason });

test("names what is replaced because making it was cut short, and how to keep it", () => {
  const plan = {
    resource_changes: [
      change("aws_kms_key.main", "replace_because_tainted"),
      change("aws_vpc.main", "replace_because_cannot_update"),
      change('aws_eip.a["x"]', "replace_because_tainted"),
    ],
  };

  expect(taintedNote(plan)).toBe(
    "replaced because making it was cut short (tainted): aws_kms_key.main, aws_eip.a[\"x\"]. What is whole all the same stays after: terraform untaint 'aws_kms_key.main'",
  );
});

test("counts what it does not name, and says nothing where nothing is tainted", () => {
  const many = Array.from({ length: 7 }, (_, index) => change(`aws_eip.a[${index}]`, "replace_because_tainted"));

  expect(taintedNote({ resource_changes: many })).toContain("aws_eip.a[4] and 2 more.");
  expect(taintedNote({ resource_changes: [change("aws_vpc.main")] })).toBeNull();
  expect(taintedNote({})).toBeNull();
});

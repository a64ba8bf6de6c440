import { strToU8, zipSync } from "fflate";
import { InputError } from "../../../gate/errors";
import { targetsInPlanFile } from "../../../gate/terraform";

/** Fields of a plan as Terraform encodes them: https://protobuf.dev/programming-guides/encoding */
const VERSION = [0x08, 3];
const LONG_NUMBER = [0xb8, 0x01, 0xff, 0xff, 0x03];
const FIXED = [0xc1, 0x01, 1, 2, 3, 4, 5, 6, 7, 8, 0xc5, 0x01, 1, 2, 3, 4];
const CHANGE = [0x1a, 4, 0x2a, 2, 0x61, 0x62];
const list = (field: number, address: string) => [field * 8 + 2, address.length, ...strToU8(address)];

function targets(...fields: readonly number[][]): readonly string[] | null {
  return targetsInPlanFile(zipSync({ tfplan: Uint8Array.from(fields.flat()), tfstate: strToU8("{}") }));
}

test("what a plan is limited to is read from among its other fields, not from within them", () => {
  const part = [VERSION, LONG_NUMBER, list(5, "module.a"), FIXED, CHANGE, list(5, "aws_vpc.main")];
  expect(targets(...part)).toEqual(["module.a", "aws_vpc.main"]);
  expect(targets(VERSION, CHANGE, list(6, "aws_vpc.left_out"))).toEqual(["aws_vpc.left_out"]);
  expect(targets(VERSION, LONG_NUMBER, FIXED, CHANGE)).toEqual([]);
});

test("what holds no plan does not say it", () => {
  expect(targetsInPlanFile(zipSync({ tfstate: strToU8("{}") }))).toBeNull();
  expect(targetsInPlanFile(strToU8('{"remote_plan_format":1}'))).toBeNull();
});

test.each([
  ["ends in a field", [0x2a, 9, 0x61]],
  ["ends in a number", [0x08, 0x80]],
  ["has a number without end", [0x08, ...Array<number>(11).fill(0x80)]],
  ["has groups, which nobody writes any more", [0x0b]],
])("a plan that %s is refused", (_, fields) => {
  expect(() => targets(fields)).toThrow(InputError);
  expect(() => targets(fields)).toThrow(/The plan file is corrupt/);
});

test("a file that is cut off is refused", () => {
  const whole = zipSync({ tfplan: Uint8Array.from(VERSION) });
  expect(() => targetsInPlanFile(whole.subarray(0, whole.length - 10))).toThrow(InputError);
});

import { fixOf } from "../../../gate/decision/fix-words";

const construct = { path: "shop/db", file: "stacks/shop.ts", line: 41, requestedAt: null, trace: [] };

test.each([
  ["publicly_accessible", false, "publiclyAccessible: false", "publicly_accessible = false"],
  [
    "metadata_options[0].http_tokens",
    "required",
    'metadataOptions: { httpTokens: "required" }',
    'metadata_options { http_tokens = "required" }',
  ],
  [
    "ebs_block_device[1].encrypted",
    true,
    "ebsBlockDevice[1]: { encrypted: true }",
    "ebs_block_device[1] { encrypted = true }",
  ],
])("%s is written as the construct, or Terraform, has it", (attribute, value, typescript, hcl) => {
  expect(fixOf({ attribute, value }, "aws_x.y", construct)?.message).toBe(
    `Set \`${typescript}\` in stacks/shop.ts:41.`,
  );
  expect(fixOf({ attribute, value }, "aws_x.y", null)?.message).toBe(`Set \`${hcl}\` in aws_x.y.`);
});

test("a change in a module names the line of the stack that asked for it, too", () => {
  const made = { ...construct, file: "modules/db.ts", line: 9, requestedAt: { file: "stacks/shop.ts", line: 41 } };

  expect(fixOf({ attribute: "multi_az", value: true }, "aws_x.y", made)?.message).toBe(
    "Set `multiAz: true` in modules/db.ts:9, for stacks/shop.ts:41.",
  );
});

test("of a block of plain Terraform the change is in Terraform's words, whatever its file is called", () => {
  const block = { ...construct, path: "module.a.aws_x.y", file: "a/main.tf.json", line: 3 };

  expect(fixOf({ attribute: "multi_az", value: true }, 'module.a["x"].aws_x.y', block)?.message).toBe(
    "Set `multi_az = true` in a/main.tf.json:3.",
  );
});

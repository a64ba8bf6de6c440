import { formatTraversal } from "../../../gate/plan/address";
import { parseTemplate, type TemplatePart } from "../../../gate/plan/template";

function describeParts(text: string): string[] {
  return parseTemplate(text).map((part: TemplatePart) => {
    if (part.kind === "text") return `text ${part.text}`;
    if (part.kind === "traversal") return `traversal ${formatTraversal(part.traversal)}`;
    return `opaque ${part.references.map(formatTraversal).join(", ")}`.trim();
  });
}

test.each([
  ["", []],
  ["10.0.0.0/16", ["text 10.0.0.0/16"]],
  ["${aws_vpc.main.id}", ["traversal aws_vpc.main.id"]],
  ["arn:${aws_s3_bucket.a.arn}/*", ["text arn:", "traversal aws_s3_bucket.a.arn", "text /*"]],
  ['${aws_subnet.a["x.y"].id}', ['traversal aws_subnet.a["x.y"].id']],
  ["${aws_subnet.a[count.index].id}", ["traversal aws_subnet.a[count.index].id"]],
  ["${aws_db.a.master_user_secret[0].secret_arn}", ["traversal aws_db.a.master_user_secret[0].secret_arn"]],
  ["$${aws:username}", ["text ${aws:username}"]],
  ["%%{if}", ["text %{if}"]],
  ['${jsonencode({"a" = aws_kms_key.k.arn})}', ["opaque aws_kms_key.k.arn"]],
  ['${join(",", ["}", aws_eip.a.public_ip])}', ["opaque aws_eip.a.public_ip"]],
  ['${format("x-${aws_eip.a.id}", var.b)}', ["opaque aws_eip.a.id, var.b"]],
  ["${var.public ? aws_subnet.a.id : aws_subnet.b.id}", ["opaque var.public, aws_subnet.a.id, aws_subnet.b.id"]],
  ['${[for k, v in aws_eip.a : "${k}${v.id}" if v.id != var.b]}', ["opaque aws_eip.a, var.b"]],
  ["${aws_instance.a.*.id}", ["traversal aws_instance.a[*].id"]],
  ["%{ if var.a }x%{ endif }", ["opaque var.a", "text x", "opaque"]],
  ["${true}", ["opaque"]],
  ["${unclosed +", ["opaque"]],
])("%s", (text, parts) => {
  expect(describeParts(text)).toEqual(parts);
});

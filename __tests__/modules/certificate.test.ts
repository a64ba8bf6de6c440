import { Certificate } from "../../modules/certificate";
import { synthesized } from "./synthesized";

let arn = "";
const resources = synthesized((stack) => {
  ({ arn } = new Certificate(stack, "certificate", {
    domainName: "www.example.com",
    alternativeNames: ["shop.example.com"],
    zoneId: "Z1",
  }));
});
const certificate = resources.one("aws_acm_certificate");

test("is proved by records in the zone, one for each name", () => {
  expect(certificate.arguments).toMatchObject({
    domain_name: "www.example.com",
    subject_alternative_names: ["shop.example.com"],
    validation_method: "DNS",
  });
  const records = resources.one("aws_route53_record").arguments;
  expect(records["for_each"]).toContain(`aws_acm_certificate.${certificate.name}.domain_validation_options`);
  expect(records).toMatchObject({ zone_id: "Z1", allow_overwrite: true });
});

test("is used once it is issued, and replaced before it is taken away", () => {
  const validation = resources.one("aws_acm_certificate_validation");
  expect(validation.arguments["certificate_arn"]).toBe(certificate.ref("arn"));
  expect(validation.arguments["validation_record_fqdns"]).toBe(
    `\${[for record in aws_route53_record.${resources.one("aws_route53_record").name} : record.fqdn]}`,
  );
  expect(arn).not.toBe("");
  expect(certificate.arguments["lifecycle"]).toEqual({ create_before_destroy: true });
});

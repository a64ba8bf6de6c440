import { DdosProtection } from "../../modules/ddos-protection";
import { synthesized } from "./synthesized";

test("protects each resource, once the account has subscribed", () => {
  const resources = synthesized((stack) => {
    new DdosProtection(stack, "protection", {
      name: "example",
      resources: {
        "load-balancer": "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/example/1",
        distribution: "arn:aws:cloudfront::123456789012:distribution/E1",
      },
    });
  });
  const subscription = resources.one("aws_shield_subscription");
  expect(subscription.arguments["auto_renew"]).toBe("ENABLED");
  expect(resources.one("aws_shield_protection", { name: "example-distribution" }).arguments).toMatchObject({
    resource_arn: "arn:aws:cloudfront::123456789012:distribution/E1",
    depends_on: [`aws_shield_subscription.${subscription.name}`],
  });
  expect(resources.all("aws_shield_protection")).toHaveLength(2);
});

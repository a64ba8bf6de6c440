import { RegisteredDomain } from "../../modules/registered-domain";
import { UserDirectory, type UserDirectoryProps } from "../../modules/user-directory";
import { synthesized } from "./synthesized";

const directoryWith = (props: Partial<UserDirectoryProps> = {}) =>
  synthesized((stack) => {
    new UserDirectory(stack, "users", { name: "example", ...props });
  });
const pool = directoryWith().one("aws_cognito_user_pool").arguments;

test("users sign in with a second factor and a long password", () => {
  expect(pool).toMatchObject({
    mfa_configuration: "ON",
    software_token_mfa_configuration: { enabled: true },
    password_policy: { minimum_length: 14, require_symbols: true },
  });
});

test("attacks are refused, in the tier that can tell them", () => {
  expect(pool).toMatchObject({ user_pool_tier: "PLUS", user_pool_add_ons: { advanced_security_mode: "ENFORCED" } });
  const essentials = directoryWith({ tier: "ESSENTIALS" }).one("aws_cognito_user_pool").arguments;
  expect(essentials["user_pool_tier"]).toBe("ESSENTIALS");
  expect(essentials).not.toHaveProperty("user_pool_add_ons");
});

test("users cannot be deleted all at once, unless that is switched off", () => {
  expect(pool["deletion_protection"]).toBe("ACTIVE");
  const unprotected = directoryWith({ deletionProtection: false }).one("aws_cognito_user_pool").arguments;
  expect(unprotected["deletion_protection"]).toBe("INACTIVE");
});

test("the app has no secret, sends no password, and learns not who is a user", () => {
  expect(directoryWith().one("aws_cognito_user_pool_client").arguments).toMatchObject({
    generate_secret: false,
    explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    prevent_user_existence_errors: "ENABLED",
    enable_token_revocation: true,
  });
});

test("a registered domain is delegated, renewed, locked, and its owner not made public", () => {
  const domain = synthesized((stack) => {
    new RegisteredDomain(stack, "domain", { domainName: "example.com", nameServers: ["ns1.example", "ns2.example"] });
  }).one("aws_route53domains_registered_domain");
  expect(domain.arguments).toMatchObject({
    domain_name: "example.com",
    auto_renew: true,
    transfer_lock: true,
    registrant_privacy: true,
    name_server: [{ name: "ns1.example" }, { name: "ns2.example" }],
  });
});

import { loadEnvironment } from "../../environments";
import { InputError } from "../../gate/errors";
import { parseOptions } from "../../load/options";

const ENVIRONMENTS = [loadEnvironment("prod"), loadEnvironment("dev")];
const options = (line: string) => parseOptions(line.split(" "), ENVIRONMENTS);

test("without further ado it is the load of the report: 250 users, ramp-up and hold of each site", () => {
  const { landingSite, webTier } = ENVIRONMENTS[0]!.storefront;
  const { runs } = options(
    `--target landing-page=https://${landingSite.domainName} --target main-site=https://${webTier.domainName}/shop`,
  );
  expect(runs).toMatchObject([
    { name: "landing-page", url: `https://${landingSite.domainName}/`, users: 250, rampUp: 600, hold: 120 },
    { name: "main-site", url: `https://${webTier.domainName}/shop`, users: 250, rampUp: 480, hold: 120 },
  ]);
});

test("each figure can be changed, for all scenarios of the run", () => {
  const line =
    "--target landing-page=http://127.0.0.1:8080/ --users 5 --ramp-up 90s --hold 3m --errors 2.5 --p95 750 --report out";
  expect(options(line)).toEqual({
    runs: [
      {
        name: "landing-page",
        url: "http://127.0.0.1:8080/",
        users: 5,
        rampUp: 90,
        hold: 180,
        errors: 0.025,
        p95: 750,
      },
    ],
    report: "out",
  });
});

test.each(["http://localhost:3000/", "http://127.8.9.1/", "http://[::1]:80/", "https://localhost/"])(
  "this machine may be put under load: %s",
  (url) => {
    expect(options(`--target main-site=${url}`).runs).toHaveLength(1);
  },
);

test.each([
  ["nobody knows", "https://shop.example.org/"],
  ["only ends like one of ours", "https://evil-offers.storefront.example.com/"],
  ["only begins like one", "https://offers.storefront.example.com.example.org/"],
  ["only begins like this machine", "https://127.0.0.1.example.org/"],
  ["is the other scenario's", "https://www.storefront.example.com/"],
])("a host that %s may not", (_, url) => {
  expect(() => options(`--target landing-page=${url}`)).toThrow(/is no landing-page of an environment/);
});

const HERE = "--target main-site=http://127.0.0.1/";

test.each([
  ["no target", "--users 3", "--target is missing"],
  ["no scenario", "--target http://127.0.0.1/", "expected SCENARIO=URL"],
  ["a mistyped scenario", "--target main-sit=http://127.0.0.1/", 'did you mean "main-site"?'],
  ["a name of every object", "--target constructor=http://127.0.0.1/", "expected SCENARIO=URL"],
  ["a scenario twice", `${HERE} ${HERE}`, "main-site is given twice"],
  ["no URL", "--target main-site=shop", '"shop" is no URL'],
  ["another protocol", "--target main-site=ftp://127.0.0.1/", "expected http or https"],
  ["plain http elsewhere", "--target main-site=http://www.storefront.example.com/", "expected https"],
  ["a password", "--target main-site=http://a:b@127.0.0.1/", "without user"],
  ["no users", `${HERE} --users 0`, "--users: expected a whole number from 1"],
  ["half a user", `${HERE} --users 1.5`, "--users: expected a whole number"],
  ["more users than one machine plays", `${HERE} --users 5000`, "to 1000, found 5000"],
  ["a time without unit", `${HERE} --hold 10`, "--hold: expected a time"],
  ["no time", `${HERE} --ramp-up 0s`, "--ramp-up: expected a time"],
  ["a day", `${HERE} --hold 1440m`, "--hold: expected a time from 1s to 60m"],
  ["more errors than a run goes on with", `${HERE} --errors 51`, "--errors: expected a number from 0 to 50"],
  ["an unknown option", `${HERE} --userz 3`, "--userz"],
  ["an option without value", `${HERE} --users`, "--users"],
])("%s is refused, with how it is used", (_, line, message) => {
  expect(() => options(line)).toThrow(InputError);
  expect(() => options(line)).toThrow(message);
  expect(() => options(line)).toThrow("npm run load -- --target SCENARIO=URL");
});

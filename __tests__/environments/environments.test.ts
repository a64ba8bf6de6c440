import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { chosenEnvironment, type Environment, environmentNames, loadEnvironment } from "../../environments";

/** A directory with the schema and one environment, changed by `change`. */
function changed(change: (prod: Mutable<Environment>) => void, name = "prod"): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "environments-"));
  fs.copyFileSync("environments/environment.schema.json", path.join(directory, "environment.schema.json"));
  const prod = JSON.parse(fs.readFileSync("environments/prod.json", "utf8")) as Mutable<Environment>;
  change(prod);
  fs.writeFileSync(path.join(directory, `${name}.json`), JSON.stringify(prod));
  return directory;
}

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

afterEach(() => {
  delete process.env["PLANGATE_ENVIRONMENT"];
});

test("there are dev and prod, and both are valid", () => {
  expect(environmentNames()).toEqual(["dev", "prod"]);
  expect(environmentNames().map((name) => loadEnvironment(name).name)).toEqual(["dev", "prod"]);
});

test("PLANGATE_ENVIRONMENT chooses, prod is the default", () => {
  expect(chosenEnvironment()).toBe("prod");
  process.env["PLANGATE_ENVIRONMENT"] = "dev";
  expect(loadEnvironment().name).toBe("dev");
  process.env["PLANGATE_ENVIRONMENT"] = "";
  expect(chosenEnvironment()).toBe("prod");
});

test.each(["prd", "../environments/prod", "environment.schema"])("%s is no environment", (name) => {
  expect(() => loadEnvironment(name)).toThrow(`there is no environment "${name}"`);
});

test("a mistyped name is answered with the one that was meant", () => {
  expect(() => loadEnvironment("prd")).toThrow('did you mean "prod"?');
});

test("a copied file that still has the other name is refused", () => {
  const directory = changed(() => undefined, "test");
  expect(() => loadEnvironment("test", directory)).toThrow(
    'name: expected "test", as the file is called, found "prod"',
  );
});

test.each<[string, (prod: Mutable<Environment>) => void, string]>([
  [
    "capacity out of order",
    ({ storefront }) => {
      storefront.webTier.instances.capacity.desired = 9;
    },
    "storefront.webTier.instances.capacity: expected minimum <= desired <= maximum, found 1, 9, 4",
  ],
  [
    "a schedule beyond the capacity",
    ({ storefront }) => {
      storefront.webTier.scaling.schedules = [
        { name: "Rush", start: "0 8 * * *", end: "0 9 * * *", timeZone: "UTC", desired: 5 },
      ];
    },
    "storefront.webTier.scaling.schedules[0].desired: expected 1 to 4, the capacity, found 5",
  ],
  [
    "a cluster in two zones",
    ({ storefront }) => {
      storefront.network.zones = storefront.network.zones.slice(0, 2);
    },
    "storefront.network.zones: expected 3 or more, which a database cluster spans, found 2",
  ],
  [
    "a zone of another region",
    ({ storefront }) => {
      storefront.network.zones = storefront.network.zones.map((zone, index) =>
        index === 0 ? { ...zone, name: "us-west-2a" } : zone,
      );
    },
    "storefront.network.zones: expected zones of us-east-1, found us-west-2a, us-east-1b, us-east-1c",
  ],
  [
    "a certificate of another region",
    ({ storefront }) => {
      storefront.webTier.certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/example";
    },
    "storefront.webTier.certificateArn: expected a certificate in us-east-1",
  ],
  [
    "a standby for a cluster",
    ({ storefront }) => {
      storefront.database.multiAz = true;
    },
    "storefront.database.multiAz: for an instance only",
  ],
  [
    "I/O operations for an instance",
    ({ storefront }) => {
      storefront.database.kind = "instance";
    },
    "storefront.database.iops: for a cluster only",
  ],
  [
    "a lock that outlasts what it locks",
    ({ accountBaseline }) => {
      accountBaseline.auditTrail.lockDays = 9999;
    },
    "accountBaseline.auditTrail.lockDays: expected at most the 2557 days that logs are kept, found 9999",
  ],
  [
    "HCP Terraform without an organization",
    (prod) => {
      prod.state = { kind: "cloud" };
    },
    "state.organization: needed",
  ],
  [
    "a log retention below a year",
    ({ storefront }) => {
      storefront.network.flowLogRetentionDays = 30;
    },
    "storefront.network.flowLogRetentionDays: expected one of 365,",
  ],
])("%s is refused", (_, change, problem) => {
  expect(() => loadEnvironment("prod", changed(change))).toThrow(problem);
});

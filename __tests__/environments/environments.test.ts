import * as fs from "node:fs";
import * as path from "node:path";
import { chosenEnvironment, type Environment, environmentNames, loadEnvironment } from "../../environments";
import { temporaryDirectory } from "../temporary";

/** A directory with the schema and one environment, changed by `change`. */
function changed(change: (prod: Mutable<Environment>) => void, name = "prod"): string {
  const directory = temporaryDirectory();
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
    "a certificate that CloudFront does not find",
    ({ storefront }) => {
      storefront.landingSite.certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/example";
    },
    "storefront.landingSite.certificateArn: expected a certificate in us-east-1",
  ],
  [
    "a name outside of the zone",
    ({ storefront }) => {
      storefront.landingSite.domainName = "offers.example.net";
    },
    "storefront.zone: expected the zone of offers.example.net, found storefront.example.com",
  ],
  [
    "a replica in the same region",
    ({ storefront }) => {
      storefront.landingSite.replica = {
        region: "us-east-1",
        bucket: "example",
        accessLogs: { bucket: "example-logs", retentionDays: 365 },
      };
    },
    "storefront.landingSite.replica.region: expected another region than us-east-1",
  ],
  [
    "backups that stay in the region",
    ({ storefront }) => {
      storefront.backup = { retentionDays: 35, copyRegion: "us-east-1" };
    },
    "storefront.backup.copyRegion: expected another region than us-east-1",
  ],
  [
    "a pipeline that cannot reach the instances",
    ({ storefront }) => {
      storefront.network.interfaceEndpoints = ["codedeploy"];
    },
    "storefront.network.interfaceEndpoints: expected codedeploy-commands-secure, which the pipeline needs",
  ],
  [
    "more cache nodes than zones",
    ({ storefront }) => {
      storefront.cache = { nodeType: "cache.t4g.micro", nodes: 4, snapshotRetentionDays: 15 };
    },
    "storefront.cache.nodes: expected at most 3, one in each zone, found 4",
  ],
  [
    "an idle limit above the busy one",
    ({ storefront }) => {
      storefront.monitoring.cpu = { low: 60, high: 50 };
    },
    "storefront.monitoring.cpu: expected low < high, found 60, 50",
  ],
  [
    "parts of a budget that are more than the whole",
    ({ storefront }) => {
      storefront.budget.limit = 900;
    },
    "storefront.budget.parts: expected at most the limit of 900 USD in all, found 1000",
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
    "a burst below the steady rate",
    ({ finance }) => {
      finance.receiptAnalyzer.limits.burst = 1;
    },
    "finance.receiptAnalyzer.limits.burst: expected 50 or more, the requests in a second, found 1",
  ],
  [
    "a maintainer from another account",
    ({ finance }) => {
      finance.parameterMaintainers = ["arn:aws:iam::210987654321:role/deployment"];
    },
    "finance.parameterMaintainers[0]: expected a role of account 123456789012",
  ],
  [
    "a subnet of another network",
    ({ finance }) => {
      finance.network.cidr = "10.9.0.0/16";
    },
    "finance.network.zones: 10.1.0.0/24 is not inside 10.9.0.0/16",
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

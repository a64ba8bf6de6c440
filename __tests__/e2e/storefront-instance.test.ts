import { execFile, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadEnvironment } from "../../environments";
import type { Ended } from "../functions/storefront-app/instance";
import { DATABASE, PASSWORD, READER, USERNAME, WRITER } from "../functions/storefront-app/cluster";
import { finance, storefront, System, userDataOf } from "../functions/storefront-app/system";

const run = promisify(execFile);
const ROOT = join(__dirname, "..", "..");
const APPLICATION = join(ROOT, "functions", "storefront-app");
/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
const USER_DATA_LIMIT = 16_384;

const SCRIPTS: Readonly<Record<string, string>> = {
  "storefront-dev": userDataOf(storefront(loadEnvironment("dev"))),
  "storefront-prod": userDataOf(storefront(loadEnvironment("prod"))),
  "finance-prod": userDataOf(finance(loadEnvironment("prod"))),
};

describe("the sources", () => {
  test.each(Object.keys(SCRIPTS))("the user data of %s is clean and small enough", async (name) => {
    const script = SCRIPTS[name]!;
    expect(Buffer.byteLength(script)).toBeLessThan(USER_DATA_LIMIT);
    expect(await shellcheck("-", script)).toEqual({ code: 0, out: "" });
  });

  test.each([
    ["modules/web-tier/instance", "refresh-database-settings"],
    ["functions/storefront-app/deployment", "validate"],
    ...readdirSync(join(ROOT, "__tests__/functions/storefront-app/instance")).map((script) => [
      "__tests__/functions/storefront-app/instance",
      script,
    ]),
  ])("%s/%s is clean", async (folder, script) => {
    expect(await shellcheck(join(ROOT, folder, script))).toEqual({ code: 0, out: "" });
  });

  test("every PHP file is clean", async () => {
    const files = readdirSync(APPLICATION, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".php"),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const { stdout } = await run("php", ["-l", join(APPLICATION, file)]);
      expect(stdout).toContain("No syntax errors");
    }
  });
});

describe("an instance of the storefront", () => {
  let system: System;
  beforeAll(async () => (system = await System.start()));
  afterAll(() => system.stop());

  test("installs what it needs, and starts the timer and the web server", async () => {
    expect(await system.instance.calls()).toEqual([
      "dnf install -y httpd jq php8.3 php8.3-fpm php8.3-mysqlnd php8.3-opcache",
      "systemctl daemon-reload",
      "systemctl enable --now database-settings.timer php-fpm httpd",
    ]);
  });

  test("has units that systemd understands", async () => {
    const units = ["service", "timer"].map((kind) => `/etc/systemd/system/database-settings.${kind}`);
    expect(await system.instance.run("systemd-analyze", "verify", "--man=no", ...units)).toEqual({ code: 0, out: "" });
  });

  test("asks AWS for nothing but its application, certificates, parameters and secret", () => {
    const asked = system.standIn.requests
      .filter(({ method, action }) => method === "GET" || method === "HEAD" || action?.startsWith("Get"))
      .map(({ service, action, path }) => `${service} ${action ?? path}`);
    const { bucket } = loadEnvironment("dev").storefront.webTier.application;
    expect([...new Set(asked)]).toEqual([
      `s3 /${bucket}/certificates/rds-us-east-1.pem`,
      `s3 /${bucket}/releases/storefront.tar.gz`,
      "ssm GetParametersByPath",
      "secretsmanager GetSecretValue",
    ]);
  });

  test("knows its database, in memory, and lets only the web server's user read it", async () => {
    const settings = "/run/application/database.json";
    expect((await system.instance.run("stat", "--format=%U %a %F", settings)).out).toBe("apache 400 regular file\n");
    expect((await system.instance.run("stat", "--file-system", "--format=%T", settings)).out).toBe("tmpfs\n");
    expect(JSON.parse((await system.instance.run("cat", settings)).out)).toEqual({
      "writer-endpoint": WRITER,
      "reader-endpoint": READER,
      port: String(system.databasePort),
      name: DATABASE,
      username: USERNAME,
      password: PASSWORD,
    });
  });

  test("says that it can serve, without a database to be had", async () => {
    const response = await system.instance.request(system.healthPath);
    expect([response.status, await response.text()]).toEqual([200, "ok\n"]);
    expect((await system.instance.request("/")).status).toBe(503);
  });

  test.each([
    ["settings", "/run/application/database.json"],
    ["certificates", "/etc/application/database-certificates.pem"],
  ])("says that it cannot serve without its %s", async (_, file) => {
    await system.instance.run("mv", file, `${file}.away`);
    const response = await system.instance.request(system.healthPath);
    expect([response.status, await response.text()]).toEqual([503, "unavailable\n"]);
    expect((await system.instance.request("/")).status).toBe(503);
    await system.instance.run("mv", `${file}.away`, file);
    expect((await system.instance.request(system.healthPath)).status).toBe(200);
  });

  test("serves nothing but what is public", async () => {
    for (const path of ["/src/Settings.php", "/../src/Settings.php", "/%2e%2e/src/Settings.php", "/schema.sql"]) {
      expect([400, 404]).toContain((await system.instance.request(path)).status);
    }
  });

  test.each<[string, (system: System) => Promise<void>, RegExp]>([
    [
      "the secret is not there",
      ({ aws }) =>
        aws.putParameter("/storefront-dev/database/secret-arn", "arn:aws:secretsmanager:us-east-1:1:secret:gone"),
      /GetSecretValue/,
    ],
    [
      "the secret has no password",
      async ({ aws, secretArn }) => {
        await aws.putParameter("/storefront-dev/database/secret-arn", secretArn);
        await aws.rotateSecret(secretArn, { username: USERNAME });
      },
      /not set: password/,
    ],
  ])("keeps the settings that it has when %s", async (_, spoil, reason) => {
    const read = () =>
      system.instance.run("sh", "-c", "stat --format='%n %i' /run/application/*; cat /run/application/*");
    const before = await read();
    await spoil(system);

    const { code, out } = await system.instance.refresh();
    expect([code === 0, out]).toEqual([false, expect.stringMatching(reason)]);
    expect(await read()).toEqual(before);
  });
});

test("an instance that starts before there is a database waits for it", async () => {
  const system = await System.start({ databaseExists: false });
  try {
    expect((await system.instance.request(system.healthPath)).status).toBe(503);
    await system.describeDatabase();
    await system.instance.refresh();
    expect((await system.instance.request(system.healthPath)).status).toBe(200);
  } finally {
    await system.stop();
  }
});

test("an instance of a stack with a pipeline installs the agent and leaves the application to it", async () => {
  const system = await System.start({ environment: loadEnvironment("prod") });
  try {
    expect(await system.instance.calls()).toEqual([
      "dnf install -y httpd jq php8.3 php8.3-fpm php8.3-mysqlnd php8.3-opcache",
      "dnf install -y ruby",
      "curl -fsSo /tmp/install https://aws-codedeploy-us-east-1.s3.us-east-1.amazonaws.com/latest/install",
      "ruby /tmp/install auto",
      "systemctl restart codedeploy-agent",
      "systemctl daemon-reload",
      "systemctl enable --now database-settings.timer php-fpm httpd",
    ]);
    const agent = await system.instance.run("cat", "/etc/codedeploy-agent/conf/codedeployagent.yml");
    expect(agent.out.match(/^:enable_auth_policy: true$/gm)).toHaveLength(1);
    expect((await system.instance.request(system.healthPath)).status).toBe(404);
  } finally {
    await system.stop();
  }
});

async function shellcheck(file: string, input = ""): Promise<Ended> {
  const child = spawn("shellcheck", ["--shell=bash", file]);
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stdin.end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
  return { code, out };
}

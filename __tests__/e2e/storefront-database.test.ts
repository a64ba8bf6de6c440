import { randomUUID } from "node:crypto";
import { Authority, type Certificate } from "../functions/storefront-app/certificates";
import { Cluster, DATABASE, PASSWORD, READER, USERNAME, WRITER } from "../functions/storefront-app/cluster";
import { System } from "../functions/storefront-app/system";

/** A state in which the server has a statement of the application wait. */
const ROW_LOCK = /Updating/;
const GLOBAL_LOCK = /backup lock/;
const ACKNOWLEDGEMENT = /semi-sync ACK/;

let system: System;
let template: string;
let cluster: Cluster;

beforeAll(async () => {
  system = await System.start();
  template = await Cluster.makeTemplate(system.directory, system.databasePort);
});
afterAll(() => system.stop());

beforeEach(async () => {
  await system.instance.run("truncate", "--size=0", "/var/log/php-fpm");
  cluster = await Cluster.start(template, system.directory, system.databasePort, system.authority);
  system.instance.resolve(cluster.addresses);
});
afterEach(() => cluster.stop());

interface Answer {
  readonly status: number;
  /** Of the order. */
  readonly number?: string | undefined;
}

/** Orders lamps, of which there are ten. */
async function order(key: string = randomUUID(), quantity = 1): Promise<Answer> {
  const response = await system.instance.request("/orders.php", {
    method: "POST",
    body: new URLSearchParams({ key, product: "1", quantity: String(quantity) }),
  });
  return { status: response.status, number: /Order (\d+) is placed/.exec(await response.text())?.[1] };
}

async function products() {
  const response = await system.instance.request("/");
  return { status: response.status, retryAfter: response.headers.get("retry-after"), page: await response.text() };
}

/** What the application has written into its log. */
async function log(): Promise<string> {
  return (await system.instance.run("cat", "/var/log/php-fpm")).out;
}

/** How many orders a server has, and how many lamps are left there. */
async function stored(server = cluster.first): Promise<string> {
  const counts = "SELECT (SELECT COUNT(*) FROM orders), (SELECT stock FROM products WHERE id = 1)";
  return (await server.sql(counts, DATABASE)).replace("\t", " order, ") + " lamps";
}

/** Waits until the reader has what the writer has. */
const copied = () => cluster.second.until(`SELECT COUNT(*) FROM ${DATABASE}.orders`, /^1$/);

describe("which server", () => {
  test("reads come from the reader, writes go to the writer and are copied", async () => {
    await cluster.second.sql("SET sql_log_bin = 0; UPDATE products SET name = 'Lamp of the reader'", DATABASE);

    expect((await products()).page).toContain("Lamp of the reader");
    expect(await order()).toEqual({ status: 201, number: "1" });
    expect(await stored()).toBe("1 order, 9 lamps");
    await copied();
  });
});

describe("whom the application trusts", () => {
  /** The first server, with another certificate or none, for a user who might also sign in without TLS. */
  async function impostor(certificate: Certificate | null): Promise<void> {
    await cluster.first.sql(`ALTER USER ${USERNAME} REQUIRE NONE`);
    await cluster.first.end("SIGTERM");
    await cluster.first.start(certificate);
    system.instance.resolve({ [WRITER]: cluster.first.props.address, [READER]: cluster.first.props.address });
  }

  test("a server with the right name and authority", async () => {
    await impostor(system.authority.issue("right", [WRITER, READER]));
    expect([(await order()).status, (await products()).status]).toEqual([201, 200]);
  });

  test.each<[string, () => Certificate | null, RegExp]>([
    [
      "of an authority that is not of RDS",
      () => new Authority(system.directory, `stranger-${randomUUID()}`).issue("stranger", [WRITER, READER]),
      /certificate verify failed/,
    ],
    [
      "with a certificate for another name",
      () => system.authority.issue("other", ["another.database.test"]),
      /did not match expected CN|Unable to locate peer certificate CN|peer certificate/i,
    ],
    ["that speaks plain text only", () => null, /no connection to the writer: 2\d\d\d /],
  ])("no server %s", async (_, certificate, reason) => {
    await impostor(certificate());

    expect([(await order()).status, (await products()).status]).toEqual([503, 503]);
    expect(await log()).toMatch(reason);
    expect(await stored()).toBe("0 order, 10 lamps");
  });
});

describe("a writer that fails", () => {
  test("is asked for and not there: the page says when to come back, and the same order is placed once it is", async () => {
    await cluster.first.end("SIGKILL");
    const key = randomUUID();

    expect(await order(key)).toEqual({ status: 503 });
    expect((await products()).status).toBe(200);
    expect((await system.instance.request(system.healthPath)).status).toBe(200);

    await cluster.startFirst();
    expect(await order(key)).toEqual({ status: 201, number: "1" });
    expect(await stored()).toBe("1 order, 9 lamps");
  });

  test("ends in the middle of a transaction: the order goes to the server that the name leads to then", async () => {
    await cluster.hold(cluster.first, "BEGIN; UPDATE products SET stock = stock WHERE id = 1");
    const placed = order();
    await cluster.waiting(ROW_LOCK);
    system.instance.resolve(await cluster.failOver());
    await cluster.first.end("SIGKILL");

    expect(await placed).toEqual({ status: 201, number: "1" });
    expect(await stored(cluster.second)).toBe("1 order, 9 lamps");
  });

  test("takes no writes any more: the order goes to the server that the name leads to then", async () => {
    const release = await cluster.hold(cluster.first, "FLUSH TABLES WITH READ LOCK");
    const placed = order();
    await cluster.waiting(GLOBAL_LOCK);
    await cluster.first.sql("SET GLOBAL read_only = 1");
    system.instance.resolve(await cluster.failOver());
    await release();

    expect(await placed).toEqual({ status: 201, number: "1" });
    expect(await log()).toContain("attempt 1 at the writer: 1290");
    expect([await stored(), await stored(cluster.second)]).toEqual(["0 order, 10 lamps", "1 order, 9 lamps"]);
  });

  test.each(["read_only", "tx_read_only"])("takes no writes (%s), and its name still leads to it", async (variable) => {
    await cluster.first.sql(`SET GLOBAL ${variable} = 1`);
    const key = randomUUID();

    expect(await order(key)).toEqual({ status: 503 });
    expect(await log()).toMatch(/attempt 2 at the writer: (1290|1792)/);

    system.instance.resolve(await cluster.failOver());
    expect(await order(key)).toEqual({ status: 201, number: "1" });
  });

  test.each([
    [1053, "ends"],
    [1836, "is read only, as MySQL says it"],
    [3169, "has ended the session"],
  ])("says %i: it %s", async (code) => {
    await cluster.first.sql(failAtWrites(code), DATABASE);

    expect(await order()).toEqual({ status: 503 });
    expect(await log()).toContain(`attempt 2 at the writer: ${code}`);
  });

  test("says something else: it is not asked again, and the page tells nothing of it", async () => {
    await cluster.first.sql(failAtWrites(1644), DATABASE);

    expect(await order()).toEqual({ status: 500 });
    expect(await log()).not.toContain("attempt 1");
  });

  test("hangs: it is not waited for", async () => {
    cluster.first.freeze();
    const answer = await order();
    cluster.first.thaw();

    expect(answer).toEqual({ status: 503 });
  });

  function failAtWrites(code: number): string {
    return `CREATE TRIGGER failing BEFORE INSERT ON applied_writes FOR EACH ROW SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${code}, MESSAGE_TEXT = 'failing'`;
  }
});

test("a reader that fails: the page comes from the one that the name leads to then", async () => {
  await cluster.second.end("SIGKILL");
  expect(await products()).toMatchObject({ status: 503, retryAfter: "5" });

  system.instance.resolve({ ...cluster.addresses, [READER]: cluster.first.props.address });
  expect((await products()).status).toBe(200);
});

describe("an order is placed once", () => {
  /** The writer tells of a COMMIT when the reader has it, as in a Multi-AZ DB cluster; the reader does not copy now. */
  async function withoutAcknowledgement(): Promise<void> {
    await cluster.second.sql("STOP SLAVE");
    await cluster.first.sql(`
      SET GLOBAL rpl_semi_sync_master_wait_point = 'AFTER_COMMIT', rpl_semi_sync_master_wait_no_slave = ON,
        rpl_semi_sync_master_timeout = 600000, rpl_semi_sync_master_enabled = ON
    `);
  }

  test("when the connection is lost during COMMIT, and the application asks again", async () => {
    await withoutAcknowledgement();
    const placed = order();
    const connection = await cluster.waiting(ACKNOWLEDGEMENT);
    await cluster.first.sql(`KILL HARD CONNECTION ${connection}`);

    expect(await placed).toEqual({ status: 201, number: "1" });
    expect(await log()).toMatch(/attempt 1 at the writer: (2006|2013|1927)/);
    expect(await stored()).toBe("1 order, 9 lamps");
  });

  test("when the writer is gone during COMMIT, and the client asks again", async () => {
    await withoutAcknowledgement();
    const key = randomUUID();
    const placed = order(key);
    await cluster.waiting(ACKNOWLEDGEMENT);
    await cluster.first.end("SIGKILL");
    expect(await placed).toEqual({ status: 503 });

    await cluster.startFirst();
    expect(await stored()).toBe("1 order, 9 lamps");
    expect(await order(key)).toEqual({ status: 201, number: "1" });
    expect(await stored()).toBe("1 order, 9 lamps");
  });

  test("when it is asked for by several at once", async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 4 }, () => order(key)));

    expect(new Set(answers.map(({ status, number }) => `${status} ${number}`))).toEqual(new Set(["201 1"]));
    expect(await stored()).toBe("1 order, 9 lamps");
  });

  test("when it took the last ones", async () => {
    const key = randomUUID();
    expect(await order(key, 10)).toEqual({ status: 201, number: "1" });
    expect(await order(key, 10)).toEqual({ status: 201, number: "1" });
    expect(await order()).toEqual({ status: 409 });
    expect(await stored()).toBe("1 order, 0 lamps");
  });

  test("and its key is of no use for another", async () => {
    const key = randomUUID();
    await order(key, 1);
    expect(await order(key, 2)).toEqual({ status: 422 });
    expect(await stored()).toBe("1 order, 9 lamps");
  });

  test("and one that cannot be placed leaves nothing, so that its key is free", async () => {
    const key = randomUUID();
    expect(await order(key, 11)).toEqual({ status: 409 });
    await cluster.first.sql("UPDATE products SET stock = 11", DATABASE);
    expect(await order(key, 11)).toEqual({ status: 201, number: expect.any(String) });
  });
});

test("a password that is rotated is used without a restart", async () => {
  const processes = () => system.instance.run("pgrep", "php-fpm");
  const before = await processes();
  await cluster.first.sql(`ALTER USER ${USERNAME} IDENTIFIED BY 'second password'`);
  expect(await order()).toEqual({ status: 503 });
  expect(await log()).toContain("attempt 2 at the writer: 1045");

  await system.aws.rotateSecret(system.secretArn, { username: USERNAME, password: "second password" });
  expect(await system.instance.refresh()).toEqual({ code: 0, out: "" });

  expect((await order()).status).toBe(201);
  expect(await processes()).toEqual(before);
  expect(await log()).not.toMatch(/first password|second password/);

  await system.aws.rotateSecret(system.secretArn, { username: USERNAME, password: PASSWORD });
  await system.instance.refresh();
});

test("what is no order is refused", async () => {
  const send = (form: Record<string, string>) =>
    system.instance.request("/orders.php", { method: "POST", body: new URLSearchParams(form) });
  const good = { key: randomUUID(), product: "1", quantity: "1" };
  const bad = [{ key: "short" }, { key: `${good.key}'` }, { product: "lamp" }, { quantity: "0" }, { quantity: "100" }];
  for (const wrong of bad) {
    expect((await send({ ...good, ...wrong })).status).toBe(400);
  }
  expect((await system.instance.request("/orders.php")).status).toBe(405);
  expect(await stored()).toBe("0 order, 10 lamps");
});

test("names of products are text", async () => {
  await cluster.first.sql(`UPDATE products SET name = '<script>alert("1")</script>'`, DATABASE);
  await cluster.second.until(`SELECT name FROM ${DATABASE}.products`, /script/);
  const { page } = await products();
  expect(page).toContain("&lt;script&gt;");
  expect(page).not.toContain("<script>");
});

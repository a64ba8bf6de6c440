import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launchBrowser, watch } from "./browser";
import { serveDistribution } from "./distribution";

const ROOT = join(__dirname, "..", "..");
/** On loopback, a few users for a few seconds. */
const SHORT = ["--users", "3", "--ramp-up", "1s", "--hold", "3s"];

let report: string;
beforeEach(() => (report = mkdtempSync(join(tmpdir(), "plangate-load-"))));
afterEach(() => rmSync(report, { recursive: true }));

/** Runs `npm run load` as a user does. */
function load(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const command = ["-r", join(ROOT, "scripts", "register.cjs"), join(ROOT, "load", "main.ts")];
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { cwd: ROOT, env: { ...process.env, ...env } };
    execFile(process.execPath, [...command, ...args, "--report", report], options, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const result = (name: string) => readFileSync(join(report, name), "utf8");

/** A site on loopback for the time of a test. */
async function serving<T>(answer: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

describe("npm run load", () => {
  it("visits the landing page as its plan has it served, with all that it loads, and reports as text and HTML", async () => {
    const site = await serveDistribution("storefront");
    const { code, out, err } = await load(["--target", `landing-page=${site.url}`, "--p95", "60000", ...SHORT]);
    await site.close();

    expect({ code, err }).toMatchObject({ code: 0 });
    expect(out).toContain("passed");
    expect([...site.sent.keys()]).toEqual(expect.arrayContaining(["/", "/page.css", "/site.css", "/images/hero.svg"]));
    const text = result("landing-page.txt");
    expect(text).toMatch(/up to 3 at once of 3 meant[\s\S]*0\.00 % failed[\s\S]*passed/);
    expect(out).toContain(text);

    const browser = await launchBrowser();
    const page = await browser.newPage();
    const wrong = watch(page);
    await page.goto(pathToFileURL(join(report, "landing-page.html")).href);
    await page
      .getByText(/HTTP Request Duration/i)
      .first()
      .waitFor();
    expect(wrong).toEqual([]);
    await browser.close();
  });

  it("fails where too many requests do, and says how many", async () => {
    let asked = 0;
    const every =
      (n: number): RequestListener =>
      (_, response) => {
        response.writeHead(++asked % n === 0 ? 500 : 200, { "content-type": "text/html" }).end("<h1>Shop</h1>");
      };
    const { code, out, err } = await serving(every(3), (url) => load(["--target", `main-site=${url}`, ...SHORT]));
    expect({ code, err }).toMatchObject({ code: 1 });
    expect(out).toMatch(/broken {4}at most 1\.00 % of requests fail: [1-9]/);
  });

  it("fails where pages are slow, and puts the next target under load all the same", async () => {
    const slow: RequestListener = (_, response) => {
      setTimeout(() => response.writeHead(200, { "content-type": "text/html" }).end("<h1>Shop</h1>"), 200);
    };
    const { code, out, err } = await serving(slow, (url) =>
      load(["--target", `main-site=${url}`, "--target", `landing-page=${url}`, "--p95", "100", ...SHORT]),
    );
    expect({ code, err }).toMatchObject({ code: 1 });
    expect(out).toMatch(/main-site[\s\S]*broken {4}95 % of pages[\s\S]*landing-page[\s\S]*broken {4}95 % of pages/);
    expect(out).toMatch(/kept {6}at most 1\.00 % of requests fail/);
  });

  it("tells a firewall that refuses from a site that fails", async () => {
    const refusing: RequestListener = (_, response) => response.writeHead(429).end();
    const { code, out, err } = await serving(refusing, (url) => load(["--target", `main-site=${url}`, ...SHORT]));
    expect({ code, err }).toMatchObject({ code: 1 });
    expect(out).toMatch(/visits were refused with 403 or 429/);
  });

  it("fails where a page is no page, though it answers", async () => {
    const wrong: RequestListener = (_, response) => response.writeHead(200, { "content-type": "text/plain" }).end("hi");
    const { code, out, err } = await serving(wrong, (url) => load(["--target", `main-site=${url}`, ...SHORT]));
    expect({ code, err }).toMatchObject({ code: 1 });
    expect(out).toMatch(/broken {4}at least 99\.00 % of visits find the page and all of its files: 0\.00 %/);
  });

  it("fails where nobody answers", async () => {
    const url = await serving(
      () => undefined,
      (free) => Promise.resolve(free),
    );
    const { code, out, err } = await load(["--target", `main-site=${url}`, ...SHORT]);
    expect({ code, err }).toMatchObject({ code: 1 });
    expect(out).toMatch(/requests fail: 100\.00 %/);
  });

  it("asks nobody when it is used wrongly, or has no k6", async () => {
    const site = ["--target", "main-site=http://127.0.0.1:9/"];
    expect(await load([...site, "--users", "many"])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/^error {2}--users: expected a whole number[\s\S]*use: npm run load/),
    });
    expect(await load(site, { PLANGATE_K6: process.execPath })).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^error {2}PLANGATE_K6 names no k6 2[\s\S]*\.ci\/tools k6/),
    });
  });
});

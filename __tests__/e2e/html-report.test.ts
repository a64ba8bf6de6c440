import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { generate } from "../../bench/generate";
import { changeOf, planJsonOf } from "../gate/planned";
import { eventually, launchBrowser, seriousIssues, watch } from "./browser";
import { plangate } from "./command";

const ROOT = join(__dirname, "..", "..");
const PLANS = join(ROOT, "__tests__", "plans");
const PARTS = ["findings", "resources", "unknowns", "diagram", "exemptions", "cost", "rules"];

let directory: string;
let browser: Browser;
const pages: { [name: string]: string } = {};

/** The report of one plan, as `plangate check` writes it. */
async function checked(name: string, plan: string): Promise<void> {
  pages[name] = join(directory, `${name}.html`);
  const { code, err } = await plangate(["check", plan, "--stack", name, "--format", `html=${pages[name]}`]);
  expect({ code, err }).toEqual({ code: 1, err: `denied: see ${pages[name]}\n` });
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "plangate-html-"));
  browser = await launchBrowser();
  await checked("as-built", join(PLANS, "as-built.json"));
  const small = join(directory, "small.json");
  writeFileSync(small, planJsonOf([changeOf("aws_s3_bucket.logs", { after: { bucket: "logs" } })]));
  await checked("small", small);
  pages["three"] = join(directory, "three.html");
  const plans = ["account-baseline", "as-built", "storefront"].map((stack) => join(PLANS, `${stack}.json`));
  const program = [join(__dirname, "write-report.ts"), pages["three"], join(ROOT, "policies"), ...plans];
  await promisify(execFile)(process.execPath, ["-r", join(ROOT, "scripts", "register.cjs"), ...program]);
});

afterAll(async () => {
  await browser.close();
  rmSync(directory, { recursive: true });
});

/** Opens a report by its file URL; what went wrong is collected in `wrong`. */
async function open(name: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong = watch(page);
  await page.goto(pathToFileURL(pages[name] ?? "").href);
  return { page, wrong, stack: page.locator("section.stack:visible"), close: () => context.close() };
}

async function part(page: Page, name: string): Promise<void> {
  await page.locator(`[role=tab][id$=-${name}-tab]:visible`).click();
}

/** Goes through all parts, with one thing of each opened. */
async function visit(page: Page, look: (part: string) => Promise<void>): Promise<void> {
  for (const each of PARTS) {
    await part(page, each);
    if (each === "resources") await page.locator("details.resource:visible > summary").nth(1).click();
    if (each === "rules") await page.locator("details.rule:visible > summary").first().click();
    await look(each);
  }
}

describe("every part of the HTML report", () => {
  it.each([360, 768, 1280])("fits into a window %i pixels wide, and has no error", async (width) => {
    for (const name of ["as-built", "three"]) {
      const { page, wrong, close } = await open(name, { viewport: { width, height: 800 } });
      const wide: string[] = [];
      await visit(page, async (each) => {
        const beyond = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
        if (beyond > 0) wide.push(`${each}: ${beyond}`);
      });
      expect({ wide, wrong }).toEqual({ wide: [], wrong: [] });
      await close();
    }
  });

  it.each(["light", "dark"] as const)("has no serious issue of accessibility, %s", async (colorScheme) => {
    const { page, close } = await open("as-built", { colorScheme });
    const issues: string[] = [];
    await visit(page, async (each) => {
      issues.push(...(await seriousIssues(page)).map((issue) => `${each}: ${issue}`));
    });
    expect(issues).toEqual([]);
    await close();
  });
});

describe("in the HTML report of a plan", () => {
  it("findings are filtered by severity, verdict and words, and say how many are left", async () => {
    const { page, wrong, close } = await open("as-built");
    const findings = page.locator("#stack-0-findings article.finding");
    const all = await findings.count();

    await page.getByLabel("high", { exact: true }).uncheck();
    await eventually(async () => expect(await page.locator("#stack-0-findings article.high").count()).toBe(0));
    await page.getByLabel("high", { exact: true }).check();
    await eventually(async () => expect(await findings.count()).toBe(all));

    await page.getByLabel("Not compliant", { exact: true }).uncheck();
    await eventually(async () => expect(await page.locator("#stack-0-findings .status.NON_COMPLIANT").count()).toBe(0));
    await page.getByLabel("Not compliant", { exact: true }).check();

    await page.getByLabel("Search findings").fill("incoming_ssh midterm");
    await eventually(async () => expect(await findings.count()).toBe(1));
    expect(await findings.innerText()).toContain("INCOMING_SSH_DISABLED");
    expect(await page.getByRole("status").innerText()).toMatch(/^1 finding of \d+\./);

    await page.getByLabel("Search findings").fill("no such words");
    await eventually(async () => expect(await page.getByRole("status").innerText()).toMatch(/^Nothing matches\./));
    expect(wrong).toEqual([]);
    await close();
  });

  it("a finding leads to its resource, with its values and the rules that it complies with", async () => {
    const { page, close } = await open("as-built");

    await page
      .getByRole("button", { name: /^aws_rds_cluster\.database_midterm-db/ })
      .first()
      .click();

    const resource = page.locator("details.resource[open]");
    await resource.locator("table.values").first().waitFor();
    const text = await resource.innerText();
    expect(text).toMatch(/RDS_INSTANCE_PUBLIC_ACCESS_CHECK/);
    expect(text).toMatch(/Complies with .*RDS_CLUSTER_ENCRYPTED_AT_REST/);
    expect(text).toMatch(/engine\s+mysql/);
    expect(text).toMatch(/kms_key_id\s+will be aws_kms_key\.\S+\.arn/);
    await close();
  });

  it("resources and values are searched", async () => {
    const { page, close } = await open("as-built");

    await part(page, "resources");
    await page.getByLabel("Search resources").fill("aws_security_group.web");
    const rows = page.locator("details.resource:visible");
    await eventually(async () =>
      expect((await rows.allInnerTexts()).every((row) => row.includes("aws_security_group.web"))).toBe(true),
    );
    expect(await rows.count()).toBeGreaterThan(1);

    await part(page, "unknowns");
    await page.getByLabel("Search values").fill("launch_template");
    const values = page.locator("#stack-0-unknowns tbody tr");
    await eventually(async () =>
      expect((await values.allInnerTexts()).every((row) => row.includes("launch_template"))).toBe(true),
    );

    await part(page, "rules");
    await page.getByLabel("Search rules").fill("RDS.2");
    await eventually(async () =>
      expect(await page.locator("details.rule:visible").allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringContaining("RDS_INSTANCE_PUBLIC_ACCESS_CHECK")]),
      ),
    );
    await close();
  });

  it("draws few boxes no larger than they are meant, and many so that they fit or can be scrolled", async () => {
    const { page, close } = await open("small");
    await part(page, "diagram");
    const small = await page.locator("svg.drawing").boundingBox();
    expect(small?.width).toBeLessThan(400);
    await close();

    for (const [width, least] of [
      [1440, 900],
      [390, 700],
    ] as const) {
      const wide = await open("as-built", { viewport: { width, height: 900 } });
      await part(wide.page, "diagram");
      const drawing = await wide.page.locator("svg.drawing").boundingBox();
      expect(drawing?.width).toBeGreaterThan(least);
      expect(drawing?.width).toBeLessThan(Math.max(width, 800));
      await wide.close();
    }
  });

  it("a box of the diagram leads to its findings, and the diagram grows and fits", async () => {
    const { page, close } = await open("as-built");
    await part(page, "diagram");
    const drawing = page.locator("svg.drawing");
    const width = async () => (await drawing.boundingBox())?.width ?? 0;
    const fitting = await width();

    await page.getByRole("button", { name: "Larger" }).click();
    expect(await width()).toBeGreaterThan(fitting);
    await page.getByRole("button", { name: "Fit" }).click();
    expect(await width()).toBeCloseTo(fitting, 0);

    const box = page.locator("g.finding", { hasText: "Auto Scaling group" });
    expect(await box.innerHTML()).toMatch(/\d+ findings/);
    await box.locator("a").focus();
    await page.keyboard.press("Enter");

    await page.locator("#stack-0-findings").waitFor();
    const found = await page.locator("#stack-0-findings .places li").allInnerTexts();
    expect(found.length).toBeGreaterThan(0);
    // Its own, and those of the details that are drawn as part of it.
    expect(found.join("\n")).toMatch(/aws_autoscaling_group/);
    expect(found.join("\n")).toMatch(/aws_launch_template/);
    expect(found.join("\n")).not.toMatch(/aws_cloudfront/);
    await page.getByRole("button", { name: /Stop showing only/ }).click();
    await eventually(async () =>
      expect(await page.locator("#stack-0-findings").textContent()).toContain("aws_cloudfront"),
    );
    await close();
  });

  it("tabs are used with the arrow keys, and the address remembers the part", async () => {
    const { page, close } = await open("as-built");

    await page.getByRole("tab", { name: /Findings/ }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");

    expect(await page.locator("[role=tab]:focus").getAttribute("aria-selected")).toBe("true");
    expect(page.url()).toMatch(/#stack-0-unknowns$/);
    await page.reload();
    expect(await page.locator("#stack-0-unknowns").isVisible()).toBe(true);
    expect(await page.locator("#stack-0-findings").isVisible()).toBe(false);
    await close();
  });

  it("is read without JavaScript", async () => {
    const { page, close } = await open("as-built", { javaScriptEnabled: false });
    const text = await page.locator("body").innerText();

    expect(text).toMatch(/Denied[\s\S]*violates RDS_INSTANCE_PUBLIC_ACCESS_CHECK/);
    expect(text).toMatch(/aws_rds_cluster\.database_midterm-db_\w+ +publicly_accessible[\s\S]*Mend/);
    expect(await page.getByLabel("Search findings").isVisible()).toBe(false);
    expect(await page.locator("svg.drawing").isVisible()).toBe(true);
    await close();
  });

  it("prints all of its parts and none of its controls", async () => {
    const { page, close } = await open("as-built");
    await page.emulateMedia({ media: "print" });

    for (const each of PARTS) expect(await page.locator(`#stack-0-${each}`).isVisible()).toBe(true);
    expect(await page.getByRole("tab").first().isVisible()).toBe(false);
    expect(await page.locator("input:visible").count()).toBe(0);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await close();
  });
});

describe("the HTML report of several stacks", () => {
  it("opens at what is denied, and each stack is chosen", async () => {
    const { page, stack, wrong, close } = await open("three");

    expect(await page.getByRole("heading", { level: 2 }).first().innerText()).toMatch(/1 of 3 stacks denied/);
    expect(await stack.count()).toBe(1);
    expect(await stack.innerText()).toMatch(/as-built[\s\S]*Denied/);

    await page.getByRole("link", { name: /storefront/ }).click();
    expect(await stack.innerText()).toMatch(/storefront[\s\S]*Approved/);
    await part(page, "cost");
    expect(await stack.innerText()).toMatch(/USD a month, estimated from list prices of [\d-]+, no bill/);
    expect(wrong).toEqual([]);
    await close();
  });
});

describe("the HTML report of 15,000 resources", () => {
  it("opens, is searched, and shows the values of any of them", async () => {
    const plan = join(directory, "large.json");
    generate(15_000, plan);
    await checked("large", plan);
    const { page, wrong, close } = await open("large");

    await part(page, "resources");
    expect(await page.locator("#stack-0-resources-tab").innerText()).toMatch(/15,000/);
    const last = await page.evaluate<string>(
      "JSON.parse(document.getElementById('stack-0-data').textContent).resources.at(-1).address",
    );
    await page.getByLabel("Search resources").fill(last);
    const rows = page.locator("details.resource:visible");
    await eventually(async () => expect(await rows.count()).toBe(1));
    await rows.locator("summary").click();
    await rows.locator("table.values").first().waitFor();

    await part(page, "findings");
    await page.getByLabel("Search findings").fill("aws_security_group");
    await eventually(async () =>
      expect(await page.locator("#stack-0-findings [role=status]").innerText()).toMatch(/ of /),
    );
    await part(page, "diagram");
    expect(await page.locator("svg.drawing").isVisible()).toBe(true);
    expect(wrong).toEqual([]);
    await close();
  });
});

import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchBrowser, seriousIssues, watch } from "./browser";
import { type ServedSite, serveDistribution } from "./distribution";

/** Bytes that a visitor's browser fetches for the first page; what a slow phone gets in about a second. */
const MOST_BYTES = 20_000;

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

describe.each([
  ["storefront", "Offers of the week", "Shop Now", /^https:\/\/www\.storefront\./],
  ["finance", "Receipts, read for you", "Open the app", /^https:\/\/app\./],
])("the site of %s, as its plan has it served", (stack, title, action, target) => {
  let site: ServedSite;
  beforeAll(async () => (site = await serveDistribution(stack)));
  afterAll(() => site.close());

  async function open(path: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const wrong = watch(page, site.url);
    const response = await page.goto(site.url + path);
    return { page, wrong, status: response?.status(), close: () => context.close() };
  }

  it.each([360, 768, 1280])("fits into a window %i pixels wide, light and dark, without an error", async (width) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, wrong, close } = await open("/", { viewport: { width, height: 800 }, colorScheme });
      await showImages();
      expect(await page.title()).toContain(title);
      expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
      expect(await seriousIssues(page)).toEqual([]);
      expect(wrong).toEqual([]);
      await close();

      /** Scrolls down, as images below the first screen are fetched when they come near. */
      async function showImages() {
        for (const image of await page.locator("img").all()) {
          await image.scrollIntoViewIfNeeded();
          await image.evaluate("image => image.decode()");
        }
      }
    }
  });

  it("has styles and images under its own policy, which admits nothing that is written into a page", async () => {
    const policy = String(site.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|data:|\*|https?:/);
    const { page, close } = await open("/");
    expect(await page.evaluate("[...document.styleSheets].map((sheet) => sheet.cssRules.length > 0)")).toEqual([
      true,
      true,
    ]);
    // The policy is at work: what somebody slips into the page is not applied.
    await page.locator("h1").evaluate("heading => heading.setAttribute('style', 'color: rgb(1, 2, 3)')");
    expect(await page.locator("h1").evaluate("heading => getComputedStyle(heading).color")).not.toBe("rgb(1, 2, 3)");
    await close();
  });

  it("leads where it should, without JavaScript and by keyboard", async () => {
    const { page, close } = await open("/", { javaScriptEnabled: false });
    const links = page.getByRole("link", { name: action });
    expect(await links.count()).toBeGreaterThan(1);
    for (const link of await links.all()) expect(await link.getAttribute("href")).toMatch(target);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe(action);
    await close();
  });

  it("weighs little, and says of every file what it is and how long it may be kept", async () => {
    site.sent.clear();
    const { page, close } = await open("/");
    const answers: { path: string; type: string; cache: string }[] = [];
    page.on("response", (response) => {
      const headers = response.headers();
      const path = new URL(response.url()).pathname;
      answers.push({ path, type: headers["content-type"] ?? "", cache: headers["cache-control"] ?? "" });
    });
    await page.reload({ waitUntil: "networkidle" });
    const bytes = [...site.sent.values()].reduce((sum, each) => sum + each, 0);
    expect(bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThan(MOST_BYTES);
    for (const { path, type, cache } of answers) {
      const kind = path === "/" ? "text/html" : path.endsWith(".css") ? "text/css" : "image/svg+xml";
      expect({ path, type }).toEqual({ path, type: expect.stringContaining(kind) });
      expect(cache).toMatch(/^public, max-age=[1-9]\d+$/);
    }
    await close();
  });

  it.each(["/no-such-page", "/no/such/page.html"])(
    "says of %s that it is not there, in its own words",
    async (path) => {
      const { page, status, wrong, close } = await open(path);
      expect(status).toBe(404);
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toMatch(/page/);
      expect(await page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")).toBe(true);
      expect(await seriousIssues(page)).toEqual([]);
      // The browser itself reports the status of the page, and nothing else.
      expect(wrong.filter((each) => !each.includes("status of 404"))).toEqual([]);
      await page.getByRole("main").getByRole("link").click();
      expect(await page.title()).toContain(title);
      await close();
    },
  );

  it("can be read only", async () => {
    expect((await fetch(site.url, { method: "POST", body: "x" })).status).toBe(403);
  });
});

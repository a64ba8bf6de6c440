import { existsSync, readFileSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";

/** Debian's package first; a machine with another one names it. */
const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the machine's own Chromium, without a window. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? CANDIDATES.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error("There is no Chromium: apt-get install chromium, or set CHROMIUM to one.");
  }
  // Chromium refuses to sandbox itself where it is run by root, as CI does.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** What went wrong in a page since it was opened, and what it asked for besides itself and, where it is served, its own site. */
export function watch(page: Page, site?: string): readonly string[] {
  const wrong: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(message.text());
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("request", (request) => {
    const own = site === undefined ? /^(file|data):/.test(request.url()) : new URL(request.url()).origin === site;
    if (!own) wrong.push(`asked for ${request.url()}`);
  });
  return wrong;
}

/** Tries an assertion until it holds; after ten seconds its failure is the test's. */
export async function eventually(assertion: () => Promise<void>): Promise<void> {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

interface Violation {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Issues of accessibility that axe-core calls serious or critical, with where they are. */
export async function seriousIssues(page: Page): Promise<readonly string[]> {
  // Not as a script element: a page's policy may forbid that.
  await page.evaluate(AXE);
  const violations = await page.evaluate<readonly Violation[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

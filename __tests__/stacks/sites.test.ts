import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import * as finance from "../../stacks/finance/pages";
import * as storefront from "../../stacks/storefront/landing-page";
import { loadOffers, type Offers } from "../../stacks/storefront/landing-page/content";

const SITES = {
  "landing page": storefront.landingPage("https://www.example.com/?from=offers&week=1"),
  "finance website": finance.pages("https://app.example.com/"),
};

/** Prettier has its way with void elements and the doctype. */
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "void-style": "off", "doctype-style": "off" },
});

describe.each(Object.entries(SITES))("%s", (_, files) => {
  const pages = Object.entries(files).filter(([, { contentType }]) => contentType.startsWith("text/html"));

  test.each(pages)("%s is valid HTML", async (_name, { content }) => {
    const { results } = await validator.validateString(content);
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    );
  });

  test.each(pages)("%s refers to files of the site by paths that work at any address", (_name, { content }) => {
    const own = references(content).filter((each) => !/^(https:|#|\/$)/.test(each));
    expect(own.length).toBeGreaterThan(2);
    expect(own.filter((each) => !each.startsWith("/") || !(each.slice(1) in files))).toEqual([]);
  });

  test("no file is left out by its pages, and none holds styles or programs of its own", () => {
    const used = new Set(pages.flatMap(([, { content }]) => references(content)));
    const images = Object.keys(files).filter((name) => name.startsWith("images/"));
    expect(images.filter((name) => !used.has(`/${name}`))).toEqual([]);
    for (const { content } of Object.values(files)) expect(content).not.toMatch(/<(script|style)|\s(style|on\w+)=/);
  });
});

test("both are given what they lead to", () => {
  expect(SITES["landing page"]["offers.html"]!.content).toContain("?from&#x3D;offers&amp;week&#x3D;1");
  expect(SITES["finance website"]["index.html"]!.content).toContain('href="https://app.example.com/"');
  for (const { ERROR_PAGE } of [storefront, finance]) {
    for (const files of Object.values(SITES)) expect(files).toHaveProperty([ERROR_PAGE]);
  }
});

test("the landing page says each offer, its price, and what it saves, never more than that", () => {
  const offers = loadOffers();
  const text = SITES["landing page"]["offers.html"]!.content.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  expect(offers.offers.length).toBeGreaterThan(0);
  for (const { name, description, price, before } of offers.offers) {
    const dollars = (cents: number) => `$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
    const saving = /(\d+)% off/.exec(text.slice(text.indexOf(description)))![1];
    expect(text).toContain(`${name} ${description} Now ${dollars(price)} before ${dollars(before)} ${saving}% off`);
    expect(before - price).toBeGreaterThanOrEqual((before * Number(saving)) / 100);
  }
});

describe("the content of the landing page", () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "plangate-offers-"))));
  afterAll(() => rmSync(folder, { recursive: true }));

  const loadWith = (change: Partial<Offers> | { offers: unknown }) => {
    const file = join(folder, "offers.json");
    writeFileSync(file, JSON.stringify({ ...loadOffers(), ...change }));
    return () => loadOffers(file);
  };
  const [offer] = loadOffers().offers;

  test.each([
    ["a price in fractions of a cent", { offers: [{ ...offer, price: 19.5 }] }, /offers\[0\]\.price: .*minor units/],
    ["a price above the one before", { offers: [{ ...offer, price: 5000, before: 4000 }] }, /below 4000, found 5000/],
    ["an image that is not there", { offers: [{ ...offer, image: "sofa.svg" }] }, /there is no image sofa\.svg/],
    ["no offer", { offers: [] }, /offers: /],
    ["a day that is none", { until: "2026-13-40" }, /until: expected a day, found 2026-13-40/],
    ["a currency that is none", { currency: "dollars" }, /currency: .*ISO 4217/],
  ])("%s is refused, with its place", (_, change, message) => {
    expect(loadWith(change)).toThrow(message);
  });

  test("names its schema, so that editors know it", () => {
    const { $schema } = JSON.parse(readFileSync("stacks/storefront/landing-page/offers.json", "utf8")) as Record<
      string,
      string
    >;
    expect($schema).toBe("./offers.schema.json");
  });
});

/** What the elements of a page load and lead to. */
function references(html: string): readonly string[] {
  return [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, target]) => target!);
}

import { existsSync } from "node:fs";
import * as path from "node:path";
import { loadSettings, SettingsError } from "../../../synth";

/** What the landing page says: offers.json. */
export interface Offers {
  readonly shop: string;
  readonly title: string;
  readonly headline: string;
  readonly lead: string;
  /** What search engines show below the title. */
  readonly description: string;
  /** ISO 4217: `USD`. */
  readonly currency: string;
  /** Last day of the offers, ISO 8601: `2026-12-06`. */
  readonly until: string;
  readonly offers: readonly Offer[];
  readonly promises: readonly { readonly title: string; readonly text: string }[];
  readonly terms: string;
}

export interface Offer {
  readonly name: string;
  readonly description: string;
  /** Name of a file in files/images. */
  readonly image: string;
  /** In minor units of the currency: 3400 is $34.00. */
  readonly price: number;
  readonly before: number;
}

/** As messages name it. */
const FILE = path.join(path.relative(process.cwd(), __dirname), "offers.json");

/** @throws SettingsError for what breaks the schema, and for offers that cannot be */
export function loadOffers(file = FILE): Offers {
  const content = loadSettings(file, path.join(__dirname, "offers.schema.json")) as Offers;
  const problems = content.offers.flatMap(({ name, image, price, before }) => [
    ...(price < before ? [] : [`${name}: expected a price below ${before}, found ${price}`]),
    ...(existsSync(path.join(__dirname, "files", "images", image)) ? [] : [`${name}: there is no image ${image}`]),
  ]);
  if (Number.isNaN(Date.parse(content.until))) problems.push(`until: expected a day, found ${content.until}`);
  if (problems.length > 0) throw new SettingsError(file, problems);
  return content;
}

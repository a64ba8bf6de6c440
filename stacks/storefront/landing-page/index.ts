import * as path from "node:path";
import { type SiteFile, siteFiles } from "../../../modules/static-site";
import { loadOffers, type Offer, type Offers } from "./content";

/** Keys of the page that is served first, and of the one for what is not there. */
export const LANDING_PAGE = "offers.html";
export const ERROR_PAGE = "error.html";

/**
 * The files of the landing site: offers, with a way to the shop.
 *
 * @param shopUrl where "Shop Now" leads to
 */
export function landingPage(shopUrl: string): Readonly<Record<string, SiteFile>> {
  return siteFiles(path.join(__dirname, "files"), {
    ...view(loadOffers()),
    action: { text: "Shop Now", url: shopUrl },
  });
}

/** The offers as the pages say them. */
function view({ shop, terms, currency, until, offers, ...texts }: Offers) {
  const day = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" });
  return {
    ...texts,
    brand: shop,
    footnote: terms,
    until: { date: until, text: day.format(new Date(until)) },
    offers: offers.map((offer) => ({
      ...offer,
      image: `/images/${offer.image}`,
      price: money(offer.price, currency),
      before: money(offer.before, currency),
      saving: saving(offer),
    })),
  };
}

function money(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format(minorUnits / 10 ** digits);
}

/** In whole percent, never more than it is. */
function saving({ price, before }: Offer): number {
  return Math.floor((100 * (before - price)) / before);
}

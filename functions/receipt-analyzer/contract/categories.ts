/** What money is spent on: the closed list that a category is chosen from. The schemas repeat it, and a test compares. */
export const CATEGORIES = [
  "groceries",
  "restaurant",
  "fuel",
  "transport",
  "lodging",
  "health",
  "clothing",
  "household",
  "electronics",
  "office",
  "entertainment",
  "services",
  "other",
] as const;

export type Category = (typeof CATEGORIES)[number];

import { createColors } from "picocolors";

/** How text is set off on a terminal. Without colours every function returns its text unchanged. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
}

/** @param colors Whether the text goes to a terminal that shows colours. */
export function createStyle(colors: boolean): Style {
  const { bold, dim, green, red, yellow } = createColors(colors);
  return { strong: bold, faint: dim, good: green, bad: red, warn: yellow };
}

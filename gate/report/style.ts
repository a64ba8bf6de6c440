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
  const { bold, dim, red, green, yellow } = SGR;
  const set = ([on, off]: readonly [number, number]) =>
    colors ? (text: string) => (text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`) : (text: string) => text;
  return { strong: set(bold), faint: set(dim), good: set(green), bad: set(red), warn: set(yellow) };
}

/** "Select graphic rendition" of ECMA-48 8.3.117: what turns each on and off. */
const SGR = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;

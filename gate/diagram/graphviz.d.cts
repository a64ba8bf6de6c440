/** Loads Graphviz; the function makes SVG of its language. */
export function loadGraphviz(): Promise<(dot: string) => string>;

/** Elements of the page, of the type that the page makes them. */
export function all(within: ParentNode, selector: string): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(selector)];
}

export function one(within: ParentNode, selector: string): HTMLElement | null {
  return within.querySelector<HTMLElement>(selector);
}

/** A block of data of the page, whose type is known to whoever wrote it; undefined where there is none. */
export function readData(id: string): unknown {
  const text = document.getElementById(id)?.textContent ?? "";
  return text === "" ? undefined : (JSON.parse(text) as unknown);
}

/** Calls once for several calls in a short while: whoever types does not wait for every letter. */
export function settled(action: () => void): () => void {
  let timer: number | undefined;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, 80);
  };
}

/** The boxes that are ticked, by the name of their group. */
export function ticked(
  form: ParentNode,
  name: string,
): { readonly values: ReadonlySet<string>; readonly any: boolean } {
  const boxes = [...form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
  return {
    values: new Set(boxes.filter(({ checked }) => checked).map(({ value }) => value)),
    any: boxes.length > 0,
  };
}

/** What is searched for, as words that all have to be there. */
export function words(form: ParentNode): readonly string[] {
  const text = form.querySelector<HTMLInputElement>("input[type=search]")?.value ?? "";
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

export function hasAll(text: string, wanted: readonly string[]): boolean {
  return wanted.every((word) => text.includes(word));
}

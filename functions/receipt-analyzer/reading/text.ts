/** As many characters as any text of an answer has, at most. */
const LENGTH = 200;

/**
 * Text of a document as it may be shown: one line, composed (NFC), without what is invisible – control characters, which break
 * logs and terminals, and marks that turn the direction of writing, which make text look like another one.
 */
export function clean(text: string): string {
  const visible = text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  return Array.from(visible).slice(0, LENGTH).join("").trim();
}

/**
 * Whether a plan marks any part of a value, as unknown or as sensitive: its marks are `true`, or have the shape of the value.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function isMarked(marks: unknown): boolean {
  if (typeof marks === "object" && marks !== null) return Object.values(marks).some(isMarked);
  return marks === true;
}

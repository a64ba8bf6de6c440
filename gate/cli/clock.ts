/** Milliseconds of a clock that only runs forward. Unlike the global `performance` it loads nothing. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Three-valued logic: a plan may leave a question open. */
export type Answer = "yes" | "no" | "unknown";

/** Yes if one is; no only if all are. */
export function any(answers: Iterable<Answer>): Answer {
  let result: Answer = "no";
  for (const answer of answers) {
    if (answer === "yes") return "yes";
    if (answer === "unknown") result = "unknown";
  }
  return result;
}

/** No if one is; yes only if all are. */
export function all(answers: Iterable<Answer>): Answer {
  let result: Answer = "yes";
  for (const answer of answers) {
    if (answer === "no") return "no";
    if (answer === "unknown") result = "unknown";
  }
  return result;
}

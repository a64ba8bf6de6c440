import { count } from "../words";
import { all, hasAll, one, settled, words } from "./page";
import type { StackPage } from "./stack-page";

/** The catalogue, searched. */
export function searchRules(stack: StackPage): void {
  const panel = stack.panel("rules");
  const form = panel && one(panel, "form");
  if (!panel || !form) return;
  const rules = all(panel, "details.rule");
  const update = () => {
    const wanted = words(form);
    const found = rules.filter((rule) => hasAll(rule.dataset["words"] ?? "", wanted));
    for (const rule of rules) rule.hidden = !found.includes(rule);
    const result = one(panel, "[data-result=rules]");
    if (!result) return;
    const some = found.length === 0 ? "Nothing matches." : `${count(found.length, "rule")} of ${rules.length}.`;
    result.textContent = found.length === rules.length ? "" : some;
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", settled(update));
}

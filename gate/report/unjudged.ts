import { typesOf, type Judgement } from "../decision";
import { count } from "./groups";
import { printable } from "./printable";

/**
 * What no rule looked at, so that nobody takes it for judged: `no rule judges 23 of the 83 resources: 5 aws_route, …`; null
 * where rules looked at all of them.
 */
export function unjudgedText({ plan }: Judgement): string | null {
  const { resources, unjudged } = plan;
  if (unjudged.resources === 0) return null;
  const which =
    unjudged.resources === resources
      ? resources === 1
        ? "the one resource"
        : `any of the ${resources} resources`
      : `${unjudged.resources} of the ${count(resources, "resource")}`;
  return printable(`no rule judges ${which}: ${typesOf(unjudged)}`);
}

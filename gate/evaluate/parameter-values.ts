import type { ParameterType, RuleMetadata } from "../../policies/contract/rule";
import { InputError } from "../errors";

/** Of each type, what a text has to be, and that in words. The other types take any text. */
const FORMS: { readonly [type in ParameterType]?: readonly [form: RegExp, words: string] } = {
  int: [/^(0|-?[1-9][0-9]{0,14})$/, "a whole number"],
  double: [/^-?[0-9]+([.][0-9]+)?$/, "a number"],
  // AWS Config takes other letters for false: https://docs.aws.amazon.com/config/latest/developerguide/iam-password-policy.html
  boolean: [/^(true|false)$/, "true or false, in small letters"],
};

/**
 * Refuses values that AWS Config would not take: a rule might judge by them as if nothing had been asked for.
 * An empty value counts as left out.
 *
 * @param rule the rule whose parameters are set
 * @param values parameter → value, of parameters that the rule has
 * @param file where they stand
 * @throws InputError that names the parameter, its value and what it has to be
 */
export function refuseWrongValues(rule: RuleMetadata, values: { readonly [name: string]: string }, file: string): void {
  for (const [name, value] of Object.entries(values)) {
    const type = rule.parameters[name]?.type;
    const expected = type === undefined ? undefined : FORMS[type];
    if (value === "" || expected === undefined || expected[0].test(value)) continue;
    throw new InputError({
      what: `The parameter ${name} of ${rule.id} is "${value}", and has to be ${expected[1]}.`,
      where: file,
      mend: `Write ${expected[1]}, in quotes, or leave the parameter out.`,
    });
  }
}

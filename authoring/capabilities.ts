import type { Opa } from "./opa";

/**
 * The built-ins that OPA compiles into a WASM module, and so the only ones that a rule may use.
 *
 * Any other would be a function that the host has to supply: one more thing to trust, and one that answers differently from OPA's
 * own (sprintf does). json.is_valid and json.unmarshal are left out although they compile: the text `true` makes them write past the
 * module's memory, and they take `{}}` for JSON. Time, network and random numbers are among those left out, so a verdict depends on the plan alone.
 * https://www.openpolicyagent.org/docs/policy-reference/builtins
 */
const NATIVE_BUILTINS: ReadonlySet<string> = new Set([
  ...["assign", "eq", "equal", "neq", "gt", "gte", "lt", "lte", "plus", "minus", "mul", "div", "rem", "and", "or"],
  ...["internal.member_2", "internal.member_3", "internal.template_string"],
  ...["abs", "ceil", "floor", "round", "numbers.range", "format_int", "to_number"],
  ...["count", "max", "min", "product", "sort", "sum"],
  ...["array.concat", "array.flatten", "array.reverse", "array.slice"],
  ...["intersection", "union"],
  ...["object.filter", "object.get", "object.keys", "object.remove", "object.union", "object.union_n"],
  ...["json.filter", "json.marshal", "json.remove"],
  ...["concat", "contains", "endswith", "indexof", "lower", "replace", "split", "startswith", "substring", "upper"],
  ...["trim", "trim_left", "trim_prefix", "trim_right", "trim_space", "trim_suffix"],
  ...["strings.replace_n", "strings.reverse"],
  ...["glob.match", "regex.find_all_string_submatch_n", "regex.is_valid", "regex.match"],
  ...["is_array", "is_boolean", "is_null", "is_number", "is_object", "is_set", "is_string", "type_name"],
  ...["bits.and", "bits.lsh", "bits.negate", "bits.or", "bits.rsh", "bits.xor"],
  ...["base64.decode", "base64.encode", "base64.is_valid", "base64url.decode", "base64url.encode"],
  ...["net.cidr_contains", "net.cidr_intersects"],
  ...["graph.reachable", "walk"],
  // None that the module has to have: OPA puts the annotations in its place as it compiles.
  "rego.metadata.chain",
]);

/** The capabilities to compile under, as OPA reads them: what this OPA can do, less every other built-in. */
export async function capabilities(opa: Opa): Promise<string> {
  const current = JSON.parse(await opa.output(["capabilities", "--current"])) as { builtins: { name: string }[] };
  return JSON.stringify({ ...current, builtins: current.builtins.filter(({ name }) => NATIVE_BUILTINS.has(name)) });
}

/** A document of JSON:API (https://jsonapi.org/format/): what HCP Terraform's API takes and gives. */
export function document(
  type: string,
  id: string,
  attributes: object,
  related: Readonly<Record<string, { readonly type: string; readonly id: string }>> = {},
): { readonly data: object } {
  const relationships = Object.fromEntries(Object.entries(related).map(([name, data]) => [name, { data }]));
  return { data: { id, type, attributes, relationships } };
}

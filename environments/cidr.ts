/** The addresses of an IPv4 range, as numbers. */
interface Range {
  readonly cidr: string;
  readonly first: number;
  readonly last: number;
}

/**
 * What is wrong with the subnets of a network; one sentence each, none is well.
 *
 * @param network range of the network: `10.0.0.0/16`
 * @param subnets their ranges
 */
export function misplacedSubnets(network: string, subnets: readonly string[]): string[] {
  const cidrs = [network, ...subnets];
  const [whole, ...parts] = cidrs.map(parse).filter((range) => range !== undefined);
  if (whole === undefined || parts.length < subnets.length) {
    return cidrs
      .filter((cidr) => parse(cidr) === undefined)
      .map((cidr) => `${cidr} is no range of addresses; it has to begin with the first of them`);
  }
  const outside = parts.filter((part) => part.first < whole.first || part.last > whole.last);
  const overlapping = parts.flatMap((part, index) =>
    parts.slice(index + 1).flatMap((other) => (overlap(part, other) ? [[part, other] as const] : [])),
  );
  return [
    ...outside.map((part) => `${part.cidr} is not inside ${network}`),
    ...overlapping.map(([part, other]) => `${part.cidr} and ${other.cidr} overlap`),
  ];
}

/** Undefined for an octet above 255, a prefix above 32, and an address that is not the first of its range. */
function parse(cidr: string): Range | undefined {
  const [address = "", prefix = ""] = cidr.split("/");
  const octets = address.split(".").map(Number);
  const first = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - Number(prefix));
  const valid = octets.every((octet) => octet <= 255) && size >= 1 && first % size === 0;
  return valid ? { cidr, first, last: first + size - 1 } : undefined;
}

function overlap(a: Range, b: Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}

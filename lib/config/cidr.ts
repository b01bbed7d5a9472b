/** An IPv4 range as numbers: `first` to `last`, both in it. */
export interface Cidr {
  readonly first: number;
  readonly last: number;
  readonly bits: number;
}

/** What the ranges of a private network may lie in: RFC 1918, and RFC 6598's shared space. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** Reads `a.b.c.d/bits`; undefined for anything else. Host bits may be set: see {@link isAligned}. */
export function parseCidr(text: string): (Cidr & { readonly address: number }) | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1);
  // 010 is eight to some readers and ten to others: nobody should have to know which.
  if (parts.some((part) => part.length > 1 && part.startsWith('0'))) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = parts.map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || bits > 32) return undefined;
  const address = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const size = 2 ** (32 - bits);
  const first = address - (address % size);
  return { address, first, last: first + size - 1, bits };
}

/** Whether the text's address is the first of its range: `10.0.0.0/16` is, `10.0.3.0/16` is not. */
export function isAligned(cidr: { readonly address: number; readonly first: number }): boolean {
  return cidr.address === cidr.first;
}

export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.first <= b.last && b.first <= a.last;
}

export function isPrivate(cidr: Cidr): boolean {
  return PRIVATE.some((text) => {
    const home = parseCidr(text);
    return home !== undefined && home.first <= cidr.first && cidr.last <= home.last;
  });
}

/** The range as it should have been written: its first address, and its size. */
export function formatCidr({ first, bits }: Pick<Cidr, 'first' | 'bits'>): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${bits}`;
}

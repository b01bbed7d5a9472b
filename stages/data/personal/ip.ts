import { classAt, COLON, isHex, isWordCode } from './characters';
import type { Finds } from './finds';
import { matchAt, matchEnd } from './sticky';

/**
 * Whether an IPv4 address is one that the public Internet routes: not in IANA's special-purpose registry (RFC 6890:
 * private, loopback, link-local, shared, documentation, benchmarking, multicast, reserved).
 */
export function isPublicIpv4(a: number, b: number, c: number, d: number): boolean {
  if (a > 223 || b > 255 || c > 255 || d > 255 || a === 0 || a === 10 || a === 127) return false;
  if (a === 100 && b >= 64 && b < 128) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b < 32) return false;
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)))) return false;
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false;
  return !(a === 203 && b === 0 && c === 113);
}

const IPV4 = /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\d]|\.\d)/y;

/** A public IPv4 address at `at`. Answers its end, or -1 where there is no IPv4 address; a private one is passed over. */
export function ipv4(text: string, at: number, finds: Finds): number {
  const match = matchAt(IPV4, text, at);
  if (match === undefined) return -1;
  const [whole, a, b, c, d] = match;
  const end = at + whole.length;
  if (isWordCode(text.charCodeAt(end))) return -1;
  if (isPublicIpv4(Number(a), Number(b), Number(c), Number(d))) finds.add('ipv4', at, end);
  return end;
}

const MAC = /[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})(?![0-9A-Za-z:-])/y;
const IPV6 = /(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?::?(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?/y;

/** A MAC or a public IPv6 address whose first colon is at `colon`. Answers where the scan goes on. */
export function colons(text: string, colon: number, finds: Finds): number {
  let start = colon;
  while (start > 0 && colon - start < 5 && isHex(text.charCodeAt(start - 1))) start--;
  if (colon - start > 4 || isWordCode(text.charCodeAt(start - 1)) || classAt(text, start - 1) === COLON)
    return colon + 1;
  if (colon - start === 2) {
    const end = matchEnd(MAC, text, start);
    if (end >= 0) {
      finds.add('mac', start, end);
      return end;
    }
  }
  // The first group of a public one has four digits.
  if (colon - start !== 4) return colon + 1;
  const end = matchEnd(IPV6, text, start);
  if (end - start < 6 || isWordCode(text.charCodeAt(end))) return colon + 1;
  if (isPublicIpv6(text.slice(start, end))) {
    finds.add('ipv6', start, end);
    return end;
  }
  return colon + 1;
}

/** Well-formed, and global unicast (2000::/3, RFC 4291) outside documentation (2001:db8::/32). */
export function isPublicIpv6(address: string): boolean {
  const [head = '', tail, more] = address.split('::');
  if (more !== undefined || address.includes(':::')) return false;
  const groups = [...head.split(':'), ...(tail ?? '').split(':')].filter((group) => group !== '');
  if (groups.some((group) => !/^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  if (tail === undefined ? groups.length !== 8 : groups.length > 7) return false;
  if (head === '') return false;
  const first = Number.parseInt(groups[0] ?? '', 16);
  const second = head.includes(':') ? Number.parseInt(groups[1] ?? '0', 16) : 0;
  return first >= 0x2000 && first < 0x4000 && !(first === 0x2001 && second === 0xdb8);
}

const DASHED_MAC = /[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}(?![0-9A-Za-z-])/y;

/** A MAC address written with dashes whose first dash is at `dash`. */
export function dashedMac(text: string, dash: number, finds: Finds): number {
  const start = dash - 2;
  if (!isHex(text.charCodeAt(start)) || !isHex(text.charCodeAt(start + 1)) || isWordCode(text.charCodeAt(start - 1)))
    return -1;
  const end = matchEnd(DASHED_MAC, text, start);
  if (end < 0 || /^[\d-]+$/.test(text.slice(start, end))) return -1;
  finds.add('mac', start, end);
  return end;
}

import { isIPv4, isIPv6 } from 'node:net';

/** An IP address as a number. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** All addresses from `low` to `high`, both included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly low: bigint;
  readonly high: bigint;
}

export function widthOf(family: 4 | 6): bigint {
  return family === 4 ? 32n : 128n;
}

export function highest(family: 4 | 6): bigint {
  return (1n << widthOf(family)) - 1n;
}

/** Undefined for anything that is not an address, such as a symbol. */
export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { family: 4, value: bytesOf(text) };
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = dotted ? bytesOf(dotted[2] ?? '') : undefined;
  const plain =
    tail === undefined ? text : `${dotted?.[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const [head = '', rest] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = rest === undefined || rest === '' ? [] : rest.split(':');
  const zeros = rest === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  const value = [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
  return { family: 6, value };
}

function bytesOf(text: string): bigint {
  return text.split('.').reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

export function formatAddress({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  // The longest run of zero groups is written as "::".
  const runs = groups.map((_, from) => {
    const end = groups.findIndex((group, index) => index >= from && group !== '0');
    return (end === -1 ? groups.length : end) - from;
  });
  const longest = Math.max(...runs);
  if (longest < 2) return groups.join(':');
  const from = runs.indexOf(longest);
  return `${groups.slice(0, from).join(':')}::${groups.slice(from + longest).join(':')}`;
}

/** A CIDR block, its host bits ignored as AWS ignores them; undefined for anything that is not one. */
export function parseCidr(text: string): AddressRange | undefined {
  const found = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const address = parseAddress(found?.[1] ?? '');
  if (!address) return undefined;
  const width = widthOf(address.family);
  const prefix = BigInt(found?.[2] ?? '0');
  if (prefix > width) return undefined;
  const size = 1n << (width - prefix);
  const low = (address.value / size) * size;
  return { family: address.family, low, high: low + size - 1n };
}

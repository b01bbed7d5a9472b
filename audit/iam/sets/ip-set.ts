import { isIP } from 'node:net';
import type { ValueSet } from './value-set';
import { nextSetId } from './value-set';

type Range = readonly [from: bigint, to: bigint];

/** IPv6 begins here on the one line on which all addresses lie; IPv4 lies before it. */
const SIX = 1n << 40n;
const LAST_FOUR = (1n << 32n) - 1n;
const LAST_SIX = SIX + (1n << 128n) - 1n;

/** A set of IPv4 and IPv6 addresses as disjoint, sorted ranges. An IPv4 range never matches an IPv6 address. */
export class IpSet implements ValueSet {
  public readonly id = nextSetId();

  private constructor(private readonly ranges: readonly Range[]) {}

  public static all(): IpSet {
    return new IpSet([
      [0n, LAST_FOUR],
      [SIX, LAST_SIX],
    ]);
  }

  /** The addresses of a CIDR block or of one address; `undefined` if `text` is neither. */
  public static block(text: string): IpSet | undefined {
    const [address = '', length, ...more] = text.split('/');
    const at = readAddress(address);
    if (at === undefined || more.length > 0) return undefined;
    const width = at >= SIX ? 128 : 32;
    const bits = length === undefined ? width : /^\d{1,3}$/.test(length) ? Number(length) : -1;
    if (bits < 0 || bits > width) return undefined;
    const size = 1n << BigInt(width - bits);
    const base = at >= SIX ? SIX : 0n;
    const from = base + ((at - base) / size) * size;
    return new IpSet([[from, from + size - 1n]]);
  }

  public and(other: ValueSet): IpSet {
    if (!(other instanceof IpSet)) throw new TypeError('an address set meets only address sets');
    const met = this.ranges.flatMap((a) =>
      other.ranges.map((b): Range => [a[0] > b[0] ? a[0] : b[0], a[1] < b[1] ? a[1] : b[1]]),
    );
    return new IpSet(met.filter(([from, to]) => from <= to).sort((a, b) => (a[0] < b[0] ? -1 : 1)));
  }

  public not(): IpSet {
    const gaps: Range[] = [];
    let from = 0n;
    for (const [first, last] of this.ranges) {
      gaps.push([from, first - 1n]);
      if (last >= from) from = last + 1n;
    }
    gaps.push([from, LAST_SIX]);
    return new IpSet(gaps.filter(([first, last]) => first <= last)).and(IpSet.all());
  }

  public isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  public has(text: string): boolean {
    const at = readAddress(text);
    return at !== undefined && this.ranges.some(([from, to]) => from <= at && at <= to);
  }

  public witness(): string | undefined {
    const range = this.ranges[0];
    return range && writeAddress(range[0]);
  }
}

function readAddress(text: string): bigint | undefined {
  const version = isIP(text);
  if (version === 4) return text.split('.').reduce((all, byte) => (all << 8n) + BigInt(byte), 0n);
  return version === 6 ? SIX + readSix(text.split('%')[0] ?? text) : undefined;
}

function readSix(text: string): bigint {
  const embedded = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const plain = embedded
    ? `${embedded[1]}${hex(Number(embedded[2]) * 256 + Number(embedded[3]))}:${hex(Number(embedded[4]) * 256 + Number(embedded[5]))}`
    : text;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array<string>(8 - front.length - back.length).fill('0');
  return [...front, ...middle, ...back].reduce((all, group) => (all << 16n) + BigInt(`0x${group}`), 0n);
}

function hex(value: number): string {
  return value.toString(16);
}

function writeAddress(at: bigint): string {
  if (at < SIX) return [24n, 16n, 8n, 0n].map((shift) => String((at >> shift) & 255n)).join('.');
  const value = at - SIX;
  return Array.from({ length: 8 }, (_, group) => ((value >> BigInt(112 - 16 * group)) & 0xffffn).toString(16)).join(
    ':',
  );
}

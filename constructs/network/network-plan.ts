import { NetworkError } from './network-error';

/** Each tier holds three blocks of the range, used or not: so a network may grow from two zones to three without moving a subnet. */
const BLOCKS_PER_TIER = 3;
/** At least this many blocks: so a tier may be added without moving a subnet. */
const MINIMUM_BLOCKS = 16;
/** 59 usable addresses: one for each endpoint, and room for functions and jobs to scale. */
const SMALLEST_SUBNET = 26;

/** Ranges that are never routed on the internet: RFC 1918 and RFC 6598. */
const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/**
 * Divides a network's range: `plan[tier][zone]` is a subnet's CIDR.
 *
 * @param cidr an IPv4 range between /16 and /28, e.g. `10.40.0.0/20`
 * @throws NetworkError `NETWORK_CIDR_INVALID`, `NETWORK_CIDR_NOT_PRIVATE`, `NETWORK_ZONES_INVALID` or `NETWORK_CIDR_TOO_SMALL`
 */
export function subnetPlan(cidr: string, tiers: number, zones: number): string[][] {
  const range = parse(cidr);
  if (!Number.isInteger(zones) || zones < 2 || zones > BLOCKS_PER_TIER) {
    throw new NetworkError('NETWORK_ZONES_INVALID', `zones must be 2 or 3, got ${zones}`);
  }
  const blocks = Math.max(MINIMUM_BLOCKS, tiers * BLOCKS_PER_TIER);
  const prefix = range.prefix + Math.ceil(Math.log2(blocks));
  if (prefix > SMALLEST_SUBNET) {
    const needed = SMALLEST_SUBNET - Math.ceil(Math.log2(blocks));
    throw new NetworkError(
      'NETWORK_CIDR_TOO_SMALL',
      `cidr ${cidr} has no room for ${tiers} tiers (endpoints included) in ${BLOCKS_PER_TIER} zones of at least /${SMALLEST_SUBNET} each: it must be /${needed} or larger`,
    );
  }
  const size = 2 ** (32 - prefix);
  return Array.from({ length: tiers }, (_, tier) =>
    Array.from(
      { length: zones },
      (__, zone) => `${dotted(range.start + (tier * BLOCKS_PER_TIER + zone) * size)}/${prefix}`,
    ),
  );
}

interface Range {
  readonly start: number;
  readonly prefix: number;
}

function parse(cidr: string): Range {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = (match ?? []).slice(1).map(Number);
  const start = ((a * 256 + b) * 256 + c) * 256 + d;
  const valid = [a, b, c, d].every((part) => part <= 255) && prefix >= 16 && prefix <= 28;
  if (!valid || start % 2 ** (32 - prefix) !== 0) {
    throw new NetworkError(
      'NETWORK_CIDR_INVALID',
      `cidr must be the start of an IPv4 range between /16 and /28, e.g. 10.40.0.0/20, got ${cidr}`,
    );
  }
  const range = { start, prefix };
  if (!PRIVATE_RANGES.some((known) => within(range, known))) {
    throw new NetworkError(
      'NETWORK_CIDR_NOT_PRIVATE',
      `cidr must lie in a private range (${PRIVATE_RANGES.join(', ')}), got ${cidr}`,
    );
  }
  return range;
}

function within({ start, prefix }: Range, outer: string): boolean {
  const [address = '', length = ''] = outer.split('/');
  const outerStart = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return prefix >= Number(length) && start >= outerStart && start < outerStart + 2 ** (32 - Number(length));
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

import { formatAddress } from './address';
import type { Box, PacketSet } from './packet-set';

/** One packet, in words that a person can type into a tool. */
export interface Packet {
  readonly source: string;
  readonly destination: string;
  /** `tcp`, `udp`, `icmp`, `icmpv6` or a number. */
  readonly protocol: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

const NAMES: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };
/** What an attacker would try first; a witness is one of these where the set holds one. */
const LIKELY_PORTS = [443n, 80n, 22n, 53n];
const LIKELY_PROTOCOLS = [6n, 17n, 1n, 58n];

/** Some packet of a set, preferring one that reads like real traffic; undefined for the empty set. */
export function witnessOf(set: PacketSet): Packet | undefined {
  const best = set.boxes.find((box) => box.protocol.low <= 6n && 6n <= box.protocol.high) ?? set.boxes[0];
  return best && packetOf(best);
}

function packetOf(box: Box): Packet {
  const family = box.family.low === 6n ? 6 : 4;
  const protocol = Number(pick(box.protocol, LIKELY_PROTOCOLS));
  const hasPorts = protocol === 6 || protocol === 17;
  return {
    source: formatAddress({ family, value: box.source.low }),
    destination: formatAddress({ family, value: box.destination.low }),
    protocol: NAMES[protocol] ?? String(protocol),
    ...(hasPorts
      ? {
          sourcePort: Number(pick(box.sourcePort, [49_152n])),
          destinationPort: Number(pick(box.destinationPort, LIKELY_PORTS)),
        }
      : {}),
  };
}

function pick(range: { readonly low: bigint; readonly high: bigint }, likely: readonly bigint[]): bigint {
  return likely.find((one) => range.low <= one && one <= range.high) ?? range.low;
}

import type { Box, PacketSet } from './packet-set';

const NAMES: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

/** The protocols and destination ports of a set, in words: `tcp 443`, `udp 53-60`, `all`. Sorted, without repetition. */
export function portsOf(set: PacketSet): readonly string[] {
  return [...new Set(set.boxes.map(words))].sort();
}

function words(box: Box): string {
  const { low, high } = box.protocol;
  const protocol =
    low === high
      ? (NAMES[String(low)] ?? `protocol ${low}`)
      : low === 0n && high === 255n
        ? 'all'
        : `protocols ${low}-${high}`;
  const ports = box.destinationPort;
  if (ports.low === 0n && ports.high === 65_535n) return protocol;
  return `${protocol} ${ports.low === ports.high ? ports.low : `${ports.low}-${ports.high}`}`;
}

import { parseCidr, type AddressRange } from './address';
import { box, PacketSet } from './packet-set';

const NOT_INTERNET = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
];

/** Packets from or to a range of addresses. */
export function addressed(end: 'source' | 'destination', ...ranges: readonly AddressRange[]): PacketSet {
  return PacketSet.of(...ranges.map(({ family, low, high }) => box(family, { [end]: { low, high } })));
}

function ranges(blocks: readonly string[]): AddressRange[] {
  return blocks.map((block) => parseCidr(block)).filter((range) => range !== undefined);
}

/** Packets to public addresses. A private range is not the internet, whatever a default route says. */
export const TO_INTERNET = addressed('destination', ...ranges(['0.0.0.0/0', '2000::/3'])).subtract(
  addressed('destination', ...ranges(NOT_INTERNET)),
);

export const FROM_INTERNET = TO_INTERNET.reversed();

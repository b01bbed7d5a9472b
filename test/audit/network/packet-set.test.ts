import fc from 'fast-check';
import { formatAddress, parseAddress, parseCidr } from '../../../audit/network/address';
import { both, either, perhaps, exactly, without } from '../../../audit/network/bounds';
import { interval } from '../../../audit/network/interval';
import { box, PacketSet, type Box } from '../../../audit/network/packet-set';
import { witnessOf } from '../../../audit/network/witness';

const side = fc
  .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }))
  .map(([a, b]) => interval(Math.min(a, b), Math.max(a, b)));
const small = fc.record({ source: side, destinationPort: side, protocol: side }).map((limits) => box(4, limits));
const set = fc.array(small, { maxLength: 5 }).map((boxes) => PacketSet.of(...boxes));
const point = fc.record({
  source: fc.integer({ min: 0, max: 7 }),
  destinationPort: fc.integer({ min: 0, max: 7 }),
  protocol: fc.integer({ min: 0, max: 7 }),
});

type Point = { readonly source: number; readonly destinationPort: number; readonly protocol: number };

/** The definition of membership, as a second opinion. */
function has(packets: PacketSet, at: Point): boolean {
  const inside = (one: Box): boolean =>
    (['source', 'destinationPort', 'protocol'] as const).every((dimension) => {
      const value = BigInt(at[dimension]);
      return one[dimension].low <= value && value <= one[dimension].high;
    });
  return packets.boxes.some(inside);
}

test('union, intersection and difference are what they are for every packet', () => {
  fc.assert(
    fc.property(set, set, point, (left, right, at) => {
      expect(has(left.union(right), at)).toBe(has(left, at) || has(right, at));
      expect(has(left.intersect(right), at)).toBe(has(left, at) && has(right, at));
      expect(has(left.subtract(right), at)).toBe(has(left, at) && !has(right, at));
    }),
    { numRuns: 1000, seed: 7 },
  );
});

test('a set is empty exactly when it has no witness, and is included in what covers it', () => {
  fc.assert(
    fc.property(set, set, (left, right) => {
      const rest = left.subtract(right);
      expect(witnessOf(rest) === undefined).toBe(rest.isEmpty);
      expect(right.includes(left)).toBe(rest.isEmpty);
      expect(left.union(right).includes(left)).toBe(true);
    }),
    { numRuns: 500, seed: 7 },
  );
});

test('packets turned around twice are the packets', () => {
  fc.assert(
    fc.property(set, (one) => expect(one.reversed().reversed().boxes).toEqual(one.boxes)),
    { seed: 7 },
  );
});

test('bounds hold for every way the unknown may turn out', () => {
  fc.assert(
    fc.property(set, set, fc.boolean(), point, (known, unknown, exists, at) => {
      const real = exists ? unknown : PacketSet.NONE;
      const unsure = perhaps(unknown, 'why');
      const sure = exactly(known);
      for (const [bounds, truth] of [
        [both(sure, unsure), known.intersect(real)],
        [either(sure, unsure), known.union(real)],
        [without(sure, unsure), known.subtract(real)],
      ] as const) {
        if (has(bounds.least, at)) expect(has(truth, at)).toBe(true);
        if (has(truth, at)) expect(has(bounds.most, at)).toBe(true);
      }
    }),
    { numRuns: 1000, seed: 7 },
  );
});

test('addresses are printed as they are read', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const address = parseAddress(text)!;
      expect(parseAddress(formatAddress(address))).toEqual(address);
    }),
    { numRuns: 500, seed: 7 },
  );
});

test.each([
  ['10.0.0.7/8', '10.0.0.0', '10.255.255.255'],
  ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
  ['2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['::ffff:1.2.3.4/128', '::ffff:102:304', '::ffff:102:304'],
])('block %s goes from %s to %s', (block, low, high) => {
  const range = parseCidr(block)!;
  expect(formatAddress({ family: range.family, value: range.low })).toBe(low);
  expect(formatAddress({ family: range.family, value: range.high })).toBe(high);
});

test.each(['10.0.0.0/33', '10.0.0.0', '300.0.0.0/8', '::/129', '/8', '', '\uE000S/A.Ref\uE001', '1.2.3/8'])(
  '%j is no block',
  (text) => expect(parseCidr(text)).toBeUndefined(),
);

import * as fc from 'fast-check';
import { subnetPlan } from '../../../constructs/network/network-plan';

function range(cidr: string): [number, number] {
  const [address = '', prefix = ''] = cidr.split('/');
  const start = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return [start, start + 2 ** (32 - Number(prefix))];
}

test('subnets lie within the range and never overlap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 16, max: 21 }),
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 2, max: 3 }),
      (prefix, tiers, zones) => {
        const cidr = `10.64.0.0/${prefix}`;
        const [start, end] = range(cidr);
        const subnets = subnetPlan(cidr, tiers, zones)
          .flat()
          .map(range)
          .sort(([a], [b]) => a - b);
        expect(subnets).toHaveLength(tiers * zones);
        subnets.forEach(([from, to], index) => {
          expect(from).toBeGreaterThanOrEqual(subnets[index - 1]?.[1] ?? start);
          expect(to).toBeLessThanOrEqual(end);
        });
      },
    ),
  );
});

test('a third zone, or a further tier, moves no subnet', () => {
  const before = subnetPlan('10.40.0.0/20', 3, 2);
  const after = subnetPlan('10.40.0.0/20', 4, 3);
  before.forEach((zones, tier) => expect(after[tier]!.slice(0, 2)).toEqual(zones));
});

test.each(['10.40.0.0', '10.40.0.0/33', '300.0.0.0/16', '10.40.0.0/8', 'ten', ''])('%s is not a range', (cidr) => {
  expect(() => subnetPlan(cidr, 2, 2)).toThrow(/cidr must be the start of an IPv4 range/);
});

test('a range too small says how large it must be', () => {
  expect(() => subnetPlan('10.40.0.0/23', 4, 2)).toThrow(/must be \/22 or larger/);
  expect(subnetPlan('10.40.0.0/22', 4, 2)[0]![0]).toBe('10.40.0.0/26');
});

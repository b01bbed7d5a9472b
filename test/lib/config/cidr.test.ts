import * as fc from 'fast-check';
import { formatCidr, isAligned, isPrivate, overlaps, parseCidr } from '../../../lib/config/cidr';

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet, octet);
const bits = fc.integer({ min: 0, max: 32 });
const range = fc.tuple(address, bits).map(([octets, size]) => `${octets.join('.')}/${size}`);

/** The first `size` bits of an address as text: another way to the same truth, without arithmetic. */
function prefix(text: string): string {
  const [octets = '', size = '0'] = text.split('/');
  const all = octets.split('.').map((part) => Number(part).toString(2).padStart(8, '0'));
  return all.join('').slice(0, Number(size));
}

const parsed = (text: string) => parseCidr(text)!;

test('two ranges overlap exactly when the prefix of one begins with that of the other', () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      const expected = prefix(a).startsWith(prefix(b)) || prefix(b).startsWith(prefix(a));
      expect(overlaps(parsed(a), parsed(b))).toBe(expected);
    }),
  );
});

test('overlapping does not depend on the order, and every range overlaps itself', () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      expect(overlaps(parsed(a), parsed(b))).toBe(overlaps(parsed(b), parsed(a)));
      expect(overlaps(parsed(a), parsed(a))).toBe(true);
    }),
  );
});

test('the halves of a range do not overlap each other, and both overlap the whole', () => {
  const splittable = fc.tuple(address, fc.integer({ min: 0, max: 31 }));
  fc.assert(
    fc.property(splittable, ([octets, size]) => {
      const whole = parsed(`${octets.join('.')}/${size}`);
      const lower = parsed(formatCidr({ first: whole.first, bits: size + 1 }));
      const upper = parsed(formatCidr({ first: lower.last + 1, bits: size + 1 }));
      expect([overlaps(lower, upper), overlaps(lower, whole), overlaps(upper, whole)]).toEqual([false, true, true]);
      expect(upper.last).toBe(whole.last);
    }),
  );
});

test('a range as it should be written is aligned, and is the same range', () => {
  fc.assert(
    fc.property(range, (text) => {
      const { first, last, bits: size } = parsed(text);
      const mended = parsed(formatCidr({ first, bits: size }));
      expect(isAligned(mended)).toBe(true);
      expect(mended).toMatchObject({ first, last });
    }),
  );
});

test('a range is aligned exactly when no host bit is set', () => {
  fc.assert(
    fc.property(range, (text) => {
      const host = prefix(`${text.split('/')[0]}/32`).slice(prefix(text).length);
      expect(isAligned(parsed(text))).toBe(!host.includes('1'));
    }),
  );
});

test('a range is private exactly when it lies within one of the four private spaces', () => {
  const homes = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];
  const near = fc.tuple(fc.constantFrom(10, 172, 192, 100, 8, 11), octet, octet, octet);
  fc.assert(
    fc.property(near, bits, (octets, size) => {
      const text = `${octets.join('.')}/${size}`;
      expect(isPrivate(parsed(text))).toBe(homes.some((home) => prefix(text).startsWith(prefix(home))));
    }),
    { numRuns: 1000 },
  );
});

test('whatever is not four octets and a size is not read', () => {
  const wrong = [
    '',
    '10.0.0.0',
    '10.0.0/8',
    '10.0.0.0/33',
    '256.0.0.0/8',
    '010.0.0.0/8',
    '10.0.0.0/08',
    ' 10.0.0.0/8',
    '10.0.0.0/8\n',
    '١.0.0.0/8',
  ];

  expect(wrong.map(parseCidr)).toEqual(wrong.map(() => undefined));
  fc.assert(fc.property(fc.string(), (text) => void parseCidr(text)));
});

import fc from 'fast-check';
import { arnTokens, globTokens } from '../../../audit/iam/sets/glob';
import { globIncludes } from '../../../audit/iam/sets/glob-inclusion';
import { globMatches } from '../../../audit/iam/glob-match';
import { IpSet } from '../../../audit/iam/sets/ip-set';
import { NUMBERS, NumberSet } from '../../../audit/iam/sets/number-set';
import { StringSet } from '../../../audit/iam/sets/string-set';

const pattern = fc.array(fc.constantFrom('a', 'b', ':', '*', '?'), { maxLength: 7 }).map((parts) => parts.join(''));
const text = fc.array(fc.constantFrom('a', 'b', ':', 'c'), { maxLength: 8 }).map((parts) => parts.join(''));
const setOf = (glob: string): StringSet => StringSet.matching(globTokens(glob));

test('a pattern’s automaton accepts what a plain matcher accepts', () => {
  fc.assert(
    fc.property(pattern, text, (glob, value) => {
      expect(setOf(glob).has(value)).toBe(globMatches(glob, value));
      expect(setOf(glob).not().has(value)).toBe(!globMatches(glob, value));
    }),
    { numRuns: 3_000 },
  );
});

test('intersection, union and difference mean what they say, and their witnesses are members', () => {
  fc.assert(
    fc.property(pattern, pattern, pattern, text, (p, q, r, value) => {
      const [a, b, c] = [p, q, r].map((glob) => setOf(glob)) as [StringSet, StringSet, StringSet];
      const mixed = StringSet.union([a, b]).and(c.not());
      expect(mixed.has(value)).toBe((globMatches(p, value) || globMatches(q, value)) && !globMatches(r, value));
      const witness = mixed.witness();
      expect(witness === undefined).toBe(mixed.isEmpty());
      if (witness !== undefined)
        expect((globMatches(p, witness) || globMatches(q, witness)) && !globMatches(r, witness)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('inclusion decided on patterns is never wrong', () => {
  fc.assert(
    fc.property(pattern, pattern, text, (outer, inner, value) => {
      if (!globIncludes(globTokens(outer), globTokens(inner))) return;
      expect(globMatches(inner, value) && !globMatches(outer, value)).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});

test('an ARN pattern is matched component by component', () => {
  const set = StringSet.matching(arnTokens(globTokens('arn:aws:*:*:1?1:f:*')));
  expect(set.has('arn:aws:lambda:eu:111:f:x:y')).toBe(true);
  expect(set.has('arn:aws:lambda:eu:1:1:f:x')).toBe(false);
  expect(set.has('arn:aws:a:b:c:111:f:x')).toBe(false);
});

test('intervals keep open and closed ends apart', () => {
  const below = NumberSet.below(10, false, NUMBERS);
  const from5 = NumberSet.above(5, true, NUMBERS);
  const both = below.and(from5);
  expect(['4.9', '5', '9.99', '10'].map((value) => both.has(value))).toEqual([false, true, true, false]);
  expect(both.not().and(both).isEmpty()).toBe(true);
  expect(below.and(below.not()).isEmpty()).toBe(true);
  expect(
    NumberSet.above(5, false, NUMBERS)
      .and(NumberSet.below(5.5, false, NUMBERS))
      .witness(),
  ).toBe('5.25');
});

test('address sets know blocks of both families, and their complements', () => {
  const ten = IpSet.block('10.0.0.0/8')!;
  expect(ten.has('10.255.0.1')).toBe(true);
  expect(ten.not().has('10.255.0.1')).toBe(false);
  expect(ten.not().has('2001:db8::1')).toBe(true);
  expect(ten.and(ten.not()).isEmpty()).toBe(true);
  expect(IpSet.block('2001:db8::/32')!.has('2001:db8:ffff::1')).toBe(true);
  expect(IpSet.all().not().isEmpty()).toBe(true);
  expect(IpSet.block('10.0.0.1/33')).toBeUndefined();
});

test('a pattern made to blow up is refused before it does', () => {
  const start = performance.now();
  const hard = `*a${'?'.repeat(40)}`;
  expect(() => setOf(hard).not().witness()).toThrow();
  expect(performance.now() - start).toBeLessThan(5_000);
});

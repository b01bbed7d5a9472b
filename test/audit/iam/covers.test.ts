import fc from 'fast-check';
import { coversOf } from '../../../audit/iam/covers';
import { namedBy } from '../../../audit/iam/directly-allowed';
import { globMatches } from '../../../audit/iam/glob-match';
import { expectedPrincipals } from '../../../audit/iam/expected-principals';
import { prepare } from '../../../audit/iam/prepared-world';
import { ownAllows } from '../../../audit/iam/ways';
import { Region } from '../../../audit/iam/region';
import { arnTokens, globTokens } from '../../../audit/iam/sets/glob';
import { StringSet } from '../../../audit/iam/sets/string-set';
import { pattern, smallWorld } from '../../support/random-worlds';

test('a resource that the index leaves out covers nothing of what is asked about', () => {
  fc.assert(
    fc.property(smallWorld, pattern, (one, asked) => {
      const covers = coversOf(prepare(one));
      for (const set of [globTokens(asked), arnTokens(globTokens(asked))].map((tokens) => StringSet.matching(tokens))) {
        for (const side of [set, set.not()]) {
          const near = new Set(covers.meeting(side));
          const left = covers.all.filter((cover) => !near.has(cover));
          expect(left.filter(({ literal }) => !literal.set.and(side).isEmpty())).toEqual([]);
        }
      }
    }),
    { seed: 20261126, numRuns: 100 },
  );
});

test('a resource whose policy allows somebody something is found under their name', () => {
  fc.assert(
    fc.property(smallWorld, (one) => {
      const ready = prepare(one);
      for (const principal of expectedPrincipals(ready, true)) {
        const found = new Set(namedBy(ready, principal));
        const context = { who: principal, types: ready.types, side: 'upper' as const, lookup: () => undefined };
        const allowing = coversOf(ready).all.filter(
          ({ resource }) =>
            ownAllows({ region: Region.everything(ready.types), resource, policyApplies: true }, context).length > 0,
        );
        expect(allowing.filter((cover) => !found.has(cover))).toEqual([]);
      }
    }),
    { seed: 20261126, numRuns: 100 },
  );
});

test('many patterns together match what one of them matches', () => {
  const texts = fc.stringMatching(/^[abc/]{0,4}$/);
  const some = fc.array(
    texts.chain((text) => fc.constantFrom(text, `${text}*`)),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(some, texts, (patterns, text) => {
      const set = StringSet.ofPatterns(patterns);
      expect(set.has(text)).toBe(patterns.some((one) => globMatches(one, text)));
      expect(set.not().has(text)).toBe(!set.has(text));
    }),
    { seed: 20261126, numRuns: 500 },
  );
});

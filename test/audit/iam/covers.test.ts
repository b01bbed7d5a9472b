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
import type { World } from '../../../audit/iam/world';

const ACCOUNTS = ['111122223333', '444455556666'];
const name = fc.constantFrom('a', 'ab', 'abc', 'b', 'b/a', 'ab*', '*', 'a?c');
const arn = fc
  .tuple(fc.constantFrom('s3', 'kms', 'sqs'), fc.constantFrom('aws', 'aws-cn'), name)
  .map(([service, partition, last]) => `arn:${partition}:${service}:::${last}`);
const pattern = fc.oneof(
  arn,
  arn.map((one) => `${one}/*`),
  fc.constantFrom('*', 'arn:*', 'arn:aws:s3:::*', 'arn:*:s3:::*/*', 'arn:aws:*', 'elsewhere', 'arn:*:kms:*:*:key/*'),
);
const who = fc.constantFrom<unknown>(
  '*',
  { AWS: ACCOUNTS[0] },
  { AWS: `arn:aws:iam::${ACCOUNTS[0]}:role/one` },
  { AWS: [`arn:aws:iam::${ACCOUNTS[1]}:role/other`, `arn:aws:sts::${ACCOUNTS[0]}:assumed-role/one/x`] },
  { Service: 'lambda.amazonaws.com' },
  { Federated: 'arn:aws:iam::111122223333:saml-provider/x' },
  { AWS: { Ref: 'x' } },
);
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny', 'Perhaps'),
  Principal: who,
  Action: fc.constantFrom('s3:*', 'kms:Decrypt'),
  Resource: fc.constant('*'),
});
const world = fc
  .array(
    fc.record({
      arn,
      covers: fc.array(pattern, { minLength: 1, maxLength: 3 }),
      account: fc.constantFrom(...ACCOUNTS),
      policies: fc.array(
        statement.map((one) => ({ name: 'p', document: { Version: '2012-10-17', Statement: [one] } })),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 8 },
  )
  .map((resources): World => ({
    accounts: ACCOUNTS.map((id) => ({ id, undeclaredPrincipals: true })),
    principals: [
      { kind: 'role', arn: `arn:aws:iam::${ACCOUNTS[0] ?? ''}:role/one`, account: ACCOUNTS[0] ?? '', policies: [] },
    ],
    resources,
  }));

test('a resource that the index leaves out covers nothing of what is asked about', () => {
  fc.assert(
    fc.property(world, pattern, (one, asked) => {
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
    fc.property(world, (one) => {
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

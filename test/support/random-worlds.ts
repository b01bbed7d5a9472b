import fc from 'fast-check';
import type { World } from '../../audit/iam/world';

const ACCOUNTS = ['111122223333', '444455556666'];
const name = fc.constantFrom('a', 'ab', 'abc', 'b', 'b/a', 'ab*', '*', 'a?c');
const arn = fc
  .tuple(fc.constantFrom('s3', 'kms', 'sqs'), fc.constantFrom('aws', 'aws-cn'), name)
  .map(([service, partition, last]) => `arn:${partition}:${service}:::${last}`);
/** Patterns of ARNs: texts, beginnings of texts, and wildcards elsewhere. */
export const pattern = fc.oneof(
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
/** Two accounts, a role, and a few resources whose policies name somebody; small, so that much of two worlds is equal. */
export const smallWorld = fc
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

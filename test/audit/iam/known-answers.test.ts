import fc from 'fast-check';
import { KnownAnswers } from '../../../audit/iam/known-answers';
import { whoMay, type WhoMayQuestion } from '../../../audit/iam/questions';
import type { World } from '../../../audit/iam/world';
import { pattern, smallWorld } from '../../support/random-worlds';

const QUESTIONS: readonly WhoMayQuestion[] = [
  { action: 's3:GetObject', resource: 'arn:aws:s3:::ab/*' },
  { action: ['s3:PutObject', 'kms:Decrypt'], resource: ['arn:aws:s3:::a', 'arn:aws:kms:::b'] },
  { action: 's3:*', undeclaredOnly: true },
];

test('answers that worlds share are the answers that each gives alone', () => {
  const shared = new KnownAnswers();
  fc.assert(
    fc.property(smallWorld, pattern, (world, resource) => {
      for (const question of [...QUESTIONS, { action: 's3:GetObject', resource }]) {
        expect(whoMay(world, question, undefined, shared)).toEqual(whoMay(world, question));
      }
    }),
    { seed: 20261126, numRuns: 60 },
  );
});

const ROLE = 'arn:aws:iam::111122223333:role/one';
const worldWith = (action: string, boundary?: string): World => {
  const named = (allowed: string) => ({
    name: 'p',
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: allowed, Resource: '*' }] },
  });
  return {
    principals: [
      {
        kind: 'role',
        arn: ROLE,
        account: '111122223333',
        policies: [named(action)],
        ...(boundary === undefined ? {} : { boundary: named(boundary) }),
      },
    ],
  };
};

test('a change of a policy, a boundary or a door is seen', () => {
  const shared = new KnownAnswers();
  const question = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' };
  const may = (world: World): readonly string[] => whoMay(world, question, undefined, shared).may.map(({ who }) => who);
  expect(may(worldWith('s3:*'))).toContain(ROLE);
  expect(may(worldWith('sqs:*'))).not.toContain(ROLE);
  expect(may(worldWith('s3:*', 'sqs:*'))).not.toContain(ROLE);
  const door = (effect: string): World => ({
    ...worldWith('s3:*'),
    resources: [
      {
        arn: 'arn:aws:s3:::b',
        covers: ['arn:aws:s3:::b/*'],
        account: '111122223333',
        policies: [
          {
            name: 'bucket',
            document: {
              Version: '2012-10-17',
              Statement: [{ Effect: effect, Principal: '*', Action: 's3:GetObject', Resource: '*' }],
            },
          },
        ],
      },
    ],
  });
  expect(may(door('Deny'))).not.toContain(ROLE);
  expect(may(door('Allow'))).toContain(ROLE);
});

import fc from 'fast-check';
import { evaluate } from '../../../audit/iam/evaluate';
import { mayDo, mayRequest } from '../../../audit/iam/questions';
import type { AccessRequest, World } from '../../../audit/iam/world';
import { randomRequest, randomWorld } from '../../support/random-iam';
import {
  ORACLE_ACTIONS,
  ORACLE_RESOURCES,
  ORACLE_ROLE,
  oracleCase,
  smtOf,
  worldOf,
  Z3Oracle,
} from '../../support/z3-iam';

const ANSWER = { allowed: 'counterexample', denied: 'proved', undecided: 'notEvaluated' } as const;

/** A role with known tags carries exactly those. */
function withTags(world: World, request: AccessRequest): AccessRequest {
  const { principal } = request;
  const declared = world.principals.find(({ arn }) => 'arn' in principal && arn === principal.arn);
  const tags = Object.entries(declared?.tags ?? {}).map(([tag, value]) => [`aws:PrincipalTag/${tag}`, value]);
  return { ...request, context: { ...request.context, ...Object.fromEntries(tags) } };
}

const cases = fc.tuple(randomWorld(), fc.array(randomRequest, { minLength: 6, maxLength: 6 }));

test('engine and evaluator decide random requests alike, also where policies cannot be read', () => {
  fc.assert(
    fc.property(cases, ([world, requests]) => {
      for (const request of requests.map((one) => withTags(world, one))) {
        expect(mayRequest(world, request).kind).toBe(ANSWER[evaluate(world, request).decision]);
      }
    }),
    { numRuns: 700, seed: 20261123 },
  );
}, 120_000);

test('what the evaluator may allow is never proved impossible, and every counterexample is allowed', () => {
  fc.assert(
    fc.property(cases, ([world, requests]) => {
      for (const request of requests.map((one) => withTags(world, one))) {
        const { principal, action, resource } = request;
        const answer = mayDo(world, { principal, action, resource });
        if (evaluate(world, request).decision !== 'denied') expect(answer.kind).not.toBe('proved');
        if (answer.kind === 'counterexample') expect(evaluate(world, answer.request).decision).toBe('allowed');
        if (answer.kind === 'notEvaluated')
          expect(answer.reasons.map(({ reason }) => reason).join()).not.toContain('disagree');
      }
    }),
    { numRuns: 500, seed: 20261124 },
  );
}, 120_000);

describe('against Z3', () => {
  let oracle: Z3Oracle;
  beforeAll(async () => {
    oracle = await Z3Oracle.start();
  }, 60_000);
  afterAll(() => {
    oracle.stop();
  });

  test('200 random policy sets are decided alike', async () => {
    let decided = 0;
    for (const sample of fc.sample(oracleCase, { numRuns: 200, seed: 31 })) {
      const theirs = await oracle.check(smtOf(sample), 1_000);
      if (theirs === 'unknown') continue;
      decided += 1;
      const mine = mayDo(worldOf(sample), {
        principal: ORACLE_ROLE,
        action: ORACLE_ACTIONS,
        resource: ORACLE_RESOURCES,
      });
      expect({ sample, answer: mine.kind }).toEqual({ sample, answer: theirs === 'sat' ? 'counterexample' : 'proved' });
    }
    expect(decided).toBeGreaterThan(150);
  }, 300_000);
});

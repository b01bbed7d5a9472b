import { RULES } from '../../../../audit/packs/llm/register';
import { BEDROCK } from './fixtures/bedrock';
import type { Fixture, Fixtures } from './fixtures/fixture';
import { GUARDRAIL } from './fixtures/guardrail';
import { IAM } from './fixtures/iam';
import { SAGEMAKER } from './fixtures/sagemaker';
import { SECURITY_HUB } from './fixtures/security-hub';
import { outcomeOf, stackOf } from './judge';

const FIXTURES: Readonly<Record<string, Fixtures>> = {
  ...SECURITY_HUB,
  ...GUARDRAIL,
  ...BEDROCK,
  ...SAGEMAKER,
  ...IAM,
};

const WANTED: readonly [keyof Fixtures, string][] = [
  ['bad', 'non-compliant'],
  ['good', 'compliant'],
  ['na', 'not applicable'],
  ['token', 'not evaluated'],
];

test('every rule has a bad, a good, a not-applicable and an unresolved fixture, and no fixture is left over', () => {
  expect(Object.keys(FIXTURES).sort()).toEqual(RULES.map(({ id }) => id).sort());
  for (const fixtures of Object.values(FIXTURES)) {
    for (const [kind] of WANTED) expect([fixtures[kind]].flat().length).toBeGreaterThan(0);
  }
});

test('a fixture judges what the rule is about, not another type of resource', () => {
  for (const { id, types } of RULES) {
    for (const kind of ['bad', 'good', 'token'] as const) {
      for (const fixture of [FIXTURES[id]![kind]].flat())
        expect([id, types]).toEqual([id, expect.arrayContaining([fixture['R']!.Type])]);
    }
  }
});

describe.each(Object.entries(FIXTURES))('%s', (rule, fixtures) => {
  test.each(WANTED)('finds the %s fixtures %s', (kind, wanted) => {
    const all: readonly Fixture[] = [fixtures[kind]].flat();
    const outcomes = all.map((fixture) => outcomeOf(stackOf(fixture), rule));
    expect(outcomes).toEqual(all.map(() => wanted));
  });
});

import type { Model } from '../../../audit/assembly/model';
import { evaluate } from '../../../audit/iam/evaluate';
import { KnownAnswers } from '../../../audit/iam/known-answers';
import { printable } from '../../../audit/assembly/symbol';
import { INVARIANTS } from '../../../audit/proofs/invariants';
import { prove } from '../../../audit/proofs/prove';
import { worldOf } from '../../../audit/world/world-of';
import { BlueprintTemplates, proofScenarios } from '../../support/proof-scenarios';

const blueprint = new BlueprintTemplates();
afterAll(() => blueprint.clear());

/** A change leaves most policies as they are: what they answer is asked once, by all that the answer depends on. */
const shared = new KnownAnswers();

/** What is not proved, a line each, for a message that says what is wrong. */
function failures(model: Model): string[] {
  return prove(model, { shared }).flatMap(({ invariant, proofs }) =>
    proofs
      .filter(({ kind }) => kind !== 'proved')
      .map(({ kind, subject, detail }) => printable(`${invariant.id} ${kind}: ${subject}: ${detail}`)),
  );
}

/** The invariants that are refuted. Each counterexample is held against the second, simple evaluator first. */
function failed(model: Model): string[] {
  const shown = prove(model, { shared }).filter(({ proofs }) => proofs.some(({ kind }) => kind === 'refuted'));
  const examples = shown.flatMap(({ proofs }) => proofs.flatMap(({ counterexample }) => counterexample ?? []));
  const world = worldOf(model);
  for (const counterexample of examples) {
    expect(evaluate(world, counterexample.request).decision).toBe('allowed');
  }
  return shown.map(({ invariant }) => invariant.id);
}

test.each(['minimal', 'production', 'multi-account'])('every invariant is proved on %s', (config) => {
  expect(failures(blueprint.model(config))).toEqual([]);
});

test('every invariant speaks of something in the production templates', () => {
  const silent = prove(blueprint.model(), { shared }).filter(({ proofs }) => proofs.length === 0);
  expect(silent.map(({ invariant }) => invariant.id)).toEqual([]);
});

test('every invariant has a change that breaks it and one that does not', () => {
  const complete = proofScenarios().filter(({ breaks, keeps }) => breaks.length > 0 && keeps.length > 0);
  expect(complete.map(({ invariant }) => invariant).sort()).toEqual(INVARIANTS.map(({ id }) => id).sort());
});

describe.each(proofScenarios())('$invariant', ({ invariant, breaks, keeps }) => {
  test.each([...breaks])('$why: exactly this fails', (change) => {
    expect(failed(blueprint.changed(change))).toEqual([invariant]);
  });
  test.each([...keeps])('$why: nothing fails', (change) => {
    expect(failures(blueprint.changed(change))).toEqual([]);
  });
});

import { both, measured, notEvaluated, type Measured } from '../../balance/measured';
import type { Interval } from '../../balance/wilson';
import type { SparseRows } from '../../classifier/features';
import { predict, trainLogistic } from '../../classifier/logistic';
import { rankOf } from '../../rank';
import { areaInterval, areaUnderCurve } from './area-under-curve';
import { domainRows } from './domain-rows';
import type { DomainSample } from './domain-sample';
import { contributions, tellingFeatures, tellingTerms } from './told-apart';
import type { Sided, TellingFeature, TellingTerm } from './told-apart';

/** How well a run's documents can be told from the baseline's, and by what. */
export interface DomainShift {
  /**
   * 0.5: the runs cannot be told apart. 1: every document shows which run it is of. Well under 0.5: each run holds near copies of the other's
   * texts (replies that quote, say), and a copy in training misleads.
   */
  readonly auc: Measured;
  /** 95 %, by Hanley and McNeil; there where the area is. */
  readonly interval?: Interval;
  /** How many were looked at. */
  readonly documents: { readonly baseline: number; readonly current: number };
  /** What tells them apart, the most telling first; nothing while the interval holds 0.5. */
  readonly terms: readonly TellingTerm[];
  readonly features: readonly TellingFeature[];
}

const FOLDS = 5;
const TRAINING = { epochs: 4, rate: 0.5 };
/** So that each fold has ten of each side. */
export const FEWEST_DOCUMENTS = 50;

/** No shift is known, for a reason. */
export function noShift(reason: string, baseline = 0, current = 0): DomainShift {
  return { auc: notEvaluated(reason), documents: { baseline, current }, terms: [], features: [] };
}

/**
 * Can a classifier tell the run's documents from the baseline's, by their words and by what was measured of them? Area under the curve of
 * documents that it was not trained on, averaged over five folds. A document's fold follows from its content, so equal ones never stand on
 * both sides of a fold. It sees drift of wording and topic that no counted feature shows. (The method of Rabanser et al. 2019, "Failing loudly".)
 */
export function domainShift(
  baseline: DomainSample,
  current: DomainSample,
  { seed }: { readonly seed: number },
): DomainShift {
  const documents = { baseline: baseline.documents.length, current: current.documents.length };
  const fewest = Math.min(documents.baseline, documents.current);
  if (fewest < FEWEST_DOCUMENTS) {
    const reason = `a side has ${fewest} documents, and needs ${FEWEST_DOCUMENTS}`;
    return noShift(reason, documents.baseline, documents.current);
  }
  const names = current.features.filter((name) => baseline.features.includes(name));
  const columns = names.map((_, at) => at);
  // The order of the input must not show: training draws from samples by rank.
  const samples = [...ranked(baseline, 0, names, seed), ...ranked(current, 1, names, seed)];
  samples.sort((a, b) => a.rank - b.rank || a.side - b.side);
  const rows = domainRows(
    samples.map(({ document }) => document),
    columns,
  );
  let sum: Measured = measured(0);
  for (let fold = 0; fold < FOLDS; fold++)
    sum = both(sum, foldArea(rows, samples, fold, seed), (all, area) => all + area);
  if (sum.kind === 'not evaluated') return noShift(sum.reason, documents.baseline, documents.current);
  const auc = sum.value / FOLDS;
  const interval = areaInterval(auc, documents.current, documents.baseline);
  const found = { auc: measured(auc), interval, documents };
  if (interval.low <= 0.5) return { ...found, terms: [], features: [] };
  const parts = contributions(trained(rows, samples, allOf(samples), seed), rows, samples);
  return {
    ...found,
    terms: tellingTerms(parts, samples),
    features: tellingFeatures(parts, samples, names, columns),
  };
}

/** What a finding says beside the area: of how many documents, and what tells them apart. */
export function toldApartBy({ documents, terms, features }: DomainShift): string {
  const of = `of ${documents.current} documents and ${documents.baseline} of the baseline`;
  const words = terms.map(({ term, baseline, current }) => `"${term}" ${percent(baseline)} then ${percent(current)}`);
  const measures = features.map(
    ({ feature, baseline, current }) => `${feature} ${short(baseline)} then ${short(current)}`,
  );
  const by = [...words, ...measures];
  return by.length === 0 ? of : `${of}; told apart by ${by.join(', ')}`;
}

interface Ranked extends Sided {
  readonly rank: number;
}

function ranked({ features, documents }: DomainSample, side: 0 | 1, names: readonly string[], seed: number): Ranked[] {
  const columns = names.map((name) => features.indexOf(name));
  return documents.map(({ sha, text, values }) => ({
    document: { sha, text, values: columns.map((at) => values[at] ?? null) },
    side,
    rank: rankOf(seed, sha),
  }));
}

function allOf(samples: readonly Ranked[]): Int32Array {
  return Int32Array.from(samples, (_, row) => row);
}

function trained(rows: SparseRows, samples: readonly Ranked[], chosen: Int32Array, seed: number) {
  const sides = samples.map(({ side }) => side);
  return trainLogistic(rows, chosen, sides, 2, { seed, ...TRAINING });
}

function foldArea(rows: SparseRows, samples: readonly Ranked[], fold: number, seed: number): Measured {
  const all = allOf(samples);
  const held = all.filter((row) => foldOf(samples[row]) === fold);
  const model = trained(
    rows,
    samples,
    all.filter((row) => foldOf(samples[row]) !== fold),
    seed + fold,
  );
  const chances = predict(model, rows, held);
  return areaUnderCurve(
    Array.from(held, (_, at) => chances[at * 2 + 1] ?? Number.NaN),
    Array.from(held, (row) => samples[row]?.side === 1),
  );
}

function foldOf(sample: Ranked | undefined): number {
  return (sample?.rank ?? 0) % FOLDS;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

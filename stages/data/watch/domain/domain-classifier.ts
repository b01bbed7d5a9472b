import { both, measured, notEvaluated, type Measured } from '../../balance/measured';
import { rankOf } from '../../rank';
import type { Interval } from '../../balance/wilson';
import { hashedNgrams, type SparseRows } from '../../classifier/features';
import { predict, trainLogistic } from '../../classifier/logistic';
import { areaInterval, areaUnderCurve } from './area-under-curve';

/** A text and its id. */
export interface DomainText {
  readonly id: string;
  readonly text: string;
}

export interface DomainShift {
  /**
   * 0.5: the runs cannot be told apart. 1: every text shows which run it is of. Well under 0.5: each run holds near copies of the other's
   * texts (replies that quote, say), and a copy in training misleads.
   */
  readonly auc: Measured;
  readonly interval?: Interval;
  /** Hashed places do not name words, so no text of a record is here: how many texts each side had. */
  readonly texts: { readonly baseline: number; readonly current: number };
}

const FOLDS = 5;
/** Few texts fill no larger space. */
const BITS = 16;
const TRAINING = { epochs: 4, rate: 0.5 };
/** So that each fold has ten of each side. */
const FEWEST_TEXTS = 50;

/**
 * Can a classifier tell the run's texts from the baseline's? Area under the curve of texts that it was not trained on, averaged over five
 * folds. A text's fold follows from its seeded rank, so equal ids never stand on both sides of a fold. It sees drift of wording and topic
 * that no counted feature shows. (The method of Rabanser et al. 2019, "Failing loudly".)
 */
export function domainShift(
  baseline: readonly DomainText[],
  current: readonly DomainText[],
  { seed }: { readonly seed: number },
): DomainShift {
  const texts = { baseline: baseline.length, current: current.length };
  const fewest = Math.min(baseline.length, current.length);
  if (fewest < FEWEST_TEXTS)
    return { auc: notEvaluated(`a side has ${fewest} texts, and needs ${FEWEST_TEXTS}`), texts };
  // The order of the input must not show: training draws from samples by rank.
  const samples = [...ranked(baseline, 0, seed), ...ranked(current, 1, seed)];
  samples.sort((a, b) => a.rank - b.rank || a.side - b.side);
  const rows = hashedNgrams(
    samples.map(({ text }) => text),
    { bits: BITS },
  );
  let sum: Measured = measured(0);
  for (let fold = 0; fold < FOLDS; fold++)
    sum = both(sum, foldArea(rows, samples, fold, seed), (all, area) => all + area);
  if (sum.kind === 'not evaluated') return { auc: sum, texts };
  const auc = sum.value / FOLDS;
  return { auc: measured(auc), interval: areaInterval(auc, current.length, baseline.length), texts };
}

interface Ranked {
  readonly text: string;
  /** 0: the baseline's; 1: the run's. */
  readonly side: 0 | 1;
  readonly rank: number;
}

function ranked(texts: readonly DomainText[], side: Ranked['side'], seed: number): Ranked[] {
  return texts.map(({ id, text }) => ({ text, side, rank: rankOf(seed, id) }));
}

function foldArea(rows: SparseRows, samples: readonly Ranked[], fold: number, seed: number): Measured {
  const all = Int32Array.from(samples, (_, row) => row);
  const held = all.filter((row) => foldOf(samples[row]) === fold);
  const model = trainLogistic(
    rows,
    all.filter((row) => foldOf(samples[row]) !== fold),
    samples.map(({ side }) => side),
    2,
    { seed: seed + fold, ...TRAINING },
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

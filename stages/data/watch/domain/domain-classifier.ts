import { both, measured, notEvaluated, type Measured } from '../../balance/measured';
import { rankOf } from '../../balance/seeded';
import type { Interval } from '../../balance/wilson';
import { areaInterval, areaUnderCurve } from './area-under-curve';
import { hashedWords, type HashedWords } from './hashed-words';
import { trainLogistic, type Sample } from './logistic-regression';

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
  const samples = [...prepared(baseline, false, seed), ...prepared(current, true, seed)];
  // The order of the input must not show: training visits samples by rank.
  samples.sort((a, b) => a.rank - b.rank || Number(a.positive) - Number(b.positive));
  let sum: Measured = measured(0);
  for (let fold = 0; fold < FOLDS; fold++) sum = both(sum, foldArea(samples, fold, seed), (all, area) => all + area);
  if (sum.kind === 'not evaluated') return { auc: sum, texts };
  const auc = sum.value / FOLDS;
  return { auc: measured(auc), interval: areaInterval(auc, current.length, baseline.length), texts };
}

interface Ranked extends Sample {
  readonly rank: number;
  readonly fold: number;
}

function prepared(texts: readonly DomainText[], positive: boolean, seed: number): Ranked[] {
  return texts.map(({ id, text }) => {
    const rank = rankOf(seed, id);
    const words: HashedWords = hashedWords(text);
    return { words, positive, rank, fold: rank % FOLDS };
  });
}

function foldArea(samples: readonly Ranked[], fold: number, seed: number): Measured {
  const score = trainLogistic(
    samples.filter((sample) => sample.fold !== fold),
    seed + fold,
  );
  const held = samples.filter((sample) => sample.fold === fold);
  return areaUnderCurve(
    held.map(({ words }) => score(words)),
    held.map(({ positive }) => positive),
  );
}

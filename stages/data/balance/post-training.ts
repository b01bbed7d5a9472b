import { conditionalDisparity } from './conditional-disparity';
import { sorted, type Cell } from './cells';
import { both, measured, notEvaluated, share, type Measured } from './measured';

/** SageMaker Clarify's metrics after training that follow from counts; the thirteenth, FT, needs rows: see `flip-test.ts`. */
export const POST_TRAINING_METRICS = [
  'DPPL', 'DI', 'DCA', 'DCR', 'RD', 'SD', 'DAR', 'DRR', 'AD', 'CDDPL', 'TE', 'GE',
] as const; // prettier-ignore

export type PostTrainingMetric = (typeof POST_TRAINING_METRICS)[number];

/** How many rows have an observed and a predicted outcome, in a facet and a subgroup. */
export interface OutcomeCell {
  readonly inFacet: boolean;
  /** The observed outcome is positive. */
  readonly observed: boolean;
  /** The predicted outcome is positive. */
  readonly predicted: boolean;
  readonly group: string;
  readonly count: number;
}

/** Confusion of one facet: true and false positives and negatives. */
interface Confusion {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
  readonly name: string;
}

/**
 * Clarify's metrics after training, by its documented formulas. Where a formula divides by nobody (no predicted positive, say),
 * Clarify's library answers 0 or infinity; here the metric is *not evaluated*, with what is lacking.
 */
export function postTraining(
  cells: readonly OutcomeCell[],
  grouped = true,
): Readonly<Record<PostTrainingMetric, Measured>> {
  const a = confusion(cells, false);
  const d = confusion(cells, true);
  const difference = (of: (facet: Confusion) => Measured): Measured => both(of(a), of(d), (va, vd) => va - vd);
  const opposite = (of: (facet: Confusion) => Measured): Measured => both(of(a), of(d), (va, vd) => vd - va);
  return {
    DPPL: difference(predictedPositive),
    DI: disparateImpact(predictedPositive(d), predictedPositive(a)),
    DCA: difference(({ tp, fn, fp, name }) => share(tp + fn, tp + fp, `predicted positive ${name}`)),
    DCR: opposite(({ tn, fp, fn, name }) => share(tn + fp, tn + fn, `predicted negative ${name}`)),
    RD: difference(({ tp, fn, name }) => share(tp, tp + fn, `observed positive ${name}`)),
    SD: opposite(({ tn, fp, name }) => share(tn, tn + fp, `observed negative ${name}`)),
    DAR: difference(({ tp, fp, name }) => share(tp, tp + fp, `predicted positive ${name}`)),
    DRR: opposite(({ tn, fn, name }) => share(tn, tn + fn, `predicted negative ${name}`)),
    AD: difference(({ tp, tn, fp, fn, name }) => share(tp + tn, tp + tn + fp + fn, `row ${name}`)),
    CDDPL: grouped ? conditionalDisparity(predictedCells(cells)) : notEvaluated('the question names no group'),
    TE: opposite(({ fn, fp, name }) => share(fn, fp, `false positive ${name}`)),
    GE: generalizedEntropy(cells),
  };
}

/**
 * Half the squared coefficient of variation of the benefit (predicted - observed + 1): Clarify's GE with alpha 2, over all rows.
 * Speicher et al. 2018, "A unified approach to quantifying algorithmic unfairness".
 */
export function generalizedEntropy(cells: readonly OutcomeCell[]): Measured {
  let [rows, sum, squares] = [0, 0, 0];
  for (const { observed, predicted, count } of cells) {
    const benefit = Number(predicted) - Number(observed) + 1;
    rows += count;
    sum += count * benefit;
    squares += count * benefit * benefit;
  }
  if (rows === 0) return notEvaluated('there is no row');
  if (sum === 0) return notEvaluated('every prediction is a false negative');
  const mean = sum / rows;
  return measured((squares / (mean * mean) - rows) / (2 * rows));
}

function confusion(cells: readonly OutcomeCell[], inFacet: boolean): Confusion {
  const count = (observed: boolean, predicted: boolean): number =>
    cells
      .filter((cell) => cell.inFacet === inFacet && cell.observed === observed && cell.predicted === predicted)
      .reduce((sum, cell) => sum + cell.count, 0);
  return {
    tp: count(true, true),
    fp: count(false, true),
    tn: count(false, false),
    fn: count(true, false),
    name: inFacet ? 'in the facet' : 'outside the facet',
  };
}

function predictedPositive({ tp, fp, tn, fn, name }: Confusion): Measured {
  return share(tp + fp, tp + fp + tn + fn, `row ${name}`);
}

function disparateImpact(d: Measured, a: Measured): Measured {
  if (a.kind === 'measured' && a.value === 0) return notEvaluated('nobody outside the facet is predicted positive');
  return both(d, a, (qd, qa) => qd / qa);
}

function predictedCells(cells: readonly OutcomeCell[]): Cell[] {
  return sorted(
    cells.map(({ inFacet, predicted, group, count }) => ({
      inFacet,
      positive: predicted,
      label: predicted ? 'positive' : 'negative',
      group,
      count,
    })),
  );
}

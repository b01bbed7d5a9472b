import { total, type Cell, type Cells } from './cells';
import { conditionalDisparity } from './conditional-disparity';
import { clarifyDivergences, fullDivergences } from './divergence';
import { both, measured, notEvaluated, share, type Measured } from './measured';

/** SageMaker Clarify's metrics before training, by its names. */
export const PRE_TRAINING_METRICS = ['CI', 'DPL', 'KL', 'JS', 'LP', 'TVD', 'KS', 'CDDL'] as const;

export type PreTrainingMetric = (typeof PRE_TRAINING_METRICS)[number];

/** What a table shows before anything is trained on it, for one question. */
export interface PreTraining {
  readonly metrics: Readonly<Record<PreTrainingMetric, Measured>>;
  /**
   * JS and TVD over all labels. Clarify leaves out a label that one facet lacks, so its JS and TVD understate exactly that difference:
   * gate on these.
   */
  readonly full: { readonly JS_ALL: Measured; readonly TVD_ALL: Measured };
  /** Labels that Clarify's KL, JS, LP, TVD and KS leave out because one facet lacks them. */
  readonly leftOut: readonly string[];
  readonly rows: { readonly facet: number; readonly rest: number; readonly missing: number };
}

/** Clarify's eight metrics before training. Positive DPL: *a* has the positive outcome more often. `grouped` false: no CDDL. */
export function preTraining({ cells, missing }: Cells, grouped = true): PreTraining {
  const facet = total(cells, (cell) => cell.inFacet);
  const rest = total(cells, (cell) => !cell.inFacet);
  const labels = [...new Set(cells.map((cell) => cell.label))].sort();
  const a = labels.map((label) => total(cells, (cell) => !cell.inFacet && cell.label === label));
  const d = labels.map((label) => total(cells, (cell) => cell.inFacet && cell.label === label));
  const full = fullDivergences(a, d);
  return {
    metrics: {
      CI: imbalance(rest, facet),
      DPL: both(positiveShare(cells, false), positiveShare(cells, true), (qa, qd) => qa - qd),
      ...clarifyDivergences(a, d),
      CDDL: grouped ? conditionalDisparity(cells) : notEvaluated('the question names no group'),
    },
    full: { JS_ALL: full.JS, TVD_ALL: full.TVD },
    leftOut: labels.filter((_, i) => (a[i] ?? 0) > 0 !== (d[i] ?? 0) > 0),
    rows: { facet, rest, missing },
  };
}

/** Share of positive labels in *d* (`inFacet`) or in *a*. */
export function positiveShare(cells: readonly Cell[], inFacet: boolean): Measured {
  const name = inFacet ? 'row in the facet' : 'row outside the facet';
  const positives = total(cells, (cell) => cell.inFacet === inFacet && cell.positive);
  const all = total(cells, (cell) => cell.inFacet === inFacet);
  return share(positives, all, name);
}

function imbalance(rest: number, facet: number): Measured {
  if (rest === 0) return notEvaluated('there is no row outside the facet');
  if (facet === 0) return notEvaluated('there is no row in the facet');
  return measured((rest - facet) / (rest + facet));
}

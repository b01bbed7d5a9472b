import { measured, notEvaluated, type Measured } from './measured';

/** How the distributions of two facets over the same outcomes differ. */
export interface Divergences {
  /** Kullback and Leibler, of *a* from *d*, natural logarithm. */
  readonly KL: Measured;
  /** Jensen and Shannon, natural logarithm: at most ln 2. */
  readonly JS: Measured;
  /** L2 norm of the difference. */
  readonly LP: Measured;
  /** Total variation: half of the L1 norm. */
  readonly TVD: Measured;
  /** Largest difference of one outcome's shares. */
  readonly KS: Measured;
}

/**
 * Divergences as SageMaker Clarify's library computes them: shares are of a facet's full total, and an outcome that one facet lacks is
 * left out **without** scaling the others up. So KL may be negative, and all five understate a difference that lies in such an outcome.
 * Index by index, `a` and `d` count the same outcome.
 */
export function clarifyDivergences(a: readonly number[], d: readonly number[]): Divergences {
  const shares = sharesOf(a, d);
  if (typeof shares === 'string') return none(shares);
  const common = shares.filter(([pa, pd]) => pa > 0 && pd > 0);
  return common.length === 0 ? none('the facets have no outcome in common') : over(common);
}

/** The same over all outcomes, as textbooks define them. KL is not evaluated where *a* has an outcome that *d* lacks: it is infinite. */
export function fullDivergences(a: readonly number[], d: readonly number[]): Divergences {
  const shares = sharesOf(a, d);
  return typeof shares === 'string' ? none(shares) : over(shares);
}

function sharesOf(a: readonly number[], d: readonly number[]): [number, number][] | string {
  const totalA = a.reduce((sum, n) => sum + n, 0);
  const totalD = d.reduce((sum, n) => sum + n, 0);
  if (!(totalA > 0)) return 'there is no row outside the facet';
  if (!(totalD > 0)) return 'there is no row in the facet';
  return a.map((count, i) => [count / totalA, (d[i] ?? 0) / totalD]);
}

function over(shares: readonly (readonly [number, number])[]): Divergences {
  let [kl, js, squares, absolute, largest] = [0, 0, 0, 0, 0];
  for (const [pa, pd] of shares) {
    const middle = (pa + pd) / 2;
    const gap = Math.abs(pa - pd);
    kl += term(pa, pd);
    js += (term(pa, middle) + term(pd, middle)) / 2;
    squares += gap * gap;
    absolute += gap;
    largest = Math.max(largest, gap);
  }
  return {
    KL: measured(kl),
    JS: measured(js),
    LP: measured(Math.sqrt(squares)),
    TVD: measured(absolute / 2),
    KS: measured(largest),
  };
}

/** p ln(p / q), which is 0 for p = 0. */
function term(p: number, q: number): number {
  return p === 0 ? 0 : p * Math.log(p / q);
}

function none(reason: string): Divergences {
  const statistic = notEvaluated(reason);
  return { KL: statistic, JS: statistic, LP: statistic, TVD: statistic, KS: statistic };
}

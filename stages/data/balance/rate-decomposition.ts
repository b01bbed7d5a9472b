import { total } from './cells';
import { both, measured, type Measured } from './measured';
import { positiveShare } from './pre-training';
import { pooled, type CellsBySource } from './source-causes';

/** One source's part in the difference of positive rates. */
export interface SourcePart {
  readonly source: string;
  /** Because the facets are treated differently inside this source. */
  readonly within: number;
  /** Because the facets come from this source in different shares. */
  readonly between: number;
}

/** DPL, taken apart without a rest: it is the sum of all parts. */
export interface Decomposition {
  readonly dpl: Measured;
  readonly within: Measured;
  readonly between: Measured;
  /** By size of within + between, the largest first. */
  readonly parts: readonly SourcePart[];
}

/**
 * The difference of positive rates, source by source. Source: E. M. Kitagawa 1955, "Components of a difference between two rates"; the
 * symmetric form of Oaxaca and Blinder. With w the share of a facet's rows that a source has, and q its positive rate there,
 * DPL = sum (qa - qd)(wa + wd)/2 + sum (wa - wd)(qa + qd)/2.
 * A source that one facet lacks has no rate there: the other facet's stands in, so its whole effect is *between*.
 */
export function decomposeRates(bySource: CellsBySource): Decomposition {
  const all = pooled(bySource).cells;
  const dpl = both(positiveShare(all, false), positiveShare(all, true), (qa, qd) => qa - qd);
  if (dpl.kind === 'not evaluated') return { dpl, within: dpl, between: dpl, parts: [] };
  const rowsA = total(all, (cell) => !cell.inFacet);
  const rowsD = total(all, (cell) => cell.inFacet);
  const parts = [...bySource].map(([source, { cells }]): SourcePart => {
    const wa = total(cells, (cell) => !cell.inFacet) / rowsA;
    const wd = total(cells, (cell) => cell.inFacet) / rowsD;
    const [a, d] = [positiveShare(cells, false), positiveShare(cells, true)];
    const qa = a.kind === 'measured' ? a.value : d.kind === 'measured' ? d.value : 0;
    const qd = d.kind === 'measured' ? d.value : qa;
    return { source, within: ((qa - qd) * (wa + wd)) / 2, between: ((wa - wd) * (qa + qd)) / 2 };
  });
  const size = (part: SourcePart): number => Math.abs(part.within + part.between);
  return {
    dpl,
    within: measured(parts.reduce((sum, part) => sum + part.within, 0)),
    between: measured(parts.reduce((sum, part) => sum + part.between, 0)),
    parts: parts.sort((p, q) => size(q) - size(p) || (p.source < q.source ? -1 : 1)),
  };
}

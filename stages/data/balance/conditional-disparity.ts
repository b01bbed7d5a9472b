import { total, type Cell } from './cells';
import { measured, notEvaluated, type Measured } from './measured';

/**
 * Conditional demographic disparity: over the subgroups, weighted by size, the facet's share of the rejected less its share of the
 * accepted. Source: SageMaker Clarify's documentation of CDDL and CDDPL. As there, a share of nobody counts as 0 in a subgroup;
 * where the whole table has no accepted or no rejected row, nothing is evaluated.
 */
export function conditionalDisparity(cells: readonly Cell[]): Measured {
  const all = total(cells);
  if (total(cells, (cell) => cell.positive) === 0) return notEvaluated('there is no row with a positive label');
  if (total(cells, (cell) => !cell.positive) === 0) return notEvaluated('there is no row with a negative label');
  let sum = 0;
  for (const group of new Set(cells.map((cell) => cell.group))) {
    const members = cells.filter((cell) => cell.group === group);
    sum += total(members) * disparity(members);
  }
  return measured(sum / all);
}

function disparity(cells: readonly Cell[]): number {
  return facetShare(cells.filter((cell) => !cell.positive)) - facetShare(cells.filter((cell) => cell.positive));
}

function facetShare(cells: readonly Cell[]): number {
  const all = total(cells);
  return all === 0 ? 0 : total(cells, (cell) => cell.inFacet) / all;
}

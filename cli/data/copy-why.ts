import type { StratumCopies } from '../../stages/data/balance/resample';
import { readJson } from '../../stages/data/engine/read-json';
import type { Store } from '../../stages/data/engine/store';
import type { BalanceOutcome } from '../../stages/data/run/balance-outcome';
import { cellName } from '../../stages/data/run/cell-name';
import { SWAP_RULE, type AddedLine } from './added';

/** What resampling meant to make of each cell of a run; empty where it did not resample. */
export async function strataOf(store: Store): Promise<readonly StratumCopies[]> {
  const { measures } = await readJson<BalanceOutcome>(store, 'records/balance.json');
  return measures.flatMap(({ plan }) => (plan.method === 'resample' ? plan.strata : []));
}

/** Why a copy is there, for people. */
export function copyWhy(
  rule: string,
  { copyOf, label = '' }: AddedLine,
  facet: string,
  strata: readonly StratumCopies[],
): string {
  if (rule === SWAP_RULE) return `${copyOf} with gendered words in each other's place`;
  const cell = strata.find(({ stratum }) => stratum === cellName(facet, label));
  const due =
    cell === undefined ? '' : `: ${facet} / ${label} has ${cell.records} documents, and was to have ${cell.target}`;
  return `${copyOf} once more${due}`;
}

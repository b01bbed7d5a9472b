import { RampartError } from '../../../../contract/errors';
import type { SqlEngine } from '../../engine/sql-engine';
import { changedLabels, firstLabels, grandLabels, nextLabels } from './queries';

/** Labels that still change after more rounds than any graph needs. */
export class ComponentsError extends RampartError {}

/** 2^60 nodes in one path would need fewer. */
const MOST_ROUNDS = 200;

/**
 * Leaves `dedupe_labels(node, label)`: each node of `dedupe_links(node, other)` with the least node of its component. SQL alone, for graphs
 * that do not fit in memory.
 *
 * @returns the rounds that it took
 * @throws ComponentsError `COMPONENTS_UNSETTLED`
 */
export async function componentsInSql(engine: SqlEngine): Promise<number> {
  await engine.create('dedupe_labels', firstLabels());
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    await engine.create('dedupe_grand', grandLabels());
    await engine.create('dedupe_labels', nextLabels());
    const [row] = await engine.rows(changedLabels());
    if (row?.['changed'] === 0n) return round;
  }
  throw new ComponentsError('COMPONENTS_UNSETTLED', `labels still change after ${MOST_ROUNDS} rounds`);
}

import { cellsOf, sorted, type Cell, type Cells } from './cells';
import { measured, notEvaluated, type Measured } from './measured';
import type { BalanceRow, Question } from './question';

/** A table's cells, source by source. */
export type CellsBySource = ReadonlyMap<string, Cells>;

/** What one source does to a metric. */
export interface SourceCause {
  readonly source: string;
  readonly rows: number;
  /** The metric without this source. */
  readonly without: Measured;
  /** The metric of all less the metric without: what the source adds to it. */
  readonly adds: Measured;
}

/** Counts a table, one source at a time. Rows without a source belong to the source named by the empty string. */
export function cellsBySource(rows: Iterable<BalanceRow>, sourceColumn: string, question: Question): CellsBySource {
  const bySource = new Map<string, BalanceRow[]>();
  for (const row of rows) {
    const source = String(row[sourceColumn] ?? '');
    const held = bySource.get(source);
    if (held === undefined) bySource.set(source, [row]);
    else held.push(row);
  }
  const sources = [...bySource.keys()].sort();
  return new Map(sources.map((source) => [source, cellsOf(bySource.get(source) ?? [], question)]));
}

/** All sources together, but for those in `without`. */
export function pooled(bySource: CellsBySource, without: ReadonlySet<string> = new Set()): Cells {
  const merged = new Map<string, Cell>();
  let missing = 0;
  for (const [source, counted] of bySource) {
    if (without.has(source)) continue;
    missing += counted.missing;
    for (const cell of counted.cells) {
      const key = JSON.stringify([cell.label, cell.group, cell.inFacet]);
      merged.set(key, { ...cell, count: cell.count + (merged.get(key)?.count ?? 0) });
    }
  }
  return { cells: sorted([...merged.values()]), missing };
}

/**
 * Which sources cause a disparity: the metric of everything, and for each source what leaving it out changes, the largest change first.
 * Exact: each figure is the metric itself, computed without the source.
 */
export function leaveOneOut(
  bySource: CellsBySource,
  metric: (cells: Cells) => Measured,
): { readonly all: Measured; readonly causes: readonly SourceCause[] } {
  const all = metric(pooled(bySource));
  const causes = [...bySource].map(([source, { cells }]): SourceCause => {
    const without = metric(pooled(bySource, new Set([source])));
    return { source, rows: cells.reduce((sum, { count }) => sum + count, 0), without, adds: change(all, without) };
  });
  return { all, causes: causes.sort((s, t) => size(t) - size(s) || (s.source < t.source ? -1 : 1)) };
}

function change(all: Measured, without: Measured): Measured {
  if (all.kind === 'not evaluated') return all;
  if (without.kind === 'not evaluated') return notEvaluated(`without this source, ${without.reason}`);
  return measured(all.value - without.value);
}

/** Sources whose absence leaves nothing to measure come first: nothing says more. */
function size({ adds }: SourceCause): number {
  return adds.kind === 'measured' ? Math.abs(adds.value) : Infinity;
}

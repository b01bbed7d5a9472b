import type { SqlEngine, SqlRow } from '../engine/sql-engine';
import { sorted, type Cells } from './cells';
import { measured, notEvaluated, type Measured } from './measured';
import { PRE_TRAINING_METRICS, preTraining, type PreTraining, type PreTrainingMetric } from './pre-training';
import type { Question } from './question';
import type { CellsBySource } from './source-causes';
import { cellsBySourceQuery, cellsQuery, missingQuery } from './sql-queries';

/**
 * Clarify's metrics of a table, from counts that the engine makes and arithmetic that TypeScript does: the counts are integers and come
 * in order, so the result is the same to the byte on every engine. For tables of any size: the result has a row a label, group and facet.
 */
export async function preTrainingOf(engine: SqlEngine, table: string, question: Question): Promise<PreTraining> {
  return preTraining(await cellsIn(engine, table, question), question.group !== undefined);
}

/** A table's cells, counted by the engine. */
export async function cellsIn(engine: SqlEngine, table: string, question: Question): Promise<Cells> {
  const rows = await engine.rows(cellsQuery({ table, question }));
  const [left] = await engine.rows(missingQuery({ table, question }));
  return { cells: sorted(rows.map(cellFrom)), missing: Number(left?.['missing'] ?? 0) };
}

/** A table's cells source by source, counted by the engine: what tells which sources cause a disparity. Missing rows are not counted. */
export async function cellsBySourceIn(
  engine: SqlEngine,
  table: string,
  source: string,
  question: Question,
): Promise<CellsBySource> {
  const bySource = new Map<string, SqlRow[]>();
  for (const row of await engine.rows(cellsBySourceQuery({ table, source, question }))) {
    const name = String(row['source']);
    bySource.set(name, [...(bySource.get(name) ?? []), row]);
  }
  // Ordered here: engines order texts by different collations.
  const names = [...bySource.keys()].sort();
  return new Map(names.map((name) => [name, { cells: sorted((bySource.get(name) ?? []).map(cellFrom)), missing: 0 }]));
}

/** What `preTrainingQuery` answered, as statistics. */
export function metricsFrom(row: SqlRow | undefined, question: Question): Record<PreTrainingMetric, Measured> {
  const entries = PRE_TRAINING_METRICS.map((name): [PreTrainingMetric, Measured] => {
    const value = row?.[name.toLowerCase()];
    if (name === 'CDDL' && question.group === undefined) return [name, notEvaluated('the question names no group')];
    return [name, typeof value === 'number' ? measured(value) : notEvaluated('the query gave no value: too few rows')];
  });
  return Object.fromEntries(entries) as Record<PreTrainingMetric, Measured>;
}

function cellFrom(row: SqlRow) {
  return {
    inFacet: row['in_facet'] === true,
    label: String(row['label']),
    positive: row['positive'] === true,
    group: String(row['grp']),
    count: Number(row['n']),
  };
}

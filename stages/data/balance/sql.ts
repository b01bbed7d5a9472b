import type { SqlEngine, SqlRow } from '../engine/sql-engine';
import { sorted, type Cells } from './cells';
import { measured, notEvaluated, type Measured } from './measured';
import { PRE_TRAINING_METRICS, preTraining, type PreTraining, type PreTrainingMetric } from './pre-training';
import { checkQuestion, type Question } from './question';
import { answerable, cellsBody, quoted } from './sql-text';

/** A table's cells for a question: `in_facet, label, positive, grp, n`, in order. One pass over the table. */
export function cellsQuery(table: string, question: Question): string {
  checkQuestion(question);
  return `${cellsBody(table, question)}
ORDER BY label ASC NULLS LAST, grp ASC NULLS LAST, in_facet ASC NULLS LAST`;
}

/** How many rows a question leaves out because their facet or their label is missing: `missing`. */
export function missingQuery(table: string, { facet, label }: Question): string {
  return `SELECT COUNT(*) AS missing FROM ${quoted(table)}
WHERE COALESCE(NOT (${answerable(facet)}), TRUE) OR COALESCE(NOT (${answerable(label)}), TRUE)`;
}

/** Clarify's eight metrics before training, computed by the engine: one row, a column a metric, NULL where there is no value. */
export function preTrainingQuery(table: string, question: Question): string {
  checkQuestion(question);
  const count = (name: string, condition: string): string =>
    `CAST(SUM(CASE WHEN ${condition} THEN n ELSE 0 END) AS DOUBLE) AS ${name}`;
  return `WITH cells AS (
  ${cellsBody(table, question)}
), sides AS (
  SELECT label, ${count('a', 'NOT in_facet')}, ${count('d', 'in_facet')} FROM cells GROUP BY label
), totals AS (
  SELECT ${count('na', 'NOT in_facet')}, ${count('nd', 'in_facet')},
    ${count('pa', 'NOT in_facet AND positive')}, ${count('pd', 'in_facet AND positive')}
  FROM cells
), shares AS (
  SELECT s.a / NULLIF(t.na, 0E0) AS a, s.d / NULLIF(t.nd, 0E0) AS d
  FROM sides s CROSS JOIN totals t
  WHERE s.a > 0E0 AND s.d > 0E0
), divergences AS (
  SELECT SUM(a * LN(a / d)) AS kl,
    SUM(a * LN(a / ((a + d) / 2E0)) + d * LN(d / ((a + d) / 2E0))) / 2E0 AS js,
    SQRT(SUM((a - d) * (a - d))) AS lp,
    SUM(ABS(a - d)) / 2E0 AS tvd,
    MAX(ABS(a - d)) AS ks
  FROM shares
), groups AS (
  SELECT grp, CAST(SUM(n) AS DOUBLE) AS members, ${count('accepted', 'positive')},
    ${count('accepted_d', 'positive AND in_facet')}, ${count('rejected', 'NOT positive')},
    ${count('rejected_d', 'NOT positive AND in_facet')}
  FROM cells GROUP BY grp
), disparity AS (
  SELECT SUM(members * (COALESCE(rejected_d / NULLIF(rejected, 0E0), 0E0)
      - COALESCE(accepted_d / NULLIF(accepted, 0E0), 0E0))) / NULLIF(SUM(members), 0E0) AS cddl,
    SUM(accepted) AS accepted, SUM(rejected) AS rejected
  FROM groups
)
SELECT CASE WHEN t.na > 0E0 AND t.nd > 0E0 THEN (t.na - t.nd) / (t.na + t.nd) END AS ci,
  t.pa / NULLIF(t.na, 0E0) - t.pd / NULLIF(t.nd, 0E0) AS dpl,
  v.kl AS kl, v.js AS js, v.lp AS lp, v.tvd AS tvd, v.ks AS ks,
  CASE WHEN g.accepted > 0E0 AND g.rejected > 0E0 THEN g.cddl END AS cddl
FROM totals t CROSS JOIN divergences v CROSS JOIN disparity g`;
}

/**
 * Clarify's metrics of a table, from counts that the engine makes and arithmetic that TypeScript does: the counts are integers and come
 * in order, so the result is the same to the byte on every engine. For tables of any size: the result has a row a label, group and facet.
 */
export async function preTrainingOf(engine: SqlEngine, table: string, question: Question): Promise<PreTraining> {
  return preTraining(await cellsIn(engine, table, question), question.group !== undefined);
}

/** A table's cells, counted by the engine. */
export async function cellsIn(engine: SqlEngine, table: string, question: Question): Promise<Cells> {
  const rows = await engine.rows(cellsQuery(table, question));
  const [left] = await engine.rows(missingQuery(table, question));
  return { cells: sorted(rows.map(cellFrom)), missing: Number(left?.['missing'] ?? 0) };
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

import type { SqlColumns } from '../engine/sql-engine';
import { defineQuery } from '../sql/define-query';
import { checkQuestion, type Question } from './question';
import { answerable, quoted, selected } from './sql-text';

/** A question put to a table. */
export interface TableQuestion {
  readonly table: string;
  readonly question: Question;
}

const BY_VALUE: Question = {
  facet: { column: 'facet', values: ["d'", 'e'] },
  label: { column: 'label', values: ['yes'] },
  group: 'dept',
};
const BY_THRESHOLD: Question = { facet: { column: 'age', above: 40.5 }, label: { column: 'score', above: -1e-7 } };
const EXAMPLES: readonly TableQuestion[] = [BY_VALUE, BY_THRESHOLD].map((question) => ({ table: 'labels', question }));

/** A table's cells for a question: `in_facet, label, positive, grp, n`, in order. One pass over the table. */
export const cellsQuery = defineQuery<TableQuestion>({
  name: 'balance/cells',
  reads,
  examples: EXAMPLES,
  text: ({ table, question }) => {
    checkQuestion(question);
    return `${cellsBody(table, question)}
ORDER BY label ASC NULLS LAST, grp ASC NULLS LAST, in_facet ASC NULLS LAST`;
  },
});

/** The same, source by source: `source, in_facet, label, positive, grp, n`. Rows without a source have the empty one. */
export const cellsBySourceQuery = defineQuery<TableQuestion & { readonly source: string }>({
  name: 'balance/cells-by-source',
  reads: ({ table, source, question }) => ({
    [table]: { ...reads({ table, question })[table], [source]: 'VARCHAR' },
  }),
  examples: EXAMPLES.map((example) => ({ ...example, source: 'source' })),
  text: ({ table, source, question }) => {
    checkQuestion(question);
    return `${cellsBody(table, question, source)}
ORDER BY source ASC NULLS LAST, label ASC NULLS LAST, grp ASC NULLS LAST, in_facet ASC NULLS LAST`;
  },
});

/** How many rows a question leaves out because their facet or their label is missing: `missing`. */
export const missingQuery = defineQuery<TableQuestion>({
  name: 'balance/missing',
  reads,
  examples: EXAMPLES,
  text: ({ table, question: { facet, label } }) => `SELECT COUNT(*) AS missing FROM ${quoted(table)}
WHERE COALESCE(NOT (${answerable(facet)}), TRUE) OR COALESCE(NOT (${answerable(label)}), TRUE)`,
});

/** Clarify's eight metrics before training, computed by the engine: one row, a column a metric, NULL where there is no value. */
export const preTrainingQuery = defineQuery<TableQuestion>({
  name: 'balance/pre-training',
  reads,
  examples: EXAMPLES,
  text: ({ table, question }) => {
    checkQuestion(question);
    return preTrainingText(table, question);
  },
});

/** The query of a table's cells: in_facet, label, positive, grp, n; with a source's column, also source. */
function cellsBody(table: string, { facet, label, group }: Question, source?: string): string {
  const grp = group === undefined ? `''` : `COALESCE(CAST(${quoted(group)} AS VARCHAR), '')`;
  const name =
    'above' in label
      ? `CASE WHEN ${selected(label)} THEN 'above' ELSE 'not above' END`
      : `CAST(${quoted(label.column)} AS VARCHAR)`;
  const [first, from] =
    source === undefined ? ['', ''] : ['source, ', `COALESCE(CAST(${quoted(source)} AS VARCHAR), '') AS source, `];
  return `SELECT ${first}in_facet, label, positive, grp, COUNT(*) AS n
  FROM (
    SELECT ${from}${selected(facet)} AS in_facet, ${name} AS label, ${selected(label)} AS positive, ${grp} AS grp
    FROM ${quoted(table)}
    WHERE ${answerable(facet)} AND ${answerable(label)}
  ) AS counted
  GROUP BY ${first}in_facet, label, positive, grp`;
}

function preTrainingText(table: string, question: Question): string {
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

/** The columns that a question reads. */
function reads({ table, question: { facet, label, group } }: TableQuestion): Record<string, SqlColumns> {
  const columns = [facet, label].map((selection) => [selection.column, 'above' in selection ? 'DOUBLE' : 'VARCHAR']);
  return {
    [table]: Object.fromEntries([...columns, ...(group === undefined ? [] : [[group, 'VARCHAR']])]) as SqlColumns,
  };
}

import type { Question, Selection } from './question';

/** A name as both engines quote it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as a literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A number as a DOUBLE in both engines: without an exponent, Trino would read a DECIMAL. */
export function double(value: number): string {
  return value.toExponential();
}

/** Condition that a selection has an answer for a row: the value is there and, for a threshold, a finite number. */
export function answerable(selection: Selection): string {
  const column = quoted(selection.column);
  if ('values' in selection) return `${column} IS NOT NULL`;
  // NaN is the greatest number in DuckDB and no number in Trino: bounds exclude it in both.
  const [low, high] = [double(-Number.MAX_VALUE), double(Number.MAX_VALUE)];
  return `TRY_CAST(${column} AS DOUBLE) BETWEEN ${low} AND ${high}`;
}

/** Condition that a row is selected. Only for rows that are answerable. */
export function selected(selection: Selection): string {
  const column = quoted(selection.column);
  return 'values' in selection
    ? `CAST(${column} AS VARCHAR) IN (${selection.values.map(literal).join(', ')})`
    : `TRY_CAST(${column} AS DOUBLE) > ${double(selection.above)}`;
}

/** The query of a table's cells, as a common table expression's body: in_facet, label, positive, grp, n. */
export function cellsBody(table: string, { facet, label, group }: Question): string {
  const grp = group === undefined ? `''` : `COALESCE(CAST(${quoted(group)} AS VARCHAR), '')`;
  const name =
    'above' in label
      ? `CASE WHEN ${selected(label)} THEN 'above' ELSE 'not above' END`
      : `CAST(${quoted(label.column)} AS VARCHAR)`;
  return `SELECT in_facet, label, positive, grp, COUNT(*) AS n
  FROM (
    SELECT ${selected(facet)} AS in_facet, ${name} AS label, ${selected(label)} AS positive, ${grp} AS grp
    FROM ${quoted(table)}
    WHERE ${answerable(facet)} AND ${answerable(label)}
  ) AS counted
  GROUP BY in_facet, label, positive, grp`;
}

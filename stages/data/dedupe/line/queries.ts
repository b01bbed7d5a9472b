import { defineQuery } from '../../sql/define-query';

/** Columns of a table of lines: a document's place, and the hash of one of its lines. */
export const LINE_COLUMNS = { place: 'BIGINT', hash: 'BIGINT' } as const;

/** Lines that more than `limit` documents have, with how often and where first. */
export const frequentLines = defineQuery<{ readonly table: string; readonly limit: number }>({
  name: 'dedupe/frequent-lines',
  reads: ({ table }) => ({ [table]: LINE_COLUMNS }),
  examples: [{ table: 'lines', limit: 10 }],
  text: ({ table, limit }) => `
    SELECT hash, COUNT(*) AS times, COUNT(DISTINCT place) AS documents, MIN(place) AS first_place
    FROM ${table}
    GROUP BY hash
    HAVING COUNT(DISTINCT place) > ${limit}
    ORDER BY hash`,
});

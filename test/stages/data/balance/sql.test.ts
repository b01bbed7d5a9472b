import fc from 'fast-check';
import { cellsOf } from '../../../../stages/data/balance/cells';
import { PRE_TRAINING_METRICS, preTraining } from '../../../../stages/data/balance/pre-training';
import type { BalanceRow, Question } from '../../../../stages/data/balance/question';
import { cellsBySource } from '../../../../stages/data/balance/source-causes';
import { cellsBySourceIn, metricsFrom, preTrainingOf } from '../../../../stages/data/balance/sql';
import { cellsQuery, preTrainingQuery } from '../../../../stages/data/balance/sql-queries';
import { expectMetric, references, rowsOf } from './references';
import { openTables, type Tables } from './tables';

// DuckDB runs many small queries here: on a busy machine they wait their turn.
jest.setTimeout(60_000);

let tables: Tables;
beforeAll(async () => {
  tables = await openTables();
});
afterAll(async () => tables.close());

describe.each(references('pre'))('%s in SQL', (_file, reference) => {
  test('each metric is what was worked by hand', async () => {
    await tables.load('reference', rowsOf(reference));
    const [row] = await tables.rows(preTrainingQuery({ table: 'reference', question: reference }));
    const metrics = metricsFrom(row, reference);
    for (const metric of PRE_TRAINING_METRICS) {
      const expected = reference.expect[metric];
      if (expected !== undefined && 'none' in expected) expect(metrics[metric].kind).toBe('not evaluated');
      else expectMetric(metrics[metric], expected);
    }
  });

  test('counted by the engine, the result is the same as counted in TypeScript, to the byte', async () => {
    await tables.load('reference', rowsOf(reference));
    const counted = await preTrainingOf(tables, 'reference', reference);
    const here = preTraining(cellsOf(rowsOf(reference), reference), reference.group !== undefined);
    expect(JSON.stringify(counted)).toBe(JSON.stringify(here));
  });
});

const ROW = fc.record({
  facet: fc.constantFrom('d', 'a', "o'b", null),
  label: fc.constantFrom('p', 'q', 'r', 's', null),
  age: fc.oneof(fc.integer({ min: 0, max: 80 }), fc.constant(null)),
  dept: fc.constantFrom('x', 'y', null),
});
const QUESTIONS: Question[] = [
  { facet: { column: 'facet', values: ['d', "o'b"] }, label: { column: 'label', values: ['p'] }, group: 'dept' },
  { facet: { column: 'age', above: 40 }, label: { column: 'label', values: ['p', 'q'] }, group: 'dept' },
  { facet: { column: 'facet', values: ['d'] }, label: { column: 'age', above: 12.5 } },
];

test('TypeScript and SQL agree on random tables', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(ROW, { minLength: 0, maxLength: 60 }),
      fc.constantFrom(...QUESTIONS),
      async (rows, question) => {
        await tables.load('random', rows, ['facet', 'label', 'age', 'dept']);
        const [row] = await tables.rows(preTrainingQuery({ table: 'random', question }));
        const sql = metricsFrom(row, question);
        const { metrics } = preTraining(cellsOf(rows as BalanceRow[], question), question.group !== undefined);
        for (const metric of PRE_TRAINING_METRICS) {
          const [here, there] = [metrics[metric], sql[metric]];
          expect(there.kind).toBe(here.kind);
          if (here.kind === 'measured' && there.kind === 'measured') {
            expect(Math.abs(here.value - there.value)).toBeLessThan(1e-9);
          }
        }
      },
    ),
    { seed: 20261, numRuns: 40 },
  );
});

test('cells by source are the same counted by the engine and in TypeScript', async () => {
  const rows: BalanceRow[] = Array.from({ length: 60 }, (_, i) => ({
    source: ['mail', "o'b", null][i % 3],
    facet: i % 2 === 0 ? 'd' : 'a',
    label: i % 5 === 0 ? 'p' : 'q',
    dept: i % 7 === 0 ? null : 'x',
  }));
  await tables.load('sources', rows);
  const [question] = QUESTIONS as [Question];
  expect(await cellsBySourceIn(tables, 'sources', 'source', question)).toEqual(cellsBySource(rows, 'source', question));
});

test('NaN in a column with a threshold is missing in SQL as it is in TypeScript', async () => {
  const rows: BalanceRow[] = [
    { age: Number.NaN, label: 'p' },
    { age: Infinity, label: 'p' },
    { age: 50, label: 'p' },
    { age: 10, label: 'q' },
  ];
  const question: Question = { facet: { column: 'age', above: 40 }, label: { column: 'label', values: ['p'] } };
  await tables.load('odd', rows);
  expect((await preTrainingOf(tables, 'odd', question)).rows).toEqual({ facet: 1, rest: 1, missing: 2 });
  expect(preTraining(cellsOf(rows, question)).rows).toEqual({ facet: 1, rest: 1, missing: 2 });
});

test('a hostile value stays a value, and a hostile name stays a name', () => {
  const text = cellsQuery({
    table: 't"; DROP TABLE x; --',
    question: {
      facet: { column: 'a"b', values: ["x') OR ('1'='1"] },
      label: { column: 'label', values: ['p'] },
    },
  });
  expect(text).toContain(`FROM "t""; DROP TABLE x; --"`);
  expect(text).toContain(`CAST("a""b" AS VARCHAR) IN ('x'') OR (''1''=''1')`);
});

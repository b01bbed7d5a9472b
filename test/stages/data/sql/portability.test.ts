import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDb } from '../../../../stages/data/engine/duckdb';
import { registeredQueries } from '../../../../stages/data/sql/define-query';
import { trinoGrammar } from './trino-grammar';

const STAGE = join(__dirname, '../../../../stages/data');

/** Sources of the data stage, the engines' own DDL aside. */
const SOURCES = readdirSync(STAGE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !/^(engine|sql)[/\\]/.test(file))
  .sort()
  .map((file) => ({ file, text: readFileSync(join(STAGE, file), 'utf8') }));

// eslint-disable-next-line @typescript-eslint/no-require-imports -- tests are declared at once: nothing can be awaited before
for (const { file, text } of SOURCES) if (/\bdefineQuery\b/.test(text)) require(join(STAGE, file));

/** Outside the grammar, or another meaning in one of the engines. */
const FORBIDDEN =
  /\b(QUALIFY|UNPIVOT|PIVOT|read_\w+\s*\(|hash\s*\(|UBIGINT|HUGEINT|USING\s+SAMPLE|EXCLUDE|LIST_\w+\s*\(|regexp_\w+\s*\(|lower\s*\(|upper\s*\(|random\s*\()/i;

const grammar = trinoGrammar();
const texts = registeredQueries().flatMap((query) =>
  query.examples().map(({ text, reads }, at) => ({ name: `${query.name} #${at + 1}`, text, reads })),
);
let engine: DuckDb;

beforeAll(() => {
  engine = new DuckDb(tmpdir(), { threads: 1 });
});
afterAll(() => engine.close());

describe.each(texts)('$name', ({ text, reads }) => {
  test('parses as Trino', () => {
    expect(grammar.validate(text)).toEqual([]);
    expect(text).not.toMatch(FORBIDDEN);
  });

  test('runs on DuckDB', async () => {
    for (const [table, columns] of Object.entries(reads)) await engine.attach(table, '', columns);
    await expect(engine.rows(text)).resolves.toBeInstanceOf(Array);
  });
});

test('every query has an example', () => {
  expect(texts.length).toBeGreaterThan(0);
  expect(registeredQueries().filter((query) => query.examples().length === 0)).toEqual([]);
});

test('no step holds SQL that no builder made', () => {
  const loose = SOURCES.filter(({ text }) => /\bSELECT\b[^;]*\bFROM\b/.test(text) && !/\bdefineQuery\b/.test(text));
  expect(loose.map(({ file }) => file)).toEqual([]);
});

test.each([
  'SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1',
  'UNPIVOT t ON a, b INTO NAME n VALUE v',
  'SELECT * FROM t UNPIVOT (v FOR n IN (a, b))',
  "SELECT * FROM read_csv('t.csv')",
  'FROM t SELECT a',
  'SELECT * EXCLUDE (a) FROM t',
])('the check is alive: Trino refuses %s', (text) => {
  expect(grammar.validate(text)).not.toEqual([]);
});

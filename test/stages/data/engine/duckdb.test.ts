import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDb } from '../../../../stages/data/engine/duckdb';
import { SqlError } from '../../../../stages/data/engine/sql-error';

const COLUMNS = { id: 'VARCHAR', n: 'BIGINT', share: 'DOUBLE', good: 'BOOLEAN' } as const;
const ROWS = `SELECT CAST(i AS VARCHAR) AS id, CAST(i AS BIGINT) AS n, CAST(i AS DOUBLE) / 7 AS share, i % 2 = 0 AS good
  FROM range(300000) AS r(i) ORDER BY n`;

let folder: string;
let engine: DuckDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duckdb-test-'));
  engine = new DuckDb(folder);
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what is exported can be attached again, with its types', async () => {
  await engine.export(`${ROWS} LIMIT 3`, 'a/one.parquet');
  await engine.export(
    `SELECT CAST('x' AS VARCHAR) AS id, CAST(NULL AS BIGINT) AS n, CAST(NULL AS DOUBLE) AS share,
    CAST(NULL AS BOOLEAN) AS good ORDER BY id`,
    'a/deep/two.parquet',
  );
  await engine.attach('t', 'a', COLUMNS);
  await expect(engine.rows('SELECT * FROM t ORDER BY n NULLS LAST')).resolves.toEqual([
    { id: '0', n: 0n, share: 0, good: true },
    { id: '1', n: 1n, share: 1 / 7, good: false },
    { id: '2', n: 2n, share: 2 / 7, good: true },
    { id: 'x', n: null, share: null, good: null },
  ]);
});

test('integers of every width, sums and counts come as bigint, decimals as number', async () => {
  await expect(
    engine.rows('SELECT 1 AS a, COUNT(*) AS b, SUM(CAST(9223372036854775807 AS BIGINT)) AS c, 1.5 AS d, NULL AS e'),
  ).resolves.toEqual([{ a: 1n, b: 1n, c: 9223372036854775807n, d: 1.5, e: null }]);
});

test('a prefix without objects is an empty table, and one of another prefix is not read', async () => {
  await engine.export(`${ROWS} LIMIT 3`, 'bands-old/one.parquet');
  writeFileSync(join(folder, 'bands-old', '_note.parquet'), 'no parquet');
  await engine.attach('t', 'bands', COLUMNS);
  await expect(engine.rows('SELECT * FROM t')).resolves.toEqual([]);
  await engine.attach('t', 'bands-old/', COLUMNS);
  await expect(engine.rows('SELECT COUNT(*) AS n FROM t')).resolves.toEqual([{ n: 3n }]);
  await engine.attach('t', '', COLUMNS);
  await expect(engine.rows('SELECT * FROM t')).resolves.toEqual([]);
});

test('an export has the same bytes for every number of threads, and leaves nothing else', async () => {
  const hashes = [1, 2, 4].map(async (threads) => {
    const other = new DuckDb(folder, { threads });
    await other.export(ROWS, `t${threads}.parquet`);
    await other.close();
    return createHash('sha256')
      .update(readFileSync(join(folder, `t${threads}.parquet`)))
      .digest('hex');
  });
  expect(new Set(await Promise.all(hashes)).size).toBe(1);
  expect(readdirSync(folder).sort()).toEqual(['t1.parquet', 't2.parquet', 't4.parquet']);
});

test('a table may be made from itself, and may take the place of an attached one', async () => {
  await engine.attach('t', '', { n: 'BIGINT' });
  await engine.create('t', 'SELECT CAST(1 AS BIGINT) AS n UNION ALL SELECT n FROM t');
  await engine.create('t', 'SELECT n + 1 AS n FROM t');
  await expect(engine.rows('SELECT n FROM t')).resolves.toEqual([{ n: 2n }]);
});

test('a failed create leaves the old table', async () => {
  await engine.create('t', 'SELECT 1 AS n');
  await expect(engine.create('t', 'SELECT nothing FROM nowhere')).rejects.toThrow(SqlError);
  await expect(engine.rows('SELECT n FROM t')).resolves.toEqual([{ n: 1n }]);
});

test.each([
  ['SQL_FAILED', 'query dedupe/x: ', () => engine.rows('/* dedupe/x */ SELECT n FROM nowhere')],
  ['SQL_FAILED', 'query "SELECT n FROM nowhere"', () => engine.rows('SELECT n\n FROM nowhere')],
  ['SQL_UNKNOWN_TYPE', 'column day has type DATE', () => engine.rows("SELECT DATE '2026-01-01' AS day")],
  ['SQL_BAD_NAME', 'table "Drop me"', () => engine.create('Drop me', 'SELECT 1 AS n')],
  ['SQL_BAD_NAME', 'column "a b"', () => engine.attach('t', '', { 'a b': 'BIGINT' })],
  ['SQL_BAD_KEY', '"../t.parquet"', () => engine.export('SELECT 1 AS n ORDER BY n', '../t.parquet')],
  ['SQL_UNORDERED', 'ORDER BY', () => engine.export('SELECT n FROM (SELECT 1 AS n ORDER BY n) t', 't.parquet')],
])('%s says %s', async (code, words, query) => {
  await expect(query()).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string });
});

test('with a limit of 60 MB a grouping of 2,000,000 keys ends, and leaves nothing in the spill folder', async () => {
  const small = new DuckDb(folder, { memoryMb: 60, spill: join(folder, 'spill') });
  const rows = await small.rows(
    'SELECT COUNT(*) AS n, MAX(c) AS c FROM (SELECT i * 7919 % 2000003 AS k, COUNT(*) AS c FROM range(4000006) AS r(i) GROUP BY 1) t',
  );
  await small.close();
  expect(rows).toEqual([{ n: 2000003n, c: 2n }]);
  expect(existsSync(join(folder, 'spill')) ? readdirSync(join(folder, 'spill')) : []).toEqual([]);
});

test('a closed engine says so, and may be closed again', async () => {
  await engine.close();
  await engine.close();
  await expect(engine.rows('SELECT 1 AS n')).rejects.toMatchObject({ code: 'SQL_CLOSED' });
});

test('a table that is attached may be made from what was attached', async () => {
  await engine.export(`${ROWS} LIMIT 3`, 'a/one.parquet');
  await engine.attach('t', 'a', COLUMNS);
  await engine.create('t', 'SELECT n + 10 AS n FROM t');
  await expect(engine.rows('SELECT SUM(n) AS n FROM t')).resolves.toEqual([{ n: 33n }]);
  await engine.attach('t', 'a', COLUMNS);
  await expect(engine.rows('SELECT SUM(n) AS n FROM t')).resolves.toEqual([{ n: 3n }]);
});

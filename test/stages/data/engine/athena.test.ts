import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type ColumnInfo,
  type QueryExecutionStatus,
} from '@aws-sdk/client-athena';
import { mockClient } from 'aws-sdk-client-mock';
import { Athena, type AthenaOptions } from '../../../../stages/data/engine/athena';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { readTable } from '../../../../stages/data/run/table';

const athena = mockClient(AthenaClient);
const SUCCEEDED: QueryExecutionStatus = {
  State: 'SUCCEEDED',
  SubmissionDateTime: new Date('2026-01-01T00:00:00Z'),
  CompletionDateTime: new Date('2026-01-01T00:00:01Z'),
};

let folder: string;
let store: FolderStore;
let pauses: number[];

beforeEach(() => {
  athena.reset();
  athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: '0b1e-1' });
  answers(SUCCEEDED);
  folder = mkdtempSync(join(tmpdir(), 'athena-test-'));
  store = new FolderStore(folder);
  pauses = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function engine(options: Partial<AthenaOptions> = {}): Athena {
  return new Athena({
    client: new AthenaClient({ region: 'eu-central-1' }),
    workgroup: 'data',
    database: 'run_7',
    store,
    location: 's3://curated/runs/7/',
    pause: async (milliseconds) => void pauses.push(milliseconds),
    ...options,
  });
}

function answers(...statuses: QueryExecutionStatus[]): void {
  const each = statuses.map((Status) => ({
    QueryExecution: { QueryExecutionId: '0b1e-1', StatementType: 'DML' as const, WorkGroup: 'data', Status },
  }));
  const behaviour = athena.on(GetQueryExecutionCommand);
  for (const answer of each.slice(0, -1)) behaviour.resolvesOnce(answer);
  behaviour.resolves(each.at(-1)!);
}

function statements(): string[] {
  return athena.commandCalls(StartQueryExecutionCommand).map(({ args }) => args[0].input.QueryString!);
}

function column(Name: string, Type: string): ColumnInfo {
  return { CatalogName: 'hive', SchemaName: '', TableName: '', Name, Label: Name, Type, Nullable: 'UNKNOWN' };
}

/** A page as Athena sends it; the first repeats the names. */
function page(infos: ColumnInfo[], rows: (string | null)[][], NextToken?: string) {
  const Rows = rows.map((row) => ({ Data: row.map((text) => (text === null ? {} : { VarCharValue: text })) }));
  return { UpdateCount: 0, ResultSet: { ResultSetMetadata: { ColumnInfo: infos }, Rows }, NextToken };
}

const INFOS = [
  column('id', 'varchar'),
  column('n', 'bigint'),
  column('small', 'integer'),
  column('share', 'double'),
  column('price', 'decimal'),
  column('good', 'boolean'),
];
const HEADER = INFOS.map(({ Name }) => Name!);

test('rows come from all pages, typed as DuckDB types them, without the header', async () => {
  athena
    .on(GetQueryResultsCommand)
    .resolvesOnce(page(INFOS, [HEADER, ['x', '-9223372036854775808', '7', '0.1', '1.50', 'true']], 'more'))
    .resolvesOnce(page(INFOS, [['', null, null, 'NaN', null, 'false'], HEADER.map(() => null)]));
  await expect(engine().rows('SELECT 1')).resolves.toEqual([
    { id: 'x', n: -9223372036854775808n, small: 7n, share: 0.1, price: 1.5, good: true },
    { id: '', n: null, small: null, share: NaN, price: null, good: false },
    { id: null, n: null, small: null, share: null, price: null, good: null },
  ]);
  expect(athena.commandCalls(GetQueryResultsCommand).map(({ args }) => args[0].input)).toEqual([
    { QueryExecutionId: '0b1e-1', MaxResults: 1000, NextToken: undefined },
    { QueryExecutionId: '0b1e-1', MaxResults: 1000, NextToken: 'more' },
  ]);
});

test('a statement runs in the workgroup and database given, and is looked at less and less often', async () => {
  const running = Array.from({ length: 12 }, (): QueryExecutionStatus => ({ State: 'RUNNING' }));
  answers({ State: 'QUEUED' }, ...running, SUCCEEDED);
  athena.on(GetQueryResultsCommand).resolves(page(INFOS, [HEADER]));
  await expect(engine().rows('SELECT 1')).resolves.toEqual([]);
  expect(athena.commandCalls(StartQueryExecutionCommand)[0]?.args[0].input).toEqual({
    QueryString: 'SELECT 1',
    WorkGroup: 'data',
    QueryExecutionContext: { Database: 'run_7', Catalog: 'AwsDataCatalog' },
  });
  expect(pauses.slice(0, 3)).toEqual([200, 300, 450]);
  expect(pauses.at(-1)).toBe(5000);
  expect(pauses).toHaveLength(13);
});

test('a table is made under a view, from itself too, and the old one is dropped after', async () => {
  const made = engine();
  await made.create('labels', 'SELECT 1 AS n');
  await made.create('labels', 'SELECT n + 1 AS n FROM labels');
  expect(statements()).toEqual([
    'DROP TABLE IF EXISTS `labels__1`',
    `CREATE TABLE "labels__1" WITH (format = 'PARQUET', write_compression = 'ZSTD') AS SELECT 1 AS n`,
    'CREATE OR REPLACE VIEW "labels" AS SELECT * FROM "labels__1"',
    'DROP TABLE IF EXISTS `labels__2`',
    `CREATE TABLE "labels__2" WITH (format = 'PARQUET', write_compression = 'ZSTD') AS SELECT n + 1 AS n FROM labels`,
    'CREATE OR REPLACE VIEW "labels" AS SELECT * FROM "labels__2"',
    'DROP TABLE IF EXISTS `labels__1`',
  ]);
});

test('attached objects are an external table over their folder; closing drops view and table', async () => {
  const made = engine();
  await made.attach('bands', 'bands', { place: 'BIGINT', share: 'DOUBLE', id: 'VARCHAR', good: 'BOOLEAN' });
  expect(statements()[1]).toBe(
    "CREATE EXTERNAL TABLE `bands__1` (`place` bigint, `share` double, `id` string, `good` boolean) STORED AS PARQUET LOCATION 's3://curated/runs/7/bands/'",
  );
  await made.close();
  expect(statements().slice(3)).toEqual(['DROP VIEW IF EXISTS "bands"', 'DROP TABLE IF EXISTS `bands__1`']);
});

test('an empty prefix is an empty table, of typed columns', async () => {
  await engine().attach('earlier', '', { place: 'BIGINT' });
  expect(statements()[1]).toContain('AS SELECT CAST(NULL AS BIGINT) AS "place" WHERE 1 = 0');
});

describe('an export', () => {
  const QUERY = '/* dedupe/x */ SELECT n FROM t ORDER BY n';

  function unloads(...parts: string[]): void {
    athena.on(StartQueryExecutionCommand).callsFake(async ({ QueryString }: { QueryString: string }) => {
      if (QueryString.startsWith('UNLOAD'))
        for (const part of parts) await store.write(`out/t.parquet.parts/${part}`, Buffer.from(part));
      return { QueryExecutionId: '0b1e-1' };
    });
  }

  async function keys(): Promise<string[]> {
    return (await store.list('')).map(({ key }) => key);
  }

  test('in one part is the object asked for, and replaces what an earlier one left', async () => {
    for (const old of ['t.parquet', 't-00000-of-00002.parquet', 't.parquet.parts/half', 't-shirt.parquet'])
      await store.write(`out/${old}`, Buffer.from('old'));
    unloads('20260101_0_aa');
    await engine().export(QUERY, 'out/t.parquet');
    expect(statements()).toEqual([
      `UNLOAD (${QUERY}\n) TO 's3://curated/runs/7/out/t.parquet.parts/' WITH (format = 'PARQUET', compression = 'ZSTD')`,
    ]);
    expect(await keys()).toEqual(['out/t-shirt.parquet', 'out/t.parquet']);
    expect(Buffer.from(await store.read('out/t.parquet')).toString()).toBe('20260101_0_aa');
  });

  test('in several parts is several objects beside each other', async () => {
    unloads('20260101_1_bb', '20260101_0_aa');
    await engine().export(QUERY, 'out/t.parquet');
    expect(await keys()).toEqual(['out/t-00000-of-00002.parquet', 'out/t-00001-of-00002.parquet']);
  });

  test('without rows is an object that has the columns', async () => {
    unloads();
    athena.on(GetQueryResultsCommand).resolves(page(INFOS.slice(0, 2), [HEADER.slice(0, 2)]));
    await engine().export(QUERY, 'out/t.parquet');
    expect(await readTable(store, 'out/t.parquet')).toEqual([]);
    expect(await keys()).toEqual(['out/t.parquet']);
  });

  test('must be ordered', async () => {
    await expect(engine().export('SELECT n FROM t', 't.parquet')).rejects.toMatchObject({ code: 'SQL_UNORDERED' });
    expect(statements()).toEqual([]);
  });
});

describe('what goes wrong is said:', () => {
  const QUERY = '/* dedupe/x */ SELECT n FROM t';

  test('a failed query with its name and the reason of Athena', async () => {
    const reason = "COLUMN_NOT_FOUND: line 1:28: Column 'n' cannot be resolved";
    answers({
      State: 'FAILED',
      StateChangeReason: reason,
      AthenaError: { ErrorCategory: 2, ErrorType: 1006, Retryable: false, ErrorMessage: reason },
    });
    await expect(engine().rows(QUERY)).rejects.toMatchObject({
      code: 'SQL_FAILED',
      message: `query dedupe/x: ${reason}`,
    });
  });

  test('a refused request', async () => {
    athena.on(StartQueryExecutionCommand).rejects(new Error('not authorized to perform: athena:StartQueryExecution'));
    await expect(engine().rows(QUERY)).rejects.toMatchObject({
      code: 'SQL_FAILED',
      message: expect.stringMatching(/^query dedupe\/x: not authorized/) as string,
    });
  });

  test('a query that somebody cancelled', async () => {
    answers({ State: 'RUNNING' }, { State: 'CANCELLED', StateChangeReason: 'Query cancelled by user' });
    await expect(engine().rows(QUERY)).rejects.toMatchObject({ code: 'SQL_CANCELLED' });
    expect(athena.commandCalls(StopQueryExecutionCommand)).toHaveLength(0);
  });

  test('an abort stops the query at Athena, and none begins after', async () => {
    const abort = new AbortController();
    answers({ State: 'RUNNING' });
    const made = engine({ signal: abort.signal, pause: async () => abort.abort() });
    await expect(made.rows(QUERY)).rejects.toMatchObject({ code: 'SQL_CANCELLED' });
    expect(athena.commandCalls(StopQueryExecutionCommand)[0]?.args[0].input).toEqual({ QueryExecutionId: '0b1e-1' });
    await expect(made.rows(QUERY)).rejects.toMatchObject({ code: 'SQL_CANCELLED' });
    expect(statements()).toHaveLength(1);
  });

  test('a type that DuckDB would give otherwise', async () => {
    athena.on(GetQueryResultsCommand).resolves(page([column('day', 'date')], [['day'], ['2026-01-01']]));
    await expect(engine().rows(QUERY)).rejects.toMatchObject({ code: 'SQL_UNKNOWN_TYPE' });
  });

  test.each(['https://curated/', 's3://curated', "s3://curated/it's/", 's3://curated/runs'])(
    'a location such as %s',
    (location) => {
      expect(() => engine({ location })).toThrow(/must be s3:/);
    },
  );
});

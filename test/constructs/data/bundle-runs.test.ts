import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleOf } from '../../../constructs/function/bundle';
import { runDefinition } from '../../../constructs/data/run-definition';
import type { DataDriveAnswer, DataMapEvent } from '../../../contract/data-stage';
import { DuckDb } from '../../../stages/data/engine/duckdb';
import { FolderStore } from '../../../stages/data/engine/folder-store';
import { drive } from '../../../stages/data/run/drive';
import { PSEUDONYM_KEY } from '../../../stages/data/run/local-context';
import type { RunSettings } from '../../../stages/data/run/settings';
import { writeTable } from '../../../stages/data/run/table';
import { LocalKey } from '../../../stages/signing/local-key';
import { document, left, place, played, settings } from '../../stages/data/run/world';
import { BucketServer } from './bucket-server';
import { play, StateError, type Services } from './states';

jest.setTimeout(180_000);

const MAC_KEY = Buffer.alloc(32, 7);
const at = place();
const servers: BucketServer[] = [];
const processes: ChildProcess[] = [];

afterAll(async () => {
  processes.forEach((one) => one.kill());
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(at.folder, { recursive: true, force: true });
});

/** Everything that is read from beside the code is asked for: the dictionary, the languages, a Parquet file's thread, the key of pseudonyms. */
function wanted(): RunSettings {
  const given = settings({ typos: true, pseudonyms: true, languages: ['en'], shardBytes: 150_000 });
  const table = { ...given.sources[0]!, name: 'table', format: 'parquet' as const, fields: ['label'] };
  return { ...given, sources: [...given.sources, table] };
}

async function addTable(): Promise<void> {
  const rows = Array.from({ length: 12 }, (_, row) => `${document(5000 + row)}\nWrite to ann${row}@example.com of it.`);
  const label = rows.map((_, row) => (row % 2 === 0 ? 'yes' : 'no'));
  const columns = { text: 'VARCHAR', label: 'VARCHAR' } as const;
  await writeTable(new FolderStore(at.input), 'table/rows.parquet', columns, { text: rows, label });
}

type Call = (event: unknown) => Promise<Record<string, unknown>>;

/** The bundle as Lambda has it: a copy of the asset alone, in plain Node, with the function's environment. */
function functionOf(handler: 'data-map' | 'data-drive', server: BucketServer): Call {
  const asset = join(at.folder, `asset-${handler}`);
  cpSync(bundleOf(handler), asset, { recursive: true });
  const script = `
    const { handler } = require(${JSON.stringify(join(asset, 'index.js'))});
    require('node:readline').createInterface({ input: process.stdin }).on('line', async (line) => {
      const call = { getRemainingTimeInMillis: () => 900000 };
      const answer = await handler(JSON.parse(line), call).catch(({ name, code, message }) => ({ failed: code ?? name, message }));
      process.stdout.write(JSON.stringify(answer) + '\\n');
    });`;
  const child = spawn(process.execPath, ['-e', script], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: server.url,
      RAW_BUCKET: 'raw',
      CURATED_BUCKET: 'curated',
      PSEUDONYM_KEY: 'alias/pseudonyms',
      SIGNING_KEY: 'alias/signing',
      ATHENA_WORKGROUP: 'data',
      GLUE_DATABASE: 'data',
      MALWARE_SCAN: 'required',
    },
  });
  processes.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (event) => {
    child.stdin.write(`${JSON.stringify(event)}\n`);
    const { value } = (await lines.next()) as { value: string };
    return JSON.parse(value) as Record<string, unknown>;
  };
}

async function started(verdict: (key: string) => string): Promise<BucketServer> {
  const raw = join(at.folder, 'raw');
  mkdirSync(raw, { recursive: true });
  cpSync(at.input, join(raw, 'quarantine'), { recursive: true });
  const server = await BucketServer.start({ raw, curated: join(at.folder, 'vault') }, MAC_KEY, verdict);
  servers.push(server);
  return server;
}

test('the state machine and the bundle of data-map, over S3, leave the same bytes as a run on a laptop', async () => {
  await addTable();
  const given = wanted();
  const laptop = join(at.folder, 'laptop');
  const local = await played(new WithKey(laptop), { input: at.input, folder: laptop }, given);

  const server = await started(() => 'NO_THREATS_FOUND');
  const map = functionOf('data-map', server);
  const dataset = join(at.folder, 'vault', 'datasets', 'mails');
  const key = LocalKey.fromPem(LocalKey.generate());
  const driven = async (): Promise<DataDriveAnswer> => {
    const sql = new DuckDb(dataset, { threads: 1 });
    const [input, store] = [new FolderStore(at.input), new FolderStore(dataset)];
    const answer = await drive({
      input,
      whole: store,
      settings: given,
      sql: () => sql,
      finish: { code: '0.0.0', signer: key },
    });
    await sql.close();
    if (answer.state === 'done') return { state: 'done', run: answer.run, manifest: '', promoted: true, held: [] };
    if (answer.state === 'again') return { state: 'again', attempt: 0 };
    return { ...answer, bucket: 'curated', key: answer.list, attempt: 0 };
  };
  const services: Services = {
    items: async (_, list) => JSON.parse(readFileSync(join(dataset, list), 'utf8')) as unknown[],
    call: async (resource, { FunctionName, Payload }) => {
      if (resource !== 'lambda:invoke') return { Executions: [{}] };
      if (FunctionName === 'drive') return { Payload: await driven() };
      const answer = await map(Payload as DataMapEvent);
      if ('failed' in answer) throw new StateError(String(answer['failed']), String(answer['message']));
      return { Payload: answer };
    },
  };
  const parts = { machineArn: '', drive: 'drive', map: 'map', topicArn: '', workBucket: '', maxConcurrency: 1 };
  const ended = await play(runDefinition(parts), { dataset: 'mails' }, services);

  expect(ended).toMatchObject({ end: 'SUCCEEDED', output: { run: local.run } });
  const [there, here] = [left(dataset, local.run), left(laptop, local.run)];
  expect(there.size).toBeGreaterThan(10);
  expect([...there].filter(([name, bytes]) => here.get(name) !== bytes).map(([name]) => name)).toEqual([]);
  const texts = [...there].filter(([name]) => name.startsWith('documents/'));
  const text = texts.map(([, bytes]) => Buffer.from(bytes, 'base64').toString('utf8')).join('');
  expect(text).toMatch(/table/);
  expect(text).not.toContain('@example.com');
  // Of the rest the role's policy allows nothing. It may list below a prefix only, so that a HEAD of what is not there would be refused.
  const allowed = /^GET raw\/quarantine\/.|^(GET|PUT) curated\/datasets\/mails\/./;
  const outside = server.requests.filter((one) => !allowed.test(one));
  expect(outside).toEqual([]);
});

test('an object that GuardDuty found something in, or has not looked at, is marked so by the bundle', async () => {
  const vault = join(at.folder, 'vault', 'datasets', 'other', 'landing');
  mkdirSync(vault, { recursive: true });
  writeFileSync(join(vault, 'settings.json'), JSON.stringify({ ...wanted(), pseudonyms: false }));
  const verdicts: Record<string, string> = { 'quarantine/letters/a.jsonl': 'THREATS_FOUND' };
  const map = functionOf('data-map', await started((key) => verdicts[key] ?? 'UNSUPPORTED'));
  const landed = async (source: string, key: string): Promise<string> => {
    const input = { source, key: `${source}/${key}`, bytes: 1 };
    await map({ dataset: 'other', prefix: 'landing/', task: { step: 'land', id: source, input } });
    return (JSON.parse(readFileSync(join(vault, 'landed', `${source}.json`), 'utf8')) as { malware: string }).malware;
  };
  expect([await landed('letters', 'a.jsonl'), await landed('notes', 'b.jsonl')]).toEqual(['infected', 'not scanned']);
});

test('the bundle of data-drive lists quarantine, and asks for each object to be landed before anything else', async () => {
  const settingsFile = join(at.folder, 'vault', 'datasets', 'third', 'settings.json');
  mkdirSync(join(settingsFile, '..'), { recursive: true });
  writeFileSync(settingsFile, JSON.stringify(wanted()));
  const server = await started(() => 'NO_THREATS_FOUND');
  const answer = await functionOf('data-drive', server)({ dataset: 'third', attempt: 3 });
  expect(answer).toMatchObject({ state: 'map', prefix: 'landing/', bucket: 'curated', attempt: 4, tasks: 7 });
  const tasks = JSON.parse(readFileSync(join(at.folder, 'vault', String(answer['key'])), 'utf8')) as unknown[];
  expect(tasks).toHaveLength(7);
  // It sees names and sizes of raw objects, and nothing of what is in them.
  expect(server.requests.filter((one) => / raw\/quarantine\/./.test(one)).every((one) => one.endsWith('/'))).toBe(true);
});

test('no bundle of the data stage carries DuckDB, and what a function of its size may weigh is far off', () => {
  for (const handler of ['data-map', 'data-drive'] as const) {
    const file = join(bundleOf(handler), 'index.js');
    expect(readFileSync(file, 'utf8')).not.toMatch(/duckdb/i);
    expect(statSync(file).size).toBeLessThan(20_000_000);
  }
  expect(existsSync(join(bundleOf('data-map'), 'node_modules', 'dictionary-en', 'license'))).toBe(true);
});

/** A laptop's store, whose key of pseudonyms is in every run. */
class WithKey extends FolderStore {
  public override async read(key: string): Promise<Uint8Array> {
    return key.endsWith(PSEUDONYM_KEY) ? MAC_KEY : super.read(key);
  }
}

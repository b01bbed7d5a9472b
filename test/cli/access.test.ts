import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cli/run';
import type { AccessRow } from '../../contract/access';
import { accessMatrix } from '../../lib/access';
import { parseConfig } from '../../lib/config/load';
import { scenarioText } from '../lib/config/scenario';
import { recorder } from './recorder';

const folder = mkdtempSync(join(tmpdir(), 'rampart-access-'));
const file = join(folder, 'rampart.yaml');
const text = scenarioText({ base: 'four' });
writeFileSync(file, text);
afterAll(() => rmSync(folder, { recursive: true }));

async function access(...words: string[]): Promise<string> {
  const { terminal, out, err } = recorder();
  expect(await run(['access', file, ...words], terminal)).toBe(0);
  expect(err()).toBe('');
  return out();
}

test('as JSON it is the matrix itself', async () => {
  expect(JSON.parse(await access('--format', 'json'))).toEqual(accessMatrix(parseConfig(text, file)));
});

test('the table has a block for each class, and loses no role, action, prefix or door', async () => {
  const blocks = (await access()).split(/\n(?=[A-Z]{3,} )/);

  for (const row of accessMatrix(parseConfig(text, file))) {
    const block = blocks.find((one) => one.startsWith(`${row.dataClass.toUpperCase()}  `)) ?? '';
    const line = block.split('\n').filter((one) => isLineOf(one, row));
    expect([row, line.length]).toEqual([row, 1]);
  }
});

function isLineOf(line: string, row: AccessRow): boolean {
  const [role = '', actions = '', prefix, door] = line.split(/ {2,}/);
  const same = role.replace(/ \(\d+ roles\)/, '') === row.role && prefix === (row.prefix || 'all of it');
  return same && door === row.door && actions.split(', ').includes(row.action);
}

test('a person may ask for one role or one class', async () => {
  const rows = JSON.parse(await access('--role', 'train', '--class', 'model', '--format', 'json')) as AccessRow[];

  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatchObject({ role: 'train', dataClass: 'model' });
});

test('where a role has nothing to do with a class, it says so', async () => {
  expect(await access('--role', 'ingest', '--class', 'model')).toMatch(/^Nobody: /);
});

test('as CSV it has a line for each row, with the principal', async () => {
  const [head, ...lines] = (await access('--format', 'csv')).trimEnd().split('\r\n');

  expect(head).toBe('class,role,action,prefix,door,principal');
  expect(lines).toHaveLength(accessMatrix(parseConfig(text, file)).length);
  expect(lines).toContain(
    'model,train,upload,candidates/,training network,arn:aws:iam::222233334444:role/acme-llm-train',
  );
});

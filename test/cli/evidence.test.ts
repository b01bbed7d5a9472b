import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeData } from '../../audit/evidence/data-part';
import { writeEvidence } from '../../audit/evidence/write';
import { run } from '../../cli/run';
import { recorder } from './recorder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rampart-evidence-'));
  const access = { rows: [], stacks: [], problems: [] };
  writeEvidence({ date: '2026-11-01', tools: {}, templates: [], rows: [], problems: [], access }, folder);
  writeData(folder, { report: 'report', manifest: 'manifest' });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function evidence(...words: string[]) {
  const record = recorder();
  const code = await run(['evidence', ...words], record.terminal);
  return { code, out: record.out(), err: record.err() };
}

test('evidence as it was written is intact, data run and all', async () => {
  expect(await evidence(folder)).toEqual({ code: 0, out: `intact  ${folder}: 6 files\n`, err: '' });
});

test('an altered report of a data run is named, and the exit is 1', async () => {
  writeFileSync(join(folder, 'data', 'report.html'), 'better news');
  expect(await evidence(folder)).toMatchObject({ code: 1, out: 'altered  data/report.html\n' });
  const { out } = await evidence(folder, '--format', 'json');
  expect(JSON.parse(out)).toEqual({ folder, files: 6, faults: [{ file: 'data/report.html', fault: 'altered' }] });
});

test('a folder that holds no evidence is an error with a code', async () => {
  const { code, err } = await evidence(join(folder, 'data', '..', '..'));
  expect(code).toBe(2);
  expect(err).toMatch(/^EVIDENCE_NOT_READABLE /);
});

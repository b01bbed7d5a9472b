import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeData } from '../../../audit/evidence/data-part';
import { verifyEvidence } from '../../../audit/evidence/verify';
import { writeEvidence } from '../../../audit/evidence/write';
import type { AuditResult } from '../../../audit/result';

/** An audit of nothing: what is in its ledger makes no difference here. */
const AUDITED: AuditResult = {
  date: '2026-11-01',
  tools: {},
  templates: [],
  rows: [],
  problems: [],
  access: { rows: [], stacks: [], problems: [] },
};
const RUN = { report: '<!doctype html><title>run 1</title>', manifest: '{"manifest":{"run":"1"}}\n' };
const LATER = { report: '<!doctype html><title>run 2</title>', manifest: '{"manifest":{"run":"2"}}\n' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rampart-evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function content(of = folder): Record<string, string> {
  const files = readdirSync(of, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(of.length + 1), readFileSync(path, 'utf8')]));
}
/** What the steps leave in a folder that was empty. */
function after(...steps: (() => void)[]): Record<string, string> {
  rmSync(folder, { recursive: true, force: true });
  for (const step of steps) step();
  return content();
}
const audit = () => void writeEvidence(AUDITED, folder);
const run = () => writeData(folder, RUN);
const later = () => writeData(folder, LATER);
const change = (name: string) => writeFileSync(join(folder, name), 'changed');

test('a data run is in the manifest with its hashes, and the page links its report', () => {
  const { 'manifest.json': manifest = '', 'index.html': page } = after(audit, run);
  const { files } = JSON.parse(manifest) as { readonly files: readonly { readonly name: string }[] };
  expect(files.map(({ name }) => name)).toEqual([
    'data/manifest.json',
    'data/report.html',
    'index.html',
    'ledger.csv',
    'ledger.json',
    'ledger.schema.json',
  ]);
  expect(page).toContain('<a href="data/report.html">');
  expect(verifyEvidence(folder)).toEqual({ files: 6, faults: [] });
});

test('the navigation of the page names the data run where there is one, and only then', () => {
  const link = '<li><a href="#data">Training data</a></li>';
  expect(after(audit)['index.html']).not.toContain(link);
  const page = after(audit, run)['index.html']!;
  expect(page.split(link)).toHaveLength(2);
  expect(page).toContain('<section id="data"');
});

test('audit and data run leave the same bytes in either order, and when either comes again', () => {
  const expected = after(audit, run);
  expect(after(run, audit)).toEqual(expected);
  expect(after(audit, run, run)).toEqual(expected);
  expect(after(audit, run, audit)).toEqual(expected);
  expect(after(run, run, audit, audit)).toEqual(expected);
});

test('another run takes the place of the first, wherever it comes', () => {
  const expected = after(audit, later);
  expect(after(audit, run, later)).toEqual(expected);
  expect(after(run, audit, later)).toEqual(expected);
  expect(after(run, later, audit)).toEqual(expected);
});

test('without a data run the page has no link to one, and the manifest no hash', () => {
  const { 'manifest.json': manifest, 'index.html': page } = after(audit);
  expect(page).not.toContain('data/report.html');
  expect(manifest).not.toContain('data/');
});

test('a data run that is taken away is gone from the next audit', () => {
  const remove = () => rmSync(join(folder, 'data'), { recursive: true });
  expect(after(audit, run, remove, audit)).toEqual(after(audit));
});

test('an audit refuses a report that was altered since; the run put there again mends it', () => {
  after(audit, run, () => change('data/report.html'));
  expect(audit).toThrow(expect.objectContaining({ code: 'EVIDENCE_ALTERED' }));
  run();
  expect(content()).toEqual(after(audit, run));
});

test('a data run refuses a page that was altered since, and writes nothing', () => {
  const before = after(audit, () => change('index.html'));
  expect(run).toThrow(expect.objectContaining({ code: 'EVIDENCE_ALTERED' }));
  expect(content()).toEqual(before);
});

test('a folder with a manifest of something else is refused', () => {
  change('manifest.json');
  expect(run).toThrow(expect.objectContaining({ code: 'EVIDENCE_NOT_READABLE' }));
});

test.each(['data/report.html', 'data/manifest.json', 'ledger.csv', 'index.html'])('altered, %s is told', (name) => {
  after(audit, run, () => change(name));
  expect(verifyEvidence(folder).faults).toEqual([{ file: name, fault: 'altered' }]);
});

test('what is missing, and a run that came in past the manifest, is told', () => {
  after(audit, run, () => rmSync(join(folder, 'data', 'report.html')));
  expect(verifyEvidence(folder).faults).toEqual([{ file: 'data/report.html', fault: 'missing' }]);
  const aside = mkdtempSync(join(tmpdir(), 'rampart-evidence-'));
  writeData(aside, RUN);
  after(audit);
  cpSync(join(aside, 'data'), join(folder, 'data'), { recursive: true });
  rmSync(aside, { recursive: true });
  expect(verifyEvidence(folder).faults).toEqual([
    { file: 'data/manifest.json', fault: 'not in the manifest' },
    { file: 'data/report.html', fault: 'not in the manifest' },
  ]);
});

test('a new manifest for an altered ledger must break the chain as well', () => {
  const { 'manifest.json': manifest = '' } = after(audit);
  const chain = manifest.replace(/("step": "ledger",\s+"sha256": ")[0-9a-f]{64}/, `$1${'0'.repeat(64)}`);
  writeFileSync(join(folder, 'manifest.json'), chain);
  expect(verifyEvidence(folder).faults).toEqual([{ file: 'ledger.json', fault: 'another link of the chain' }]);
});

test('a folder without a manifest is no evidence', () => {
  expect(() => verifyEvidence(folder)).toThrow(expect.objectContaining({ code: 'EVIDENCE_NOT_READABLE' }));
});

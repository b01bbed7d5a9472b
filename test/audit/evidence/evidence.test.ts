import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { Fn, type App } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { cell, ledgerCsv } from '../../../audit/evidence/ledger-csv';
import { ledgerJson, LETTERS } from '../../../audit/evidence/ledger-json';
import { LEDGER_SCHEMA } from '../../../audit/evidence/ledger-schema';
import { writeEvidence } from '../../../audit/evidence/write';
import { summary } from '../../../audit/ledger/summary';
import type { AuditResult } from '../../../audit/result';
import { acknowledge } from '../../../constructs/waiver/acknowledge';
import { addBad, addGood, auditOf, discardApp, sampleApp, sampleStack } from '../sample-app';

const CONFIG = 'c'.repeat(64);
let folder: string;
let result: AuditResult;

async function audit(): Promise<AuditResult> {
  const app: App = sampleApp();
  const stack = sampleStack(app);
  addGood(stack);
  acknowledge(addBad(stack), {
    id: 'AwsSolutions-S1',
    reason: '=HYPERLINK("http://evil.example") looks like a formula',
    owner: 'data platform',
    expiry: '2027-11-30',
  });
  const ingress = [{ ipProtocol: 'tcp', cidrIp: Fn.importValue('range'), fromPort: 22, toPort: 22 }];
  new CfnSecurityGroup(stack, 'Group', { groupDescription: 'test', securityGroupIngress: ingress });
  try {
    return await auditOf(app, { configHash: CONFIG });
  } finally {
    discardApp(app);
  }
}

beforeAll(async () => {
  result = await audit();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rampart-evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('the ledger keeps to its schema, and the schema refuses what it does not know', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(LEDGER_SCHEMA);
  const ledger = JSON.parse(ledgerJson(result)) as Record<string, unknown>;
  expect(validate(ledger) ? [] : validate.errors).toEqual([]);
  expect(validate({ ...ledger, verdict: 'fine' })).toBe(false);
  expect(validate({ ...ledger, date: 'today' })).toBe(false);
});

interface Ledger {
  readonly packs: { name: string; rules: { id: string }[] }[];
  readonly resources: { path: string }[];
  readonly outcomes: { resource: number; pack: string; rules: string }[];
  readonly findings: { finding: string; outcome: string; resource: number; waiver?: object }[];
  readonly legend: Record<string, string>;
}

test('the compact ledger holds every row: unfolded by its legend, it is the rows', () => {
  const ledger = JSON.parse(ledgerJson(result)) as Ledger;
  const unfolded = ledger.outcomes.flatMap(({ resource, pack, rules }) =>
    [...rules].flatMap((letter, index) =>
      letter === '.'
        ? []
        : [
            `${ledger.resources[resource]?.path} ${ledger.packs.find(({ name }) => name === pack)?.rules[index]?.id} ${ledger.legend[letter]}`,
          ],
    ),
  );
  const rows = result.rows.map((row) => `${row.path} ${row.rule} ${row.outcome}`);
  expect([...unfolded].sort()).toEqual([...new Set(rows)].sort());
  expect(rows.length).toBeGreaterThan(1500);
  const findings = result.rows.filter((row) => LETTERS[row.outcome] !== 'C' && LETTERS[row.outcome] !== '-');
  expect(ledger.findings.map((entry) => entry.finding)).toEqual(findings.map((row) => row.finding));
  expect(ledger.findings.find((entry) => entry.outcome === 'accepted')?.waiver).toMatchObject({
    owner: 'data platform',
  });
});

test('one result gives the same bytes twice, in whatever order its rows come', () => {
  const second = mkdtempSync(join(tmpdir(), 'rampart-evidence-'));
  const names = writeEvidence(result, folder);
  writeEvidence({ ...result, rows: [...result.rows].reverse() }, second);
  for (const name of names)
    expect(readFileSync(join(second, name), 'utf8')).toBe(readFileSync(join(folder, name), 'utf8'));
  rmSync(second, { recursive: true });
});

test('two audits of one app give the same bytes', async () => {
  const second = mkdtempSync(join(tmpdir(), 'rampart-evidence-'));
  const names = writeEvidence(result, folder);
  writeEvidence(await audit(), second);
  for (const name of names)
    expect(sha256(readFileSync(join(second, name)))).toBe(sha256(readFileSync(join(folder, name))));
  rmSync(second, { recursive: true });
});

test('no evidence names a path of the machine', () => {
  for (const name of writeEvidence(result, folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    for (const path of [tmpdir(), process.cwd()]) expect(text.includes(path)).toBe(false);
  }
});

test('the manifest hashes every file, and each step names the step before', () => {
  const names = writeEvidence(result, folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    chain: { step: string; sha256: string; previous: string | null }[];
    files: { name: string; bytes: number; sha256: string }[];
  };
  expect(manifest.files.map((file) => file.name)).toEqual(names.filter((name) => name !== 'manifest.json'));
  for (const { name, bytes, sha256: hash } of manifest.files) {
    const content = readFileSync(join(folder, name));
    expect({ name, bytes: content.length, hash: sha256(content) }).toEqual({ name, bytes, hash });
  }
  const [config, templates, ledger] = manifest.chain;
  expect(config).toEqual({ step: 'config', sha256: CONFIG, previous: null });
  expect(templates?.previous).toBe(CONFIG);
  expect(ledger).toEqual({
    step: 'ledger',
    sha256: sha256(readFileSync(join(folder, 'ledger.json'))),
    previous: templates?.sha256,
  });
  const written = JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8')) as { previous: { sha256: string } };
  expect(written.previous.sha256).toBe(templates?.sha256);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['a "b", c', '"a ""b"", c"'],
  ['=a,"b"', `"'=a,""b"""`],
  ['two\nlines', '"two\nlines"'],
  ['plain', 'plain'],
])('a CSV cell of %j is %j', (value, expected) => expect(cell(value)).toBe(expected));

test('the CSV has a row for each row of the ledger, and no cell that a spreadsheet would run', () => {
  const { text, complete } = ledgerCsv(result);
  const lines = text.split('\r\n');
  expect(complete).toBe(true);
  expect(lines).toHaveLength(result.rows.length + 2);
  expect(lines[0]).toBe('pack,rule,finding,stack,logicalId,resourceType,path,outcome,detail,reason,owner,expiry');
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"") looks like a formula"`);
  expect(text).not.toMatch(/(^|,)"?[=+\-@]/m);
});

test('a CSV past its limit leaves out what is not applicable, and the manifest says so', () => {
  const { text, complete } = ledgerCsv(result, 100_000);
  expect(complete).toBe(false);
  expect(text).not.toContain(',not applicable,');
  expect(text).toContain(',compliant,');
});

test('the summary counts every row once, and the waivers against the budget', () => {
  const numbers = summary(result);
  const counted = Object.values(numbers.byPack).flatMap((counts) => Object.values(counts));
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(result.rows.length);
  expect(numbers.byStack).toEqual({
    Sample: { 'AWS::EC2::SecurityGroup': 1, 'AWS::KMS::Key': 1, 'AWS::Logs::LogGroup': 1, 'AWS::S3::Bucket': 1 },
  });
  expect(numbers.acknowledgements).toEqual({ count: 1, perResource: 0.25, budget: 0.1, withinBudget: false });
});

test('a folder that cannot be made or is a file is refused with a code', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => writeEvidence(result, file)).toThrow(expect.objectContaining({ code: 'EVIDENCE_NOT_A_FOLDER' }));
  expect(() => writeEvidence(result, join(file, 'below'))).toThrow(
    expect.objectContaining({ code: 'EVIDENCE_NOT_WRITABLE' }),
  );
});

test('a write that fails leaves the old evidence whole and no partial file', () => {
  writeEvidence(result, folder);
  const before = readFileSync(join(folder, 'ledger.json'), 'utf8');
  // A folder where the last temporary file should go: root, who runs these tests, may write anywhere else.
  mkdirSync(join(folder, '.manifest.json.partial'));
  expect(() => writeEvidence({ ...result, date: '2027-01-16' }, folder)).toThrow(
    expect.objectContaining({ code: 'EVIDENCE_NOT_WRITABLE' }),
  );
  expect(readFileSync(join(folder, 'ledger.json'), 'utf8')).toBe(before);
  expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual(['.manifest.json.partial']);
});

test('missing folders above are made', () => {
  const deep = join(folder, 'a', 'b');
  writeEvidence(result, deep);
  expect(existsSync(join(deep, 'index.html'))).toBe(true);
});

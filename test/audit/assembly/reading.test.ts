import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { matchesGlob } from '../../../audit/assembly/glob';
import { readJson } from '../../../audit/assembly/json-reader';
import { lineAt } from '../../../audit/assembly/line';
import { readTemplates } from '../../../audit/assembly/read-templates';
import { resolve } from '../../../audit/assembly/resolve';
import { readYaml } from '../../../audit/assembly/yaml-reader';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reading-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, content: unknown): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const bucket = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } };

test('JSON is read as JSON.parse reads it, as long as no digits are lost', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, spaced) => {
      const text = JSON.stringify(value, null, spaced ? 2 : undefined);
      fc.pre(!/\d{16}/.test(text));
      const read = readJson(text);
      expect('value' in read && JSON.parse(JSON.stringify(read.value))).toEqual(JSON.parse(text));
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('an integer that loses digits as a number stays a text', () => {
  expect(readJson('[9007199254740993,12]')).toEqual({ value: ['9007199254740993', 12] });
});

test.each(['{"a":1,}', '{"a" 1}', '[1 2]', '"\u0001"', '01', '{"a":1}x', '"\\q"', 'nul', '', '[', '{"a":1,"a":2}'])(
  'broken JSON %j is refused',
  (text) => expect(readJson(text)).toHaveProperty('reason'),
);

test('a prototype key in JSON is a key like any other', () => {
  const read = readJson('{"__proto__":{"polluted":true}}');
  expect('value' in read && Object.keys(read.value as object)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('each YAML short form is its long form', () => {
  const read = readYaml(
    '[!Ref A, !GetAtt A.Arn, !Condition C, !Sub x, !Transform {Name: n}, !If [c, 1, 2], !Base64 x]',
  );
  expect('value' in read && JSON.parse(JSON.stringify(read.value))).toEqual([
    { Ref: 'A' },
    { 'Fn::GetAtt': 'A.Arn' },
    { Condition: 'C' },
    { 'Fn::Sub': 'x' },
    { 'Fn::Transform': { Name: 'n' } },
    { 'Fn::If': ['c', 1, 2] },
    { 'Fn::Base64': 'x' },
  ]);
});

test.each([
  ['a key given twice', 'a: 1\na: 2'],
  ['a merge key', 'x: &x {a: 1}\ny: {<<: *x}'],
  ['an alias of itself', 'a: &a [*a]'],
  ['an unknown alias', 'a: *b'],
  ['two documents', 'a: 1\n---\nb: 2'],
])('YAML with %s is refused', (_, text) => expect(readYaml(text)).toHaveProperty('reason'));

test('an alias gives what its anchor has', () => {
  const read = readYaml('a: &x {k: !Ref R}\nb: *x');
  expect('value' in read && JSON.parse(JSON.stringify(read.value))).toEqual({
    a: { k: { Ref: 'R' } },
    b: { k: { Ref: 'R' } },
  });
});

test('a pointer has its line in JSON and in YAML', () => {
  const json = JSON.stringify(
    { Resources: { A: { Type: 'x' }, B: { Type: 'y', Properties: { L: [1, { k: 2 }] } } } },
    null,
    1,
  );
  expect(lineAt({ text: json, format: 'json' }, '/Resources/B/Properties/L/1/k')).toBe(12);
  expect(json.split('\n')[11]).toContain('"k"');
  const yaml =
    'Resources:\n  A:\n    Type: x\n    Properties:\n      V: !Join\n        - ","\n        - - a\n          - !Ref B\n';
  expect(lineAt({ text: yaml, format: 'yaml' }, '/Resources/A/Properties/V/Fn::Join/1/1')).toBe(8);
  expect(lineAt({ text: yaml, format: 'yaml' }, '/Resources/A/Nowhere')).toBe(2);
});

test.each([
  ['**/*.json', 'a/b/c.json', true],
  ['**/*.json', 'c.json', true],
  ['a/*.json', 'a/b/c.json', false],
  ['a/{b,c}.{json,yaml}', 'a/c.yaml', true],
  ['a/?.json', 'a/bb.json', false],
  ['a/**/z/*.yml', 'a/b/z/y/z/q.yml', true],
  ['*a*a*a*a*a*a*a*a*b', 'a'.repeat(5000), false],
])('glob %s on %s', (pattern, path, matches) => expect(matchesGlob(pattern, path)).toBe(matches));

test('a folder gives its templates and passes over what is something else', () => {
  put('a/one.json', bucket);
  put('b/two.yaml', 'Resources:\n  B: {Type: AWS::S3::Bucket}');
  put('package.json', { name: 'x' });
  put('broken.json', '{"Resources":');
  const reading = readTemplates(folder);
  expect(reading.templates.map((one) => one.id)).toEqual(['a/one', 'b/two']);
  expect(reading.notEvaluated).toEqual([expect.objectContaining({ file: join(folder, 'broken.json'), line: 1 })]);
});

test('a glob gives what it matches', () => {
  put('a/one.json', bucket);
  put('a/two.yaml', 'Resources: {}');
  expect(readTemplates(join(folder, '**/*.json')).templates).toHaveLength(1);
  expect(readTemplates(join(folder, '*.toml')).notEvaluated).toHaveLength(1);
});

test('a file that is named must be a template', () => {
  expect(readTemplates(put('package.json', { name: 'x' })).notEvaluated[0]?.reason).toContain('no map of resources');
  expect(readTemplates(join(folder, 'missing.json')).notEvaluated).toHaveLength(1);
});

test('a pipe and a link that leads in a circle do not hang the reader', () => {
  execFileSync('mkfifo', [join(folder, 'pipe.json')]);
  symlinkSync(folder, join(folder, 'circle'));
  expect(readTemplates(folder).notEvaluated).toEqual([expect.objectContaining({ reason: 'not a regular file' })]);
});

test('a manifest cannot name files outside its assembly', () => {
  put('secret.json', bucket);
  put('out/manifest.json', {
    artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: '../secret.json' } } },
  });
  const reading = readTemplates(join(folder, 'out'));
  expect(reading.templates).toEqual([]);
  expect(reading.notEvaluated[0]?.reason).toContain('not a file of this assembly');
});

test('a nested stack that holds itself is listed, not followed', () => {
  put('self.json', {
    Resources: { N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'self.json' } } },
  });
  const reading = readTemplates(join(folder, 'self.json'));
  expect(reading.templates).toHaveLength(1);
  expect(reading.notEvaluated[0]?.reason).toContain('holds itself');
});

test('a macro makes a template not evaluated, with its line', () => {
  const path = put('sam.yaml', 'Transform: AWS::Serverless-2016-10-31\nResources: {}\n');
  const model = resolve(readTemplates(path));
  expect(model.templates).toEqual([]);
  expect(model.notEvaluated).toEqual([
    { file: path, pointer: '/Transform', line: 1, reason: expect.stringContaining('Serverless') },
  ]);
});

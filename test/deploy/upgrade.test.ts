import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyOf, templateOf, type Template } from '../emulator/assembly';
import { stacksOf } from '../emulator/platform';
import { releases } from './releases/release';
import { replacements, unannounced, type Stacks } from './releases/replacements';

const CHANGELOG = readFileSync(join(__dirname, '..', '..', 'CHANGELOG.md'), 'utf8');

for (const { version, templates } of releases())
  for (const config of Object.keys(templates))
    test(`an upgrade of ${config} from ${version} keeps every stateful resource, but for those that the changelog names`, () => {
      const assembly = assemblyOf(join(__dirname, '..', '..', 'config', `${config}.yaml`));
      const today: Stacks = Object.fromEntries(stacksOf(assembly).map((stack) => [stack, templateOf(assembly, stack)]));
      const before = templates[config] ?? {};
      const stateful = Object.values(before).flatMap(({ Resources }) => Object.values(Resources));
      expect(stateful.filter(({ Type }) => Type === 'AWS::S3::Bucket').length).toBeGreaterThan(5);
      expect(unannounced(replacements(before, today), CHANGELOG)).toEqual([]);
    });

function stack(resources: Template['Resources']): Stacks {
  return { data: { Resources: resources } };
}

const BUCKET = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'raw', Tags: [] } };

test('a bucket that has another logical id would be another bucket', () => {
  const found = replacements(stack({ Raw1: BUCKET }), stack({ Raw2: BUCKET }));
  expect(found).toEqual([{ resource: 'data/Raw1', type: 'AWS::S3::Bucket', reason: 'its logical id is gone' }]);
});

test('a change of a name replaces, a change of what can change in place does not', () => {
  const renamed = { ...BUCKET, Properties: { BucketName: 'new' } };
  expect(replacements(stack({ Raw: BUCKET }), stack({ Raw: renamed }))).toMatchObject([
    { reason: 'BucketName changed' },
  ]);
  const tagged = { ...BUCKET, Properties: { BucketName: 'raw', Tags: [{ Key: 'a', Value: 'b' }] } };
  expect(replacements(stack({ Raw: BUCKET }), stack({ Raw: tagged }))).toEqual([]);
});

test('a resource of another type under the same id, and a stack that is gone, count too', () => {
  const topic = { Type: 'AWS::SNS::Topic', Properties: {} };
  expect(replacements(stack({ Raw: BUCKET }), stack({ Raw: topic }))).toMatchObject([
    { reason: 'it is AWS::SNS::Topic now' },
  ]);
  expect(replacements(stack({ Raw: BUCKET }), {})).toHaveLength(1);
  expect(replacements(stack({ Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} } }), {})).toEqual([]);
});

test('only the unreleased part of the changelog announces, and by the full name', () => {
  const found = replacements(stack({ Raw: BUCKET }), {});
  expect(unannounced(found, '# C\n\n## [Unreleased]\n\n- Replaced: `data/Raw`\n\n## 0.1.0\n')).toEqual([]);
  expect(unannounced(found, '# C\n\n## [Unreleased]\n\n- Raw\n\n## 0.1.0\n\n- `data/Raw`\n')).toHaveLength(1);
});

import fc from 'fast-check';
import type { ManifestEntry } from '../../../../stages/data/label/manifest/augmented-manifest';
import { describeLabelingJob } from '../../../../stages/data/label/manifest/labeling-job';
import { readManifest, readManifestLine, type ManifestProblem } from '../../../../stages/data/label/manifest/read';
import { manifestLine } from '../../../../stages/data/label/manifest/write';
import { readLabelSchema } from '../../../../stages/data/label/schema';

const FORMAT = { labelAttribute: 'spam', classes: ['ham', 'spam'] };
const ENTRY: ManifestEntry = {
  source: { kind: 'text', text: 'You have won' },
  label: {
    value: 1,
    className: 'spam',
    confidence: 0.94,
    humanAnnotated: true,
    creationDate: '2026-11-26T04:30:00.123456',
    jobName: 'labeling-job/mail-spam',
  },
  other: { 'rampart-id': 'mail:1' },
};
const LINE = JSON.parse(manifestLine(ENTRY, FORMAT)) as Record<string, Record<string, unknown>>;
const METADATA = LINE['spam-metadata']!;

test("a line is what Ground Truth's text classification writes", () => {
  expect(manifestLine(ENTRY, FORMAT)).toBe(
    '{"source":"You have won","rampart-id":"mail:1","spam":1,"spam-metadata":{"class-name":"spam","confidence":0.94,' +
      '"creation-date":"2026-11-26T04:30:00.123456","human-annotated":"yes","job-name":"labeling-job/mail-spam",' +
      '"type":"groundtruth/text-classification"}}',
  );
});

test('what is written is read again as it was, whatever the text and the other properties', () => {
  const source = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => ({ kind: 'text' as const, text })),
    fc.string().map((uri) => ({ kind: 'ref' as const, uri })),
  );
  const label = fc.record({
    value: fc.constant(0),
    className: fc.constant('ham'),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
    humanAnnotated: fc.boolean(),
    creationDate: fc.constant('2026-11-26T04:30:00Z'),
    jobName: fc.string(),
  });
  const other = fc.dictionary(
    fc.string().filter((key) => !['source', 'source-ref', 'spam', 'spam-metadata', '__proto__'].includes(key)),
    fc.oneof(fc.string(), fc.integer(), fc.boolean()),
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(source, fc.option(label, { nil: undefined }), other, (from, given, rest) => {
      const entry: ManifestEntry = { source: from, ...(given && { label: given }), other: rest };
      expect(readManifestLine(manifestLine(entry, FORMAT), FORMAT, 'x:1')).toEqual(entry);
    }),
    { numRuns: 200, seed: 5 },
  );
});

test('a damaged line is told by its number and does not stop the others', async () => {
  const good = manifestLine(ENTRY, FORMAT);
  const problems: ManifestProblem[] = [];
  const read: ManifestEntry[] = [];
  for await (const entry of readManifest([good, '', '{', good, '[]'], FORMAT, 'out.manifest', (one) =>
    problems.push(one),
  )) {
    read.push(entry);
  }
  expect(read).toEqual([ENTRY, ENTRY]);
  expect(problems.map(({ line, error }) => [line, error.code, error.message])).toEqual([
    [3, 'MANIFEST_INVALID', 'out.manifest:3 must be one JSON object, got a line that is no JSON'],
    [5, 'MANIFEST_INVALID', 'out.manifest:5 must be one JSON object, got a list'],
  ]);
});

test('without anyone to tell, the first damaged line ends the reading', async () => {
  const read = async () => {
    for await (const _ of readManifest(['{'], FORMAT, 'out.manifest'));
  };
  await expect(read()).rejects.toThrow(expect.objectContaining({ code: 'MANIFEST_INVALID' }));
});

test.each([
  ['source', { ...LINE, source: undefined }],
  ['source', { ...LINE, 'source-ref': 's3://bucket/key' }],
  ['spam', { ...LINE, spam: 2 }],
  ['spam', { ...LINE, spam: '1' }],
  ['spam-metadata', { ...LINE, 'spam-metadata': undefined }],
  ['spam-metadata.class-name', { ...LINE, 'spam-metadata': { ...METADATA, 'class-name': 'ham' } }],
  ['spam-metadata.confidence', { ...LINE, 'spam-metadata': { ...METADATA, confidence: 1.1 } }],
  ['spam-metadata.human-annotated', { ...LINE, 'spam-metadata': { ...METADATA, 'human-annotated': true } }],
  ['spam-metadata.creation-date', { ...LINE, 'spam-metadata': { ...METADATA, 'creation-date': 'today' } }],
  ['spam-metadata.type', { ...LINE, 'spam-metadata': { ...METADATA, type: 'groundtruth/other' } }],
])('a wrong %s is refused by name', (property, value) => {
  expect(() => readManifestLine(JSON.stringify(value), FORMAT, 'm:7')).toThrow(`m:7 ${property} must be`);
});

test('a text of a record never stands in an error', () => {
  const text = 'x'.repeat(41);
  expect(() => readManifestLine(JSON.stringify({ ...LINE, spam: text }), FORMAT, 'm:1')).toThrow('got a text of 41');
});

test('what could not be read again is not written', () => {
  expect(() => manifestLine({ ...ENTRY, other: { source: 1 } }, FORMAT)).toThrow('must not be called source');
  expect(() => manifestLine({ ...ENTRY, label: { ...ENTRY.label!, confidence: NaN } }, FORMAT)).toThrow(
    expect.objectContaining({ code: 'MANIFEST_INVALID' }),
  );
  expect(() => manifestLine(ENTRY, { ...FORMAT, labelAttribute: 'spam-metadata' })).toThrow('label attribute');
});

const SCHEMA = readLabelSchema(
  {
    id: 'mail-spam',
    version: 2,
    question: 'Spam?',
    kind: 'nominal',
    classes: [
      { id: 'ham', definition: 'Asked for.' },
      { id: 'spam', definition: 'Unasked for.' },
    ],
    guideline: { version: 3, text: 'Judge.' },
  },
  { file: 'mail.yaml' },
);
const PLAN = {
  labelAttribute: 'spam',
  inputManifest: 's3://bucket/in.manifest',
  output: 's3://bucket/out/',
  roleArn: 'arn:aws:iam::111122223333:role/labels',
  workteamArn: 'arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/us',
  kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
};

test('a Ground Truth job is described only where somebody says that the account has it, and never for a public team', () => {
  expect(() => describeLabelingJob(SCHEMA, PLAN)).toThrow(expect.objectContaining({ code: 'GROUND_TRUTH_OFF' }));
  const open = { ...PLAN, workteamArn: 'arn:aws:sagemaker:eu-west-1:394669845002:workteam/public-crowd/default' };
  expect(() => describeLabelingJob(SCHEMA, open, true)).toThrow(
    expect.objectContaining({ code: 'LABELING_JOB_INVALID' }),
  );
  const job = describeLabelingJob(SCHEMA, PLAN, true);
  expect(job.request).toMatchObject({ LabelingJobName: 'mail-spam-v2-g3', LabelAttributeName: 'spam' });
  expect(JSON.parse(job.categories)).toMatchObject({ labels: [{ label: 'ham' }, { label: 'spam' }] });
});

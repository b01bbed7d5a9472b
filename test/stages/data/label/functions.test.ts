import { majority } from '../../../../stages/data/label/aggregate/majority';
import { buildLabelFunctions } from '../../../../stages/data/label/functions/build';
import type { LabelInput } from '../../../../stages/data/label/functions/label-function';
import { readLabelFunctions } from '../../../../stages/data/label/functions/read';
import { castVotes, functionStatistics, votesAsLabels } from '../../../../stages/data/label/functions/votes';
import { tabulate } from '../../../../stages/data/label/label-table';
import { readLabelSchema } from '../../../../stages/data/label/schema';
import type { ShapeError } from '../../../../stages/data/label/shape';

const SCHEMA = readLabelSchema(
  {
    id: 'mail-spam',
    version: 1,
    question: 'Spam?',
    kind: 'nominal',
    classes: [
      { id: 'spam', definition: 'Unasked for.' },
      { id: 'ham', definition: 'Asked for.' },
    ],
    guideline: { version: 1, text: 'Judge.' },
  },
  { file: 'mail.yaml' },
);
const DECLARED = [
  { name: 'offers', vote: 'spam', when: { keywords: ['act  now', 'free', '$$$'] } },
  { name: 'quotes', vote: 'ham', when: { pattern: '^> ?on .* wrote:', ignoreCase: true } },
  { name: 'lists', vote: 'ham', when: { field: 'folder', in: ['list', 'archive'] } },
  { name: 'shouting', vote: 'spam', when: { feature: 'upper-share', above: 0.5, below: 1.1 } },
];
const functions = buildLabelFunctions(readLabelFunctions(DECLARED, SCHEMA, { file: 'rules.yaml' }), SCHEMA);
const input = (text: string, fields: Record<string, string> = {}, upper?: number): LabelInput => ({
  text,
  fields,
  features: upper === undefined ? {} : { 'upper-share': upper },
});
const votesOn = (one: LabelInput) => functions.map(({ vote }) => vote(one));

test.each([
  ['a keyword in any case, across line ends', input('ACT\n now!'), [0, -1, -1, -1]],
  ['a word inside another word is no keyword', input('freedom'), [-1, -1, -1, -1]],
  ['signs need no word edge', input('win$$$today'), [0, -1, -1, -1]],
  ['a pattern', input('> On Monday Ada wrote:'), [-1, 1, -1, -1]],
  ['a field', input('', { folder: 'list' }), [-1, -1, 1, -1]],
  ['a field that only the prototype has', input('', {}), [-1, -1, -1, -1]],
  ['a feature above its limit', input('', {}, 0.51), [-1, -1, -1, 0]],
  ['a feature at its limit', input('', {}, 0.5), [-1, -1, -1, -1]],
])('%s', (_, one, votes) => {
  expect(votesOn(one)).toEqual(votes);
});

test('coverage, overlap, conflict and accuracy are counted as Snorkel does', () => {
  const documents = [
    input('free', { folder: 'list' }),
    input('free', {}, 0.9),
    input('nothing'),
    input('', { folder: 'archive' }),
  ];
  const [offers, quotes, lists, shouting] = functionStatistics(castVotes(functions, documents), [0, 0, -1, 0]);
  expect(offers).toEqual({ name: 'offers', polarity: [0], coverage: 0.5, overlap: 0.5, conflict: 0.25, accuracy: 1 });
  expect(quotes).toEqual({ name: 'quotes', polarity: [], coverage: 0, overlap: 0, conflict: 0, accuracy: undefined });
  expect(lists).toEqual({ name: 'lists', polarity: [1], coverage: 0.5, overlap: 0.25, conflict: 0.25, accuracy: 0 });
  expect(shouting).toMatchObject({ coverage: 0.25, overlap: 0.25, conflict: 0 });
});

test("functions' votes go into the same estimators as people's labels", () => {
  const votes = castVotes(functions, [input('free', {}, 0.9), input('', { folder: 'list' })]);
  const labels = votesAsLabels(votes, ['m1', 'm2'], ['spam', 'ham']);
  expect(labels[0]).toEqual({ item: 'm1', labeller: 'function:offers', value: 'spam' });
  expect([...majority(tabulate(labels, ['spam', 'ham'])).chosen]).toEqual([0, 1]);
});

test.each([
  ['no condition', { name: 'x', vote: 'spam', when: {} }, '/0/when'],
  ['two conditions', { name: 'x', vote: 'spam', when: { pattern: 'a', keywords: ['a'] } }, '/0/when'],
  ['a class that is none', { name: 'x', vote: 'eggs', when: { pattern: 'a' } }, '/0/vote'],
  ['a back-reference', { name: 'x', vote: 'spam', when: { pattern: '(a)\\1' } }, '/0/when/pattern'],
  ['a feature without a limit', { name: 'x', vote: 'spam', when: { feature: 'words' } }, '/0/when'],
  ['an empty keyword', { name: 'x', vote: 'spam', when: { keywords: [' '] } }, '/0/when/keywords/0'],
  ['a misspelt property', { name: 'x', vote: 'spam', when: { pattern: 'a', ignorecase: true } }, '/0/when/ignorecase'],
])('%s is refused at its place', (_, declared, pointer) => {
  let problems: string[] = [];
  try {
    readLabelFunctions([declared], SCHEMA, { file: 'rules.yaml' });
  } catch (error) {
    expect((error as ShapeError).code).toBe('LABEL_FUNCTIONS_INVALID');
    problems = (error as ShapeError).problems.map((problem) => problem.pointer);
  }
  expect(problems).toContain(pointer);
});

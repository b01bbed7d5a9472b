import { assessLabels } from '../../../../stages/data/label/assess';
import type { Label } from '../../../../stages/data/label/label-table';
import { readLabelSchema } from '../../../../stages/data/label/schema';
import { biased, careful, CLASSES, crowd, spammer } from './crowd';

const SCHEMA = readLabelSchema(
  {
    id: 'letters',
    version: 1,
    question: 'Which letter?',
    kind: 'nominal',
    classes: CLASSES.map((id) => ({ id, definition: id })),
    guideline: { version: 2, text: 'Look.' },
  },
  { file: 'letters.yaml' },
);
const { truth, table } = crowd([careful, careful, biased, spammer], 400, 21);
const LABELS = [...table.item].map((item, at): Label => ({
  item: table.items[item]!,
  labeller: table.labellers[table.labeller[at]!]!,
  value: CLASSES[table.value[at]!]!,
  guideline: 2,
}));
const gold = Object.fromEntries(table.items.slice(0, 40).map((id, item) => [id, CLASSES[truth[item]!]!]));
const options = { seed: 1, rounds: 100, gold };
const share = (labels: readonly { value: string | undefined }[]) =>
  labels.filter(({ value }, item) => value === CLASSES[truth[item]!]).length / truth.length;

test("a crowd with a spammer is held, its labellers are told apart, and its labels are better than the majority's", () => {
  const found = assessLabels(LABELS, SCHEMA, options);
  expect(found.gate).toMatchObject({ outcome: 'held', warning: false });
  const scores = found.labellers.map(({ spamScore }) => spamScore);
  expect(scores[3]).toBeGreaterThan(Math.max(scores[0]!, scores[1]!, scores[2]!));
  expect(found.labellers.every(({ goldLabels }) => goldLabels === 40)).toBe(true);
  const plain = assessLabels(LABELS, SCHEMA, { ...options, method: 'majority' });
  expect(share(found.labels)).toBeGreaterThan(share(plain.labels));
  expect(found.labels[0]).toMatchObject({ item: 'i000000', labels: 4 });
});

test.each(['weighted-majority', 'mace'] as const)('%s is at hand too, and beats the majority', (method) => {
  const plain = assessLabels(LABELS, SCHEMA, { ...options, method: 'majority' });
  expect(share(assessLabels(LABELS, SCHEMA, { ...options, method }).labels)).toBeGreaterThan(share(plain.labels));
});

test('labels given under an earlier guideline are said, and make a pass a tentative one', () => {
  const agreed = LABELS.filter(({ labeller }) => labeller === 'l000').flatMap((label) => [
    label,
    { ...label, labeller: 'x' },
  ]);
  const fresh = assessLabels(agreed, SCHEMA, { seed: 1, rounds: 50 });
  expect(fresh.gate).toMatchObject({ outcome: 'passed', warning: false });
  const [first, ...rest] = agreed;
  const mixed = assessLabels([{ ...first!, guideline: 1 }, ...rest], SCHEMA, { seed: 1, rounds: 50 });
  expect(mixed.gate).toMatchObject({ outcome: 'passed', warning: true });
  expect(mixed.gate.reasons.at(-1)).toBe('1 labels were given under another version of the guideline than 2');
});

test('no labels at all are not evaluated', () => {
  expect(assessLabels([], SCHEMA, options)).toMatchObject({
    gate: { outcome: 'not evaluated' },
    labels: [],
    labellers: [],
  });
});

test('the same labels in another order give the same bytes', () => {
  const text = (labels: Label[]) => JSON.stringify(assessLabels(labels, SCHEMA, options));
  expect(text([...LABELS].reverse())).toBe(text(LABELS));
});

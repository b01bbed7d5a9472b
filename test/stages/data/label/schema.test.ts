import { LabelError } from '../../../../stages/data/label/errors';
import { tabulate } from '../../../../stages/data/label/label-table';
import { readLabelSchema, schemaName } from '../../../../stages/data/label/schema';
import { ShapeError } from '../../../../stages/data/label/shape';

const GOOD = {
  id: 'mail-spam',
  version: 2,
  question: 'Is this mail spam?',
  kind: 'nominal',
  classes: [
    { id: 'spam', name: 'Spam', definition: 'Unasked for.', examples: ['You have won.'] },
    { id: 'ham', definition: 'Asked for.' },
  ],
  guideline: { version: 3, text: 'Judge as the reader would.' },
};

function problemsOf(value: unknown) {
  try {
    readLabelSchema(value, { file: 'labels.yaml', lineOf: (pointer) => (pointer === '/version' ? 2 : undefined) });
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    expect((error as ShapeError).code).toBe('LABEL_SCHEMA_INVALID');
    return (error as ShapeError).problems;
  }
  return [];
}

test('a schema is read with its classes in order, and a class without a name is shown by its id', () => {
  const schema = readLabelSchema(GOOD, { file: 'labels.yaml' });
  expect(schema.classes.map(({ name, value }) => [name, value])).toEqual([
    ['Spam', 0],
    ['ham', 1],
  ]);
  expect(schemaName(schema)).toBe('mail-spam@2');
});

test.each([
  ['a version that is no whole number', { ...GOOD, version: 1.5 }, '/version'],
  ['a misspelt property', { ...GOOD, guidelines: 1 }, '/guidelines'],
  ['an unknown kind', { ...GOOD, kind: 'fuzzy' }, '/kind'],
  ['an id with capitals', { ...GOOD, id: 'Spam' }, '/id'],
  ['a single class', { ...GOOD, classes: [GOOD.classes[0]] }, '/classes'],
  ['the same class twice', { ...GOOD, classes: [GOOD.classes[0], GOOD.classes[0]] }, '/classes/1/id'],
  [
    'a value where only intervals have one',
    { ...GOOD, classes: [{ ...GOOD.classes[0], value: 3 }, GOOD.classes[1]] },
    '/classes/0/value',
  ],
  [
    'an interval class without a value',
    { ...GOOD, kind: 'interval', classes: [{ ...GOOD.classes[0], value: 1 }, GOOD.classes[1]] },
    '/classes/1/value',
  ],
  ['an empty guideline', { ...GOOD, guideline: { version: 1, text: '' } }, '/guideline/text'],
  ['a list in place of the whole', [], ''],
])('%s is refused at its place', (_, value, pointer) => {
  expect(problemsOf(value).map((problem) => problem.pointer)).toContain(pointer);
});

test('a problem says file, line, property, what was got and what is allowed', () => {
  const [problem] = problemsOf({ ...GOOD, version: 'two' });
  expect(problem).toEqual({
    file: 'labels.yaml',
    line: 2,
    pointer: '/version',
    got: '"two"',
    allowed: 'a whole number from 1 on',
  });
  expect(() => readLabelSchema({ ...GOOD, version: 'two' }, { file: 'labels.yaml' })).toThrow(
    'labels.yaml /version must be a whole number from 1 on, got "two"',
  );
});

test('the order in which labels arrive changes nothing', () => {
  const labels = [
    { item: 'b', labeller: 'x', value: 'ham' },
    { item: 'a', labeller: 'y', value: 'spam' },
    { item: 'a', labeller: 'x', value: 'ham' },
  ];
  const table = tabulate(labels, ['spam', 'ham']);
  expect(tabulate([...labels].reverse(), ['spam', 'ham'])).toEqual(table);
  expect([...table.value]).toEqual([1, 0, 1]);
});

test('a label of no class of the schema is refused', () => {
  const read = () => tabulate([{ item: 'a', labeller: 'x', value: 'eggs' }], ['spam', 'ham']);
  expect(read).toThrow(LabelError);
  expect(read).toThrow(expect.objectContaining({ code: 'LABEL_CLASS_UNKNOWN' }));
});

import { JsonLines } from '../../../../stages/data/run/json-lines';
import { oddTexts } from '../odd-texts';

const said = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

test('lines are those of JSON.stringify, to the byte', () => {
  const [ids, texts] = [oddTexts(500, 6, 2), oddTexts(500, 90, 3)];
  const values = [
    ...texts.map((text, at) => ({ id: ids[at], source: 's', text, fields: { label: ids[at], long: text } })),
    {},
    { text: 'x'.repeat(100) },
    { only: undefined },
    { a: undefined, text: 'x'.repeat(100), b: undefined, c: null, d: 1.5, e: Number.NaN, f: [1, { g: true }] },
    {
      b: 1,
      2: 'the number comes first',
      a: 'y'.repeat(64),
      ['__proto__']: 'own',
      ['a "name" of its own\ud800']: 'z'.repeat(70),
    },
  ];
  const lines = new JsonLines();
  for (const value of values) lines.add(value);
  expect(Buffer.from(lines.all()).equals(Buffer.from(said(values)))).toBe(true);
  expect(lines.length).toBe(lines.all().length);
});

test('memory that was used before leaves nothing behind', () => {
  const [long, short] = [{ text: 'a'.repeat(200_000) }, { text: 'b'.repeat(80) }];
  const first = new JsonLines();
  first.add(long);
  first.clear();
  first.add(short);
  expect(Buffer.from(first.all()).toString()).toBe(said([short]));
  first.close();
  const [second, third] = [new JsonLines(), new JsonLines()];
  second.add(short);
  third.add(long);
  expect(Buffer.from(second.all()).toString()).toBe(said([short]));
  expect(Buffer.from(third.all()).toString()).toBe(said([long]));
  expect(first.length).toBe(0);
});

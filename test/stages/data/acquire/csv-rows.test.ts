import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvRows, type CsvRow } from '../../../../stages/data/acquire/csv-rows';

const ROOMY = { bytes: 1 << 20, values: 1000 };

function rowsOf(text: string, { part = Infinity, limits = ROOMY } = {}): CsvRow[] {
  const rows = new CsvRows(limits);
  const all: CsvRow[] = [];
  for (let at = 0; at < text.length; at += part) all.push(...rows.push(text.slice(at, at + part)));
  all.push(...rows.end());
  return all;
}

/** What another parser makes of it: the rows without a fault. */
function others(text: string): string[][] {
  return parse(text, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
}

const pieces = fc.constantFrom(
  'a',
  'ä',
  ',',
  ',',
  '"',
  '"',
  '""',
  '\n',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '","',
  '"\n"',
  '\u{1f600}',
);

test('rows without a fault are those of another parser, whatever the text, and wherever it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
      fc.integer({ min: 1, max: 9 }),
      (text, part) => {
        const rows = rowsOf(text);
        expect(rows.flatMap((row) => ('values' in row ? [row.values] : []))).toEqual(others(text));
        expect(rowsOf(text, { part })).toEqual(rows);
      },
    ),
    { seed: 5, numRuns: 5000 },
  );
});

test('a row is bad once, however many quotes of it are wrong', () => {
  expect(rowsOf('a"b"c"d,e\nf\n"g"h"i",j\n"k')).toEqual([
    { bad: 'format' },
    { values: ['f'] },
    { bad: 'format' },
    { bad: 'format' },
  ]);
});

test('a row that is too long or too wide is measured and not held, and the next one is read', () => {
  const limits = { bytes: 10, values: 3 };
  const long = `${'x'.repeat(50)},y\n`;
  const text = `${long}a,b\n"${'x'.repeat(20)}\n"\n,,,,,,\nc\nääääää\nd`;
  for (const part of [1, 7, Infinity])
    expect(rowsOf(text, { part, limits })).toEqual([
      { bad: 'size', units: 51 },
      { values: ['a', 'b'] },
      { bad: 'size', units: 21 },
      { bad: 'commas' },
      { values: ['c'] },
      { bad: 'size', units: 12 },
      { values: ['d'] },
    ]);
});

test('a byte order mark is no part of the first name', () => {
  expect(rowsOf('\ufefftext,label\n', { part: 1 })).toEqual([{ values: ['text', 'label'] }]);
});

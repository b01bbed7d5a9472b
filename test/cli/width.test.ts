import * as fc from 'fast-check';
import { hang, padTo, textWidth, wrap } from '../../cli/width';

test.each([
  ['plain', 5],
  ['für', 3],
  ['fu\u0308r', 3],
  ['模型', 4],
  ['✅', 2],
  ['👩‍🚒', 2],
  ['zero\u200bwidth', 9],
  ['', 0],
])('%j takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test('padding fills up to a width and never cuts', () => {
  expect(padTo('模型', 6)).toBe('模型  ');
  expect(padTo('too long', 3)).toBe('too long');
});

test('lines break between words, and a word that is too long breaks after a mark', () => {
  expect(wrap('read the raw data', 8)).toEqual(['read the', 'raw data']);
  expect(wrap('arn:aws:iam::1:role/name', 15)).toEqual(['arn:aws:iam::1:', 'role/name']);
  expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
});

test('a hanging paragraph indents every line, and is one line where there is no width', () => {
  expect(hang('one two three four five', '  ', 20)).toBe('  one two three four\n  five\n');
  expect(hang('one two three four five', '  ', undefined)).toBe('  one two three four five\n');
});

test('wrapping loses no letter and no line is too wide', () => {
  const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 8 });
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 40 }), (parts, width) => {
      const text = parts.join(' ');
      const lines = wrap(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});

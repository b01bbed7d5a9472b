import fc from 'fast-check';
import { plainMeasure } from '../../../../bench/data/plain-measure';
import { SYMBOL, TERMINAL, charactersOf } from '../../../../stages/data/clean/measure/character-class';
import { Measurer } from '../../../../stages/data/clean/measure/measure';

const tables = { punctuation: charactersOf(SYMBOL), terminal: charactersOf(TERMINAL) };
const measurer = new Measurer();

/** Texts that repeat themselves, break lines in every way, and leave the first plane. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'the',
        'of',
        'and so',
        'on line',
        'online',
        "don't",
        "rock'n'roll",
        'x',
        '_',
        '12',
        '１',
        'caf\u00e9',
        'e\u0301',
      ),
      fc.constantFrom(
        ' ',
        ' ',
        ' ',
        '\n',
        '\n\n',
        '\r\n',
        '\r',
        '\u2028',
        '\v',
        '\u0085',
        '\u001c',
        '\u00a0',
        '\ufeff',
        '\t',
      ),
      fc.constantFrom(
        '.',
        '...',
        '…',
        '!',
        '?"',
        "'",
        '#',
        '{',
        '- ',
        '• ',
        '[1]',
        '[edit]',
        '[citation needed]',
        '[',
        '。',
        '？',
      ),
      fc.constantFrom('JavaScript is on', 'our privacy policy', 'lorem ipsum', 'use coo\u212aies', 'z'.repeat(1001)),
      fc.constantFrom('\u{1f600}', '\u{10400}', '\u{1d7d8}', '\ud800', '\udc00', '\u{11f44}', '\u{10400}\u{10401}'),
      fc.string({ unit: 'binary-ascii', maxLength: 8 }),
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(''));

test('every feature is what the plain way measures', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(measurer.measure(text).features).toEqual(plainMeasure(text, tables));
    }),
    { numRuns: 1500, seed: 5 },
  );
});

test('tables grow with a document of many words, and a small one after it is measured the same', () => {
  const small = 'One of the few. One of the few.\nAnd so on and on.';
  const before = measurer.measure(small);
  const words = Array.from({ length: 40_000 }, (_, at) => `w${String(at % 30_011)}`).join(' ');
  expect(measurer.measure(words).features).toEqual(plainMeasure(words, tables));
  expect(measurer.measure(small)).toEqual(before);
});

test('words, lines and pairs of any length at any place are what the plain way measures', () => {
  // The kernel reads 16 units at a time, and its maps 64: pieces are as long as those, and one more or less.
  const lengths = [1, 2, 7, 8, 9, 15, 16, 17, 31, 55, 56, 57, 58, 63, 64, 65, 127, 128, 129];
  const run = fc.tuple(
    fc.constantFrom('x', ' ', '-', '\n', '\u{1d7d8}', '\u{1f600}', 'é', '\ud800'),
    fc.constantFrom(...lengths),
  );
  const end = fc.constantFrom(' ', '\n', '. ', "'s ", '" ', '...\n', '\r\n', 'privacy policy', '[12]', '{');
  const pieces = fc.array(fc.tuple(run, end), { maxLength: 20 });
  fc.assert(
    fc.property(pieces, (all) => {
      const text = all.map(([[unit, times], after]) => unit.repeat(times) + after).join('');
      expect(measurer.measure(text).features).toEqual(plainMeasure(text, tables));
    }),
    { numRuns: 600, seed: 6 },
  );
});

test('a text of millions of characters is measured, and its memory is not kept', () => {
  const line = 'A line that is there again and again, in a text of millions.\n';
  const { features } = measurer.measure(line.repeat(50_000));
  expect(features).toMatchObject({ words: 650_000, dup_line_frac: 49_999 / 50_001, c4_sentences: 50_000 });
  const small = 'One of the few. One of the few.\nAnd so on and on.';
  expect(measurer.measure(small).features).toEqual(plainMeasure(small, tables));
});

test('features come in one order and are finite, also of nothing', () => {
  const names = Object.keys(measurer.measure('Some text. With a line.\nAnd another.').features);
  for (const text of ['', ' ', '\n\n', '\ud800', '...']) {
    const { features } = measurer.measure(text);
    expect(Object.keys(features)).toEqual(names);
    expect(Object.values(features).every(Number.isFinite)).toBe(true);
  }
});

test('what C4 leaves is the text without the lines that its rules drop', () => {
  const lines = [
    '  One line that stays.  ',
    'Two words',
    '',
    'Enable JavaScript to read on',
    'We use cookies to serve you',
    `a word of ${'z'.repeat(1001)} is long`,
    'A fact[12] with a mark[edit].',
    '[1] [2] [citation needed]',
  ];
  const { text, lines: counts } = measurer.measure(lines.join('\r\n'));
  expect(text).toBe('One line that stays.\nA fact with a mark.');
  expect(counts).toEqual({ tooLongWord: 1, tooFewWords: 2, javascript: 1, policy: 1, citations: 5 });
});

test('a text of which every line stays is left as it is', () => {
  const text = 'One line that stays.\nAnd a second one.';
  expect(measurer.measure(text).text).toBe(text);
});

test('a phrase that appears only when a citation mark is cut is seen', () => {
  expect(measurer.measure('Turn on java[1]script to read').lines.javascript).toBe(1);
});

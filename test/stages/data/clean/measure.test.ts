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

import { Seeded } from '../../../stages/data/seeded';

const PIECES = [
  ...[
    '',
    'a',
    'word',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\b',
    '\f',
    '\v',
    '\x1b',
    '\x1f',
    '\x7f',
    '"',
    '\\',
    '\\u0041',
    '/',
  ],
  ...[
    '\u0080',
    '\u00a0',
    'é',
    'ß',
    'e\u0301',
    '\u0300',
    '\u07ff',
    '\u0800',
    '\u1680',
    '\u2003',
    '\u2028',
    '\u2029',
    '\u3000',
  ],
  ...[
    '日本',
    '\ud7ff',
    '\ue000',
    '\ufeff',
    '\ufffd',
    '\uffff',
    '😀',
    '\u{10ffff}',
    '\ud800',
    '\udbff',
    '\udc00',
    '\udfff',
  ],
  'The quick brown fox jumps over the lazy dog, and nothing in it needs an escape. ',
];

/** Texts of pieces that are hard to write: controls, quotes, white space of all kinds, two to four bytes a character, halves of pairs. */
export function oddTexts(count: number, pieces: number, seed: number): string[] {
  const random = new Seeded(seed);
  return Array.from({ length: count }, () =>
    Array.from({ length: random.below(pieces + 1) }, () => PIECES[random.below(PIECES.length)]).join(''),
  );
}

/** Texts about as long as what a kernel takes at a time, with a pair, a half or white space at the seam. */
export function seamTexts(units: number): string[] {
  return ['😀', '\ud83d', '\ude00', '\udc00\ud800', ' \n ', '日', '"\\'].flatMap((seam) =>
    [-3, -2, -1, 0, 1].map((by) => `${'x '.repeat(units / 2).slice(0, units + by)}${seam}${'y'.repeat(40)}`),
  );
}

import {
  ANY_WORD,
  AROUND,
  DIGIT_NEAR,
  FOUR_UNITS,
  HashedWords,
  HOLDS_PASSED,
  OFFSET,
  PASSED,
  PICK,
  PRIME,
  SIXTEEN_UNITS,
  WORD_ALONE,
} from '../../../../stages/data/words/hashed-words';
import { slotsOf } from '../../../../stages/data/words/slots';
import { Seeded } from '../../../../stages/data/seeded';

const KNOWN = 1;
const PASSES = "'\u200b";
const unitsAs = (passed: number, alone: number): Uint16Array =>
  Uint16Array.from({ length: 65_536 }, (_, unit) => {
    const character = String.fromCharCode(unit);
    if (PASSES.includes(character)) return passed;
    if (alone !== 0 && /\p{Script=Han}/u.test(character)) return alone;
    return /[\p{L}\p{N}_]/u.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
  });
/** For words that are looked up, and for those that are hashed. */
const UNITS = unitsAs(PASSED, 0);
const HASHED = unitsAs(0, WORD_ALONE);
const SLOTS = slotsOf(
  ['the', 'password', 'elephants', 'a'].map((word) => [word, KNOWN] as const),
  UNITS,
);

interface Word {
  readonly start: number;
  readonly end: number;
  readonly hash: number;
}

/** The plain way. */
function wordsOf(text: string, units = UNITS, offset = OFFSET, prime = PRIME): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    const start = at;
    let read = units[text.charCodeAt(at)] ?? 0;
    let hash = offset;
    if (read === WORD_ALONE) {
      at++;
      words.push({ start, end: at, hash: Math.imul(offset ^ (0x20000 + text.charCodeAt(start)), prime) });
    } else if (read === 0 || read === PASSED) at++;
    else {
      do {
        hash = read === PASSED ? hash : Math.imul(hash ^ read, prime);
        read = units[text.charCodeAt(++at)] ?? 0;
      } while (at < text.length && read !== 0 && read !== WORD_ALONE);
      words.push({ start, end: at, hash });
    }
  }
  return words;
}

function reader(bits: number, units = UNITS): HashedWords {
  return new HashedWords({ units, firsts: new Uint8Array(65_536).fill(bits), slots: SLOTS });
}

function picked(text: string, bits: number): { places: [number, number][]; blocks: number } {
  const words = reader(bits);
  const places: [number, number][] = [];
  let blocks = 0;
  for (let from = 0; from < text.length; blocks++) {
    const end = words.read(text, from);
    words.split();
    const count = words.pick();
    for (let at = 0; at < count * PICK; at += PICK)
      places.push([from + (words.picks[at] ?? 0) / 2, from + (words.picks[at + 1] ?? 0) / 2]);
    from = end;
  }
  return { places, blocks };
}

function found(text: string, bits: number): string[] {
  return picked(text, bits).places.map(([start, end]) => text.slice(start, end));
}

const PIECES = [
  'the',
  'Password',
  ' ',
  ' ',
  '\n',
  '. ',
  "'",
  "don't",
  '\u200b',
  '\u4e2d\u6587',
  '\u00e9t\u00e9',
  '_x1',
  '12',
  '-',
];

function drawn(random: Seeded, pieces: number): string {
  return Array.from({ length: pieces }, () => PIECES[random.below(PIECES.length)] ?? '').join('');
}

test('words are where the plain way finds them, in texts of one and of many blocks', () => {
  const random = new Seeded(5);
  for (const pieces of [0, 1, 2, 7, 40, 41, 300, 5_000, 30_000]) {
    const text = drawn(random, pieces);
    const plain = wordsOf(text).map(({ start, end }) => [start, end]);
    const { places, blocks } = picked(text, ANY_WORD);
    expect(places).toEqual(plain);
    if (pieces === 30_000) expect(blocks).toBeGreaterThan(2);
  }
});

test.each([
  [OFFSET, PRIME],
  [0x2545f491, 0x5851f42d],
])('hashes are FNV-1a’s, with %d and %d', (offset, prime) => {
  const random = new Seeded(6);
  const words = reader(0, HASHED);
  for (const pieces of [1, 60, 9_000]) {
    const text = drawn(random, pieces);
    const hashes: number[] = [];
    for (let from = 0; from < text.length;) {
      from = words.read(text, from);
      hashes.push(...words.hashes.subarray(0, words.hash(offset, prime)));
    }
    expect(hashes).toEqual(wordsOf(text, HASHED, offset, prime).map(({ hash }) => hash));
  }
});

test('a word of a million units is one word, and the memory that it took goes with it', () => {
  const words = reader(ANY_WORD);
  const long = 'x'.repeat(1_500_000);
  expect(words.read(`${long} the`, 0)).toBe(long.length);
  expect([words.split(), words.pick(), words.picks[1]]).toEqual([1, 1, 2 * long.length]);
  const held = words.picks.buffer.byteLength;
  expect(words.read('the', 0)).toBe(3);
  expect([words.split(), words.pick(), words.picks[1]]).toEqual([1, 1, 6]);
  expect(words.picks.buffer.byteLength).toBeLessThan(held / 10);
});

test('a known word is picked in any case, by its first eight units', () => {
  const text = 'The passwords of THE Password, thee and elephants';
  expect(found(text, KNOWN)).toEqual(['The', 'passwords', 'THE', 'Password', 'elephants']);
});

test('words are picked by their shape', () => {
  const text = "four fives sixteen_units_ok 12 May 7 other xyza1 it's";
  expect(found(text, FOUR_UNITS)).toEqual(['four', "it's"]);
  expect(found(text, SIXTEEN_UNITS)).toEqual(['sixteen_units_ok']);
  expect(found(text, HOLDS_PASSED)).toEqual(["it's"]);
  expect(found(text, DIGIT_NEAR)).toEqual(['sixteen_units_ok', '12', 'May', 'xyza1']);
});

test('signs are found, and those behind a block are not', () => {
  const words = reader(0);
  const text = `${'a:b-'.repeat(4_095)}word@ - @`;
  const end = words.read(text, 0);
  expect(text.slice(end)).toBe('@ - @');
  expect(words.find(0x3a, 0x2d, 0x40, 0x40)).toBe(8_190);
  expect([...words.signs.subarray(0, 2)]).toEqual([2, 6]);
  expect(words.read(text, end)).toBe(text.length);
  expect(words.find(0x40, 0x40, 0x40, 0x40)).toBe(2);
  expect([...words.signs.subarray(0, 2)]).toEqual([0, 8]);
});

test('beside a block stands what the text has there, or line ends and zeros', () => {
  const words = reader(0);
  words.read('ab', 0);
  expect(String.fromCharCode(...words.data.subarray(0, AROUND + 4))).toBe(`${'\n'.repeat(AROUND)}ab\0\0`);
  const text = `${'x '.repeat(9_000)}`;
  const end = words.read(text, 0);
  expect(words.data[AROUND + end + 1]).toBe(text.charCodeAt(end + 1));
  words.read(text, end);
  expect(words.data[AROUND - 1]).toBe(text.charCodeAt(end - 1));
});

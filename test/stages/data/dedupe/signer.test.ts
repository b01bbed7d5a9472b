import { createHash } from 'node:crypto';
import { BANDING, bandColumns } from '../../../../stages/data/dedupe/near/banding';
import { GramSets, jaccard } from '../../../../stages/data/dedupe/near/gram-set';
import { Signer } from '../../../../stages/data/dedupe/near/signer';
import { Words } from '../../../../stages/data/dedupe/near/words';
import { exactHash } from '../../../../stages/data/dedupe/exact-hash';
import { generator } from './planted-corpus';
import { splitWords, trueJaccard, TrueSets } from './true-pairs';

const { floor } = Math;

const ODD = [
  '',
  ' ... \n',
  'one',
  'One, two; THREE four',
  "It's a long-ish text, with 12 numbers: 3.14 and so on",
  'Straße ΑΒΓ привет Ünïcode e\u0301te\u0301',
  '我们 today 去 school ข้อ ひらがなカタカナ',
  'emoji \u{1f600}\u{1f600} and \u{20000}\u{20001} of Han beyond \u{a1aa1}x',
  'a'.repeat(20_000),
  'b c '.repeat(9_000),
  '字'.repeat(9_000),
];

function passage(seed: number, words: number): string[] {
  const random = generator(seed);
  return Array.from({ length: words }, () => `w${floor(random() * 1e6)}`);
}

test('words are those of the regular expression, in any script', () => {
  const words = new Words();
  const seen = new Map<string, number>();
  const differing: string[] = [];
  for (const text of ODD) {
    const expected = splitWords(text);
    expect(words.read(text)).toBe(expected.length);
    expected.forEach((word, at) => {
      const hash = words.hashes[at]!;
      if ((seen.get(word) ?? hash) !== hash) differing.push(word.slice(0, 20));
      seen.set(word, hash);
    });
  }
  expect(differing).toEqual([]);
  expect(new Set(seen.values()).size).toBe(seen.size);
});

test('sets have the sizes and the similarities of sets made without a hash', () => {
  const sets = new GramSets();
  const truth = new TrueSets();
  const texts = [...ODD, ...ODD.map((text) => `${text} ${text} more words at the end`)];
  for (const text of texts) truth.add(text);
  const ours = texts.map((text) => sets.of(text));
  expect(ours.map(({ length }) => length)).toEqual(truth.sets.map(({ length }) => length));
  for (let a = 0; a < texts.length; a++)
    for (let b = 0; b < texts.length; b++)
      expect(jaccard(ours[a]!, ours[b]!)).toBe(trueJaccard(truth.sets[a]!, truth.sets[b]!));
});

test('keys are signed 64 bits, one a band, and none for a text without words', () => {
  const signer = new Signer();
  const { keys, grams } = signer.sign(passage(1, 300).join(' '));
  expect(grams).toBe(296);
  expect(keys).toHaveLength(BANDING.bands);
  expect(keys.every((key) => BigInt.asIntN(64, key) === key)).toBe(true);
  expect(new Set(keys).size).toBe(BANDING.bands);
  expect(signer.sign(' -- ')).toEqual({ grams: 0, keys: [] });
  expect(Object.keys(bandColumns())).toEqual(['place', ...keys.map((_, at) => `k${String(at).padStart(2, '0')}`)]);
});

test('a signature is what it was: earlier runs stay comparable', () => {
  expect(new Signer().sign('The quick brown fox jumps over the lazy dog').keys.slice(0, 3)).toMatchInlineSnapshot(`
   [
     -7096514979049943565n,
     700336157455056616n,
     3065190907882661088n,
   ]
  `);
});

test('a signature does not depend on what was signed before', () => {
  const used = new Signer();
  for (const text of ODD) used.sign(text);
  for (const text of ODD) expect(used.sign(text)).toEqual(new Signer().sign(text));
});

test.each([0.9, 0.8, 0.6])('at similarity %d, a band agrees as often as its seven rows should', (similarity) => {
  const signer = new Signer();
  let agree = 0;
  const pairs = 150;
  for (let pair = 0; pair < pairs; pair++) {
    // Two texts of n grams that share s have similarity s / (2n - s).
    const all = passage(pair + 1, 504);
    const shared = Math.round((2 * 500 * similarity) / (1 + similarity));
    const other = [...all.slice(0, shared + 4), ...passage(pair + 10_001, 500 - shared)];
    const left = signer.sign(all.join(' ')).keys;
    const right = signer.sign(other.join(' ')).keys;
    agree += left.filter((key, band) => key === right[band]).length;
  }
  expect(Math.abs(agree / (pairs * BANDING.bands) - similarity ** BANDING.rows)).toBeLessThan(0.03);
});

test('an exact hash is that of the normalised text, in any script and length', () => {
  const white = '\t\v\f \u00a0\u1680\u2003\u2028\u202f\u3000\ufeff\n';
  for (const text of [
    ...ODD,
    `${white}a${white}e\u0301${white}`,
    'lone \ud800 half',
    '\u{1f600} x',
    'long  '.repeat(9_000),
  ]) {
    const normal = text.normalize('NFC').replace(/\s+/g, ' ').trim();
    expect(exactHash(text)).toBe(createHash('sha256').update(normal, 'utf8').digest('hex'));
  }
});

test('texts that differ in white space and composition only are exact copies, those that differ in case are not', () => {
  expect(exactHash(' caf\u00e9\n\nau  lait ')).toBe(exactHash('cafe\u0301 au lait'));
  expect(exactHash('Caf\u00e9 au lait')).not.toBe(exactHash('caf\u00e9 au lait'));
  expect(exactHash('a b')).not.toBe(exactHash('ab'));
});

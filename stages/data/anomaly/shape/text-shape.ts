import { CLASS, DIGIT, LOWER, UPPER } from '../../personal/characters';

const MOST_UNITS = 8_000;
/** Words whose repetition is looked at: the entropy of more depends on how many there are. */
const MOST_WORDS = 200;
const HASH_START = 0x811c9dc5 | 0;
const HASH_PRIME = 0x01000193;

/** What tells gibberish from text, whatever the text is about; on scales that are about symmetric in ordinary text. */
export interface TextShape {
  /** Bits of a character by the two before it; see {@link CharacterModel}. NaN where it is not told. */
  readonly surprise: number;
  /** Natural logarithm of 1.02 less the words' entropy over that of as many different words: greater the fewer words are repeated. */
  readonly variety: number;
  /** Letters of all characters that are no blank. */
  readonly letters: number;
  /** Log odds of digits among them. */
  readonly digits: number;
  /** Natural logarithm of the mean length of a word. */
  readonly word_length: number;
}

/** Their names, in order. */
export const SHAPE = [
  'surprise',
  'variety',
  'letters',
  'digits',
  'word_length',
] as const satisfies readonly (keyof TextShape)[];

/** Measures a text's first characters. */
export function textShape(text: string, surprise: (text: string) => number): TextShape {
  const end = Math.min(MOST_UNITS, text.length);
  const counts = new Map<number, number>();
  const found = { shown: 0, letters: 0, digits: 0, words: 0, units: 0 };
  let hash = 0;
  for (let at = 0; at <= end; at++) {
    const code = at < end ? text.charCodeAt(at) : 0x20;
    const kind = CLASS[code];
    if (kind === LOWER || kind === UPPER || kind === DIGIT) {
      found.shown++;
      found.units++;
      found[kind === DIGIT ? 'digits' : 'letters']++;
      hash = Math.imul((hash === 0 ? HASH_START : hash) ^ (code | 0x20), HASH_PRIME);
      continue;
    }
    if (code > 0x20) found.shown++;
    if (hash === 0) continue;
    if (found.words++ < MOST_WORDS) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    hash = 0;
  }
  return {
    surprise: surprise(text),
    variety: -Math.log(1.02 - evenness(counts)),
    letters: found.letters / Math.max(1, found.shown),
    digits: Math.log((found.digits + 1) / (found.shown - found.digits + 1)),
    word_length: Math.log(Math.max(1, found.units) / Math.max(1, found.words)),
  };
}

/** Entropy over its greatest: 1 where no word comes twice. */
function evenness(counts: ReadonlyMap<number, number>): number {
  let words = 0;
  for (const count of counts.values()) words += count;
  if (words < 2) return 1;
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / words) * Math.log(count / words);
  return entropy / Math.log(words);
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Nspell } from 'nspell';
import { isRegionalSpelling, oneEditFrom } from './spelling';

/** Which words may be repaired. */
export interface TypoOptions {
  /** A word that the run has more often than this is no typo, whatever the dictionary says. @default 2 */
  readonly rareAtMost?: number;
  /** What it is repaired to must be as frequent as this in the run. @default 10 */
  readonly commonAtLeast?: number;
}

/** A text after the repair of typos. */
export interface TypoRepair {
  readonly text: string;
  /** Words that were repaired. */
  readonly count: number;
}

/** Repairs typos in a text; leaves texts alone that are not in English. */
export type RepairTypos = (text: string, language: string) => TypoRepair;

// A word in small letters that no letter, digit or sign of code, an address or a compound touches. Names and sentence beginnings have capitals.
const WORD =
  /(?<![\p{L}\p{M}\p{N}_@#$%&/\\.:=+~'’<{-])[a-z]{5,24}(?![\p{L}\p{M}\p{N}_@#$%&/\\=+~<>([{-]|[.:'’]\p{L})/gu;
const MOST_CACHED = 200_000;

/**
 * A conservative repair: only a word that is rare in the run and not in the dictionary, where exactly one word of the dictionary is one edit away and
 * frequent in the run. `frequencies` counts words in small letters over the whole run. The dictionary (US English) loads here, which takes
 * some 100 ms. Each word is looked up once. The dictionary's own suggestions are not asked: on nonsense they take seconds a word.
 */
export async function typoRepair(
  frequencies: ReadonlyMap<string, number>,
  { rareAtMost = 2, commonAtLeast = 10 }: TypoOptions = {},
): Promise<RepairTypos> {
  const spelling = await dictionary();
  const known = new Map<string, string>();
  const times = (word: string): number => frequencies.get(word) ?? 0;
  const look = (word: string): string => {
    if (times(word) > rareAtMost || spelling.correct(word)) return word;
    const [only, ...more] = [...oneEditFrom(word)].filter(
      (other) => times(other) >= commonAtLeast && spelling.correct(other),
    );
    return only === undefined || more.length > 0 || isRegionalSpelling(word, only) ? word : only;
  };
  const repaired = (word: string): string => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= MOST_CACHED) known.clear();
    const after = look(word);
    known.set(word, after);
    return after;
  };
  return (text, language) => {
    if (language !== 'en') return { text, count: 0 };
    let count = 0;
    const corrected = text.replace(WORD, (word) => {
      const right = repaired(word);
      if (right !== word) count += 1;
      return right;
    });
    return { text: corrected, count };
  };
}

async function dictionary(): Promise<Nspell> {
  const { default: nspell } = await import('nspell');
  const folder = dirname(require.resolve('dictionary-en'));
  return nspell(readFileSync(join(folder, 'index.aff')), readFileSync(join(folder, 'index.dic')));
}

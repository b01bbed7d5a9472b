import type { Seeded } from '../../stages/data/seeded';

/** Texts as lists of words of letters only. */
export interface Words {
  readonly texts: readonly (readonly string[])[];
  readonly vocabulary: readonly string[];
  readonly followers: ReadonlyMap<string, readonly string[]>;
}

type Make = (words: Words, random: Seeded) => readonly string[];

const pick = <T>(list: readonly T[], random: Seeded): T => list[random.below(list.length)] as T;
const any = ({ texts }: Words, random: Seeded): string => pick(pick(texts, random), random);

/** Ways to make a text of a corpus' words that says nothing. */
export const SALADS: Readonly<Record<string, Make>> = {
  'a text in any order': ({ texts }, random) => random.shuffle([...pick(texts, random)].slice(0, 300)),
  'sixty words of a text in any order': ({ texts }, random) => random.shuffle([...pick(texts, random)].slice(0, 60)),
  'words as frequent as usual': (words, random) => Array.from({ length: 150 }, () => any(words, random)),
  'words of a dictionary': ({ vocabulary }, random) => Array.from({ length: 150 }, () => pick(vocabulary, random)),
  'a dozen keywords again and again': ({ vocabulary }, random) => {
    const keywords = Array.from({ length: 12 }, () => pick(vocabulary, random));
    return Array.from({ length: 150 }, () => pick(keywords, random));
  },
  'keywords between the words of a text': ({ texts, vocabulary }, random) => {
    const keywords = Array.from({ length: 12 }, () => pick(vocabulary, random));
    return pick(texts, random)
      .slice(0, 150)
      .flatMap((word) => [word, pick(keywords, random)]);
  },
  'a chain from word to word': (words, random) => {
    let word = any(words, random);
    return Array.from({ length: 300 }, () => (word = pick(words.followers.get(word) ?? [any(words, random)], random)));
  },
  'bits of texts, four to seven words each': ({ texts }, random) =>
    Array.from({ length: 40 }, () => {
      const words = pick(texts, random);
      const from = random.below(Math.max(1, words.length - 7));
      return words.slice(from, from + 4 + random.below(4));
    }).flat(),
};

/** The words of a corpus, and which follow which. */
export function wordsOf(corpus: readonly string[]): Words {
  const texts = corpus
    .map((text) => text.split(/\s+/).filter((word) => /^[\p{L}\p{M}'\u2019]+[.,;:!?]?$/u.test(word)))
    .filter((words) => words.length > 40);
  const followers = new Map<string, string[]>();
  for (const words of texts) {
    words.slice(1).forEach((word, before) => {
      const known = followers.get(words[before] ?? '');
      if (known === undefined) followers.set(words[before] ?? '', [word]);
      else known.push(word);
    });
  }
  return { texts, vocabulary: [...new Set(texts.flat())], followers };
}

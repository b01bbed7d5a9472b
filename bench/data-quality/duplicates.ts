import { Seeded } from '../../stages/data/seeded';
import { locate } from '../../stages/data/dedupe/place';
import { found, sharded } from '../../test/stages/data/dedupe/measured';
import { brief, scored, told, type FoundScore } from './found-score';
import { mails } from './texts';

const HOSTS = 3000;
const EACH = 100;
/** Share of words that are replaced in a copy, and what it is called. */
const GRADES: readonly (readonly [name: string, share: number])[] = [
  ['exact, other white space', 0],
  ['0.2 % of words', 0.002],
  ['1 % of words', 0.01],
  ['2 % of words', 0.02],
  ['4 % of words', 0.04],
  ['10 % of words', 0.1],
];
/** What the stage calls near. The true similarity is worked out here by sets of strings, without a hash. */
const NEAR = 0.8;

/**
 * Duplicates: copies of mails with a seeded share of their words replaced, by grade, and found by deduplication. A copy counts as planted where its
 * true Jaccard similarity (word 5-grams) to its original is at least .8; precision is the share of edges whose true similarity is.
 */
export async function measure(): Promise<object> {
  const random = new Seeded(2_002);
  const texts = mails()
    .map(({ text }) => text)
    .filter((text) => text.split(/\s+/).length > 150)
    .slice(0, HOSTS);
  const originals = texts.length;
  const copies = GRADES.flatMap(([name, share]) =>
    Array.from({ length: EACH }, () => {
      const of = random.below(originals);
      const words = (texts[of] ?? '').split(/\s+/);
      const changed = words.map((word) => (random.below(100_000) < share * 100_000 ? `z${random.below(1e6)}` : word));
      return { name, of, text: share === 0 ? words.join('  ') : changed.join(' ') };
    }),
  );
  const all = [...texts, ...copies.map(({ text }) => text)];
  const shards = sharded(all);
  const made = await found([shards]);
  const sizes = shards.map(({ length }) => length);
  const numberOf = (place: bigint): number => {
    const { shard, row } = locate(place);
    return sizes.slice(0, shard).reduce((sum, size) => sum + size, 0) + row;
  };
  const out = new Set(made.duplicates.map((row) => Number(String(row['id']).split('.').at(-1))));
  const grams = new Map<number, ReadonlySet<string>>();
  const gramsOf = (at: number): ReadonlySet<string> => {
    const known = grams.get(at) ?? shingles(all[at] ?? '');
    grams.set(at, known);
    return known;
  };
  const edges = made.edges_.map(({ a, b }) => ({
    planted: jaccard(gramsOf(numberOf(a)), gramsOf(numberOf(b))) >= NEAR - 0.001,
    flagged: true,
  }));
  const precise = scored(edges);
  const scores: Record<string, FoundScore> = {};
  for (const [name] of GRADES) {
    const items = copies.flatMap((copy, at) => {
      const near = copy.name === name && jaccard(gramsOf(copy.of), gramsOf(originals + at)) >= NEAR;
      return near ? [{ planted: true, flagged: out.has(originals + at) || out.has(copy.of) }] : [];
    });
    scores[name] = { ...scored(items), precision: null };
  }
  scores['edges, by true similarity'] = { ...precise, recall: null };
  return brief(told(`Duplicates, ${originals} mails and ${copies.length} copies`, scores));
}

function shingles(text: string): ReadonlySet<string> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const grams = new Set<string>();
  for (let at = 0; at + 5 <= words.length; at++) grams.add(words.slice(at, at + 5).join(' '));
  return grams;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const gram of a) if (b.has(gram)) both++;
  return a.size + b.size === 0 ? 0 : both / (a.size + b.size - both);
}

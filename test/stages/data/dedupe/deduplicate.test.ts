import { bar, type Bar } from './bar';
import { found, sharded, type Found } from './measured';
import { generator, plantedCorpus } from './planted-corpus';

jest.setTimeout(60_000);

const WORDS = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau'.split(
  ' ',
);

/** `count` words that depend on the seed alone. */
function passage(seed: number, count = 120): string {
  const random = generator(seed);
  return Array.from(
    { length: count },
    () => `${WORDS[Math.floor(random() * WORDS.length)]!}${Math.floor(random() * 50)}`,
  ).join(' ');
}

/** The passage with its last words replaced: that leaves (n - 4 - k) of its 5-grams. */
function ending(seed: number, words: number, mark: string): string {
  const all = passage(seed).split(' ');
  return [...all.slice(0, all.length - words), ...Array.from({ length: words }, (_, at) => `${mark}${at}`)].join(' ');
}

function rows({ duplicates }: Found): string[] {
  return duplicates.map(({ id, kept, kind, similarity }) => `${id} ${kept} ${kind} ${Number(similarity).toFixed(3)}`);
}

describe('on 2,000 passages with planted copies', () => {
  const corpus = plantedCorpus(2000);
  let judged: Bar;
  let inMemory: Found;

  beforeAll(async () => {
    inMemory = await found([sharded(corpus.texts)]);
    judged = bar(corpus, inMemory);
  });

  test('pairs of a true Jaccard similarity of .9 and more are in one cluster, all of them', () => {
    expect(judged.pairs90).toBeGreaterThan(300);
    expect(judged.at90).toBe(1);
  });

  test('at least 97 % of the pairs from .8 to .9 are in one cluster', () => {
    expect(judged.pairs80).toBeGreaterThan(100);
    expect(judged.at80).toBeGreaterThanOrEqual(0.97);
  });

  test('no edge joins texts under .3, and each edge has its true similarity', () => {
    expect(judged.under30).toBe(0);
    expect(judged.error).toBeLessThan(1e-12);
  });

  test('every planted exact copy is found', () => {
    expect(corpus.exact.length).toBeGreaterThan(50);
    expect(judged.exact).toBe(1);
  });

  test('components in SQL, small batches and one thread with 100 MB give the same table', async () => {
    const other = await found([sharded(corpus.texts)], { inMemory: 0, batch: 37, threads: 1, memoryMb: 100 });
    expect(other.rounds).toBeGreaterThan(0);
    expect(other.duplicates).toEqual(inMemory.duplicates);
  });
});

test('of a cluster the first in source order is kept, and an exact copy of a near duplicate is near it', async () => {
  const shards = [
    [passage(1), passage(2)],
    [ending(1, 2, 'x'), passage(3), `${ending(1, 2, 'x')}\n`],
    [` ${passage(2)}`],
  ];
  expect(rows(await found([shards]))).toEqual([
    'r0.2 r0.0 near 0.966',
    'r0.4 r0.0 near 0.966',
    'r0.5 r0.1 exact 1.000',
  ]);
});

test('two texts that are not similar enough are in one cluster through a third', async () => {
  const words = passage(4).split(' ');
  const invented = Array.from({ length: 20 }, (_, at) => `y${at}`);
  const texts = [words, [...words.slice(10), ...invented.slice(0, 10)], [...words.slice(20), ...invented]];
  const { duplicates, edges_ } = await found([[texts.map((text) => text.join(' '))]]);
  expect(edges_.map(({ a, b }) => `${a}-${b}`)).toEqual(['0-1', '1-2']);
  expect(duplicates.map(({ id, kept, similarity }) => `${id} ${kept} ${Number(similarity).toFixed(3)}`)).toEqual([
    'r0.1 r0.0 0.841',
    'r0.2 r0.0 0.841',
  ]);
});

test('a document of this run goes for one of an earlier run, and never the other way', async () => {
  const first = [[passage(1), passage(5)]];
  const second = [[passage(6)]];
  const third = [[passage(7), ending(5, 2, 'z'), passage(6), passage(1), passage(7)]];
  const { duplicates } = await found([first, second, third]);
  expect(duplicates).toEqual([
    { id: 'r2.1', kept: 'r0.1', kind: 'near', similarity: expect.closeTo(0.966, 3) as number, kept_run: 0n },
    { id: 'r2.2', kept: 'r1.0', kind: 'exact', similarity: 1, kept_run: 1n },
    { id: 'r2.3', kept: 'r0.0', kind: 'exact', similarity: 1, kept_run: 0n },
    { id: 'r2.4', kept: 'r2.0', kind: 'exact', similarity: 1, kept_run: 2n },
  ]);
});

test('earlier documents that repeat each other are not named', async () => {
  const { duplicates, candidates } = await found([[[passage(1), ending(1, 2, 'x'), passage(1)]], [[passage(9)]]]);
  expect(duplicates).toEqual([]);
  expect(candidates).toBe(0);
});

test('case and punctuation make no difference; a text without words has no duplicate but an exact one', async () => {
  const shards = [['Fire, and water!', 'FIRE AND WATER', '...', '!!!', '...', '']];
  expect(rows(await found([shards]))).toEqual(['r0.1 r0.0 near 1.000', 'r0.4 r0.2 exact 1.000']);
});

test('a group of 400 near copies is compared some 400 times a band, not 79,800 times, and is one cluster', async () => {
  const texts = Array.from({ length: 400 }, (_, at) => `${passage(11)} end${at}`);
  const made = await found([sharded(texts)], { allPairs: 32 });
  expect(made.near).toBe(399);
  expect(made.candidates).toBeLessThan(16 * 2 * 400);
  expect(new Set(made.duplicates.map(({ kept }) => kept))).toEqual(new Set(['r0.0']));
});

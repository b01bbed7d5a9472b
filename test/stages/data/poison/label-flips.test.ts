import { Seeded } from '../../../../stages/data/seeded';
import { binomialTail, labelFlips, type FlipDocument } from '../../../../stages/data/poison/label-flips';
import type { PoisonError } from '../../../../stages/data/poison/poison-error';

/** Two topics with words of their own, over six sources; `flip` says whose label is turned round. */
function documents(flip: (source: number, at: number) => boolean): FlipDocument[] {
  const random = new Seeded(11);
  return Array.from({ length: 360 }, (_, at) => {
    const topic = at % 2;
    const source = Math.floor(at / 2) % 6;
    const words = Array.from({ length: 40 }, () =>
      random.next() < 0.5 ? `t${topic}x${random.below(60)}` : `c${random.below(200)}`,
    );
    const label = flip(source, at) ? 1 - topic : topic;
    return { id: `d${at}`, source: `s${source}`, label: label === 0 ? 'ham' : 'spam', text: words.join(' ') };
  });
}

test('labels flipped in one source are found, and the source is named', () => {
  const { contradicted, clusters } = labelFlips(
    documents((source, at) => source === 3 && at % 3 === 0),
    { seed: 1 },
  );
  expect(clusters.map(({ source }) => source)).toEqual(['s3']);
  const flipped = documents((source, at) => source === 3 && at % 3 === 0).filter(
    ({ source }, at) => source === 's3' && at % 3 === 0,
  ).length;
  expect(clusters[0]!.contradicted.length / flipped).toBeGreaterThan(0.8);
  expect(contradicted[0]!.instead).not.toBe(contradicted[0]!.label);
});

test('flips spread over all sources are contradicted and make no cluster', () => {
  const { contradicted, clusters } = labelFlips(
    documents((_source, at) => at % 25 === 0),
    { seed: 1 },
  );
  expect(contradicted.length).toBeGreaterThan(10);
  expect(clusters).toEqual([]);
});

test('clean labels have no cluster, and the same seed gives the same report', () => {
  const clean = documents(() => false);
  expect(labelFlips(clean, { seed: 2 }).clusters).toEqual([]);
  expect(labelFlips(clean, { seed: 2 })).toEqual(labelFlips(clean, { seed: 2 }));
});

test('one label, or too few documents of one, is refused', () => {
  try {
    labelFlips([{ id: 'a', source: 's', label: 'x', text: 'y' }], { seed: 1 });
    throw new Error('accepted');
  } catch (error) {
    expect((error as PoisonError).code).toBe('FLIP_LABELS_TOO_FEW');
  }
});

test('the binomial tail, worked by hand', () => {
  expect(binomialTail(0, 5, 0.5)).toBe(1);
  expect(binomialTail(2, 3, 0.5)).toBeCloseTo(0.5, 12);
  expect(binomialTail(3, 3, 0.1)).toBeCloseTo(0.001, 12);
});

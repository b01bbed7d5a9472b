import { Seeded } from '../../../../stages/data/seeded';
import { areaInterval, areaUnderCurve } from '../../../../stages/data/watch/domain/area-under-curve';
import {
  mergedSample,
  MOST_DOCUMENTS,
  sampled,
  sampleShare,
  type DomainSample,
} from '../../../../stages/data/watch/domain/domain-sample';
import { domainShift, toldApartBy } from '../../../../stages/data/watch/domain/domain-shift';

const WORDS = 'time year people way day man thing world life hand part child eye place work week case point'.split(' ');

/** Documents of random common words, some with a word of their own, with a length and a noise that say nothing of the text. */
function sample(prefix: string, count: number, seed: number, own?: string, longer = 0): DomainSample {
  const random = new Seeded(seed);
  const documents = Array.from({ length: count }, (_, i) => {
    const words = Array.from({ length: 30 }, () => WORDS[random.below(WORDS.length)]);
    if (own !== undefined && random.next() < 0.8) words[random.below(30)] = own;
    return { sha: `${prefix}${i}`, text: words.join(' '), values: [100 + longer + random.below(50), random.next()] };
  });
  return { features: ['words', 'noise'], documents };
}
const areaOf = ({ auc }: ReturnType<typeof domainShift>): number => (auc as { value: number }).value;
const shift = (a: DomainSample, b: DomainSample, seed = 1) => domainShift(a, b, { seed });

test('halves of one corpus raise no alarm: of 100 the lower end is above 0.6 in none, and above 0.5 in few', () => {
  const lows = Array.from({ length: 100 }, (_, seed) => {
    const { interval } = shift(sample('a', 120, 2 * seed + 1), sample('b', 120, 2 * seed + 2), seed);
    return interval!.low;
  });
  expect(lows.filter((low) => low > 0.6)).toEqual([]);
  // One in forty is due where the interval is right; six and more come by chance in one of thirty.
  expect(lows.filter((low) => low > 0.5).length).toBeLessThan(6);
});

test('halves of one corpus have nothing that tells them apart', () => {
  const found = shift(sample('a', 300, 1), sample('b', 300, 2));
  expect(Math.abs(areaOf(found) - 0.5)).toBeLessThan(0.08);
  expect(found).toMatchObject({ terms: [], features: [] });
  expect(toldApartBy(found)).toBe('of 300 documents and 300 of the baseline');
});

test.each([1, 2, 3, 4, 5])(
  'a word that most of the new documents have gives them away, and is named (seed %d)',
  (seed) => {
    const found = shift(sample('a', 300, 10 * seed), sample('b', 300, 10 * seed + 1, 'Invoice'), seed);
    expect(found.interval!.low).toBeGreaterThan(0.75);
    expect(found.terms[0]).toMatchObject({ term: 'invoice', baseline: 0 });
    expect(Math.abs(found.terms[0]!.current - 0.8)).toBeLessThan(0.08);
    expect(toldApartBy(found)).toMatch(
      /^of 300 documents and 300 of the baseline; told apart by "invoice" 0 % then \d+ %/,
    );
  },
);

test('a feature that shifted gives them away though the words did not, and is named with its medians', () => {
  const found = shift(sample('a', 300, 1), sample('b', 300, 2, undefined, 40));
  expect(found.interval!.low).toBeGreaterThan(0.75);
  const [first] = found.features;
  expect(first!.feature).toBe('words');
  expect(first!.current - first!.baseline).toBeGreaterThan(30);
});

test('a word that few documents have is not named: it may be about one person', () => {
  const current = sample('b', 300, 2, undefined, 40);
  const documents = current.documents.map((one, at) => (at < 9 ? { ...one, text: `${one.text} smithsonian` } : one));
  const names = shift(sample('a', 300, 1), { ...current, documents }).terms.map(({ term }) => term);
  expect(names.join(' ')).not.toContain('smithsonian');
});

test('equal documents in both runs cannot be told apart', () => {
  const one = sample('a', 200, 1);
  expect(areaOf(shift(one, one))).toBe(0.5);
});

test('the order of the documents does not matter', () => {
  const [a, b] = [sample('a', 80, 1), sample('b', 80, 2, 'invoice')];
  const turned = (one: DomainSample): DomainSample => ({ ...one, documents: [...one.documents].reverse() });
  expect(shift(turned(a), turned(b), 4)).toEqual(shift(a, b, 4));
});

test('only features that both runs have count', () => {
  const [a, b] = [sample('a', 100, 1), sample('b', 100, 2, undefined, 400)];
  const found = shift({ ...a, features: ['length', 'noise'] }, b);
  expect(found.features.map(({ feature }) => feature)).not.toContain('words');
  expect(found.interval!.low).toBeLessThan(0.6);
});

test('too few documents on a side are not evaluated', () => {
  expect(shift(sample('a', 49, 1), sample('b', 300, 2))).toEqual({
    auc: { kind: 'not evaluated', reason: 'a side has 49 documents, and needs 50' },
    documents: { baseline: 49, current: 300 },
    terms: [],
    features: [],
  });
});

test('empty documents are told apart no better than by chance', () => {
  const empty = (prefix: string): DomainSample => ({
    features: ['words'],
    documents: Array.from({ length: 60 }, (_, i) => ({ sha: `${prefix}${i}`, text: '', values: [null] })),
  });
  expect(shift(empty('a'), empty('b')).auc).toEqual({ kind: 'measured', value: 0.5 });
});

describe('the sample of a run', () => {
  const collect = (ids: readonly number[], share: number) =>
    ids.flatMap((id) => sampled(7, share, { sha: `sha-${id}`, text: 'x'.repeat(5000) }, () => [id]) ?? []);
  const ids = Array.from({ length: 20_000 }, (_, id) => id);

  test('is as large as it may be, however many documents there are, and the same in whatever order they come', () => {
    const share = sampleShare(ids.length);
    const one = mergedSample(7, ['id'], collect(ids, share));
    expect(one.documents).toHaveLength(MOST_DOCUMENTS);
    expect(mergedSample(7, ['id'], collect([...ids].reverse(), share))).toEqual(one);
    expect(one.documents[0]!.text).toHaveLength(2000);
  });

  test('is all there is where there is little', () => {
    expect(mergedSample(7, ['id'], collect(ids.slice(0, 60), sampleShare(60))).documents).toHaveLength(60);
  });
});

describe('the area under the curve', () => {
  test('is the share of pairs in the right order, ties half', () => {
    // Positives 0.8, 0.4; negatives 0.5, 0.4, 0.1: wins 3 + 1, and one tie: 4.5 of 6.
    expect(areaUnderCurve([0.8, 0.4, 0.5, 0.4, 0.1], [true, true, false, false, false])).toEqual({
      kind: 'measured',
      value: 4.5 / 6,
    });
  });

  test.each([
    [[1, 2], [true, true], 'one class'],
    [[], [], 'one class'],
    [[Number.NaN, 1], [true, false], 'no number'],
  ])('of %j and %j is not evaluated', (scores, positives, reason) => {
    expect(areaUnderCurve(scores, positives)).toEqual({
      kind: 'not evaluated',
      reason: expect.stringContaining(reason),
    });
  });

  test('has the interval of Hanley and McNeil', () => {
    // Area 0.8, 10 and 20: Q1 = 2/3, Q2 = 32/45; (0.16 + 9(2/3 - 0.64) + 19(32/45 - 0.64))/200.
    const error = Math.sqrt((0.16 + 9 * (2 / 3 - 0.64) + 19 * (1.28 / 1.8 - 0.64)) / 200);
    expect(areaInterval(0.8, 10, 20).low).toBeCloseTo(0.8 - 1.959963984540054 * error, 12);
  });
});

import { Seeded } from '../../../../stages/data/seeded';
import { areaInterval, areaUnderCurve } from '../../../../stages/data/watch/domain/area-under-curve';
import { domainShift } from '../../../../stages/data/watch/domain/domain-classifier';

const WORDS = 'time year people way day man thing world life hand part child eye place work week case point'.split(' ');

/** Texts of random common words, some with a word of their own. */
function texts(prefix: string, count: number, seed: number, own?: string) {
  const random = new Seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const words = Array.from({ length: 30 }, () => WORDS[random.below(WORDS.length)]);
    if (own !== undefined && random.next() < 0.8) words[random.below(30)] = own;
    return { id: `${prefix}${i}`, text: words.join(' ') };
  });
}

test('texts of one origin cannot be told apart', () => {
  const { auc, interval } = domainShift(texts('a', 300, 1), texts('b', 300, 2), { seed: 1 });
  expect(Math.abs((auc as { value: number }).value - 0.5)).toBeLessThan(0.08);
  expect(interval!.low).toBeLessThan(0.55);
});

test('a word that most of the new texts have gives them away', () => {
  const { auc } = domainShift(texts('a', 300, 1), texts('b', 300, 2, 'invoice'), { seed: 1 });
  expect((auc as { value: number }).value).toBeGreaterThan(0.85);
});

test('the order of the texts does not matter', () => {
  const [a, b] = [texts('a', 80, 1), texts('b', 80, 2, 'invoice')];
  expect(domainShift([...a].reverse(), [...b].reverse(), { seed: 4 })).toEqual(domainShift(a, b, { seed: 4 }));
});

test('too few texts on a side are not evaluated', () => {
  expect(domainShift(texts('a', 49, 1), texts('b', 300, 2), { seed: 1 })).toEqual({
    auc: { kind: 'not evaluated', reason: 'a side has 49 texts, and needs 50' },
    texts: { baseline: 49, current: 300 },
  });
});

test('empty texts are told apart no better than by chance', () => {
  const empty = (prefix: string) => Array.from({ length: 60 }, (_, i) => ({ id: `${prefix}${i}`, text: '' }));
  expect(domainShift(empty('a'), empty('b'), { seed: 1 }).auc).toEqual({ kind: 'measured', value: 0.5 });
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

import { dawidSkene } from '../../../../stages/data/label/aggregate/dawid-skene';
import { digamma } from '../../../../stages/data/label/aggregate/digamma';
import { goldOf } from '../../../../stages/data/label/aggregate/consensus';
import { mace } from '../../../../stages/data/label/aggregate/mace';
import { majority } from '../../../../stages/data/label/aggregate/majority';
import { labellerQuality, labellerWeights, spamScore } from '../../../../stages/data/label/aggregate/quality';
import { tabulate } from '../../../../stages/data/label/label-table';
import { accuracy, biased, careful, crowd, CLASSES, spammer } from './crowd';

const planted = [careful, careful, biased, biased, biased, spammer];
const { truth, table } = crowd(planted, 1500, 11);
const estimate = dawidSkene(table);

test('Dawid-Skene finds the planted confusions, and the truth better than the majority does', () => {
  const rows = labellerQuality(table, estimate).map(({ confusion }) => confusion);
  const error = planted.flatMap((matrix, who) =>
    matrix.flatMap((row, j) => row.map((rate, l) => Math.abs(rate - rows[who]![j]![l]!))),
  );
  expect(Math.max(...error)).toBeLessThan(0.08);
  expect(accuracy(estimate.chosen, truth)).toBeGreaterThan(
    accuracy(majority(table, { ties: 'first' }).chosen, truth) + 0.05,
  );
});

test.each(['em', 'vb'] as const)(
  'MACE (%s) finds who guesses, and the truth better than the majority does',
  (method) => {
    const guessing = [careful, careful, careful, spammer, spammer, spammer, spammer];
    const made = crowd(guessing, 1200, 3);
    const found = mace(made.table, { method });
    expect(accuracy(found.chosen, made.truth)).toBeGreaterThan(
      accuracy(majority(made.table, { ties: 'first' }).chosen, made.truth) + 0.05,
    );
    // A careful one is right 90 % of the time, by knowledge in 85 % and by luck in a third of the rest.
    expect([...found.competence.subarray(0, 3)].every((share) => Math.abs(share - 0.85) < 0.05)).toBe(true);
    expect(Math.max(...found.competence.subarray(3))).toBeLessThan(0.1);
    expect([...found.habit.subarray(9, 12)].map((share) => Math.round(share * 10) / 10)).toEqual([0.1, 0.8, 0.1]);
  },
);

test('gold questions settle what labels alone cannot: a crowd of which most are wrong', () => {
  const swapped = [
    [0.1, 0.8, 0.1],
    [0.8, 0.1, 0.1],
    [0.1, 0.1, 0.8],
  ];
  const made = crowd([swapped, swapped, swapped], 600, 9);
  const answers = Object.fromEntries(
    made.table.items.slice(0, 60).map((id, item) => [id, CLASSES[made.truth[item]!]!]),
  );
  const gold = goldOf(made.table, answers);
  expect(accuracy(dawidSkene(made.table).chosen, made.truth)).toBeLessThan(0.5);
  const { chosen } = dawidSkene(made.table, { gold });
  expect(accuracy(chosen, made.truth)).toBeGreaterThan(0.85);
  expect([...gold].every(([item, value]) => chosen[item] === value)).toBe(true);
});

test('a labeller is judged by gold with an interval, by the consensus, and by how little the item matters to it', () => {
  const answers = Object.fromEntries(table.items.slice(0, 200).map((id, item) => [id, CLASSES[truth[item]!]!]));
  const quality = labellerQuality(table, estimate, goldOf(table, answers));
  const [good, , skewed, , , bad] = quality;
  expect(good!.goldLabels).toBe(200);
  expect(good!.goldInterval!.low).toBeLessThan(0.9);
  expect(good!.goldInterval!.high).toBeGreaterThan(0.9);
  expect(good!.consensusAgreement).toBeGreaterThan(0.85);
  expect(good!.spamScore).toBeLessThan(0.35);
  expect(skewed!.spamScore).toBeLessThan(bad!.spamScore);
  expect(bad!.spamScore).toBeGreaterThan(0.99);
  expect(accuracy(majority(table, { weights: labellerWeights(quality), ties: 'first' }).chosen, truth)).toBeGreaterThan(
    accuracy(majority(table, { ties: 'first' }).chosen, truth),
  );
});

test('a perfect labeller scores 0 for spam, one whose rows are equal scores 1', () => {
  expect(
    spamScore([
      [1, 0],
      [0, 1],
    ]),
  ).toBe(0);
  expect(
    spamScore([
      [0.3, 0.7],
      [0.3, 0.7],
    ]),
  ).toBe(1);
});

test("a tie is nobody's answer, unless the first class is asked for", () => {
  const tied = tabulate(
    [
      { item: 'x', labeller: '1', value: 'c' },
      { item: 'x', labeller: '2', value: 'b' },
      { item: 'y', labeller: '1', value: 'c' },
    ],
    CLASSES,
  );
  expect([...majority(tied).chosen]).toEqual([-1, 2]);
  expect([...majority(tied, { ties: 'first' }).chosen]).toEqual([1, 2]);
  expect([...majority(tied, { weights: [2, 1] }).chosen]).toEqual([2, 2]);
});

test('a labeller that no class can explain does not turn probabilities into nonsense', () => {
  const odd = tabulate([{ item: 'x', labeller: '1', value: 'a' }], CLASSES);
  const { probabilities } = dawidSkene(odd, { smoothing: 0 });
  expect(probabilities.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect([...dawidSkene(tabulate([], CLASSES)).probabilities]).toEqual([]);
});

test('many labels of one item do not underflow', () => {
  const many = Array.from({ length: 3000 }, (_, n) => ({
    item: 'x',
    labeller: `l${n}`,
    value: n % 3 === 0 ? 'a' : 'b',
  }));
  const { probabilities, chosen } = dawidSkene(tabulate(many, CLASSES));
  expect(chosen[0]).toBe(1);
  expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
});

test('the digamma function: -gamma at 1, and its recurrence', () => {
  expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 12);
  expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 12);
  expect(digamma(10.5) - digamma(9.5)).toBeCloseTo(1 / 9.5, 12);
});

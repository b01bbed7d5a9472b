import { crossValidate } from '../../../../stages/data/classifier/cross-validate';
import { hashedNgrams } from '../../../../stages/data/classifier/features';
import { predict, trainLogistic } from '../../../../stages/data/classifier/logistic';
import { confidentJoint } from '../../../../stages/data/label/confident/joint';
import { labelErrors, labelQuality } from '../../../../stages/data/label/confident/label-errors';
import { reviewQueue } from '../../../../stages/data/label/confident/review-queue';
import { Seeded } from '../../../../stages/data/seeded';
import { mailBodies } from './mail-corpus';

/** Worked by hand: items labelled 0 have confidence .9, .8, .4 (mean .7); those labelled 1 have .9, .6, .3 (mean .6). */
const LABELS = [0, 0, 0, 1, 1, 1];
const PROBABILITIES = Float64Array.from([0.9, 0.1, 0.8, 0.2, 0.4, 0.6, 0.1, 0.9, 0.4, 0.6, 0.7, 0.3]);

test('the confident joint of a worked example', () => {
  const joint = confidentJoint(LABELS, PROBABILITIES, 2);
  expect(joint.thresholds[0]).toBeCloseTo(0.7, 12);
  expect(joint.thresholds[1]).toBeCloseTo(0.6, 12);
  // The third item reaches class 1's threshold, the sixth class 0's.
  expect([...joint.counted]).toEqual([0, 0, 1, 1, 1, 0]);
  expect([...joint.counts]).toEqual([2, 1, 1, 2]);
  expect([...joint.joint].map((share) => share.toFixed(4))).toEqual(['0.3333', '0.1667', '0.1667', '0.3333']);
});

test('an item below every threshold counts for no class', () => {
  const unsure = Float64Array.from([...PROBABILITIES, 0.65, 0.35]);
  expect(confidentJoint([...LABELS, 0], unsure, 2).counted[6]).toBe(-1);
});

test.each(['confident-joint', 'noise-rate', 'both'] as const)(
  '%s names both wrong labels, the least confident first',
  (method) => {
    const issues = labelErrors(LABELS, PROBABILITIES, 2, { method });
    expect(issues.map(({ row, given, suggested }) => [row, given, suggested])).toEqual([
      [5, 1, 0],
      [2, 0, 1],
    ]);
    expect(issues[0]!.margin).toBeCloseTo(-0.4, 12);
    expect([...labelQuality(LABELS, PROBABILITIES, 2)]).toEqual([0.9, 0.8, 0.4, 0.9, 0.6, 0.3]);
  },
);

test('the review queue puts doubt, weight and disagreement together, and keeps the order of ids for equal ones', () => {
  const candidate = { labelQuality: 0.5, sourceWeight: 1, votes: [1, 0] };
  const queue = reviewQueue([
    { ...candidate, id: 'b' },
    { ...candidate, id: 'a' },
    { ...candidate, id: 'split', votes: [1, 1] },
    { ...candidate, id: 'heavy', sourceWeight: 1.5 },
    { ...candidate, id: 'sure', labelQuality: 1, votes: [2, 2] },
  ]);
  expect(queue.map(({ id, value }) => [id, value])).toEqual([
    ['split', 1],
    ['heavy', 0.75],
    ['a', 0.5],
    ['b', 0.5],
    ['sure', 0],
  ]);
  expect(reviewQueue(queue, 2)).toHaveLength(2);
});

test('features: each text has length 1, words fold ASCII case, runs of two words count, equal texts are equal', () => {
  const rows = hashedNgrams(['Free money', 'free MONEY', 'money free', '', '!!!']);
  const entries = (row: number) => [...rows.index.subarray(rows.start[row]!, rows.start[row + 1]!)];
  expect(entries(0)).toEqual(entries(1));
  expect(entries(0)).toHaveLength(3);
  expect(entries(0).filter((index) => entries(2).includes(index))).toHaveLength(2);
  expect([...entries(3), ...entries(4)]).toEqual([]);
  const square = rows.value.subarray(0, 3).reduce((sum, value) => sum + value * value, 0);
  expect(square).toBeCloseTo(1, 5);
});

test('three classes are learnt and told apart in texts never seen', () => {
  const words = [
    ['apple', 'pear', 'plum'],
    ['hammer', 'saw', 'nail'],
    ['rain', 'snow', 'wind'],
  ];
  const random = new Seeded(4);
  const labels = Array.from({ length: 240 }, (_, index) => index % 3);
  const texts = labels.map((label) => Array.from({ length: 4 }, () => words[label]![random.below(3)]).join(' '));
  const rows = hashedNgrams(texts);
  const model = trainLogistic(
    rows,
    Int32Array.from({ length: 120 }, (_, row) => row),
    labels,
    3,
    { seed: 1 },
  );
  const held = Array.from({ length: 120 }, (_, at) => at + 120);
  const found = predict(model, rows, held);
  const right = held.filter((row, at) => found[at * 3 + labels[row]!]! > 0.5);
  expect(right.length).toBeGreaterThan(115);
});

test('on real mails a tenth of whose labels were flipped, most flips are found and most finds are flips', () => {
  const { texts, spam } = mailBodies(300);
  const random = new Seeded(1);
  const flipped = new Set<number>();
  const labels = spam.map((label, row) => {
    if (random.next() >= 0.086) return label;
    flipped.add(row);
    return 1 - label;
  });
  const probabilities = crossValidate(hashedNgrams(texts), labels, 2, { seed: 3 });
  const issues = labelErrors(labels, probabilities, 2);
  const hits = issues.filter(({ row }) => flipped.has(row)).length;
  expect(flipped.size).toBeGreaterThan(40);
  expect(hits / issues.length).toBeGreaterThan(0.75);
  expect(hits / flipped.size).toBeGreaterThan(0.7);
  expect(crossValidate(hashedNgrams(texts.slice(0, 60)), labels.slice(0, 60), 2, { seed: 3 })).toEqual(
    crossValidate(hashedNgrams(texts.slice(0, 60)), labels.slice(0, 60), 2, { seed: 3 }),
  );
});

import { agreementReport } from '../../../../stages/data/label/agreement/report';
import { cohenKappa } from '../../../../stages/data/label/agreement/cohen';
import { fleissKappa } from '../../../../stages/data/label/agreement/fleiss';
import { bootstrapInterval } from '../../../../stages/data/label/agreement/bootstrap';
import { agreementGate } from '../../../../stages/data/label/gate';
import { tabulate, type Label } from '../../../../stages/data/label/label-table';
import { readLabelSchema } from '../../../../stages/data/label/schema';

/** Cohen (1960), table 1, in shares of 200 cases; Cohen (1968) weighs its disagreements. */
const COHEN = [
  [0.44, 0.07, 0.09],
  [0.05, 0.2, 0.05],
  [0.01, 0.03, 0.06],
];
/** Fleiss (1971), table 1: thirty patients, six diagnoses each, as the numbers of the five categories. */
const FLEISS = (
  '444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 ' +
  '333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555'
)
  .split(' ')
  .map((patient) =>
    [1, 2, 3, 4, 5].map((category) => [...patient].filter((digit) => Number(digit) === category).length),
  );

test("Cohen's kappa of his example of 1960 is .492", () => {
  expect(cohenKappa(COHEN)!.toFixed(3)).toBe('0.492');
});

test('weighted kappa of his examples of 1968 is .348, and .353 with weights that are not symmetric', () => {
  const symmetric = [
    [0, 1, 3],
    [1, 0, 6],
    [3, 6, 0],
  ];
  const other = [
    [0, 1, 4],
    [1, 0, 6],
    [2, 2, 0],
  ];
  expect(cohenKappa(COHEN, symmetric)!.toFixed(3)).toBe('0.348');
  expect(cohenKappa(COHEN, other)!.toFixed(3)).toBe('0.353');
});

test('weights by distance: linear as SAS prints it for this table, and quadratic equals the table of squares', () => {
  const table = [
    [0, 4, 1],
    [0, 8, 0],
    [0, 1, 5],
  ];
  expect(cohenKappa(table)!.toFixed(4)).toBe('0.4842');
  expect(cohenKappa(table, 'linear')!.toFixed(4)).toBe('0.4701');
  const squares = [0, 1, 2].map((row) => [0, 1, 2].map((column) => (row - column) ** 2));
  expect(cohenKappa(table, 'quadratic')).toBe(cohenKappa(table, squares));
});

test('kappa is not defined where all answers are one class, and a table must be square', () => {
  expect(
    cohenKappa([
      [5, 0],
      [0, 0],
    ]),
  ).toBeUndefined();
  expect(() => cohenKappa([[1, 2]])).toThrow(expect.objectContaining({ code: 'KAPPA_TABLE_NOT_SQUARE' }));
});

test("Fleiss's kappa of his table is .430, and each category's is what he gives", () => {
  const { kappa, byClass } = fleissKappa(FLEISS);
  expect(kappa!.toFixed(3)).toBe('0.430');
  expect(byClass.map((value) => value!.toFixed(3))).toEqual(['0.245', '0.245', '0.520', '0.471', '0.566']);
});

test('items with different numbers of labels are refused, since the formula would be wrong', () => {
  expect(() =>
    fleissKappa([
      [2, 0],
      [2, 1],
    ]),
  ).toThrow(expect.objectContaining({ code: 'RATERS_DIFFER' }));
});

test('the bootstrap is repeatable, and its interval holds the mean of what it draws from', () => {
  const values = Array.from({ length: 200 }, (_, index) => index / 199);
  const mean = (chosen: Int32Array) => chosen.reduce((sum, at) => sum + values[at]!, 0) / chosen.length;
  const interval = bootstrapInterval(200, mean, { seed: 1, rounds: 500 })!;
  expect(bootstrapInterval(200, mean, { seed: 1, rounds: 500 })).toEqual(interval);
  expect(bootstrapInterval(200, mean, { seed: 2, rounds: 500 })).not.toEqual(interval);
  // The mean's standard error is 0.0205: the interval is about 0.08 wide, around 0.5.
  expect(interval.low).toBeGreaterThan(0.44);
  expect(interval.low).toBeLessThan(0.48);
  expect(interval.high).toBeGreaterThan(0.52);
  expect(interval.high).toBeLessThan(0.56);
});

const SCHEMA = readLabelSchema(
  {
    id: 'tone',
    version: 1,
    question: 'How rude?',
    kind: 'ordinal',
    classes: ['mild', 'rude', 'vile'].map((id) => ({ id, definition: id })),
    guideline: { version: 1, text: 'Look.' },
  },
  { file: 'tone.yaml' },
);
const CLASSES = SCHEMA.classes.map(({ id }) => id);

function reportFor(count: number, second: (item: number) => number) {
  const labels = Array.from({ length: count }, (_, item): Label[] => [
    { item: `i${item}`, labeller: 'ada', value: CLASSES[item % 3]! },
    { item: `i${item}`, labeller: 'bob', value: CLASSES[second(item)]! },
  ]).flat();
  return agreementReport(tabulate(labels, CLASSES), SCHEMA, { seed: 1, rounds: 200 });
}

test('a report holds alpha with its interval, the pair of labellers, and what it rests on', () => {
  const report = reportFor(60, (item) => (item % 20 === 0 ? (item + 1) % 3 : item % 3));
  expect(report).toMatchObject({ items: 60, comparedItems: 60, labellers: 2, labels: 120, percentAgreement: 0.95 });
  expect(report.alphaInterval!.low).toBeLessThan(report.alpha!);
  expect(report.alphaInterval!.high).toBeGreaterThan(report.alpha!);
  expect(report.pairs).toEqual([{ first: 'ada', second: 'bob', items: 60, kappa: expect.closeTo(report.alpha!, 1) }]);
});

test.each([
  ['passed', false, 60, (item: number) => item % 3],
  ['held', false, 60, (item: number) => (item * 7 + Math.floor(item / 3)) % 3],
  ['not evaluated', false, 29, (item: number) => item % 3],
] as const)('the gate says %s', (outcome, warning, count, second) => {
  expect(agreementGate(reportFor(count, second))).toMatchObject({ outcome, warning });
});

test('between .667 and .8 the labels pass as tentative, with both numbers in the reason', () => {
  const report = { ...reportFor(60, (item) => item % 3), alpha: 0.7, alphaInterval: { low: 0.6, high: 0.8 } };
  expect(agreementGate(report)).toEqual({
    outcome: 'passed',
    warning: true,
    reasons: ['alpha is 0.700, under 0.8: the labels are tentative', 'its interval reaches down to 0.600, under 0.667'],
  });
  expect(agreementGate({ ...report, alpha: 0.6669 }).outcome).toBe('held');
  expect(agreementGate({ ...report, alpha: 0.667 }).outcome).toBe('passed');
  expect(agreementGate({ ...report, alpha: 0.8, alphaInterval: undefined }).warning).toBe(false);
});

test('labels of one class alone are not evaluated, and so do not pass', () => {
  const all = agreementReport(
    tabulate(
      Array.from({ length: 80 }, (_, n) => ({ item: `i${n >> 1}`, labeller: `l${n & 1}`, value: 'mild' })),
      CLASSES,
    ),
    SCHEMA,
    { seed: 1, rounds: 20 },
  );
  expect(agreementGate(all).outcome).toBe('not evaluated');
});

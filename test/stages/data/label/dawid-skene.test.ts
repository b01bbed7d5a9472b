import { dawidSkene } from '../../../../stages/data/label/aggregate/dawid-skene';
import { tabulate } from '../../../../stages/data/label/label-table';
import { ANAESTHETISTS } from './anaesthetists';

const LABELS = ANAESTHETISTS.flatMap((row, patient) =>
  [...row].map((value, place) => ({
    item: String(patient + 1).padStart(2, '0'),
    labeller: String(Math.max(1, place - 1)),
    value,
  })),
);
const TABLE = tabulate(LABELS, ['1', '2', '3', '4']);

/** The paper's equations 2.3 to 2.5 word for word: no logarithms, no sparse table, no smoothing. */
function plainEstimate(rounds: number) {
  const counts = ANAESTHETISTS.map((row) =>
    [0, 1, 2, 3, 4].map((observer) =>
      [1, 2, 3, 4].map(
        (answer) =>
          [...row].filter((value, place) => Math.max(0, place - 2) === observer && Number(value) === answer).length,
      ),
    ),
  );
  let truth = counts.map((patient) => [0, 1, 2, 3].map((j) => patient.reduce((sum, row) => sum + row[j]!, 0) / 7));
  let prior: number[] = [];
  let rates: number[][][] = [];
  for (let round = 0; round < rounds; round++) {
    prior = [0, 1, 2, 3].map((j) => truth.reduce((sum, patient) => sum + patient[j]!, 0) / truth.length);
    rates = [0, 1, 2, 3, 4].map((k) =>
      [0, 1, 2, 3].map((j) => {
        const row = [0, 1, 2, 3].map((l) => counts.reduce((sum, n, i) => sum + truth[i]![j]! * n[k]![l]!, 0));
        const total = row.reduce((a, b) => a + b, 0);
        return row.map((count) => count / total);
      }),
    );
    truth = counts.map((n) => {
      const row = [0, 1, 2, 3].map((j) =>
        n.reduce(
          (product, answers, k) => product * answers.reduce((p, c, l) => p * rates[k]![j]![l]! ** c, 1),
          prior[j]!,
        ),
      );
      const total = row.reduce((a, b) => a + b, 0);
      return row.map((value) => value / total);
    });
  }
  return { truth, prior, rates };
}

const estimate = dawidSkene(TABLE, { smoothing: 0, tolerance: 1e-12, rounds: 500 });

test("the anaesthetists' data give the published shares of the classes: .40 .42 .11 .07", () => {
  expect([...estimate.prior].map((share) => share.toFixed(2))).toEqual(['0.40', '0.42', '0.11', '0.07']);
  expect(estimate.settled).toBe(true);
});

test("the first anaesthetist's published error rates: a row a true class", () => {
  const rows = [0, 1, 2, 3].map((row) =>
    [...estimate.confusion.subarray(row * 4, row * 4 + 4)].map((rate) => rate.toFixed(2)),
  );
  expect(rows).toEqual([
    ['0.89', '0.11', '0.00', '0.00'],
    ['0.07', '0.88', '0.05', '0.00'],
    ['0.00', '0.34', '0.66', '0.00'],
    ['0.00', '0.00', '0.56', '0.44'],
  ]);
});

test('each probability, error rate and share equals the equations of the paper worked without short cuts', () => {
  const plain = plainEstimate(estimate.rounds);
  const largest = (a: readonly number[], b: ArrayLike<number>) =>
    a.reduce((most, value, at) => Math.max(most, Math.abs(value - b[at]!)), 0);
  expect(largest(plain.truth.flat(), estimate.probabilities)).toBeLessThan(1e-10);
  expect(largest(plain.rates.flat(2), estimate.confusion)).toBeLessThan(1e-10);
  expect(largest(plain.prior, estimate.prior)).toBeLessThan(1e-10);
});

test('patients on whom all agree get that class, and patient 12 gets 3 although most judged 2', () => {
  const chosen = (patient: number) => estimate.chosen[patient - 1]! + 1;
  expect([1, 11, 13, 21, 45].map(chosen)).toEqual([1, 4, 1, 2, 2]);
  expect([12, 8, 32, 36, 39].map(chosen)).toEqual([3, 3, 3, 4, 3]);
});

test('the likelihood never falls from round to round', () => {
  let before = -Infinity;
  for (let rounds = 1; rounds <= 12; rounds++) {
    const { logLikelihood } = dawidSkene(TABLE, { smoothing: 0, rounds, tolerance: 0 });
    expect(logLikelihood).toBeGreaterThanOrEqual(before - 1e-9);
    before = logLikelihood;
  }
});

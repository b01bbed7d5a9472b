import type { LabelTable } from '../label-table';
import { choose, pinGold, type Consensus, type Gold, type TieRule } from './consensus';
import { majority } from './majority';

/** How the estimate is made. */
export interface DawidSkeneOptions {
  /** What is added to each cell of each labeller's confusion matrix, so that nothing is impossible. @default 0.01 */
  readonly smoothing?: number;
  /** @default 100 */
  readonly rounds?: number;
  /** The estimate has settled when the log-likelihood of a label changes by less than this in a round. @default 1e-8 */
  readonly tolerance?: number;
  /** Items whose class is known: they teach what each labeller is worth. */
  readonly gold?: Gold;
  /** @default 'abstain' */
  readonly ties?: TieRule;
}

/** The consensus, and what each labeller is worth. */
export interface DawidSkene extends Consensus {
  /** How often each class occurs. */
  readonly prior: Float64Array;
  /** For labeller w, true class j and answer l: the probability at `(w * classes + j) * classes + l`. */
  readonly confusion: Float64Array;
  readonly logLikelihood: number;
  readonly rounds: number;
  readonly settled: boolean;
}

/** How much the votes count beside the gold answers in the first round, so that a crowd that is mostly wrong is judged by its gold first. */
const BEFORE_GOLD = 0.01;

/**
 * A. P. Dawid and A. M. Skene, Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm (1979), in log space,
 * from the shares of votes as a start. A labeller may answer an item more than once.
 */
export function dawidSkene(table: LabelTable, options: DawidSkeneOptions = {}): DawidSkene {
  const { smoothing = 0.01, rounds = 100, tolerance = 1e-8, gold = new Map(), ties = 'abstain' } = options;
  const size = table.classes.length;
  const probabilities = majority(table).probabilities;
  if (gold.size > 0) probabilities.forEach((share, cell) => (probabilities[cell] = share * BEFORE_GOLD));
  pinGold(probabilities, gold, size);
  const model = new Model(table, smoothing);
  let likelihood = -Infinity;
  let round = 0;
  let settled = false;
  while (round < rounds && !settled) {
    round++;
    model.learn(probabilities);
    const next = model.judge(probabilities);
    pinGold(probabilities, gold, size);
    settled = Math.abs(next - likelihood) <= tolerance * Math.max(1, table.item.length);
    likelihood = next;
  }
  return {
    probabilities,
    chosen: choose(probabilities, size, ties),
    prior: model.prior,
    confusion: model.confusion(),
    logLikelihood: likelihood,
    rounds: round,
    settled,
  };
}

class Model {
  public readonly prior: Float64Array;
  /** Sums, then logarithms of the shares: for labeller w, answer l and true class j at `(w * size + l) * size + j`, so that a label reads one row. */
  private readonly rates: Float64Array;
  private readonly size: number;

  public constructor(
    private readonly table: LabelTable,
    private readonly smoothing: number,
  ) {
    this.size = table.classes.length;
    this.prior = new Float64Array(this.size);
    this.rates = new Float64Array(table.labellers.length * this.size * this.size);
  }

  /** M step: from each item's class probabilities to the priors and the error rates. */
  public learn(probabilities: Float64Array): void {
    const { prior, rates, size } = this;
    const { item, labeller, value } = this.table;
    prior.fill(0);
    for (let cell = 0; cell < probabilities.length; cell++) {
      prior[cell % size] = (prior[cell % size] as number) + (probabilities[cell] as number);
    }
    const total = prior.reduce((sum, count) => sum + count, 0);
    prior.forEach((count, one) => (prior[one] = count / total));
    rates.fill(this.smoothing);
    for (let label = 0; label < item.length; label++) {
      const from = (item[label] as number) * size;
      const to = ((labeller[label] as number) * size + (value[label] as number)) * size;
      for (let one = 0; one < size; one++) {
        rates[to + one] = (rates[to + one] as number) + (probabilities[from + one] as number);
      }
    }
    this.toLogShares();
  }

  private toLogShares(): void {
    const { rates, size } = this;
    for (let start = 0; start < rates.length; start += size * size) {
      for (let one = start; one < start + size; one++) {
        let sum = 0;
        for (let answer = 0; answer < size; answer++) sum += rates[one + answer * size] as number;
        for (let answer = 0; answer < size; answer++) {
          const cell = one + answer * size;
          // A class that this labeller never met says nothing about its answers: each is as likely as another.
          rates[cell] = Math.log(sum === 0 ? 1 / size : (rates[cell] as number) / sum);
        }
      }
    }
  }

  /** E step: writes each item's class probabilities, and returns the log-likelihood of all labels. */
  public judge(probabilities: Float64Array): number {
    const { prior, rates, size } = this;
    const { item, labeller, value } = this.table;
    const logPrior = prior.map(Math.log);
    for (let cell = 0; cell < probabilities.length; cell++) probabilities[cell] = logPrior[cell % size] as number;
    for (let label = 0; label < item.length; label++) {
      const to = (item[label] as number) * size;
      const from = ((labeller[label] as number) * size + (value[label] as number)) * size;
      for (let one = 0; one < size; one++) {
        probabilities[to + one] = (probabilities[to + one] as number) + (rates[from + one] as number);
      }
    }
    let likelihood = 0;
    for (let start = 0; start < probabilities.length; start += size) {
      likelihood += fromLogs(probabilities, start, size);
    }
    return likelihood;
  }

  public confusion(): Float64Array {
    const { rates, size } = this;
    const result = new Float64Array(rates.length);
    for (let cell = 0; cell < rates.length; cell++) {
      const labeller = Math.floor(cell / (size * size));
      const answer = Math.floor(cell / size) % size;
      result[(labeller * size + (cell % size)) * size + answer] = Math.exp(rates[cell] as number);
    }
    return result;
  }
}

/** Turns a row of logarithms into probabilities, and returns the logarithm of their sum. */
export function fromLogs(row: Float64Array, start: number, size: number): number {
  let most = -Infinity;
  for (let cell = start; cell < start + size; cell++) most = Math.max(most, row[cell] as number);
  if (most === -Infinity) {
    row.fill(1 / size, start, start + size);
    return 0;
  }
  let sum = 0;
  for (let cell = start; cell < start + size; cell++) {
    row[cell] = Math.exp((row[cell] as number) - most);
    sum += row[cell] as number;
  }
  for (let cell = start; cell < start + size; cell++) row[cell] = (row[cell] as number) / sum;
  return most + Math.log(sum);
}

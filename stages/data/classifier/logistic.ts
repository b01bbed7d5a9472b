import { Seeded } from '../seeded';
import type { SparseRows } from './features';

/** How a model is trained. */
export interface TrainOptions {
  readonly seed: number;
  /** Times that each row is seen. @default 3 */
  readonly epochs?: number;
  /** @default 0.2 */
  readonly rate?: number;
  /** Strength of the pull towards 0, a step. @default 1e-6 */
  readonly decay?: number;
}

/** Multinomial logistic regression over sparse rows. */
export interface LogisticModel {
  readonly classes: number;
  /** A row a class. */
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

/**
 * Trains by stochastic gradients with AdaGrad's steps (J. Duchi, E. Hazan, Y. Singer 2011), rows in a seeded order. Same seed, same model.
 *
 * @param chosen which rows to learn from
 * @param labels each row's class
 */
export function trainLogistic(
  rows: SparseRows,
  chosen: Int32Array,
  labels: ArrayLike<number>,
  classes: number,
  { seed, epochs = 3, rate = 0.2, decay = 1e-6 }: TrainOptions,
): LogisticModel {
  const { start, index, value, size } = rows;
  const weights = new Float32Array(size * classes);
  const squares = new Float32Array(size * classes).fill(1e-2);
  const bias = new Float64Array(classes);
  const biasSquares = new Float64Array(classes).fill(1e-2);
  const probabilities = new Float64Array(classes);
  const random = new Seeded(seed);
  const order = chosen.slice();
  const model = { classes, weights, bias };
  // Of two classes, one's weights say all: the other's stay 0.
  const first = classes === 2 ? 1 : 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const row of random.shuffle(order)) {
      score(model, rows, row, probabilities, 0);
      for (let one = first; one < classes; one++) {
        const error = (probabilities[one] as number) - Number(labels[row] === one);
        biasSquares[one] = (biasSquares[one] as number) + error * error;
        bias[one] = (bias[one] as number) - (rate * error) / Math.sqrt(biasSquares[one] as number);
        const base = one * size;
        for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
          const cell = base + (index[at] as number);
          const weight = weights[cell] as number;
          const slope = error * (value[at] as number) + decay * weight;
          const square = (squares[cell] as number) + slope * slope;
          squares[cell] = square;
          weights[cell] = weight - (rate * slope) / Math.sqrt(square);
        }
      }
    }
  }
  return model;
}

/** Class probabilities of the rows chosen, a row each, in their order. */
export function predict(model: LogisticModel, rows: SparseRows, chosen: ArrayLike<number>): Float64Array {
  const probabilities = new Float64Array(chosen.length * model.classes);
  for (let at = 0; at < chosen.length; at++) {
    score(model, rows, chosen[at] as number, probabilities, at * model.classes);
  }
  return probabilities;
}

function score(
  { classes, weights, bias }: LogisticModel,
  { start, index, value, size }: SparseRows,
  row: number,
  into: Float64Array,
  offset: number,
): void {
  let most = -Infinity;
  for (let one = 0; one < classes; one++) {
    let sum = bias[one] as number;
    const base = one * size;
    for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
      sum += (weights[base + (index[at] as number)] as number) * (value[at] as number);
    }
    into[offset + one] = sum;
    most = Math.max(most, sum);
  }
  let total = 0;
  for (let one = offset; one < offset + classes; one++) total += into[one] = Math.exp((into[one] as number) - most);
  for (let one = offset; one < offset + classes; one++) into[one] = (into[one] as number) / total;
}

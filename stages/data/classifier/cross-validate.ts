import { Seeded } from '../seeded';
import type { SparseRows } from './features';
import { predict, trainLogistic, type TrainOptions } from './logistic';

/** How rows are split. */
export interface CrossValidationOptions extends TrainOptions {
  /** @default 5 */
  readonly folds?: number;
}

/** Each row's class probabilities by a model that never saw it. Folds have equal shares of each class (stratified), in a seeded order. */
export function crossValidate(
  rows: SparseRows,
  labels: ArrayLike<number>,
  classes: number,
  { folds = 5, ...train }: CrossValidationOptions,
): Float64Array {
  const fold = foldsOf(labels, classes, folds, train.seed);
  const probabilities = new Float64Array(rows.rows * classes);
  const all = fold.map((_, row) => row);
  for (let out = 0; out < folds; out++) {
    const model = trainLogistic(
      rows,
      all.filter((row) => fold[row] !== out),
      labels,
      classes,
      train,
    );
    const held = all.filter((row) => fold[row] === out);
    const found = predict(model, rows, held);
    held.forEach((row, at) => probabilities.set(found.subarray(at * classes, (at + 1) * classes), row * classes));
  }
  return probabilities;
}

function foldsOf(labels: ArrayLike<number>, classes: number, folds: number, seed: number): Int32Array {
  const random = new Seeded(seed);
  const fold = new Int32Array(labels.length);
  let next = 0;
  for (let one = 0; one < classes; one++) {
    const mine = Int32Array.from({ length: labels.length }, (_, row) => row).filter((row) => labels[row] === one);
    for (const row of random.shuffle(mine)) fold[row] = next++ % folds;
  }
  return fold;
}

import { tabulate, type Label } from '../../../../stages/data/label/label-table';
import { Seeded } from '../../../../stages/data/seeded';

export const CLASSES = ['a', 'b', 'c'];

/** A planted labeller: for each true class, how often it gives each answer. */
export type Planted = readonly (readonly number[])[];

export const careful: Planted = [
  [0.9, 0.05, 0.05],
  [0.05, 0.9, 0.05],
  [0.05, 0.05, 0.9],
];
/** Takes c for b most of the time. */
export const biased: Planted = [
  [0.85, 0.1, 0.05],
  [0.05, 0.9, 0.05],
  [0.05, 0.75, 0.2],
];
export const spammer: Planted = [
  [0.1, 0.8, 0.1],
  [0.1, 0.8, 0.1],
  [0.1, 0.8, 0.1],
];

/** Each planted labeller answers each item. */
export function crowd(planted: readonly Planted[], count: number, seed: number) {
  const random = new Seeded(seed);
  const draw = (shares: readonly number[]): number => {
    let left = random.next();
    return Math.max(
      0,
      shares.findIndex((share) => (left -= share) < 0),
    );
  };
  const truth = Array.from({ length: count }, () => random.below(CLASSES.length));
  const labels = truth.flatMap((value, item) =>
    planted.map((rows, labeller): Label => ({
      item: `i${String(item).padStart(6, '0')}`,
      labeller: `l${String(labeller).padStart(3, '0')}`,
      value: CLASSES[draw(rows[value]!)]!,
    })),
  );
  return { truth, table: tabulate(labels, CLASSES) };
}

export function accuracy(chosen: Int32Array, truth: readonly number[]): number {
  return chosen.reduce((right, value, item) => right + Number(value === truth[item]), 0) / truth.length;
}

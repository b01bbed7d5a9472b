import { confidentJoint, type ConfidentJoint } from './joint';

/** How label errors are chosen. */
export interface LabelErrorOptions {
  /**
   * `confident-joint`: each item off the joint's diagonal. `noise-rate`: for each pair of classes as many as the joint estimates, by margin.
   * `both`: what both name, for few false alarms.
   *
   * @default 'noise-rate'
   */
  readonly method?: 'confident-joint' | 'noise-rate' | 'both';
  /** `self-confidence`: how probable the given label is. `margin`: that, less the most probable other class. @default 'self-confidence' */
  readonly order?: 'self-confidence' | 'margin';
}

/** A label that is probably wrong. */
export interface LabelIssue {
  /** The item's row. */
  readonly row: number;
  readonly given: number;
  /** The class that is more probable. */
  readonly suggested: number;
  /** 0 to 1: probability of the given label. */
  readonly selfConfidence: number;
  /** -1 to 1: that, less the probability of the suggested class. */
  readonly margin: number;
}

/** Labels that are probably wrong, the most certain first; equal ones in the order of rows. */
export function labelErrors(
  labels: ArrayLike<number>,
  probabilities: Float64Array,
  classes: number,
  { method = 'noise-rate', order = 'self-confidence' }: LabelErrorOptions = {},
): LabelIssue[] {
  const joint = confidentJoint(labels, probabilities, classes);
  const byJoint = offDiagonal(labels, joint);
  const rows =
    method === 'confident-joint'
      ? byJoint
      : byNoiseRate(labels, probabilities, joint).filter((row) => method === 'noise-rate' || byJoint.includes(row));
  const key = order === 'margin' ? 'margin' : 'selfConfidence';
  return rows
    .map((row) => issueOf(row, labels[row] as number, probabilities, classes))
    .filter(({ given, suggested }) => given !== suggested)
    .sort((a, b) => a[key] - b[key] || a.row - b.row);
}

/** How well each label fits: the probability of the label given, 0 to 1. */
export function labelQuality(labels: ArrayLike<number>, probabilities: Float64Array, classes: number): Float64Array {
  return Float64Array.from(
    { length: labels.length },
    (_, row) => probabilities[row * classes + (labels[row] as number)] as number,
  );
}

function offDiagonal(labels: ArrayLike<number>, { counted }: ConfidentJoint): number[] {
  return [...counted.keys()].filter((row) => (counted[row] as number) >= 0 && counted[row] !== labels[row]);
}

/** Prune by noise rate: of the items labelled i, those with the largest lead of j, as many as the joint says are j. */
function byNoiseRate(
  labels: ArrayLike<number>,
  probabilities: Float64Array,
  { classes, joint }: ConfidentJoint,
): number[] {
  const rows = new Set<number>();
  const members = Array.from({ length: classes }, (): number[] => []);
  for (let row = 0; row < labels.length; row++) members[labels[row] as number]?.push(row);
  members.forEach((mine, label) => {
    for (let one = 0; one < classes; one++) {
      const wanted = one === label ? 0 : Math.round((joint[label * classes + one] as number) * labels.length);
      const lead = (row: number): number =>
        (probabilities[row * classes + one] as number) - (probabilities[row * classes + label] as number);
      if (wanted === 0) continue;
      for (const row of [...mine].sort((a, b) => lead(b) - lead(a) || a - b).slice(0, wanted)) rows.add(row);
    }
  });
  return [...rows].sort((a, b) => a - b);
}

function issueOf(row: number, given: number, probabilities: Float64Array, classes: number): LabelIssue {
  const mine = probabilities.subarray(row * classes, (row + 1) * classes);
  const suggested = mine.reduce((best, value, one) => (value > (mine[best] as number) ? one : best), 0);
  const other = mine.reduce((most, value, one) => (one === given ? most : Math.max(most, value)), 0);
  const selfConfidence = mine[given] as number;
  return { row, given, suggested, selfConfidence, margin: selfConfidence - other };
}

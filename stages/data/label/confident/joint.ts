/** How labels and estimated true classes occur together. */
export interface ConfidentJoint {
  readonly classes: number;
  /** A class counts as present where its probability is at least this: the mean confidence of the items labelled so. */
  readonly thresholds: Float64Array;
  /** Items labelled i and confidently counted as j, at `i * classes + j`. */
  readonly counts: Float64Array;
  /** Estimated share of all items that are labelled i and are j; adds up to 1. */
  readonly joint: Float64Array;
  /** Each item's confidently counted class, or -1 where no class reaches its threshold. */
  readonly counted: Int32Array;
}

/**
 * The confident joint of C. Northcutt, L. Jiang, I. Chuang, Confident Learning: Estimating Uncertainty in Dataset Labels (2021), equations 1 to 3.
 *
 * @param probabilities a row an item, by a model that never saw the item
 */
export function confidentJoint(
  labels: ArrayLike<number>,
  probabilities: Float64Array,
  classes: number,
): ConfidentJoint {
  const { thresholds, sizes } = meanConfidence(labels, probabilities, classes);
  const counts = new Float64Array(classes * classes);
  const counted = new Int32Array(labels.length).fill(-1);
  for (let row = 0; row < labels.length; row++) {
    let best = -1;
    for (let one = 0; one < classes; one++) {
      const probability = probabilities[row * classes + one] as number;
      const above = (sizes[one] as number) > 0 && probability >= (thresholds[one] as number) - 1e-12;
      if (above && (best < 0 || probability > (probabilities[row * classes + best] as number))) best = one;
    }
    counted[row] = best;
    if (best < 0) continue;
    const cell = (labels[row] as number) * classes + best;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return { classes, thresholds, counts, joint: calibrate(counts, sizes, classes), counted };
}

function meanConfidence(
  labels: ArrayLike<number>,
  probabilities: Float64Array,
  classes: number,
): { thresholds: Float64Array; sizes: Float64Array } {
  const thresholds = new Float64Array(classes);
  const sizes = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number;
    sizes[label] = (sizes[label] as number) + 1;
    thresholds[label] = (thresholds[label] as number) + (probabilities[row * classes + label] as number);
  }
  thresholds.forEach((sum, one) => (thresholds[one] = sizes[one] === 0 ? Infinity : sum / (sizes[one] as number)));
  return { thresholds, sizes };
}

/** Makes each row add up to how often its label was given, then all cells to 1. */
function calibrate(counts: Float64Array, sizes: Float64Array, classes: number): Float64Array {
  const joint = new Float64Array(classes * classes);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  for (let label = 0; label < classes; label++) {
    const row = counts.subarray(label * classes, (label + 1) * classes);
    const sum = row.reduce((all, count) => all + count, 0);
    for (let one = 0; one < classes; one++) {
      // Without a confident count, the labels are taken at their word.
      const share = sum === 0 ? Number(one === label) : (row[one] as number) / sum;
      joint[label * classes + one] = total === 0 ? 0 : (share * (sizes[label] as number)) / total;
    }
  }
  return joint;
}

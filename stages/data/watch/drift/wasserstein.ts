import { measured, notEvaluated, type Measured } from '../../balance/measured';
import { together, weightOf, type WeightedValue } from './weighted-values';

/**
 * Wasserstein-1: how far, on average, values must move to turn one sample into the other, in the feature's unit. The integral of the
 * difference of the two distribution functions (Vallender 1974).
 */
export function wasserstein(a: readonly WeightedValue[], b: readonly WeightedValue[]): Measured {
  if (weightOf(a) === 0 || weightOf(b) === 0) return notEvaluated('a sample is empty');
  let sum = 0;
  for (const { gap, width } of together(a, b)) sum += gap * width;
  return measured(sum);
}

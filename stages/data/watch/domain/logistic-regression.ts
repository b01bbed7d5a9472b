import { Seeded } from '../../balance/seeded';
import type { HashedWords } from './hashed-words';

/** One text for training: its words, and whether it is of the second class. */
export interface Sample {
  readonly words: HashedWords;
  readonly positive: boolean;
}

const EPOCHS = 4;
const RATE = 0.5;
const DECAY = 1e-6;

/**
 * Logistic regression on sets of hashed words, trained by stochastic gradient descent with AdaGrad steps (Duchi et al. 2011). Words weigh
 * 1 / sqrt(number of words), so long texts do not outvote short ones. The order of samples is seeded: same input, same weights.
 */
export function trainLogistic(samples: readonly Sample[], seed: number, bits = 15): (words: HashedWords) => number {
  const weights = new Float64Array((1 << bits) + 1);
  const squares = new Float64Array((1 << bits) + 1).fill(1e-2);
  const bias = 1 << bits;
  const random = new Seeded(seed);
  const order = Uint32Array.from(samples, (_, i) => i);
  const score = (words: HashedWords): number => {
    let sum = 0;
    for (const word of words) sum += weights[word] ?? 0;
    return sum / Math.sqrt(words.length || 1) + (weights[bias] ?? 0);
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const at of random.shuffle(order)) {
      const sample = samples[at];
      if (sample === undefined) continue;
      const error = 1 / (1 + Math.exp(-score(sample.words))) - Number(sample.positive);
      const step = error / Math.sqrt(sample.words.length || 1);
      for (const word of sample.words) descend(weights, squares, word, step + DECAY * (weights[word] ?? 0));
      descend(weights, squares, bias, error);
    }
  }
  return score;
}

function descend(weights: Float64Array, squares: Float64Array, at: number, gradient: number): void {
  squares[at] = (squares[at] ?? 0) + gradient * gradient;
  weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(squares[at] ?? 1);
}

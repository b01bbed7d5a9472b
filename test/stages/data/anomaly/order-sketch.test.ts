import { OrderSketch } from '../../../../stages/data/anomaly/order/order-sketch';
import { GAP, WordHashes } from '../../../../stages/data/anomaly/order/word-hashes';
import type { AnomalyError } from '../../../../stages/data/anomaly/anomaly-error';
import { Seeded } from '../../../../stages/data/seeded';

/** Keys with owners, some of them by several. */
function entries(count: number, seed: number): (readonly [key: number, owner: number])[] {
  const random = new Seeded(seed);
  return Array.from({ length: count }, () => [(random.below(count) * 0x9e3779b1) | 0 || 1, 1 + random.below(50)]);
}

function sketchOf(all: readonly (readonly [number, number])[], capacity?: number): OrderSketch {
  const sketch = new OrderSketch(capacity);
  for (const [key, owner] of all) sketch.add(key, owner);
  return sketch;
}

test('a key is elsewhere where another text has it, and a text is not told of itself', () => {
  const sketch = sketchOf([
    [7, 1],
    [7, 1],
    [8, 1],
    [8, 2],
  ]);
  expect([sketch.elsewhere(7, 1), sketch.elsewhere(7, 2)]).toEqual([false, true]);
  expect([sketch.elsewhere(8, 1), sketch.elsewhere(8, 2), sketch.elsewhere(8, 3)]).toEqual([true, true, true]);
  expect(sketch.elsewhere(9, 1)).toBe(false);
});

test.each([undefined, 500])(
  'parts merged in any order, also after a file, are what one pass gives: capacity %p',
  (capacity) => {
    const all = entries(4_000, 3);
    const whole = sketchOf(all, capacity).toBytes();
    const parts = [all.slice(2_500), all.slice(0, 900), all.slice(900, 2_500)].map((part) => sketchOf(part, capacity));
    const merged = new OrderSketch(capacity);
    for (const part of parts) merged.merge(OrderSketch.from(part.toBytes(), capacity));
    expect(Buffer.from(merged.toBytes()).equals(Buffer.from(whole))).toBe(true);
    expect(Buffer.from(sketchOf([...all].reverse(), capacity).toBytes()).equals(Buffer.from(whole))).toBe(true);
  },
);

test('what is held is bounded, and what is held is told as without a bound', () => {
  const all = entries(4_000, 4);
  const whole = sketchOf(all);
  const bounded = sketchOf(all, 500);
  expect(bounded.size).toBeLessThanOrEqual(500);
  expect(bounded.size).toBeGreaterThan(100);
  const held = all.filter(([key]) => bounded.holds(key));
  expect(held.length).toBeGreaterThan(0);
  for (const [key, owner] of held) expect(bounded.elsewhere(key, owner)).toBe(whole.elsewhere(key, owner));
  expect(all.filter(([key]) => !bounded.holds(key)).every(([key]) => !bounded.elsewhere(key, 99))).toBe(true);
});

test('sketches of two capacities are not merged', () => {
  try {
    new OrderSketch(10).merge(new OrderSketch(11));
    throw new Error('merged');
  } catch (error) {
    expect((error as AnomalyError).code).toBe('ORDER_SKETCHES_DIFFER');
  }
});

test('a word is the same in any case, an apostrophe or a mark does not part it, and nothing is a neighbour across a number', () => {
  const hashes = new WordHashes();
  const of = (text: string) => [...hashes.of(text)];
  expect(of('The, dog!')).toEqual(of('the DOG'));
  expect(of("don't go")).toHaveLength(2);
  expect(of('\u0939\u093f\u0928\u094d\u0926\u0940')).toHaveLength(1);
  const [a, b] = of('cats dogs');
  expect(of('cats 12 7 dogs')).toEqual([a, GAP, b]);
  expect(of('cats \u4eba\u4eba\u751f\u800c dogs')).toEqual([a, GAP, b]);
  expect(of('\u4eba\u4eba\u751f\u800c\u81ea\u7531')).toEqual([]);
});

import { rankOf } from '../../../stages/data/rank';
import { Seeded } from '../../../stages/data/seeded';

test('one seed, one sequence; other seeds, other sequences', () => {
  const draw = (seed: number): number[] => Array.from({ length: 5 }, function (this: Seeded) { return this.next(); }, new Seeded(seed)); // prettier-ignore
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(0).every((value) => value >= 0 && value < 1)).toBe(true);
});

test('draws are uniform: chi-square of 100,000 draws in 10 classes stays under its 0.1 % value of 27.9', () => {
  const random = new Seeded(42);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) counts[random.below(10)]!++;
  expect(counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
});

test('a shuffle keeps every item', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  const shuffled = new Seeded(9).shuffle([...items]);
  expect(shuffled).not.toEqual(items);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
});

test('ranks of 20,000 ids are distinct and spread evenly', () => {
  const ranks = Array.from({ length: 20_000 }, (_, i) => rankOf(1, `mail:0001.jsonl#${i}`));
  expect(new Set(ranks).size).toBe(20_000);
  const mean = ranks.reduce((sum, rank) => sum + rank / 2 ** 53, 0) / ranks.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  expect(rankOf(1, 'a')).not.toBe(rankOf(2, 'a'));
});

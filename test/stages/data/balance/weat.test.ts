import { weat } from '../../../../stages/data/balance/weat';
import { readVectors } from '../../../../stages/data/balance/word-vectors';

const at = (degrees: number): Float64Array =>
  Float64Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

describe('WEAT', () => {
  // Attributes at 0 and 90 degrees: the association of a word at angle t is cos t - sin t.
  const vectors = new Map([
    ['good', at(0)], ['bad', at(90)], ['rose', at(0)], ['lily', at(30)], ['wasp', at(60)], ['moth', at(90)],
  ]); // prettier-ignore
  const TEST = { x: ['rose', 'lily'], y: ['wasp', 'moth'], a: ['good'], b: ['bad'] };

  test('effect size and p of hand-made vectors', () => {
    // Associations 1, c, -c, -1 with c = cos 30 - sin 30 = (sqrt 3 - 1)/2. Difference of means 1 + c.
    // Mean 0, so the sample variance is (2 + 2c^2)/3. Of the six divisions only the observed one is as far apart: p = 1/6.
    const c = (Math.sqrt(3) - 1) / 2;
    const { effect, p, exact } = weat(vectors, TEST, { seed: 1 });
    expect(effect).toMatchObject({ value: expect.closeTo((1 + c) / Math.sqrt((2 + 2 * c * c) / 3), 12) });
    expect(p).toEqual({ kind: 'measured', value: 1 / 6 });
    expect(exact).toBe(true);
  });

  test('the other way round, the effect changes its sign and every division is as far apart', () => {
    const { effect, p } = weat(vectors, { ...TEST, x: TEST.y, y: TEST.x }, { seed: 1 });
    expect(effect).toMatchObject({ value: expect.any(Number) });
    expect(effect.kind === 'measured' && effect.value < 0).toBe(true);
    expect(p).toEqual({ kind: 'measured', value: 1 });
  });

  test('with many targets p comes from seeded samples, near the exact one, and repeats', () => {
    const x = Array.from({ length: 8 }, (_, i) => [`x${i}`, at(5 * i)] as const);
    const y = Array.from({ length: 8 }, (_, i) => [`y${i}`, at(5 * i + 12)] as const);
    const many = new Map([...x, ...y, ['good', at(0)], ['bad', at(90)]] as [string, Float64Array][]);
    const words = { x: x.map(([word]) => word), y: y.map(([word]) => word), a: ['good'], b: ['bad'] };
    const exact = weat(many, words, { seed: 1, samples: 20_000 });
    const sampled = weat(many, words, { seed: 1, samples: 4_000 });
    expect([exact.exact, sampled.exact]).toEqual([true, false]);
    const [p, q] = [exact.p, sampled.p].map((one) => (one.kind === 'measured' ? one.value : Number.NaN));
    expect(Math.abs(p! - q!)).toBeLessThan(0.02);
    expect(weat(many, words, { seed: 1, samples: 4_000 })).toEqual(sampled);
  });

  test('words without a vector are left out and named; too few left is not evaluated', () => {
    const missing = weat(vectors, { ...TEST, x: ['rose', 'lily', 'tulip'] }, { seed: 1 });
    expect(missing).toMatchObject({ unknown: ['tulip'], effect: { kind: 'measured' } });
    expect(weat(vectors, { ...TEST, x: ['rose', 'tulip'] }, { seed: 1 }).effect.kind).toBe('not evaluated');
  });

  test('targets that are all alike, or a zero vector, are not evaluated', () => {
    const alike = new Map([...vectors, ['lily', at(0)], ['wasp', at(0)], ['moth', at(0)]] as [string, Float64Array][]);
    expect(weat(alike, TEST, { seed: 1 }).effect.kind).toBe('not evaluated');
    const zero = new Map([...vectors, ['good', Float64Array.of(0, 0)]] as [string, Float64Array][]);
    expect(weat(zero, TEST, { seed: 1 }).effect.kind).toBe('not evaluated');
  });
});

describe('a file of vectors', () => {
  const wanted = new Set(['cat', 'dog']);

  test('is read with and without a header, and only the wanted words are kept', async () => {
    const body = ['cat 1 2.5', 'car 9 9', 'dog -1e-3 0', 'cat 7 7'];
    const plain = await readVectors(body, wanted);
    expect([...plain]).toEqual([
      ['cat', Float64Array.of(1, 2.5)],
      ['dog', Float64Array.of(-1e-3, 0)],
    ]);
    expect(await readVectors(['3 2', ...body], wanted)).toEqual(plain);
  });

  test.each([
    [['cat 1 2', 'dog 1'], 'line 2: the vector must have 2 values, got 1'],
    [['9 2', 'cat 1 2 3'], 'line 2: the vector must have 2 values, got 3'],
    [['cat 1 x'], 'line 1: each value must be a finite number'],
  ])('with a broken line is refused: %j', async (lines, message) => {
    await expect(readVectors(lines, wanted)).rejects.toMatchObject({
      code: 'VECTORS_UNREADABLE',
      message: expect.stringContaining(message),
    });
  });
});

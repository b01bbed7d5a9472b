import { anomalies, type MeasuredDocument } from '../../../../stages/data/anomaly/anomalies';
import type { AnomalyError } from '../../../../stages/data/anomaly/anomaly-error';
import { isolationScores, meanPath } from '../../../../stages/data/anomaly/isolation-forest';
import { median, robustZ } from '../../../../stages/data/anomaly/robust-z';
import { Seeded } from '../../../../stages/data/seeded';

/** A sum of twelve uniform numbers, less six: normal for what is tested here. */
function normals(count: number, seed: number): Float64Array {
  const random = new Seeded(seed);
  return Float64Array.from({ length: count }, () =>
    Array.from({ length: 12 }, () => random.next()).reduce((sum, value) => sum + value, -6),
  );
}

/** The chance that a planted row scores over an ordinary one. */
function areaUnderCurve(scores: ArrayLike<number>, planted: (row: number) => boolean): number {
  let pairs = 0;
  let right = 0;
  for (let a = 0; a < scores.length; a++) {
    if (!planted(a)) continue;
    for (let b = 0; b < scores.length; b++) {
      if (planted(b)) continue;
      pairs++;
      right += scores[a]! > scores[b]! ? 1 : scores[a] === scores[b] ? 0.5 : 0;
    }
  }
  return right / pairs;
}

test("the mean path is the paper's: worked by hand for 1, 2, 3 and 256 rows", () => {
  expect(meanPath(1)).toBe(0);
  expect(meanPath(2)).toBe(1);
  // 2 (ln 2 + 0.5772156649) - 4/3 and 2 (ln 255 + 0.5772156649) - 510/256
  expect(meanPath(3)).toBeCloseTo(1.2073923576, 9);
  expect(meanPath(256)).toBeCloseTo(10.2447709, 6);
});

test('planted outliers score over all others', () => {
  const columns = 6;
  const rows = 2_000;
  const values = normals(rows * columns, 1);
  for (let row = 0; row < 20; row++)
    for (let column = 0; column < columns; column++) values[row * columns + column]! += row % 2 === 0 ? 9 : -9;
  const scores = isolationScores({ values, rows, columns }, { seed: 3 });
  expect(areaUnderCurve(scores, (row) => row < 20)).toBeGreaterThan(0.999);
  expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
});

test('an outlier in one feature of six is still set apart', () => {
  const columns = 6;
  const rows = 1_000;
  const values = normals(rows * columns, 2);
  for (let row = 0; row < 10; row++) values[row * columns + 4] = 30 + row;
  expect(areaUnderCurve(isolationScores({ values, rows, columns }, { seed: 3 }), (row) => row < 10)).toBeGreaterThan(
    0.99,
  );
});

test('one seed gives the same scores, equal rows give equal scores, and no row or one row is no problem', () => {
  const values = normals(600, 4);
  const table = { values, rows: 200, columns: 3 };
  expect(isolationScores(table, { seed: 1 })).toEqual(isolationScores(table, { seed: 1 }));
  expect(isolationScores(table, { seed: 1 })).not.toEqual(isolationScores(table, { seed: 2 }));
  const same = isolationScores({ values: new Float64Array(30).fill(7), rows: 10, columns: 3 }, { seed: 1 });
  expect(new Set(same).size).toBe(1);
  expect([...isolationScores({ values: new Float64Array(0), rows: 0, columns: 3 }, { seed: 1 })]).toEqual([]);
  expect([...isolationScores({ values: new Float64Array(3), rows: 1, columns: 3 }, { seed: 1 })]).toEqual([0]);
});

test('robust z, worked by hand: each side by its own median deviation, and 0 where a side has none', () => {
  expect(median(Float64Array.of(4, 1, 3, 2))).toBe(2.5);
  expect(median(new Float64Array(0))).toBe(0);
  // Median 4. Below: distances 0 1 2 4, their median 1.5. Above: 0 6 60 96, their median 33.
  const z = robustZ(Float64Array.of(0, 2, 3, 4, 10, 64, 100));
  expect(z[0]).toBeCloseTo((-4 * 0.6744897501960817) / 1.5, 12);
  expect(z[6]).toBeCloseTo((96 * 0.6744897501960817) / 33, 12);
  expect(z[3]).toBe(0);
  // Most are equal: nobody can tell how far 15 is.
  expect([...robustZ(Float64Array.of(5, 5, 5, 5, 15))]).toEqual([0, 0, 0, 0, 0]);
});

test('what was not measured is not far, and changes nothing for the others', () => {
  const z = robustZ(Float64Array.of(1, 2, Number.NaN, 3, 9));
  expect(z[2]).toBe(0);
  expect([...z].filter((_, at) => at !== 2)).toEqual([...robustZ(Float64Array.of(1, 2, 3, 9))]);
});

/** Two sources that differ in length by nature, and one document of the short source that is as long as the long source's. */
function documents(): MeasuredDocument[] {
  const noise = normals(400, 5);
  return Array.from({ length: 200 }, (_, at) => ({
    id: `d${at}`,
    source: at % 2 === 0 ? 'notes' : 'books',
    features: {
      words: Math.round((at % 2 === 0 && at !== 50 ? 100 : 90_000) * Math.exp(0.1 * noise[at]!)),
      caps: 0.1 + 0.01 * noise[200 + at]!,
    },
  }));
}

test('a document is compared with its own source, and the feature is named', () => {
  const found = anomalies(documents(), { seed: 1, features: ['words', 'caps'] });
  const most = [...found].sort((a, b) => b.anomaly_z - a.anomaly_z)[0]!;
  expect(most).toMatchObject({ id: 'd50', feature: 'words' });
  expect(most.anomaly_z).toBeGreaterThan(12);
  expect(found.filter(({ anomaly_z: z }) => z > 12)).toHaveLength(1);
});

test('a source of few documents is compared with all', () => {
  const found = anomalies([...documents(), { id: 'x', source: 'alone', features: { words: 95, caps: 5 } }], {
    seed: 1,
    features: ['words', 'caps'],
  });
  expect(found.at(-1)).toMatchObject({ id: 'x', feature: 'caps' });
});

test('a document without a feature is refused by name', () => {
  try {
    anomalies([{ id: 'x', source: 's', features: { words: Infinity } }], { seed: 1, features: ['words'] });
    throw new Error('accepted');
  } catch (error) {
    expect((error as AnomalyError).code).toBe('FEATURE_NOT_MEASURED');
    expect((error as AnomalyError).message).toContain('x');
  }
});

import { Seeded } from '../../../../stages/data/seeded';
import { driftOf } from '../../../../stages/data/watch/drift/drift';
import { Profile } from '../../../../stages/data/watch/profile/profile';

function run(rows: readonly (readonly unknown[])[], kind: 'number' | 'text' = 'number'): Profile {
  const profile = new Profile([
    { name: 'words', kind },
    { name: 'language', kind: 'text' },
  ]);
  for (const row of rows) profile.add(row);
  return profile;
}
const rows = (count: number, word: (i: number) => unknown, language: (i: number) => unknown = () => 'en') =>
  Array.from({ length: count }, (_, i) => [word(i), language(i)]);
const statistics = (baseline: Profile, current: Profile, feature = 'words') =>
  driftOf(baseline, current, 30).find((one) => one.feature === feature)!.statistics;

test('a run like the baseline has no drift', () => {
  const same = rows(
    1000,
    (i) => i % 97,
    (i) => (i % 3 === 0 ? 'de' : 'en'),
  );
  for (const { statistics: found } of driftOf(run(same), run([...same].reverse()))) {
    for (const name of ['psi', 'js', 'missing_change', 'ks', 'wasserstein', 'chi_square', 'new_share']) {
      if (found[name] !== undefined) expect(found[name]).toMatchObject({ value: expect.closeTo(0, 12) });
    }
  }
});

test('a shift of two standard deviations shows in every measure', () => {
  const random = new Seeded(3);
  const normal = (): number => Array.from({ length: 12 }, () => random.next()).reduce((a, b) => a + b) - 6;
  const baseline = run(rows(3000, () => 100 + 10 * normal()));
  const found = statistics(baseline, run(rows(3000, () => 120 + 10 * normal())));
  expect(found['psi']).toMatchObject({ kind: 'measured' });
  const value = (name: string): number => (found[name] as { value: number }).value;
  expect(value('psi')).toBeGreaterThan(1);
  // The largest gap of two normal distribution functions two deviations apart is 2 Phi(1) - 1 = 0.6827.
  expect(Math.abs(value('ks') - 0.6827)).toBeLessThan(0.03);
  expect(Math.abs(value('wasserstein') - 20)).toBeLessThan(1);
  expect(Math.abs(value('wasserstein_scaled') - 2)).toBeLessThan(0.15);
  expect(value('ks_p')).toBeLessThan(1e-12);
});

test('new categories show in their share, and in chi-square', () => {
  const baseline = run(
    rows(
      400,
      () => 1,
      (i) => (i % 2 === 0 ? 'en' : 'de'),
    ),
  );
  const found = statistics(
    baseline,
    run(
      rows(
        400,
        () => 1,
        (i) => ['en', 'de', 'xx', 'en'][i % 4],
      ),
    ),
    'language',
  );
  expect(found['new_share']).toEqual({ kind: 'measured', value: 0.25 });
  // en 200/200, de 200/100, xx 0/100: 0 + 100/3 + 100 = 400/3.
  expect(found['chi_square']).toMatchObject({ value: expect.closeTo(2 * (50 ** 2 / 150 + 50), 9) });
});

test('missing and invalid values count as missing', () => {
  const found = statistics(run(rows(100, (i) => i)), run(rows(100, (i) => (i < 20 ? null : i < 30 ? Number.NaN : i))));
  expect(found['missing_change']).toMatchObject({ value: expect.closeTo(0.3, 12) });
  const fewer = statistics(run(rows(100, (i) => (i < 10 ? Number.NaN : i))), run(rows(100, (i) => i)));
  expect(fewer['missing_change']).toMatchObject({ value: expect.closeTo(-0.1, 12) });
});

test.each<[string, Profile, Profile, string]>([
  ['an empty run', run(rows(100, (i) => i)), run([]), 'the run has 0 values'],
  ['an empty baseline', run([]), run(rows(100, (i) => i)), 'the baseline has 0 values'],
  ['NaN only', run(rows(100, (i) => i)), run(rows(100, () => Number.NaN)), 'the run has 0 values'],
  ['few values', run(rows(100, (i) => i)), run(rows(29, (i) => i)), 'the run has 29 values, and needs 30'],
  [
    'another kind',
    run(rows(100, (i) => i)),
    run(
      rows(100, (i) => i),
      'text',
    ),
    'changed its kind',
  ],
])('%s is not evaluated', (_name, baseline, current, reason) => {
  const { psi, js } = statistics(baseline, current);
  expect(psi).toEqual({ kind: 'not evaluated', reason: expect.stringContaining(reason) });
  expect(js?.kind).toBe('not evaluated');
});

test('a constant baseline has no deviation to scale by; what leaves the constant still shows', () => {
  const found = statistics(run(rows(100, () => 5)), run(rows(100, (i) => 5 + (i % 2))));
  expect(found['wasserstein_scaled']?.kind).toBe('not evaluated');
  expect(found['wasserstein']).toMatchObject({ value: expect.closeTo(0.5, 12) });
  expect((found['psi'] as { value: number }).value).toBeGreaterThan(1);
});

test('more categories than a profile counts are not compared', () => {
  const found = statistics(
    run(
      rows(
        3000,
        () => 1,
        (i) => `v${i}`,
      ),
    ),
    run(rows(3000, () => 1)),
    'language',
  );
  expect(found['psi']).toMatchObject({
    kind: 'not evaluated',
    reason: expect.stringContaining('more distinct values'),
  });
});

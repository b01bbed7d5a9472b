import { STEPS } from '../../../../stages/data/run/settings';
import { runStep, type Pipeline } from '../../../../stages/data/run/step';
import { RUN_STEPS } from '../../../../stages/data/run/steps';
import { ASSUMPTIONS, estimate } from '../../../../stages/data/plan/estimate';

test('each step reads what a step before it wrote, and nothing is written twice', () => {
  const written: string[] = [];
  for (const { reads, writes } of RUN_STEPS) {
    expect(written).toEqual(expect.arrayContaining([...reads]));
    written.push(...writes);
  }
  expect(new Set(written).size).toBe(written.length);
});

test('each step has a name of its own, and the books are closed by the steps in their order', () => {
  const names = RUN_STEPS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(RUN_STEPS.flatMap(({ takesOut }) => takesOut)).toEqual([...STEPS]);
});

test('a step is handed what it reads and nothing else', async () => {
  const given: unknown[] = [];
  const step = runStep({
    name: 'test',
    does: 'looks',
    work: { on: 'driver' },
    takesOut: [],
    reads: ['settled'],
    writes: [],
    run: (_, products) => {
      given.push(products);
      return Promise.resolve({});
    },
  });
  await step.run({} as Pipeline, { settled: 'a', outliers: undefined });
  expect(given).toEqual([{ settled: 'a' }]);
  expect(() => step.run({} as Pipeline, {})).toThrow(expect.objectContaining({ code: 'NOT_MADE' }) as Error);
});

test('an estimate has each step once, by its name, and its parts add up', () => {
  const { steps, dollars, seconds, shards } = estimate(1e12);
  expect(steps.slice(0, RUN_STEPS.length).map(({ step }) => step)).toEqual(RUN_STEPS.map(({ name }) => name));
  expect(shards).toBe(Math.ceil(1e12 / 192e6));
  const sum = (of: 'dollars' | 'seconds') => steps.reduce((all, step) => all + step[of], 0);
  expect([dollars, seconds]).toEqual([sum('dollars'), sum('seconds')]);
  // Cleaning: 10^6 MB at 4.5 MB/s, 3008 MB of memory, at 0.0000133334 dollars a GB-second, and 5209 requests.
  const clean = steps.find(({ step }) => step === 'clean')!;
  expect(clean.dollars).toBeCloseTo((1e6 / 4.5) * (3008 / 1024) * 0.0000133334 + 5209 * 0.0000002, 9);
  const faster = estimate(1e12, { ...ASSUMPTIONS, cleaningMbPerSecond: 9 }).steps.find(({ step }) => step === 'clean')!;
  expect(faster.seconds).toBeCloseTo(clean.seconds / 2, 9);
});

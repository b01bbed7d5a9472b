import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATA_MANIFEST_SCHEMA, type DataManifest } from '../../../../contract/data-manifest';
import { measured } from '../../../../stages/data/balance/measured';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { PrefixStore } from '../../../../stages/data/engine/prefix-store';
import { chainBefore, ended, followed, SERIES_KEY } from '../../../../stages/data/run/chain';
import { hashOf } from '../../../../stages/data/run/hash';
import { MANIFEST_KEY, writeManifest } from '../../../../stages/data/run/manifest';
import { overTime, overTimeGate } from '../../../../stages/data/run/over-time';
import { stored } from '../../../../stages/data/run/shard-writer';
import { withError } from '../../../../stages/data/watch/over-time/estimate';
import type { Series } from '../../../../stages/data/watch/over-time/series';
import { LocalKey } from '../../../../stages/signing/local-key';

const KEY = LocalKey.fromPem(LocalKey.generate());
const OTHER = LocalKey.fromPem(LocalKey.generate());
const folder = mkdtempSync(join(tmpdir(), 'rampart-chain-'));
afterAll(() => rmSync(folder, { recursive: true }));
let places = 0;

/** A run's name, by a number. */
const id = (number: number): string => number.toString(16).padStart(16, '0');
const points = (run: string, value: number): Series[] => [
  { name: 'label yes', statistic: 'rate', points: [{ run, estimate: withError(value, 0.01) }] },
];

/** A place for runs, in which they end as a run of the pipeline does. */
function world() {
  const whole = new FolderStore(join(folder, String(places++)));
  const at = (run: string) => new PrefixStore(whole, `runs/${run}/`);
  const end = async (
    number: number,
    value = 0.5,
    {
      name = 'letters',
      anew = false,
      signer = KEY,
      code = '1',
    }: { name?: string; anew?: boolean; signer?: LocalKey; code?: string } = {},
  ) => {
    const run = id(number);
    const following = await followed(whole, at(run), { run, name, anew });
    const record = await stored(at(run), SERIES_KEY, Buffer.from(JSON.stringify(points(run, value))));
    const manifest: DataManifest = {
      schema: DATA_MANIFEST_SCHEMA,
      name,
      run,
      code: { version: code, pipeline: 1 },
      settingsSha256: '',
      sources: [],
      rules: [],
      steps: [],
      reasons: {},
      gates: [],
      outputs: [],
      records: [record],
      ...(following.link && { follows: following.link }),
    };
    await writeManifest(at(run), manifest, signer);
    await ended(whole, manifest, following);
    return { run, manifestSha256: hashOf(manifest), follows: following.link?.run };
  };
  const before = async (link: { run: string; manifestSha256: string }) => {
    const { runs, broken } = await chainBefore(whole, link, await KEY.verifiedBy());
    return { runs: runs.map(({ run }) => run), broken };
  };
  return { whole, at, end, before };
}

test('runs are chained in the order in which they ended, each data set by itself', async () => {
  const { end, before } = world();
  const ends = [await end(1), await end(9, 0.5, { name: 'notes' }), await end(2), await end(3)];
  expect(ends.map(({ follows }) => follows)).toEqual([undefined, undefined, id(1), id(2)]);
  expect(await before(ends[3]!)).toEqual({ runs: [id(1), id(2), id(3)], broken: undefined });
});

test('a run that is made again follows the same one, and those behind it still follow it', async () => {
  const { end, before } = world();
  await end(1);
  await end(2);
  const third = await end(3);
  // Its signature is another one; its manifest is not.
  expect(await end(2)).toMatchObject({ follows: id(1) });
  expect(await before(third)).toMatchObject({ runs: [id(1), id(2), id(3)] });
  expect(await end(4)).toMatchObject({ follows: id(3) });
});

test('a run that ends the series is still the last one when it is made again', async () => {
  const { end } = world();
  await end(1);
  await end(2);
  await end(2, 0.5, { code: '2' });
  const third = await end(3);
  expect(third.follows).toBe(id(2));
});

test('a run that was made again in another way is mended by making it as it was', async () => {
  const { end, before } = world();
  await end(1);
  const second = await end(2);
  await end(1, 0.9);
  expect(await before(second)).toMatchObject({ runs: [id(2)], broken: { run: id(1) } });
  await end(1);
  expect(await before(second)).toEqual({ runs: [id(1), id(2)], broken: undefined });
});

test('a run may begin a series of its own', async () => {
  const { end, before } = world();
  await end(1);
  await end(2, 0.5, { anew: true });
  expect(await before(await end(3))).toEqual({ runs: [id(2), id(3)], broken: undefined });
});

describe('the chain ends, and says where and why, at', () => {
  async function broken(how: (given: ReturnType<typeof world>) => Promise<unknown>) {
    const given = world();
    await given.end(1);
    await given.end(2);
    const last = await given.end(3);
    await how(given);
    return given.before(last);
  }

  test.each([
    [
      'a run whose manifest is gone',
      ({ at }: ReturnType<typeof world>) => at(id(2)).remove(MANIFEST_KEY),
      'must be a signed manifest',
    ],
    [
      'a run that was made again in another way',
      ({ end }: ReturnType<typeof world>) => end(2, 0.9),
      'another one than was followed',
    ],
    [
      'points that somebody changed',
      ({ at }: ReturnType<typeof world>) =>
        at(id(2)).write(SERIES_KEY, Buffer.from(JSON.stringify(points(id(2), 0.1)))),
      'records/series.json is changed',
    ],
    ['points that are gone', ({ at }: ReturnType<typeof world>) => at(id(2)).remove(SERIES_KEY), 'is missing'],
    [
      'a manifest that was written over under its signature',
      async ({ at }: ReturnType<typeof world>) => {
        const text = Buffer.from(await at(id(2)).read(MANIFEST_KEY)).toString('utf8');
        await at(id(2)).write(MANIFEST_KEY, Buffer.from(text.replace(/"value": "..../, '"value": "AAAA')));
      },
      'signature',
    ],
  ])('%s', async (_, how, reason) => {
    expect(await broken(how)).toEqual({
      runs: [id(3)],
      broken: { run: id(2), reason: expect.stringContaining(reason) as string },
    });
  });

  test('a run that a key signed which does not count', async () => {
    const { end, before } = world();
    await end(1, 0.5, { signer: OTHER });
    expect(await before(await end(2))).toMatchObject({ runs: [id(2)], broken: { run: id(1) } });
  });

  test('a link that is no name of a run', async () => {
    const { before } = world();
    expect(await before({ run: '../../etc', manifestSha256: '' })).toMatchObject({ broken: { run: '../../etc' } });
  });
});

describe('the gate on series', () => {
  const chain = (values: readonly number[]) => ({
    runs: values.map((value, at) => ({ run: id(at), series: points(id(at), value) })),
  });
  const gate = (values: readonly number[], broken?: { run: string; reason: string }) =>
    overTimeGate(overTime('now', points('now', 0.5), { ...chain(values), ...(broken && { broken }) }));
  const lost = { run: id(9), reason: 'its manifest is gone' };
  const steady = [0.5, 0.51, 0.5, 0.49, 0.5, 0.51, 0.5];

  test('is not there while a data set is too young for a trend', () => {
    expect(gate(steady.slice(1))).toBeUndefined();
    expect(gate([])).toBeUndefined();
  });

  test('is not evaluated where a series is too short because a run before it is lost', () => {
    expect(gate(steady.slice(1), lost)).toMatchObject({
      outcome: 'not evaluated',
      reasons: [expect.stringContaining(`they end behind run ${id(9)}: its manifest is gone`) as string],
    });
  });

  test('passes where a series goes nowhere, also where the runs before the last eight are lost', () => {
    expect(gate(steady)).toEqual({ gate: 'over-time', outcome: 'passed', reasons: [] });
    expect(gate(steady, lost)).toMatchObject({ outcome: 'passed' });
  });

  test('holds where a share of a label fell from run to run, and says by how much with the interval', () => {
    const falling = Array.from({ length: 9 }, (_, at) => 0.8 - 0.033 * at);
    expect(gate(falling)).toMatchObject({
      outcome: 'held',
      reasons: [
        expect.stringMatching(
          /^label yes: watch\/trend-major@1 \(-0\.03\d+ a run, 99 %: -0\.03\d+ to -0\.0\d+\)$/,
        ) as string,
      ],
    });
  });

  test('passes by the series that are long enough, while another one has just begun', () => {
    const none: Series = {
      name: 'bias a',
      statistic: 'dpl',
      points: [{ run: 'now', estimate: { value: measured(0.1) } }],
    };
    const told = overTime('now', [...points('now', 0.5), none], chain(steady));
    expect(told.verdict).toBe('passed');
    expect(told.series.map(({ points: { length } }) => length)).toEqual([1, 8]);
  });
});

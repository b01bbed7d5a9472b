import { readFileSync } from 'node:fs';
import { assemblyOf, earlierAssembly } from '../emulator/assembly';
import { bootstrap, deploy } from '../emulator/cdk';
import { Emulator, type EmulatedResource } from '../emulator/emulator';
import { accountsOf, statuses } from '../emulator/platform';
import { readBack } from '../emulator/readback/table';
import { releases } from './releases/release';
import { STATEFUL } from './releases/replacements';

const CHANGELOG = readFileSync('CHANGELOG.md', 'utf8');
const today = assemblyOf('config/minimal.yaml');
const [account = ''] = accountsOf(today);
let emulator: Emulator;

/** What holds data, and which one it is. What the changelog says is replaced does not count. */
function stateful(resources: readonly EmulatedResource[]): ReadonlyMap<string, string> {
  const ours = resources.filter(({ type, stack }) => stack !== 'CDKToolkit' && type in STATEFUL);
  const kept = ours.map(({ stack, logicalId, physicalId }) => [`${stack}/${logicalId}`, physicalId] as const);
  return new Map(kept.filter(([name]) => !CHANGELOG.includes(`\`${name}\``)));
}

async function deployed(assembly: string): Promise<ReadonlyMap<string, string>> {
  const run = await deploy(emulator, assembly);
  expect(run.output.slice(-2000)).toContain('✅');
  expect(run.code).toBe(0);
  const found = await statuses(emulator, account);
  expect([...found.values()].filter((status) => !/^(CREATE|UPDATE)_COMPLETE$/.test(status))).toEqual([]);
  const wrong = (await readBack(emulator)).filter(({ differences }) => differences.length > 0);
  expect(wrong.map(({ resource, differences }) => [resource.logicalId, differences])).toEqual([]);
  return stateful(await emulator.resources());
}

beforeAll(async () => {
  emulator = await Emulator.start(account, 'eu-central-1');
  await bootstrap(emulator, account);
});

afterAll(async () => {
  await emulator?.stop();
});

test('from the previous release to today and back, every stateful resource stays the one that it was', async () => {
  const [previous] = releases().slice(-1);
  const earlier = earlierAssembly(today, previous?.templates['minimal'] ?? {});
  const before = await deployed(earlier);
  expect(before.size).toBeGreaterThan(40);
  const after = await deployed(today);
  for (const [name, id] of before) expect([name, after.get(name)]).toEqual([name, id]);
  const back = await deployed(earlier);
  expect([...back].sort()).toEqual([...before].sort());
});

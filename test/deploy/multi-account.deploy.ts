import { assemblyOf } from '../emulator/assembly';
import { deploy } from '../emulator/cdk';
import type { EmulatedResource } from '../emulator/emulator';
import { rollsBack } from '../emulator/failing-update';
import { changedConfig, deployedPlatform, type Platform } from '../emulator/platform';
import { keepsItsPromises } from '../emulator/promises';
import { isRemovedButForItsData } from '../emulator/removal';

const CONFIG = 'config/multi-account.yaml';
const KEEPS_DATA = ['AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup', 'AWS::SageMaker::ModelPackageGroup'];
const EACH = ['data', 'training', 'serving', 'security'];
/** All fourteen. */
const STACKS = [
  ...EACH.flatMap((account) => [`foundation-${account}`, `operations-${account}`]),
  ...EACH.filter((account) => account !== 'security').flatMap((account) => [
    `network-${account}`,
    `${account}-${account}`,
  ]),
].map((stack) => `acme-llm-${stack}`);
let platform: Platform;

beforeAll(async () => {
  platform = await deployedPlatform(CONFIG);
});

afterAll(async () => {
  await platform?.emulator.stop();
});

keepsItsPromises(() => platform, 14);

test('each account has its own stacks, and what it holds lies in no other', async () => {
  const resources = await platform.emulator.resources();
  expect(platform.accounts).toHaveLength(4);
  const home = (suffix: string) => [
    ...new Set(resources.filter(({ stack }) => stack.endsWith(suffix)).map(({ account }) => account)),
  ];
  expect(home('-data')).toEqual(['111122223333']);
  expect(home('-training')).toEqual(['222233334444']);
  expect(home('-serving')).toEqual(['333344445555']);
  expect(home('-security')).toEqual(['444455556666']);
});

test('a second deployment changes nothing in any account', async () => {
  const again = await deploy(platform.emulator, platform.assembly);
  expect(again.code).toBe(0);
  expect(again.output.match(/no changes/g)).toHaveLength(14);
});

/** The platform after the change. */
let now: Platform;

test('a longer retention of logs reaches the log groups of every account, and no data is another', async () => {
  const before = await platform.emulator.resources();
  now = {
    ...platform,
    assembly: assemblyOf(changedConfig(CONFIG, ['name: acme-llm', 'name: acme-llm\nretentionDays:\n  log: 1096'])),
  };
  expect((await deploy(now.emulator, now.assembly)).code).toBe(0);
  const after = await now.emulator.resources();
  const groups = after.filter(({ type }) => type === 'AWS::Logs::LogGroup');
  expect([...new Set(groups.map(({ account }) => account))].sort()).toEqual([...platform.accounts].sort());
  expect(groups.map(({ properties }) => properties['RetentionInDays'])).toEqual(groups.map(() => 1096));
  const kept = (all: readonly EmulatedResource[]) =>
    all.filter(({ type }) => KEEPS_DATA.includes(type)).map(({ logicalId, physicalId }) => [logicalId, physicalId]);
  expect(kept(after)).toEqual(kept(before));
});

rollsBack(() => now, STACKS);

isRemovedButForItsData(() => now);

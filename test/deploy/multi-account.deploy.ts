import { deploy } from '../emulator/cdk';
import { rollsBack } from '../emulator/failing-update';
import { deployedPlatform, type Platform } from '../emulator/platform';
import { keepsItsPromises } from '../emulator/promises';
import { isRemovedButForItsData } from '../emulator/removal';

let platform: Platform;

beforeAll(async () => {
  platform = await deployedPlatform('config/multi-account.yaml');
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

// One stack in each account, of a kind of its own.
rollsBack(
  () => platform,
  ['acme-llm-foundation-security', 'acme-llm-network-data', 'acme-llm-serving-serving', 'acme-llm-training-training'],
);

isRemovedButForItsData(() => platform);

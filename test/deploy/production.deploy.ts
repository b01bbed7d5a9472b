import { DescribeEndpointCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { examine } from '../../audit/live/doctor';
import { expectationsOf } from '../../cli/doctor-expectations';
import { loadConfig } from '../../lib/config/load';
import { assemblyOf } from '../emulator/assembly';
import { deploy } from '../emulator/cdk';
import type { EmulatedResource } from '../emulator/emulator';
import { rollsBack } from '../emulator/failing-update';
import { changedConfig, deployedPlatform, type Platform } from '../emulator/platform';
import { keepsItsPromises } from '../emulator/promises';
import { readBack } from '../emulator/readback/table';
import { isRemovedButForItsData } from '../emulator/removal';

const CONFIG = 'config/production.yaml';
const KEEPS_DATA = ['AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup', 'AWS::SageMaker::ModelPackageGroup'];
let platform: Platform;
let config = CONFIG;

beforeAll(async () => {
  platform = await deployedPlatform(CONFIG);
});

afterAll(async () => {
  await platform?.emulator.stop();
});

keepsItsPromises(() => platform, 6);

test('the platform that is deployed is not in its own way: rampart doctor finds nothing in it missing', async () => {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_CLOUDFORMATION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } =
    platform.emulator.environment;
  const keys = { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_CLOUDFORMATION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
  const environment = jest.replaceProperty(process, 'env', { ...process.env, ...keys });
  const [examination] = await examine(expectationsOf(loadConfig(CONFIG)));
  environment.restore();
  const verdicts = new Map(examination?.findings.map(({ check, verdict }) => [check, verdict]));
  for (const check of ['bootstrap', 'macie', 'invocation-logging', 'api-gateway-role'])
    expect([check, verdicts.get(check)]).toEqual([check, 'ready']);
});

/** Deploys one more change, and says what was there before and after. */
async function updated(from: string, to: string): Promise<[before: EmulatedResource[], after: EmulatedResource[]]> {
  const before = await platform.emulator.resources();
  config = changedConfig(config, [from, to]);
  const run = await deploy(platform.emulator, assemblyOf(config));
  expect(run.output.slice(-2000)).toContain('✅');
  expect(run.code).toBe(0);
  const after = await platform.emulator.resources();
  const kept = (all: readonly EmulatedResource[]) =>
    all.filter(({ type }) => KEEPS_DATA.includes(type)).map(({ logicalId, physicalId }) => [logicalId, physicalId]);
  expect(kept(after)).toEqual(kept(before));
  const wrong = (await readBack(platform.emulator)).filter(({ differences }) => differences.length > 0);
  expect(wrong.map(({ resource, differences }) => [resource.logicalId, differences])).toEqual([]);
  return [[...before], [...after]];
}

function changed(type: string, [before, after]: [EmulatedResource[], EmulatedResource[]]): string[] {
  const known = new Map(before.map((one) => [`${one.stack}/${one.logicalId}`, JSON.stringify(one)]));
  return after
    .filter((one) => one.type === type && known.get(`${one.stack}/${one.logicalId}`) !== JSON.stringify(one))
    .map(({ logicalId }) => logicalId);
}

test('a longer retention of logs reaches every log group and the lock of the archive', async () => {
  const both = await updated('log: 731', 'log: 1096');
  const [, after] = both;
  const groups = after.filter(({ type }) => type === 'AWS::Logs::LogGroup');
  expect(groups.map(({ properties }) => properties['RetentionInDays'])).toEqual(groups.map(() => 1096));
  expect(changed('AWS::Logs::LogGroup', both)).toHaveLength(groups.length);
  const archive = after.find(
    ({ type, physicalId }) => type === 'AWS::S3::Bucket' && physicalId.includes('log-archive'),
  );
  expect(archive?.properties['ObjectLockConfiguration']).toMatchObject({ Rule: { DefaultRetention: { Days: 1096 } } });
});

test('a new key administrator stands in the policy of every key, and no key is another', async () => {
  const first = '    - arn:aws:iam::111122223333:role/platform/llm-administrator\n';
  const second = '    - arn:aws:iam::111122223333:role/platform/llm-administrator-deputy\n';
  const both = await updated(first, first + second);
  const keys = both[1].filter(({ type, stack }) => type === 'AWS::KMS::Key' && stack !== 'CDKToolkit');
  expect(changed('AWS::KMS::Key', both)).toHaveLength(keys.length);
  for (const { properties } of keys)
    expect(JSON.stringify(properties['KeyPolicy'])).toContain('llm-administrator-deputy');
});

test('a new version of the model is served under the same name, and the old one is gone', async () => {
  const both = await updated('releases/2026-11-01/model.tar.gz', 'releases/2026-12-01/model.tar.gz');
  expect(changed('AWS::SageMaker::Model', both)).toHaveLength(1);
  const [before, after] = both;
  const one = (all: EmulatedResource[], type: string) => all.find((resource) => resource.type === type);
  const [was, is] = [one(before, 'AWS::SageMaker::Model'), one(after, 'AWS::SageMaker::Model')];
  expect(is?.physicalId).not.toBe(was?.physicalId);
  expect(JSON.stringify(is?.properties)).toContain('releases/2026-12-01');
  const configuration = one(after, 'AWS::SageMaker::EndpointConfig')?.physicalId.split('/').at(-1);
  const EndpointName = String(one(after, 'AWS::SageMaker::Endpoint')?.properties['EndpointName']);
  const sagemaker = new SageMakerClient(platform.emulator.access);
  const endpoint = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
  expect(endpoint).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: configuration });
});

/** The platform after the last change. */
let now: Platform;

test('a second deployment changes nothing', async () => {
  now = { ...platform, assembly: assemblyOf(config) };
  const again = await deploy(now.emulator, now.assembly);
  expect(again.code).toBe(0);
  expect(again.output.match(/no changes/g)).toHaveLength(6);
});

rollsBack(
  () => now,
  ['foundation', 'network', 'data', 'training', 'serving', 'operations'].map((stack) => `acme-llm-prod-${stack}`),
);

isRemovedButForItsData(() => now);

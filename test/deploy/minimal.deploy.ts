import { GetBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { changedAssembly, templateOf } from '../emulator/assembly';
import { deploy } from '../emulator/cdk';
import { deployedPlatform, statuses, type Platform } from '../emulator/platform';
import { keepsItsPromises } from '../emulator/promises';
import { isRemovedButForItsData } from '../emulator/removal';

const ACCOUNT = '111122223333';
const DATA = 'acme-llm-data';
let platform: Platform;

beforeAll(async () => {
  platform = await deployedPlatform('config/minimal.yaml');
});

afterAll(async () => {
  await platform?.emulator.stop();
});

keepsItsPromises(() => platform, 6);

async function status(stack: string): Promise<string | undefined> {
  return (await statuses(platform.emulator, ACCOUNT)).get(stack);
}

test('a second deployment changes nothing', async () => {
  const again = await deploy(platform.emulator, platform.assembly);
  expect(again.code).toBe(0);
  expect(again.output.match(/no changes/g)).toHaveLength(6);
});

test('an update is applied, and one that fails is rolled back', async () => {
  const { emulator, assembly } = platform;
  const s3 = new S3Client({ ...emulator.access, forcePathStyle: true });
  const resources = Object.entries(templateOf(assembly, DATA).Resources);
  const [name] = resources.find(([, { Type }]) => Type === 'AWS::S3::Bucket') ?? [''];
  const { physicalId = '' } =
    (await emulator.resources()).find(({ stack, logicalId }) => stack === DATA && logicalId === name) ?? {};
  const versioning = async () => (await s3.send(new GetBucketVersioningCommand({ Bucket: physicalId }))).Status;

  const suspended = changedAssembly(assembly, DATA, ({ Resources }) => {
    (Resources[name]?.Properties['VersioningConfiguration'] as { Status: string }).Status = 'Suspended';
  });
  expect((await deploy(emulator, suspended, DATA)).code).toBe(0);
  expect(await status(DATA)).toBe('UPDATE_COMPLETE');
  expect(await versioning()).toBe('Suspended');

  const failing = changedAssembly(assembly, DATA, ({ Resources }) => {
    Resources['Broken'] = {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: 'a-bucket-that-is-not-there', PolicyDocument: { Version: '2012-10-17', Statement: [] } },
    };
    Object.assign(Resources['Broken'], { DependsOn: name });
  });
  expect((await deploy(emulator, failing, DATA)).code).not.toBe(0);
  expect(await status(DATA)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await versioning()).toBe('Suspended');

  expect((await deploy(emulator, assembly, DATA)).code).toBe(0);
  expect(await versioning()).toBe('Enabled');
});

isRemovedButForItsData(() => platform);

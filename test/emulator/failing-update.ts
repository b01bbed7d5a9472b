import { CloudFormationClient, DescribeStackEventsCommand, type StackEvent } from '@aws-sdk/client-cloudformation';
import { changedAssembly, type Template } from './assembly';
import { deploy } from './cdk';
import type { EmulatedResource } from './emulator';
import type { Platform } from './platform';
import type { Properties } from './readback/reading';
import { readBack } from './readback/table';

/** One change of each type that most stacks have, which its service takes, and which is read back. */
const CHANGES: Readonly<Record<string, (properties: Properties) => Properties>> = {
  'AWS::KMS::Key': (key) => ({ ...key, Description: 'changed' }),
  'AWS::S3::Bucket': (bucket) => ({
    ...bucket,
    LifecycleConfiguration: { Rules: [{ Id: 'changed', Status: 'Enabled', ExpirationInDays: 36_500 }] },
  }),
  'AWS::IAM::Role': (role) => ({ ...role, MaxSessionDuration: 7200 }),
  'AWS::Logs::LogGroup': (group) => ({ ...group, RetentionInDays: 3653 }),
  'AWS::CloudWatch::Alarm': (alarm) => ({ ...alarm, Threshold: 4242 }),
  'AWS::SQS::Queue': (queue) => ({ ...queue, MessageRetentionPeriod: 61 }),
  'AWS::Events::Rule': (rule) => ({ ...rule, State: 'DISABLED' }),
  'AWS::EC2::VPCEndpoint': (endpoint) => ({
    ...endpoint,
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
    },
  }),
  'AWS::Lambda::Function': (one) => ({ ...one, MemorySize: 1234 }),
  // Nothing can change one: another is made, its endpoint moves there, and has to move back.
  'AWS::SageMaker::EndpointConfig': (one) => ({
    ...one,
    ProductionVariants: (one['ProductionVariants'] as object[]).map((of) => ({ ...of, InitialInstanceCount: 7 })),
  }),
};

/** What a failing update came to. */
export interface FailedUpdate {
  readonly code: number;
  /** What the stack went through, the newest last. */
  readonly statuses: readonly string[];
  /** Of which types resources were changed, and then changed back. */
  readonly types: readonly string[];
  /** What was changed and not changed back, as CloudFormation tells. */
  readonly neverBack: readonly string[];
  /** What is otherwise than before, read through its service. */
  readonly otherwise: readonly string[];
  /** What is as the failed update wanted it, read through its service. */
  readonly asWanted: readonly string[];
}

/** Deploys changes to much of a stack, and beside them a resource that cannot be made once all of them are. */
export async function failingUpdate({ emulator, assembly }: Platform, stack: string): Promise<FailedUpdate> {
  const before = (await emulator.resources()).filter((one) => one.stack === stack);
  const changed = before.filter(({ type }) => type in CHANGES);
  const failing = changedAssembly(assembly, stack, (template) => change(template, changed));
  const { code } = await deploy(emulator, failing, stack);

  const after = (await emulator.resources()).filter((one) => one.stack === stack);
  const [{ account } = { account: '' }] = before;
  const access = { ...(await emulator.accessTo(account)), endpoint: emulator.cloudFormation };
  const told = await lastUpdate(access, stack);
  const times = (id: string) =>
    told.filter(({ LogicalResourceId: of, ResourceStatus: is }) => of === id && is === 'UPDATE_COMPLETE').length;
  const wanted = changed.map((one) => ({ ...one, properties: CHANGES[one.type]?.(one.properties) ?? {} }));
  return {
    code,
    statuses: told.flatMap(({ LogicalResourceId, ResourceStatus = '' }) =>
      LogicalResourceId === stack ? [ResourceStatus] : [],
    ),
    types: [...new Set(changed.map(({ type }) => type))].sort(),
    neverBack: changed.flatMap(({ logicalId }) => (times(logicalId) >= 2 ? [] : [logicalId])),
    otherwise: [
      ...listed(before).filter((line) => !listed(after).includes(line)),
      ...(await readBack(emulator, before)).flatMap(({ resource, differences }) =>
        differences.map(({ path }) => `${resource.logicalId} ${path}`),
      ),
    ],
    asWanted: (await readBack(emulator, wanted)).flatMap(({ resource, differences }) =>
      differences.length === 0 ? [resource.logicalId] : [],
    ),
  };
}

function change(template: Template, changed: readonly EmulatedResource[]): void {
  for (const { logicalId, type } of changed) {
    const resource = template.Resources[logicalId];
    if (resource) Object.assign(resource, { Properties: CHANGES[type]?.(resource.Properties) });
  }
  const broken = {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: 'a-bucket-that-is-not-there', PolicyDocument: { Version: '2012-10-17', Statement: [] } },
    DependsOn: changed.map(({ logicalId }) => logicalId),
  };
  Object.assign(template.Resources, { Broken: broken });
}

/** What happened since the last update began, the newest last. */
async function lastUpdate(access: object, stack: string): Promise<readonly StackEvent[]> {
  const client = new CloudFormationClient(access);
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: stack }));
  const begun = StackEvents.findIndex(
    ({ LogicalResourceId, ResourceStatus }) => LogicalResourceId === stack && ResourceStatus === 'UPDATE_IN_PROGRESS',
  );
  return StackEvents.slice(0, begun + 1).reverse();
}

function listed(resources: readonly EmulatedResource[]): readonly string[] {
  return resources.map(({ logicalId, physicalId, properties }) => JSON.stringify([logicalId, physicalId, properties]));
}

/** The test that holds for every config: of a failing update nothing stays. */
export function rollsBack(platform: () => Platform, stacks: readonly string[]): void {
  for (const stack of stacks)
    test(`an update of ${stack} that fails is rolled back: each of its services has again what it had`, async () => {
      const failed = await failingUpdate(platform(), stack);
      expect(failed).toMatchObject({ neverBack: [], otherwise: [], asWanted: [] });
      expect(failed.code).not.toBe(0);
      expect(failed.statuses).toEqual([
        'UPDATE_IN_PROGRESS',
        'UPDATE_ROLLBACK_IN_PROGRESS',
        'UPDATE_ROLLBACK_COMPLETE',
      ]);
      expect(failed.types.length).toBeGreaterThan(1);
    });
}

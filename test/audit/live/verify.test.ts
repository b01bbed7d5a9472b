import { mockClient } from 'aws-sdk-client-mock';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListGrantsCommand,
} from '@aws-sdk/client-kms';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Reading } from '../../../audit/assembly/source';
import { countsOf, exitCodeOf, type LiveAccess, type ResourceVerdict } from '../../../audit/live';
import { clientsFor } from '../../../audit/live/clients';
import { declaredCalls } from '../../../audit/live/calls';
import { Gate } from '../../../audit/live/gate';
import { sarif } from '../../../audit/live/sarif';
import { verifyLive, type VerifyOptions } from '../../../audit/live/verify';

const KEY_ID = '11111111-2222-3333-4444-555555555555';
const QUEUE = 'https://sqs.eu-central-1.amazonaws.com/111122223333/letters';
const TEMPLATE = {
  Resources: {
    Key: {
      Type: 'AWS::KMS::Key',
      Metadata: { 'aws:cdk:path': 'App/Key' },
      Properties: {
        Description: 'letters',
        EnableKeyRotation: true,
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'Admin',
              Effect: 'Allow',
              Principal: { AWS: { Ref: 'AWS::AccountId' } },
              Action: 'kms:*',
              Resource: '*',
            },
          ],
        },
      },
    },
    Letters: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'letters',
        KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
        MessageRetentionPeriod: 1209600,
      },
    },
    Odd: { Type: 'AWS::Timestream::Table', Properties: {} },
  },
};

const cloudFormation = mockClient(CloudFormationClient);
const kms = mockClient(KMSClient);
const sqs = mockClient(SQSClient);
const trail = mockClient(CloudTrailClient);
const clients = clientsFor({
  region: 'eu-central-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  gate: new Gate({ allowed: new Set(declaredCalls().keys()) }),
});
const access: LiveAccess = {
  identity: () =>
    Promise.resolve({ account: '111122223333', region: 'eu-central-1', arn: 'arn:aws:iam::111122223333:role/r' }),
  at: () => Promise.resolve(clients),
};

beforeEach(() => {
  for (const mock of [cloudFormation, kms, sqs, trail]) mock.reset();
  cloudFormation.on(DescribeStacksCommand).resolves({
    Stacks: [{ StackName: 'app', CreationTime: new Date(0), StackStatus: 'UPDATE_COMPLETE', Outputs: [] }],
  });
  const listed = (LogicalResourceId: string, ResourceType: string, PhysicalResourceId: string) => ({
    LogicalResourceId,
    ResourceType,
    PhysicalResourceId,
    LastUpdatedTimestamp: new Date(0),
    ResourceStatus: 'CREATE_COMPLETE' as const,
  });
  // Two pages.
  cloudFormation
    .on(ListStackResourcesCommand)
    .resolves({ StackResourceSummaries: [listed('Key', 'AWS::KMS::Key', KEY_ID)], NextToken: 'more' })
    .on(ListStackResourcesCommand, { NextToken: 'more' })
    .resolves({
      StackResourceSummaries: [
        listed('Letters', 'AWS::SQS::Queue', QUEUE),
        listed('Odd', 'AWS::Timestream::Table', 'odd'),
      ],
    });
  cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify(TEMPLATE) });
  kms.on(DescribeKeyCommand).resolves({
    KeyMetadata: {
      KeyId: KEY_ID,
      Description: 'letters',
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
      Origin: 'AWS_KMS',
    },
  });
  kms.on(GetKeyPolicyCommand).resolves({
    Policy:
      '{"Version":"2012-10-17","Statement":{"Sid":"Admin","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}}',
  });
  kms.on(GetKeyRotationStatusCommand).resolves({ KeyRotationEnabled: true, RotationPeriodInDays: 365 });
  kms.on(ListGrantsCommand).resolves({ Grants: [] });
  sqs.on(GetQueueAttributesCommand).resolves({
    Attributes: {
      QueueArn: 'arn:aws:sqs:eu-central-1:111122223333:letters',
      KmsMasterKeyId: `arn:aws:kms:eu-central-1:111122223333:key/${KEY_ID}`,
      MessageRetentionPeriod: '1209600',
    },
  });
  trail.on(LookupEventsCommand).resolves({ Events: [] });
});

const reading = (): Reading => {
  const text = JSON.stringify(TEMPLATE, null, 1);
  const document = JSON.parse(text) as Reading['templates'][number]['document'];
  const template = {
    id: 'app',
    stackName: 'app',
    named: true,
    file: '/somewhere/app.template.json',
    format: 'json' as const,
    text,
    document,
  };
  return { templates: [template], notEvaluated: [] };
};
const verify = (options: Partial<VerifyOptions> = {}) =>
  verifyLive(reading(), access, { date: '2026-11-26', invariants: false, ...options });
const of = (all: readonly ResourceVerdict[], logicalId: string) => all.filter((one) => one.logicalId === logicalId);

test('what is as it was meant is in place, with references resolved to what the deployment made of them', async () => {
  const { resources, templates } = await verify();
  expect(of(resources, 'Key')).toMatchObject([{ verdict: 'in place', physicalId: KEY_ID, path: 'App/Key' }]);
  expect(of(resources, 'Letters')).toMatchObject([{ verdict: 'in place' }]);
  expect(templates).toMatchObject([{ stack: 'app', account: '111122223333', deployed: 'this template' }]);
  expect(templates[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('a type that no reader knows is not readable, and the run ends with 4', async () => {
  const found = await verify();
  expect(of(found.resources, 'Odd')).toMatchObject([{ verdict: 'not readable', failure: { kind: 'no reader' } }]);
  expect(exitCodeOf(found)).toBe(4);
});

test('a drift names the property, what was meant and what was found, the line, and since when and by whom CloudTrail knows', async () => {
  kms.on(GetKeyRotationStatusCommand).resolves({ KeyRotationEnabled: false });
  const event = (EventName: string, time: string, who: object, ReadOnly = 'false') => ({
    EventName,
    EventTime: new Date(time),
    ReadOnly,
    CloudTrailEvent: JSON.stringify({ userIdentity: who }),
  });
  trail.on(LookupEventsCommand).resolves({
    Events: [
      event('EnableKeyRotation', '2026-11-01T00:00:00Z', { invokedBy: 'cloudformation.amazonaws.com' }),
      event('DisableKeyRotation', '2026-11-20T10:00:00Z', { arn: 'arn:aws:iam::111122223333:user/mallory' }),
      event('DescribeKey', '2026-11-25T10:00:00Z', { arn: 'arn:aws:iam::111122223333:user/alice' }, 'true'),
    ],
  });
  const { resources } = await verify();
  expect(of(resources, 'Key')).toMatchObject([
    {
      verdict: 'drifted',
      differences: [
        { property: 'EnableKeyRotation', meant: 'true', found: 'false' },
        { property: 'RotationPeriodInDays', meant: '365', found: null },
      ],
      file: 'app.template.json',
      line: 3,
      change: {
        at: '2026-11-20T10:00:00.000Z',
        by: 'arn:aws:iam::111122223333:user/mallory',
        event: 'DisableKeyRotation',
      },
    },
  ]);
});

test('a grant is extra; one that Lambda gave itself for a function of the templates is not', async () => {
  const Operations = ['Decrypt' as const];
  kms.on(ListGrantsCommand).resolves({
    Grants: [{ GrantId: 'g1', GranteePrincipal: 'arn:aws:iam::999999999999:root', Operations }],
  });
  const found = await verify();
  expect(of(found.resources, 'Key')).toMatchObject([
    { verdict: 'in place' },
    { verdict: 'extra', extra: { kind: 'grant', id: 'g1', detail: expect.stringContaining('999999999999') as string } },
  ]);
  expect(exitCodeOf(found)).toBe(1);
});

test('a queue that is gone is missing, and one with a policy that no template has shows it', async () => {
  sqs.on(GetQueueAttributesCommand).rejects(Object.assign(new Error('gone'), { name: 'QueueDoesNotExist' }));
  expect(of((await verify()).resources, 'Letters')).toMatchObject([{ verdict: 'missing' }]);
  sqs.on(GetQueueAttributesCommand).resolves({
    Attributes: {
      KmsMasterKeyId: `arn:aws:kms:eu-central-1:111122223333:key/${KEY_ID}`,
      MessageRetentionPeriod: '1209600',
      Policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}]}',
    },
  });
  expect(of((await verify()).resources, 'Letters')).toMatchObject([
    { verdict: 'in place' },
    { verdict: 'extra', extra: { kind: 'queue policy' } },
  ]);
});

test('where one call of several is denied, the resource is not readable, and the unread property is named', async () => {
  kms.on(GetKeyPolicyCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  const { resources } = await verify();
  expect(of(resources, 'Key')).toMatchObject([
    { verdict: 'not readable', failure: { kind: 'denied' }, unread: ['KeyPolicy'] },
  ]);
});

test('where something drifted and something else was not read, both are said', async () => {
  kms.on(GetKeyPolicyCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  kms.on(GetKeyRotationStatusCommand).resolves({ KeyRotationEnabled: false });
  const { resources } = await verify();
  expect(of(resources, 'Key')).toMatchObject([
    { verdict: 'drifted', unread: [{ property: 'KeyPolicy', kind: 'denied' }] },
  ]);
});

test('a key that waits for its deletion is missing, though KMS still describes it', async () => {
  kms.on(DescribeKeyCommand).resolves({
    KeyMetadata: { KeyId: KEY_ID, KeyState: 'PendingDeletion', DeletionDate: new Date(0) },
  });
  expect(of((await verify()).resources, 'Key')).toMatchObject([{ verdict: 'missing' }]);
});

test('a stack that is not deployed has everything missing; one that may not be described has nothing in place', async () => {
  cloudFormation.on(DescribeStacksCommand).rejects(new Error('Stack with id app does not exist'));
  expect(countsOf(await verify())).toMatchObject({ missing: 3, 'in place': 0 });
  cloudFormation.on(DescribeStacksCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));
  const found = await verify();
  expect(countsOf(found)).toMatchObject({ 'not readable': 3, 'in place': 0 });
  expect(of(found.resources, 'Key')).toMatchObject([{ failure: { kind: 'stack not read' } }]);
});

test('what the deployed stack holds beyond its template is extra, and another template is said to be one', async () => {
  const { Odd, ...less } = TEMPLATE.Resources;
  void Odd;
  cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify({ Resources: less }) });
  const summary = { LogicalResourceId: 'Stranger', ResourceType: 'AWS::IAM::User', PhysicalResourceId: 'mallory' };
  cloudFormation.on(ListStackResourcesCommand, { NextToken: 'more' }).resolves({
    StackResourceSummaries: [{ ...summary, LastUpdatedTimestamp: new Date(0), ResourceStatus: 'CREATE_COMPLETE' }],
  });
  const { resources, templates } = await verify();
  expect(of(resources, 'Stranger')).toMatchObject([{ verdict: 'extra', physicalId: 'mallory' }]);
  expect(of(resources, 'Letters')).toMatchObject([{ verdict: 'missing' }]);
  expect(templates).toMatchObject([{ deployed: 'another template' }]);
});

test('resources of an account that the credentials do not lead to are not readable, and it is said why', async () => {
  const { EnvironmentAccess } = await import('../../../audit/live/access');
  const gate = new Gate({ allowed: new Set(), callSeconds: 1 });
  const environment = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  const other = new EnvironmentAccess({ environment, gate });
  jest
    .spyOn(other, 'identity')
    .mockResolvedValue({ account: '999999999999', region: 'eu-central-1', arn: 'arn:aws:iam::9:user/u' });
  await expect(other.at({ account: '111122223333', region: 'eu-central-1' })).rejects.toMatchObject({
    failure: { kind: 'other account' },
  });
});

test('equal accounts give equal results, in one order', async () => {
  kms.on(ListGrantsCommand).resolves({ Grants: [{ GrantId: 'b' }, { GrantId: 'a' }] });
  const first = await verify();
  kms.on(ListGrantsCommand).resolves({ Grants: [{ GrantId: 'a' }, { GrantId: 'b' }] });
  expect(JSON.stringify(await verify())).toBe(JSON.stringify(first));
  expect(JSON.stringify(first)).not.toContain('/somewhere');
});

test('SARIF has a rule for each result, a line, and a mark that stays the same', async () => {
  kms.on(GetKeyRotationStatusCommand).resolves({ KeyRotationEnabled: false });
  const log = sarif(await verify(), '1.0.0') as {
    version: string;
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: { ruleId: string; level: string; locations: object[] }[];
    }[];
  };
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  const rules = new Set(run?.tool.driver.rules.map(({ id }) => id));
  expect(run?.results.map(({ ruleId }) => ruleId)).toEqual(['live/drifted', 'live/drifted', 'live/not-readable']);
  expect(run?.results.every(({ ruleId }) => rules.has(ruleId))).toBe(true);
  expect(run?.results[0]).toMatchObject({
    level: 'error',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'app.template.json' }, region: { startLine: 3 } } }],
  });
});

test.each([['a day that is none', { date: 'yesterday' }, 'DATE_INVALID']] as const)(
  '%s is refused',
  async (_, options, code) => {
    await expect(verify(options)).rejects.toMatchObject({ code });
  },
);

test('no template is no verification', async () => {
  const nothing = { templates: [], notEvaluated: [{ file: 'x', reason: 'there is no such file or folder' }] };
  await expect(verifyLive(nothing, access, { date: '2026-11-26' })).rejects.toMatchObject({
    code: 'TEMPLATES_MISSING',
  });
});

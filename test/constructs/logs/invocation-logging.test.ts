import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { InvocationLogging, type InvocationLoggingProps } from '../../../constructs/logs/invocation-logging';
import { InvocationContent } from '../../../contract/invocation-logging';
import { discard, guardFindings, lintFindings, openFindings } from '../../support/compliance';
import { ACCOUNT, REGION, logStack } from './world';

function logging(change: Partial<InvocationLoggingProps> = {}) {
  const { stack, key } = logStack();
  new InvocationLogging(stack, 'Invocations', {
    name: 'acme',
    organizationId: 'o-a1b2c3d4e5',
    archive: Bucket.fromBucketName(stack, 'Archive', 'acme-log-archive'),
    key,
    logRetention: RetentionDays.ONE_YEAR,
    ...change,
  });
  return stack;
}

const stack = logging();
const template = Template.fromStack(stack);
const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:acme-invocation-logging`;

test('five packs, cfn-lint and Control Tower find nothing open', async () => {
  expect(openFindings(stack)).toEqual([]);
  expect((await lintFindings(stack)) ?? []).toEqual([]);
  expect(guardFindings(stack)).toEqual([]);
  discard(stack);
});

test('the template asks for the logs to go to the archive and the log group, without prompts and answers', () => {
  template.hasResourceProperties('Custom::RampartInvocationLogging', {
    BucketName: 'acme-log-archive',
    KeyPrefix: 'invocation',
    LogGroupName: { Ref: Match.stringLikeRegexp('^InvocationsLogs') },
    RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^InvocationsDelivery'), 'Arn'] },
    Content: 'metadata',
  });
});

test('texts are logged where a team asks for them', () => {
  Template.fromStack(logging({ content: InvocationContent.TEXT })).hasResourceProperties(
    'Custom::RampartInvocationLogging',
    { Content: 'text' },
  );
});

test('the write action on a wildcard is bound to the region and to this one function', () => {
  const statements = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).flatMap(
    (policy) =>
      (
        policy['Properties'] as {
          PolicyDocument: { Statement: { Effect: string; Resource: unknown; Condition?: unknown }[] };
        }
      ).PolicyDocument.Statement,
  );
  expect(statements.filter(({ Effect, Resource }) => Effect === 'Allow' && Resource === '*')).toEqual([
    expect.objectContaining({
      Action: [
        'bedrock:DeleteModelInvocationLoggingConfiguration',
        'bedrock:GetModelInvocationLoggingConfiguration',
        'bedrock:PutModelInvocationLoggingConfiguration',
      ],
      Condition: {
        StringEquals: { 'aws:RequestedRegion': REGION },
        ArnEquals: { 'lambda:SourceFunctionArn': FUNCTION },
      },
    }),
  ]);
});

test('the function may hand Bedrock one role, and only Bedrock', () => {
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'iam:PassRole',
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^InvocationsDelivery'), 'Arn'] },
          Condition: { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
        }),
      ]),
    },
  });
});

test('Bedrock may take its role only for this account, and write one stream', () => {
  template.hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'acme-invocation-delivery',
    AssumeRolePolicyDocument: {
      Statement: [
        Match.objectLike({
          Principal: { Service: 'bedrock.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': ACCOUNT },
            ArnLike: { 'aws:SourceArn': `arn:aws:bedrock:${REGION}:${ACCOUNT}:*` },
          },
        }),
      ],
    },
  });
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/acme/bedrock-invocations:log-stream:aws/bedrock/modelinvocations`,
        },
      ],
    },
  });
});

test('both roles are bounded, and no policy is inline', () => {
  const roles = Object.values(template.findResources('AWS::IAM::Role'));
  expect(roles).toHaveLength(2);
  for (const role of roles) expect(role['Properties']).toHaveProperty('PermissionsBoundary');
  template.resourceCountIs('AWS::IAM::Policy', 0);
});

test('one run at a time, and no retry later than a quarter of an hour', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'acme-invocation-logging',
    ReservedConcurrentExecutions: 1,
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumEventAgeInSeconds: 900 });
});

test('an archive in another account is refused, because Bedrock would not deliver there', () => {
  const app = new App();
  const elsewhere = new Stack(app, 'Elsewhere', { env: { account: '444455556666', region: REGION } });
  const here = new Stack(app, 'Here', { env: { account: ACCOUNT, region: REGION } });
  const make = () =>
    new InvocationLogging(here, 'Invocations', {
      name: 'acme',
      organizationId: 'o-a1b2c3d4e5',
      archive: new Bucket(elsewhere, 'Archive', { bucketName: 'acme-log-archive' }),
      key: new Key(here, 'Key'),
      logRetention: RetentionDays.ONE_YEAR,
    });
  expect(make).toThrow(expect.objectContaining({ code: 'ARCHIVE_ELSEWHERE' }));
});

test('three months are too few', () => {
  expect(() => logging({ logRetention: RetentionDays.THREE_MONTHS })).toThrow(
    expect.objectContaining({ code: 'RETENTION_TOO_SHORT' }),
  );
});

import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { StageFunction, type StageFunctionProps } from '../../../constructs/function/stage-function';
import {
  stageFunctionStatements,
  stageFunctionWildcards,
} from '../../../constructs/function/stage-function-statements';
import { discard, openFindings, testStack } from '../../support/compliance';

const stacks: Stack[] = [];
afterAll(() => stacks.forEach(discard));

function made(changes: Partial<StageFunctionProps> = {}): Stack {
  const stack = testStack();
  stacks.push(stack);
  new StageFunction(stack, 'Function', {
    handler: 'gateway',
    functionName: 'acme-gateway',
    role: new Role(stack, 'Role', {
      roleName: 'acme-gateway',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    }),
    key: new Key(stack, 'Key', { enableKeyRotation: true }),
    environment: { A: '1' },
    logRetention: RetentionDays.ONE_YEAR,
    ...changes,
  });
  return stack;
}

test('what a function has without being asked: our key, bounded concurrency, kept logs, dead letters', () => {
  const template = Template.fromStack(made());
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'acme-gateway',
    KmsKeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
    ReservedConcurrentExecutions: 10,
    DeadLetterConfig: { TargetArn: Match.anyValue() },
    LoggingConfig: { LogGroup: Match.anyValue() },
  });
  template.hasResource('AWS::Logs::LogGroup', {
    DeletionPolicy: 'Retain',
    Properties: { LogGroupName: '/aws/lambda/acme-gateway', KmsKeyId: Match.anyValue(), RetentionInDays: 365 },
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'acme-gateway-dead-letters',
    KmsMasterKeyId: Match.anyValue(),
  });
});

test('dead letters may have the key of their own class', () => {
  const stack = testStack();
  const template = Template.fromStack(
    made({ deadLetterKey: Key.fromKeyArn(stack, 'Other', 'arn:aws:kms:eu-central-1:111122223333:key/other') }),
  );
  discard(stack);
  template.hasResourceProperties('AWS::SQS::Queue', { KmsMasterKeyId: Match.stringLikeRegexp('key/other$') });
});

test('no policy is written behind the role’s back, however mutable the role', () => {
  const template = Template.fromStack(made());
  template.resourceCountIs('AWS::IAM::Policy', 0);
  template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
});

test('the key’s policy gains one log group for CloudWatch Logs, and one role through SQS: nothing else', () => {
  const [key] = Object.values(Template.fromStack(made()).findResources('AWS::KMS::Key'));
  const { Statement } = (key?.['Properties'] as { KeyPolicy: { Statement: Record<string, unknown>[] } }).KeyPolicy;
  // The first is CDK's default for a key that a test makes.
  const gained = Statement.slice(1);
  expect(gained.map(({ Principal, Condition }) => ({ Principal, Condition }))).toEqual([
    {
      Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn':
            'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/acme-gateway',
        },
      },
    },
    {
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/acme-gateway' },
        StringEquals: { 'kms:ViaService': 'sqs.eu-central-1.amazonaws.com' },
      },
    },
  ]);
  for (const { Action } of gained) expect(JSON.stringify(Action)).not.toContain('*');
});

test('a key of another stack needs nothing of the function’s stack', () => {
  const stack = testStack();
  stacks.push(stack);
  const keys = new Stack(stack.node.root, 'Keys', { env: { account: '111122223333', region: 'eu-central-1' } });
  new StageFunction(stack, 'Function', {
    handler: 'gateway',
    functionName: 'acme-gateway',
    role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/acme-gateway', { mutable: false }),
    key: new Key(keys, 'Key', { enableKeyRotation: true }),
    environment: {},
    logRetention: RetentionDays.ONE_YEAR,
  });
  expect(() => Template.fromStack(stack)).not.toThrow();
  expect(keys.dependencies).toEqual([]);
  expect(stack.dependencies).toEqual([keys]);
});

test('a role of another name is refused: the key’s policy would name the wrong one', () => {
  const stack = testStack();
  const role = Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::111122223333:role/acme-train', { mutable: false });
  expect(() => made({ role })).toThrow(expect.objectContaining({ code: 'ROLE_NAME_DIFFERS' }));
  discard(stack);
});

test('outside a network the packs say so: that is for the construct that uses it to account for', () => {
  const findings = openFindings(made()).filter((finding) => finding.includes('/Function/'));
  expect(findings.every((finding) => finding.includes('LambdaInsideVPC'))).toBe(true);
  expect(findings).not.toHaveLength(0);
});

describe('what Lambda needs of a role', () => {
  const access = {
    functionName: 'acme-gateway',
    deadLetterKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/k',
    interfaces: { subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'] },
  };
  const stack = testStack();
  stacks.push(stack);
  const statements = stageFunctionStatements(stack, access);
  const json = statements.map((statement) => statement.toStatementJson() as Record<string, unknown>);
  const bySid = (sid: string): Record<string, unknown> | undefined => json.find(({ Sid }) => Sid === sid);
  const list = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : [String(value)]);

  test('nothing that writes is allowed on *, and no action has a wildcard', () => {
    for (const { Effect, Action, Resource } of json) {
      if (Effect !== 'Allow') continue;
      for (const action of list(Action)) expect(action).not.toContain('*');
      if (list(Resource).includes('*')) for (const action of list(Action)) expect(action).toMatch(/^ec2:Describe/);
    }
  });

  test('interfaces can be made in the function’s subnets and group only', () => {
    const ec2 = 'arn:aws:ec2:eu-central-1:111122223333';
    expect(bySid('ManageOwnInterfaces')?.['Resource']).toEqual([
      `${ec2}:network-interface/*`,
      `${ec2}:subnet/subnet-1`,
      `${ec2}:subnet/subnet-2`,
      `${ec2}:security-group/sg-1`,
    ]);
  });

  test('the function’s code is denied every network action that its role has', () => {
    const denied = bySid('NeverFromTheCode');
    const allowed = [...list(bySid('ManageOwnInterfaces')?.['Action']), ...list(bySid('ListInterfaces')?.['Action'])];
    expect(denied).toMatchObject({
      Effect: 'Deny',
      Condition: {
        ArnEquals: {
          'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-central-1:111122223333:function:acme-gateway',
        },
      },
    });
    expect(list(denied?.['Action']).sort()).toEqual(allowed.sort());
  });

  test('every wildcard among the resources has its reason, and no reason is left over', () => {
    const wild = json
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Resource }) => list(Resource))
      .filter((resource) => resource.includes('*'));
    expect(stageFunctionWildcards(stack, access).map(({ resource }) => resource)).toEqual(wild);
  });

  test('outside a network it needs no network action', () => {
    const { functionName, deadLetterKeyArn } = access;
    const outside = stageFunctionStatements(stack, { functionName, deadLetterKeyArn });
    expect(JSON.stringify(outside.map((statement) => statement.toStatementJson() as unknown))).not.toContain('ec2:');
    expect(stageFunctionWildcards(stack, { functionName, deadLetterKeyArn })).toHaveLength(1);
  });
});

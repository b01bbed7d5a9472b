import { Stack } from 'aws-cdk-lib';
import { AccountPrincipal, Effect, PolicyStatement, type ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AcceptedWildcard } from '../identity/stage-role';
import { acknowledgeBuiltIn } from '../waiver/built-in';

/** Subnets and security groups of a function's network interfaces. */
export interface FunctionInterfaces {
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
}

export interface StageFunctionAccess {
  readonly functionName: string;
  /** ARN of the key that encrypts the function's dead letters. */
  readonly deadLetterKeyArn: string;
  /** @default - the function is in no network of ours */
  readonly interfaces?: FunctionInterfaces;
}

const INTERFACE_WRITES = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
];
const INTERFACE_READS = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];

const OWN_STREAMS =
  "Lambda names the log streams: the wildcard stands for the streams of the function's own log group only";
const NEW_INTERFACES =
  "EC2 names the network interfaces: they can be made only in the function's subnets and group, and the function's own code is denied it";
const LISTING = 'EC2 offers no narrower resource for listing interfaces and subnets; nothing else is allowed on *';

/** What Lambda itself needs of a function's role: write its log, send its dead letters, and, in a network, manage its interfaces. */
export function stageFunctionStatements(scope: Construct, access: StageFunctionAccess): PolicyStatement[] {
  const { account, region, partition } = Stack.of(scope);
  return [
    new PolicyStatement({
      sid: 'WriteOwnLog',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [ownStreams(scope, access.functionName)],
    }),
    new PolicyStatement({
      sid: 'SendDeadLetters',
      actions: ['sqs:SendMessage'],
      resources: [`arn:${partition}:sqs:${region}:${account}:${deadLetterQueueName(access.functionName)}`],
    }),
    new PolicyStatement({
      sid: 'EncryptDeadLetters',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [access.deadLetterKeyArn],
      conditions: { StringEquals: { 'kms:ViaService': `sqs.${region}.amazonaws.com` } },
    }),
    ...(access.interfaces ? interfaceStatements(scope, access.functionName, access.interfaces) : []),
  ];
}

/** The wildcards that `stageFunctionStatements` cannot do without, each with the fact that makes it acceptable. */
export function stageFunctionWildcards(scope: Construct, access: StageFunctionAccess): AcceptedWildcard[] {
  return [
    { resource: ownStreams(scope, access.functionName), reason: OWN_STREAMS },
    ...(access.interfaces
      ? [
          { resource: ec2Arn(scope, 'network-interface/*'), reason: NEW_INTERFACES },
          { resource: '*', reason: LISTING },
        ]
      : []),
  ];
}

/** Accepts those wildcards on the policy that carries them. */
export function acceptStageFunctionWildcards(policy: ManagedPolicy, access: StageFunctionAccess): void {
  for (const { resource, reason } of stageFunctionWildcards(policy, access)) {
    acknowledgeBuiltIn(policy, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
  }
}

/** Lets the function's role use the key for its dead letters. It is named, not referred to, so that the key's stack needs no other. */
export function deadLetterKeyStatement(scope: Construct, functionName: string): PolicyStatement {
  const { account, region, partition } = Stack.of(scope);
  return new PolicyStatement({
    principals: [new AccountPrincipal(account)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      ArnEquals: { 'aws:PrincipalArn': `arn:${partition}:iam::${account}:role/${functionName}` },
      StringEquals: { 'kms:ViaService': `sqs.${region}.amazonaws.com` },
    },
  });
}

export function functionLogGroupName(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

export function deadLetterQueueName(functionName: string): string {
  return `${functionName}-dead-letters`;
}

function interfaceStatements(
  scope: Construct,
  functionName: string,
  interfaces: FunctionInterfaces,
): PolicyStatement[] {
  const { account, region, partition } = Stack.of(scope);
  return [
    new PolicyStatement({
      sid: 'ManageOwnInterfaces',
      actions: INTERFACE_WRITES,
      resources: [
        ec2Arn(scope, 'network-interface/*'),
        ...interfaces.subnetIds.map((id) => ec2Arn(scope, `subnet/${id}`)),
        ...interfaces.securityGroupIds.map((id) => ec2Arn(scope, `security-group/${id}`)),
      ],
    }),
    new PolicyStatement({ sid: 'ListInterfaces', actions: INTERFACE_READS, resources: ['*'] }),
    // Lambda uses these before the code runs. With the role's credentials the code itself could too: never.
    new PolicyStatement({
      sid: 'NeverFromTheCode',
      effect: Effect.DENY,
      actions: [...INTERFACE_WRITES, ...INTERFACE_READS],
      resources: ['*'],
      conditions: {
        ArnEquals: {
          'lambda:SourceFunctionArn': `arn:${partition}:lambda:${region}:${account}:function:${functionName}`,
        },
      },
    }),
  ];
}

function ownStreams(scope: Construct, functionName: string): string {
  const { account, region, partition } = Stack.of(scope);
  return `arn:${partition}:logs:${region}:${account}:log-group:${functionLogGroupName(functionName)}:*`;
}

function ec2Arn(scope: Construct, resource: string): string {
  const { account, region, partition } = Stack.of(scope);
  return `arn:${partition}:ec2:${region}:${account}:${resource}`;
}

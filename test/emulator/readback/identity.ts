import { createHash } from 'node:crypto';
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand as GetFunctionPolicyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { text, type Clients, type Reading } from './reading';

interface Statement {
  readonly Sid?: string;
  readonly Principal?: { readonly Service?: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Roles, policies and functions. */
export const IDENTITY: Readonly<Record<string, Reading>> = {
  'AWS::IAM::Role': {
    read: async (clients, { physicalId: RoleName }) => {
      const iam = clients.of(IAMClient);
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
      const inline = PolicyNames.map((PolicyName) => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })));
      return {
        ...Role,
        ManagedPolicyArns: AttachedPolicies.map(({ PolicyArn }) => PolicyArn),
        PermissionsBoundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
        Policies: await Promise.all(inline),
      };
    },
  },
  'AWS::IAM::ManagedPolicy': {
    read: async (clients, { physicalId: PolicyArn }) => {
      const iam = clients.of(IAMClient);
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
      const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
      );
      return { ...Policy, ManagedPolicyName: Policy?.PolicyName, PolicyDocument: PolicyVersion?.Document };
    },
  },
  'AWS::IAM::ServiceLinkedRole': {
    read: async (clients, { physicalId: RoleName }) => {
      const { Role } = await clients.of(IAMClient).send(new GetRoleCommand({ RoleName }));
      return { ...Role, AWSServiceName: Role?.Path?.split('/')[2] };
    },
  },
  'AWS::Lambda::Function': {
    read: async (clients, resource) => {
      const lambda = clients.of(LambdaClient);
      const FunctionName = resource.physicalId;
      const is = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const limit = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      const code = resource.properties['Code'] as { readonly S3Bucket: string; readonly S3Key: string };
      const same = is.CodeSha256 === (await digestOf(clients, code));
      return { ...is, ...limit, Code: same ? code : { S3Key: `something of SHA-256 ${is.CodeSha256}` } };
    },
  },
  'AWS::Lambda::EventInvokeConfig': {
    read: async (clients, resource) => {
      const FunctionName = text(resource, 'FunctionName');
      const is = await clients.of(LambdaClient).send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));
      const [, , , , , , name, qualifier = '$LATEST'] = is.FunctionArn?.split(':') ?? [];
      return { ...is, FunctionName: name, Qualifier: qualifier };
    },
  },
  'AWS::Lambda::Permission': {
    read: async (clients, resource) => {
      const FunctionName = text(resource, 'FunctionName');
      const { Policy } = await clients.of(LambdaClient).send(new GetFunctionPolicyCommand({ FunctionName }));
      const { Statement } = JSON.parse(Policy ?? '{"Statement":[]}') as { Statement: Statement[] };
      const is = Statement.find(({ Sid }) => Sid === resource.physicalId);
      const conditions = Object.assign({}, ...Object.values(is?.Condition ?? {})) as Record<string, string>;
      return {
        ...is,
        FunctionName,
        Principal: is?.Principal?.Service,
        SourceAccount: conditions['AWS:SourceAccount'],
        SourceArn: conditions['AWS:SourceArn'],
      };
    },
  },
};

async function digestOf(
  clients: Clients,
  code: { readonly S3Bucket: string; readonly S3Key: string },
): Promise<string> {
  const { Body } = await clients.of(S3Client).send(new GetObjectCommand({ Bucket: code.S3Bucket, Key: code.S3Key }));
  const bytes = await Body?.transformToByteArray();
  return createHash('sha256')
    .update(bytes ?? '')
    .digest('base64');
}

import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { drift, extra, type Account, type Plant } from './plant';

const ROLE = 'AWS::IAM::Role';
const POLICY = 'AWS::IAM::ManagedPolicy';
const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

const iam = ({ clients }: Account): IAMClient => clients.of(IAMClient);

export const IDENTITY: readonly Plant[] = [
  drift('a role has no boundary', ROLE, 'GatewayRole', 'PermissionsBoundary', (account) =>
    iam(account).send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'acme-llm-gateway' })),
  ),
  drift('strangers may take a role', ROLE, 'TrainRole', 'AssumeRolePolicyDocument.Statement', (account) =>
    iam(account).send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: 'acme-llm-train',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::999999999999:root' } },
          ],
        }),
      }),
    ),
  ),
  extra('a role has an inline policy', ROLE, 'DeployRole', 'inline policy', (account) =>
    iam(account).send(
      new PutRolePolicyCommand({ RoleName: 'acme-llm-deploy', PolicyName: 'planted', PolicyDocument: EVERYTHING }),
    ),
  ),
  drift('a managed policy has a wider version', POLICY, 'ApproveRolePolicy', 'PolicyDocument.Statement', (account) =>
    iam(account).send(
      new CreatePolicyVersionCommand({
        PolicyArn: account.id(POLICY, 'ApproveRolePolicy'),
        PolicyDocument: EVERYTHING,
        SetAsDefault: true,
      }),
    ),
  ),
  drift('a role administers everything', ROLE, 'EvaluateRole', 'ManagedPolicyArns', (account) =>
    iam(account).send(
      new AttachRolePolicyCommand({
        RoleName: 'acme-llm-evaluate',
        PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    ),
  ),
  drift('a role lost its policy', ROLE, 'RespondRole', 'ManagedPolicyArns', (account) =>
    iam(account).send(
      new DetachRolePolicyCommand({ RoleName: 'acme-llm-respond', PolicyArn: account.id(POLICY, 'RespondRolePolicy') }),
    ),
  ),
  drift('sessions last longer', ROLE, 'BreakGlassStageRole', 'MaxSessionDuration', (account) =>
    iam(account).send(
      new UpdateRoleCommand({
        RoleName: 'acme-llm-break-glass',
        MaxSessionDuration: 43_200,
        Description: 'acme-llm: the stage break-glass',
      }),
    ),
  ),
  extra('a policy is attached to a user', POLICY, 'IngestRolePolicy', 'attachment', async (account) => {
    await iam(account).send(new CreateUserCommand({ UserName: 'mallory' }));
    const PolicyArn = account.id(POLICY, 'IngestRolePolicy');
    return iam(account).send(new AttachUserPolicyCommand({ UserName: 'mallory', PolicyArn }));
  }),
];

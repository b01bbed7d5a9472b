import {
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { isResolvedList, isResolvedMap } from '../../assembly/value';
import { gather, lastPart, pages, single, text, texts, type Beside, type Meant, type Reader } from '../reader';
import type { Extra } from '../verdict';
import { decoded, NO_SUCH_ENTITY } from './iam-document';
import { tagsOf } from './tags';

export const ROLES: Reader = {
  types: ['AWS::IAM::Role'],
  calls: {
    'iam:GetRole': ['iam:GetRole'],
    'iam:GetRolePolicy': ['iam:GetRolePolicy'],
    'iam:ListAttachedRolePolicies': ['iam:ListAttachedRolePolicies'],
    'iam:ListRolePolicies': ['iam:ListRolePolicies'],
  },
  defaults: { Path: '/', MaxSessionDuration: 3600 },
  async read({ physicalId: RoleName, properties: meant }, { clients: { iam } }) {
    const parts: Extra[] = [];
    const found = await gather(
      [
        {
          of: [
            'AssumeRolePolicyDocument',
            'Description',
            'MaxSessionDuration',
            'Path',
            'PermissionsBoundary',
            'RoleName',
            'Tags',
          ],
          read: async () => {
            const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }));
            return {
              AssumeRolePolicyDocument: decoded(role?.AssumeRolePolicyDocument),
              Description: role?.Description,
              MaxSessionDuration: role?.MaxSessionDuration,
              Path: role?.Path,
              PermissionsBoundary: role?.PermissionsBoundary?.PermissionsBoundaryArn,
              RoleName: 'RoleName' in meant ? role?.RoleName : undefined,
              Tags: tagsOf(role?.Tags),
            };
          },
        },
        {
          of: ['ManagedPolicyArns'],
          read: async () => {
            const attached = await pages(async (Marker) => {
              const page = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker }));
              return { items: page.AttachedPolicies, next: page.IsTruncated === true ? page.Marker : undefined };
            });
            return { ManagedPolicyArns: attached.map(({ PolicyArn }) => PolicyArn) };
          },
        },
        { of: ['Policies'], read: async () => ({ Policies: await inlinePolicies(iam, RoleName) }) },
      ],
      NO_SUCH_ENTITY,
    );
    return found.kind === 'read' ? { ...found, parts } : found;
  },
  settle(meant, { properties }, beside) {
    const inline = (properties['Policies'] as readonly InlinePolicy[] | undefined) ?? [];
    const elsewhere = inlineBeside(meant, beside);
    const declared = isResolvedList(meant.properties['Policies']) ? meant.properties['Policies'] : [];
    const own = new Set(declared.map((one) => (isResolvedMap(one) ? text(one['PolicyName']) : '')));
    const attachedBeside = new Set(
      beside
        .ofType('AWS::IAM::ManagedPolicy')
        .filter((policy) => texts(policy.properties['Roles']).includes(meant.physicalId))
        .map(({ physicalId }) => physicalId),
    );
    const attached = texts(properties['ManagedPolicyArns']).filter(
      (arn) => !attachedBeside.has(arn) || texts(meant.properties['ManagedPolicyArns']).includes(arn),
    );
    return {
      properties: {
        ...properties,
        ...('ManagedPolicyArns' in properties ? { ManagedPolicyArns: attached } : {}),
        ...('Policies' in properties ? { Policies: inline.filter(({ PolicyName }) => own.has(PolicyName)) } : {}),
      },
      extras: inline
        .filter(({ PolicyName }) => !own.has(PolicyName) && !elsewhere.has(PolicyName))
        .map(({ PolicyName, PolicyDocument }) => ({
          kind: 'inline policy',
          id: PolicyName,
          detail: `an inline policy ${PolicyName}: ${JSON.stringify(PolicyDocument).slice(0, 300)}`,
          type: 'AWS::IAM::RolePolicy',
          properties: { RoleName: meant.physicalId, PolicyName, PolicyDocument },
        })),
    };
  },
};

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

async function inlinePolicies(iam: IAMClient, RoleName: string): Promise<InlinePolicy[]> {
  const names = await pages(async (Marker) => {
    const page = await iam.send(new ListRolePoliciesCommand({ RoleName, Marker }));
    return { items: page.PolicyNames, next: page.IsTruncated === true ? page.Marker : undefined };
  });
  return Promise.all(
    names.map(async (PolicyName) => {
      const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      return { PolicyName, PolicyDocument: decoded(PolicyDocument) };
    }),
  );
}

/** Names of the inline policies that resources beside the role give it. */
function inlineBeside({ physicalId }: Meant, beside: Beside): ReadonlySet<string> {
  const shared = beside
    .ofType('AWS::IAM::Policy')
    .filter(({ properties }) => texts(properties['Roles']).includes(physicalId));
  const single = beside
    .ofType('AWS::IAM::RolePolicy')
    .filter(({ properties }) => properties['RoleName'] === physicalId);
  return new Set([...shared, ...single].map(({ properties }) => text(properties['PolicyName'])));
}

export const SERVICE_LINKED_ROLES: Reader = {
  types: ['AWS::IAM::ServiceLinkedRole'],
  calls: { 'iam:GetRole': ['iam:GetRole'] },
  read: ({ physicalId }, { clients: { iam } }) =>
    single(NO_SUCH_ENTITY, async () => {
      const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: lastPart(physicalId) }));
      const service = /^\/aws-service-role\/([^/]+)\//.exec(role?.Path ?? '')?.[1];
      return service === undefined ? {} : { AWSServiceName: service };
    }),
};

import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListRolePoliciesCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { isResolvedList, isResolvedMap } from '../../assembly/value';
import { errorName } from '../failure';
import { gather, lastPart, missing, pages, single, text, texts, type Beside, type Meant, type Reader } from '../reader';
import type { Extra } from '../verdict';
import { tagsOf } from './tags';

const GONE = ['NoSuchEntityException', 'NoSuchEntity'];

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
      GONE,
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

/** IAM writes documents as parts of a URL. */
function decoded(document: string | undefined): unknown {
  if (document === undefined) return undefined;
  const whole = document.startsWith('%') ? decodeURIComponent(document) : document;
  return JSON.parse(whole) as unknown;
}

export const MANAGED_POLICIES: Reader = {
  types: ['AWS::IAM::ManagedPolicy'],
  calls: {
    'iam:GetPolicy': ['iam:GetPolicy'],
    'iam:GetPolicyVersion': ['iam:GetPolicyVersion'],
    'iam:ListEntitiesForPolicy': ['iam:ListEntitiesForPolicy'],
  },
  defaults: { Path: '/' },
  async read({ physicalId: PolicyArn, properties: meant }, { clients: { iam } }) {
    const found = await gather(
      [
        {
          of: ['Description', 'ManagedPolicyName', 'Path', 'PolicyDocument'],
          read: async () => {
            const { Policy: policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
            const VersionId = policy?.DefaultVersionId;
            const { PolicyVersion: version } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
            return {
              Description: policy?.Description,
              ManagedPolicyName: 'ManagedPolicyName' in meant ? policy?.PolicyName : undefined,
              Path: policy?.Path,
              PolicyDocument: decoded(version?.Document),
            };
          },
        },
        {
          of: ['(attachments)'],
          read: async () => {
            const all = await pages(async (Marker) => {
              const page = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn, Marker }));
              const named = [
                ...(page.PolicyRoles ?? []).map(({ RoleName = '' }) => ['role', RoleName] as const),
                ...(page.PolicyUsers ?? []).map(({ UserName = '' }) => ['user', UserName] as const),
                ...(page.PolicyGroups ?? []).map(({ GroupName = '' }) => ['group', GroupName] as const),
              ];
              return { items: named, next: page.IsTruncated === true ? page.Marker : undefined };
            });
            return { '(attachments)': all };
          },
        },
      ],
      GONE,
    );
    return found;
  },
  settle(meant, { properties }, beside) {
    const { '(attachments)': attached, ...rest } = properties;
    const roles = new Map(beside.ofType('AWS::IAM::Role').map((role) => [role.physicalId, role]));
    const named = (attached as readonly (readonly ['role' | 'user' | 'group', string])[] | undefined) ?? [];
    const declared = (kind: string): readonly string[] =>
      texts(meant.properties[{ role: 'Roles', user: 'Users', group: 'Groups' }[kind] ?? '']);
    const known = named.filter(([kind, name]) => declared(kind).includes(name));
    // A role of the templates is judged by its own list of policies.
    const strange = named.filter(
      ([kind, name]) => !declared(kind).includes(name) && !(kind === 'role' && roles.has(name)),
    );
    const read =
      attached === undefined ? {} : { Roles: known.filter(([kind]) => kind === 'role').map(([, name]) => name) };
    return {
      properties: { ...rest, ...read },
      extras: strange.map(([kind, name]) => ({
        kind: 'attachment',
        id: `${kind}/${name}`,
        detail: `the policy is attached to the ${kind} ${name}, which no template names`,
      })),
    };
  },
};

/** An inline policy that a resource beside the role gives it. The first role stands for all. */
export const INLINE_POLICIES: Reader = {
  types: ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy'],
  calls: { 'iam:GetRolePolicy': ['iam:GetRolePolicy'] },
  onlyInTemplates: ['Users', 'Groups'],
  async read({ properties }, { clients: { iam } }) {
    const roles = texts(properties['Roles']);
    const names = roles.length > 0 ? roles : [text(properties['RoleName'])];
    const PolicyName = text(properties['PolicyName']);
    const documents = await Promise.all(
      names.map(async (RoleName) => {
        try {
          const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
          return { RoleName, PolicyDocument: decoded(PolicyDocument) };
        } catch (error) {
          if (GONE.includes(errorName(error))) return { RoleName, PolicyDocument: undefined };
          throw error;
        }
      }),
    );
    const held = documents.filter(({ PolicyDocument }) => PolicyDocument !== undefined);
    if (held.length === 0) return missing('the role has no such policy');
    const meant = JSON.stringify(properties['PolicyDocument']);
    // Where the roles hold different documents, the one that is not the meant one is shown.
    const shown = held.find(({ PolicyDocument }) => JSON.stringify(PolicyDocument) !== meant) ?? held[0];
    return {
      kind: 'read',
      properties: {
        PolicyName,
        PolicyDocument: shown?.PolicyDocument,
        ...(roles.length > 0 ? { Roles: held.map(({ RoleName }) => RoleName) } : { RoleName: names[0] }),
      },
    };
  },
};

export const SERVICE_LINKED_ROLES: Reader = {
  types: ['AWS::IAM::ServiceLinkedRole'],
  calls: { 'iam:GetRole': ['iam:GetRole'] },
  read: ({ physicalId }, { clients: { iam } }) =>
    single(GONE, async () => {
      const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: lastPart(physicalId) }));
      const service = /^\/aws-service-role\/([^/]+)\//.exec(role?.Path ?? '')?.[1];
      return service === undefined ? {} : { AWSServiceName: service };
    }),
};

import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListEntitiesForPolicyCommand,
} from '@aws-sdk/client-iam';
import { errorName } from '../failure';
import { gather, missing, pages, text, texts, type Reader } from '../reader';
import { decoded, NO_SUCH_ENTITY } from './iam-document';

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
      NO_SUCH_ENTITY,
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
          if (NO_SUCH_ENTITY.includes(errorName(error))) return { RoleName, PolicyDocument: undefined };
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

import type { Model, Resource } from '../assembly/model';
import { list, text } from '../assembly/readers';
import { hasFreeSymbol, printable } from '../assembly/symbol';
import { isResolvedMap, Unresolved, type Resolved } from '../assembly/value';
import type { NamedPolicy } from '../iam/policy';
import type { IamPrincipal } from '../iam/world';
import { remembered } from '../remembered';
import { accountOf } from './accounts';
import { namedPolicy, placeOf } from './policy-document';

/** Policies that stand beside the principal they belong to, and the properties that name it. */
const ATTACHED: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Policy': ['Roles', 'Users', 'Groups'],
  'AWS::IAM::ManagedPolicy': ['Roles', 'Users', 'Groups'],
  'AWS::IAM::RolePolicy': ['RoleName'],
  'AWS::IAM::UserPolicy': ['UserName'],
  'AWS::IAM::GroupPolicy': ['GroupName'],
};

/** Roles and users with every policy that the templates give them. A policy that no template holds is not evaluated. */
export function principalsOf(model: Model): IamPrincipal[] {
  const attached = attachments(model);
  const groups = membership(model);
  const policiesOf = (resource: Resource): NamedPolicy[] => [
    ...inline(model, resource),
    ...managed(model, resource),
    ...(attached.get(resource) ?? []),
  ];
  return model.resources
    .filter(({ type }) => type === 'AWS::IAM::Role' || type === 'AWS::IAM::User')
    .map((resource): IamPrincipal => {
      const isRole = resource.type === 'AWS::IAM::Role';
      const boundary = model.property(resource, 'PermissionsBoundary');
      const policies = [resource, ...(groups.get(resource) ?? [])].flatMap(policiesOf);
      return {
        kind: isRole ? 'role' : 'user',
        arn: arnOf(model, resource),
        account: accountOf(model, resource),
        policies: resource.unreadable === undefined ? policies : [namedPolicy(resource, '', undefined)],
        ...(boundary === undefined ? {} : { boundary: referred(model, resource, boundary) }),
        ...(isRole
          ? { trust: namedPolicy(resource, 'trust policy', model.property(resource, 'AssumeRolePolicyDocument')) }
          : {}),
        ...tagsOf(model, resource),
        origin: placeOf(resource),
      };
    });
}

/** The ARN of a resource as symbols of the templates write it. */
export function arnOf(model: Model, resource: Resource, attribute = 'Arn'): string {
  const arn = model.reference(resource, attribute);
  return typeof arn === 'string' && !hasFreeSymbol(arn) ? arn : `unknown:${placeOf(resource)}`;
}

function inline(model: Model, resource: Resource): NamedPolicy[] {
  const policies = list(model.property(resource, 'Policies'));
  if (policies.kind === 'absent') return [];
  if (policies.kind === 'unresolved') return [namedPolicy(resource, 'inline policies', undefined)];
  return policies.value.map((policy, index) =>
    namedPolicy(resource, `inline policy ${index + 1}`, isResolvedMap(policy) ? policy['PolicyDocument'] : undefined),
  );
}

function managed(model: Model, resource: Resource): NamedPolicy[] {
  const arns = list(model.property(resource, 'ManagedPolicyArns'));
  if (arns.kind === 'absent') return [];
  if (arns.kind === 'unresolved') return [namedPolicy(resource, 'managed policies', undefined)];
  return arns.value.map((arn) => referred(model, resource, arn));
}

/** A managed policy by its ARN: of the templates, or one that is known by name only. */
function referred(model: Model, from: Resource, arn: Resolved): NamedPolicy {
  const policy = typeof arn === 'string' ? model.find(arn, 'AWS::IAM::ManagedPolicy') : undefined;
  if (policy) return namedPolicy(policy, '', model.property(policy, 'PolicyDocument'));
  const name = typeof arn === 'string' ? printable(arn) : arn instanceof Unresolved ? arn.reason : 'a policy';
  return { name: `${name} of ${placeOf(from)}`, document: undefined, origin: placeOf(from) };
}

function attachments(model: Model): Map<Resource, NamedPolicy[]> {
  const found = new Map<Resource, NamedPolicy[]>();
  for (const resource of model.resources) {
    const properties = Object.hasOwn(ATTACHED, resource.type) ? (ATTACHED[resource.type] ?? []) : [];
    for (const property of properties) {
      const names = list(model.property(resource, property));
      for (const name of names.kind === 'resolved' ? names.value : []) {
        const holder = typeof name === 'string' ? holderOf(model, resource, property, name) : undefined;
        if (!holder) continue;
        const policy = namedPolicy(resource, '', model.property(resource, 'PolicyDocument'));
        found.set(holder, [...(found.get(holder) ?? []), policy]);
      }
    }
  }
  return found;
}

/** Names are unique in an account, so a role of the same account is preferred where two accounts have one. */
function holderOf(model: Model, policy: Resource, property: string, name: string): Resource | undefined {
  const type = `AWS::IAM::${/^(?:Role|User|Group)/.exec(property)?.[0] ?? ''}`;
  const sameAccount = holdersIn(model).get(holderKey(type, accountOf(model, policy), name)) ?? [];
  return sameAccount.length === 1 ? sameAccount[0] : model.find(name, type);
}

const HOLDERS = new Set(['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group']);

/** Who can hold policies, by type, account and name. */
const holdersIn = remembered((model: Model): ReadonlyMap<string, readonly Resource[]> => {
  const found = new Map<string, Resource[]>();
  for (const resource of model.resources) {
    const name = HOLDERS.has(resource.type) ? model.reference(resource) : undefined;
    if (typeof name !== 'string') continue;
    const key = holderKey(resource.type, accountOf(model, resource), name);
    found.set(key, [...(found.get(key) ?? []), resource]);
  }
  return found;
});

function holderKey(type: string, account: string, name: string): string {
  return [type, account, name].join('\n');
}

function membership(model: Model): Map<Resource, Resource[]> {
  const found = new Map<Resource, Resource[]>();
  const add = (user: Resource | undefined, group: Resource | undefined): void => {
    if (user && group) found.set(user, [...(found.get(user) ?? []), group]);
  };
  const find = (value: Resolved | undefined, type: string): Resource | undefined =>
    typeof value === 'string' ? model.find(value, type) : undefined;
  for (const resource of model.resources) {
    if (resource.type === 'AWS::IAM::User') {
      const groups = list(model.property(resource, 'Groups'));
      if (groups.kind === 'resolved') for (const one of groups.value) add(resource, find(one, 'AWS::IAM::Group'));
    }
    if (resource.type === 'AWS::IAM::UserToGroupAddition') {
      const users = list(model.property(resource, 'Users'));
      const group = find(model.property(resource, 'GroupName'), 'AWS::IAM::Group');
      if (users.kind === 'resolved') for (const one of users.value) add(find(one, 'AWS::IAM::User'), group);
    }
  }
  return found;
}

/** All tags, or nothing where one cannot be read: then any may be there. */
function tagsOf(model: Model, resource: Resource): { tags?: Record<string, string> } {
  const tags = list(model.property(resource, 'Tags'));
  if (tags.kind !== 'resolved') return {};
  const read = tags.value.map((tag) => [text(at(tag, 'Key')), text(at(tag, 'Value'))] as const);
  if (read.some(([key, value]) => key.kind !== 'resolved' || value.kind !== 'resolved')) return {};
  return { tags: Object.fromEntries(read.map(([key, value]) => [valueOf(key), valueOf(value)])) };
}

function at(value: Resolved, key: string): Resolved | undefined {
  return isResolvedMap(value) ? value[key] : undefined;
}

function valueOf(read: ReturnType<typeof text>): string {
  return read.kind === 'resolved' ? read.value : '';
}

import { isObject } from './intrinsic';
import { some } from './quantify';
import type { Resource } from './resource';
import type { Value } from './value';

const WITH_DOCUMENT = ['Policy', 'ManagedPolicy', 'RolePolicy', 'UserPolicy', 'GroupPolicy'].map(
  (t) => `AWS::IAM::${t}`,
);
const WITH_INLINE = ['Role', 'User', 'Group'].map((t) => `AWS::IAM::${t}`);

/** What gives permissions to identities. */
export const IDENTITY_POLICIES: readonly string[] = [...WITH_DOCUMENT, ...WITH_INLINE];
export const ORGANIZATION_POLICY = 'AWS::Organizations::Policy';
const ACCESS_POLICIES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

/** One condition of a statement, e.g. `StringEquals`, `aws:PrincipalOrgID`, and what it is compared with. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Value[];
}

/** One statement of a policy; `name` is how a person finds it. */
export interface Statement {
  readonly name: string;
  readonly value: Value;
}

/** The statements of each policy document that the resource carries. */
export function documentsOf(resource: Resource): Statement[][] {
  return documents(resource).map((document) =>
    document
      .at('Statement')
      .oneOrMany()
      .map((value) => ({ name: nameOf(value), value })),
  );
}

/** Whether there are statements to judge: of an organisation's policies, only those for access are written so. */
export function holdsStatements(resource: Resource): boolean {
  if (resource.type === ORGANIZATION_POLICY && !ACCESS_POLICIES.includes(resource.at('Type').text() ?? ''))
    return false;
  return documentsOf(resource).flat().length > 0;
}

function documents(resource: Resource): Value[] {
  if (WITH_DOCUMENT.includes(resource.type)) return [resource.at('PolicyDocument')];
  if (WITH_INLINE.includes(resource.type)) {
    return resource
      .at('Policies')
      .list()
      .map((policy) => policy.at('PolicyDocument'));
  }
  const content = resource.at('Content');
  return [isObject(content.raw) ? content : content.parsed()];
}

function nameOf(statement: Value): string {
  const sid = isObject(statement.raw) ? statement.raw['Sid'] : undefined;
  return typeof sid === 'string' && sid !== '' ? sid : statement.path;
}

export function isAllow(statement: Statement): boolean {
  return statement.value.at('Effect').text() === 'Allow';
}

export function isDeny(statement: Statement): boolean {
  return statement.value.at('Effect').text() === 'Deny';
}

/** Whether the statement speaks of the action, e.g. `bedrock:InvokeModel`: by name, by wildcard or by NotAction. */
export function covers(statement: Statement, action: string): boolean {
  const named = statement.value.at('Action');
  const matches = (pattern: Value): boolean => globs(pattern.text() ?? '', action);
  if (!named.absent) return some(named.oneOrMany(), matches);
  return !some(statement.value.at('NotAction').oneOrMany(), matches);
}

export function conditionsOf(statement: Statement): Condition[] {
  return statement.value
    .at('Condition')
    .entries()
    .flatMap(([operator, keys]) =>
      keys.entries().map(([key, values]) => ({ operator, key: key.toLowerCase(), values: values.oneOrMany() })),
    );
}

function globs(pattern: string, action: string): boolean {
  const expression = pattern
    .split('')
    .map((char) => (char === '*' ? '.*' : char === '?' ? '.' : char.replace(/[\\^$.|+()[\]{}]/, '\\$&')))
    .join('');
  return new RegExp(`^${expression}$`, 'i').test(action);
}

import type { Model, Resource } from '../assembly/model';
import type { NamedPolicy } from '../iam/policy';
import { namedPolicy, plainValue } from './policy-document';

/** The condition that each property of a permission adds, as Lambda writes it into the function's policy. */
const CONDITIONS: Readonly<Record<string, readonly [operator: string, key: string]>> = {
  SourceArn: ['ArnLike', 'aws:SourceArn'],
  SourceAccount: ['StringEquals', 'aws:SourceAccount'],
  PrincipalOrgID: ['StringEquals', 'aws:PrincipalOrgID'],
  EventSourceToken: ['StringEquals', 'lambda:EventSourceToken'],
  FunctionUrlAuthType: ['StringEquals', 'lambda:FunctionUrlAuthType'],
};

/** An `AWS::Lambda::Permission` as the statement that Lambda makes of it. */
export function permissionPolicy(model: Model, permission: Resource, functionArn: string): NamedPolicy {
  const of = (name: string): unknown => {
    const value = model.property(permission, name);
    return value === undefined ? undefined : plainValue(value);
  };
  const principal = of('Principal');
  const conditions: Record<string, Record<string, unknown>> = {};
  for (const [property, [operator, key]] of Object.entries(CONDITIONS)) {
    const value = of(property);
    if (value !== undefined) conditions[operator] = { ...conditions[operator], [key]: value };
  }
  const isService = typeof principal === 'string' && principal.endsWith('.amazonaws.com');
  const statement = {
    Effect: 'Allow',
    Principal: principal === '*' ? '*' : { [isService ? 'Service' : 'AWS']: principal },
    Action: of('Action'),
    Resource: [functionArn, `${functionArn}:*`],
    ...(Object.keys(conditions).length > 0 ? { Condition: conditions } : {}),
  };
  const policy = namedPolicy(permission, '', {});
  return policy.document === undefined
    ? policy
    : { ...policy, document: { Version: '2012-10-17', Statement: [statement] } };
}

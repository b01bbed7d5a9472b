import type { Model, Resource } from '../assembly/model';
import { text, texts } from '../assembly/readers';
import { surroundingSymbol } from '../assembly/symbol';
import type { NamedPolicy } from '../iam/policy';
import type { Account } from '../iam/world';
import { namedPolicy } from './policy-document';

const FULL_ACCESS: NamedPolicy = {
  name: 'FullAWSAccess',
  document: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
};

/** The account that a resource is deployed to: an id, or the symbol that stands for it. */
export function accountOf(model: Model, { stack }: Resource): string {
  return model.template(stack)?.account ?? surroundingSymbol('AWS::AccountId');
}

/**
 * The accounts that templates are deployed to, with the control policies that templates attach to them by id. Each may hold
 * principals that no template declares. A policy attached to a root or a unit is left out: it could only take away.
 */
export function accountsOf(model: Model): Account[] {
  const ids = new Set(model.templates.map(({ account }) => account ?? surroundingSymbol('AWS::AccountId')));
  const policies = model.resources.filter(({ type }) => type === 'AWS::Organizations::Policy');
  return [...ids].sort().map((id) => {
    const attached = (kind: string): NamedPolicy[] =>
      policies
        .filter((policy) => isOf(model, policy, kind) && targets(model, policy).includes(id))
        .map((policy) => namedPolicy(policy, '', model.property(policy, 'Content')));
    const service = attached('SERVICE_CONTROL_POLICY');
    const resource = attached('RESOURCE_CONTROL_POLICY');
    return {
      id,
      undeclaredPrincipals: true,
      ...(service.length > 0 ? { serviceControl: [[FULL_ACCESS, ...service]] } : {}),
      ...(resource.length > 0 ? { resourceControl: resource } : {}),
    };
  });
}

function isOf(model: Model, policy: Resource, kind: string): boolean {
  const type = text(model.property(policy, 'Type'));
  return type.kind === 'resolved' && type.value === kind;
}

function targets(model: Model, policy: Resource): readonly string[] {
  const ids = texts(model.property(policy, 'TargetIds'));
  return ids.kind === 'resolved' ? ids.value : [];
}

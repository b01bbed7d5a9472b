import { keyKind } from '../reading/key';
import type { Resource } from '../reading/resource';
import { NOT_APPLICABLE, verdict, type Rule } from '../rule';

/** A customer-managed key must be there; `applies` narrows the rule to resources that store something. */
export function customerKey(id: string, type: string, path: string[], applies?: (resource: Resource) => boolean): Rule {
  return keyRule(id, type, path, (kind) => kind === 'customer-managed', applies);
}

/** A key must be there, whoever manages it. */
export function anyKey(id: string, type: string, path: string[], applies?: (resource: Resource) => boolean): Rule {
  return keyRule(id, type, path, (kind) => kind !== 'none', applies);
}

function keyRule(
  id: string,
  type: string,
  path: string[],
  accepts: (kind: ReturnType<typeof keyKind>) => boolean,
  applies: (resource: Resource) => boolean = () => true,
): Rule {
  return {
    id,
    types: [type],
    check: (resource) => (applies(resource) ? verdict(accepts(keyKind(resource.at(...path)))) : NOT_APPLICABLE),
  };
}

import {
  IDENTITY_POLICIES,
  ORGANIZATION_POLICY,
  conditionsOf,
  documentsOf,
  holdsStatements,
  isDeny,
  type Statement,
} from '../../reading/policy';
import { findings, some } from '../../reading/quantify';
import { NOT_APPLICABLE, type Rule } from '../../rule';

const VPC_KEYS = ['sagemaker:vpcsubnets', 'sagemaker:vpcsecuritygroupids'];

/** Denies outside a VPC hold where only one of its keys is absent. */
export const denyNullPair: Rule = {
  id: 'DenyNullPair',
  types: [...IDENTITY_POLICIES, ORGANIZATION_POLICY],
  check: (resource) => {
    if (!holdsStatements(resource)) return NOT_APPLICABLE;
    const denying = documentsOf(resource).flat().filter(isDeny);
    return findings(denying, (statement) => (demandsBothAbsent(statement) ? [statement.name] : []));
  },
};

function demandsBothAbsent(statement: Statement): boolean {
  const absent = conditionsOf(statement).filter(
    ({ operator, key, values }) =>
      operator.toLowerCase() === 'null' && VPC_KEYS.includes(key) && some(values, (value) => value.bool() === true),
  );
  return absent.length > 1;
}

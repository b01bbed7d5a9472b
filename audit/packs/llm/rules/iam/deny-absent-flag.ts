import {
  IDENTITY_POLICIES,
  ORGANIZATION_POLICY,
  conditionsOf,
  documentsOf,
  holdsStatements,
  isDeny,
  type Condition,
} from '../../reading/policy';
import { findings, some } from '../../reading/quantify';
import { NOT_APPLICABLE, type Rule } from '../../rule';

const FLAGS = ['sagemaker:networkisolation', 'sagemaker:intercontainertrafficencryption'];

/** Denies on SageMaker flags also hold where the flag is absent. */
export const denyAbsentFlag: Rule = {
  id: 'DenyAbsentFlag',
  types: [...IDENTITY_POLICIES, ORGANIZATION_POLICY],
  check: (resource) => {
    if (!holdsStatements(resource)) return NOT_APPLICABLE;
    const denying = documentsOf(resource).flat().filter(isDeny);
    return findings(denying, (statement) => (some(conditionsOf(statement), missesAbsence) ? [statement.name] : []));
  },
};

function missesAbsence({ operator, key, values }: Condition): boolean {
  return operator.toLowerCase() === 'bool' && FLAGS.includes(key) && some(values, (value) => value.bool() === false);
}

import {
  IDENTITY_POLICIES,
  ORGANIZATION_POLICY,
  conditionsOf,
  documentsOf,
  holdsStatements,
} from '../../reading/policy';
import { findings } from '../../reading/quantify';
import { NOT_APPLICABLE, type Rule } from '../../rule';

const NO_KEYS = ['sagemaker:volumekmskey', 'sagemaker:outputkmskey'];

/** Policies name SageMaker's keys for encryption as the service does. */
export const volumeKeyName: Rule = {
  id: 'VolumeKeyName',
  types: [...IDENTITY_POLICIES, ORGANIZATION_POLICY],
  check: (resource) => {
    if (!holdsStatements(resource)) return NOT_APPLICABLE;
    return findings(documentsOf(resource).flat(), (statement) =>
      conditionsOf(statement).some(({ key }) => NO_KEYS.includes(key)) ? [statement.name] : [],
    );
  },
};

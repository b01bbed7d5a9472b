import {
  IDENTITY_POLICIES,
  ORGANIZATION_POLICY,
  documentsOf,
  holdsStatements,
  type Statement,
} from '../../reading/policy';
import { findings, some } from '../../reading/quantify';
import type { Value } from '../../reading/value';
import { NOT_APPLICABLE, type Rule } from '../../rule';

/** No policy names bedrock:Converse, which is no IAM action. */
export const converse: Rule = {
  id: 'Converse',
  types: [...IDENTITY_POLICIES, ORGANIZATION_POLICY],
  check: (resource) => {
    if (!holdsStatements(resource)) return NOT_APPLICABLE;
    return findings(documentsOf(resource).flat(), (statement) =>
      some(actionsOf(statement), isConverse) ? [statement.name] : [],
    );
  },
};

function actionsOf(statement: Statement): Value[] {
  return ['Action', 'NotAction'].flatMap((name) => statement.value.at(name).oneOrMany());
}

function isConverse(action: Value): boolean {
  return /^bedrock:converse(stream)?\*?$/i.test(action.text() ?? '');
}

import { parsePolicy } from '../iam/policy';
import type { IamPrincipal } from '../iam/world';

/** The action patterns that a principal's identity policies write into their allows. What else then denies them is not looked at. */
export function allowedActions({ policies }: IamPrincipal): readonly string[] {
  return policies
    .flatMap((policy) => parsePolicy(policy, 'identity').statements)
    .filter(({ effect, action }) => effect === 'Allow' && !action.negated)
    .flatMap(({ action }) => action.patterns);
}

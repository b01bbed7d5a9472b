import { expandAction } from '../iam/action-data';
import type { Answer } from '../iam/answer';
import { parsePolicy } from '../iam/policy';
import type { IamPrincipal } from '../iam/world';
import type { Facts } from './facts';

/** What a principal can effectively do beyond the expected actions. */
export interface Beyond {
  /** Actions that are possible, each with the engine's answer. */
  readonly possible: readonly { readonly action: string; readonly answer: Exclude<Answer, { kind: 'proved' }> }[];
  /** Why the list may not be whole. */
  readonly open: readonly string[];
}

/** The actions of some services that a principal's policies, boundary and all together give it, beyond those expected. */
export function actionsBeyond(
  facts: Facts,
  principal: IamPrincipal,
  expected: readonly string[],
  services?: ReadonlySet<string>,
): Beyond {
  const known = new Set(expected.map((action) => action.toLowerCase()));
  const open: string[] = [];
  const candidates = new Set<string>();
  for (const named of principal.policies) {
    for (const { effect, action, notEvaluated } of parsePolicy(named, 'identity').statements) {
      if (effect === 'Deny') continue;
      open.push(...notEvaluated.map(({ where, reason }) => `${where}: ${reason}`));
      const patterns = action.negated ? ['*'] : action.patterns;
      for (const one of patterns.flatMap((pattern) => expandAction(pattern) ?? [pattern])) candidates.add(one);
    }
  }
  const wanted = [...candidates].filter((action) => {
    const service = action.split(':')[0]?.toLowerCase() ?? '';
    return !known.has(action.toLowerCase()) && (!services || services.has(service) || service.includes('*'));
  });
  if (wanted.length === 0) return { possible: [], open };
  // One question first: for most principals nothing is left, and that is then proved at once.
  if (facts.may({ principal: principal.arn, action: wanted }).kind === 'proved') return { possible: [], open };
  const possible = wanted.sort().flatMap((action) => {
    const answer = facts.may({ principal: principal.arn, action });
    return answer.kind === 'proved' ? [] : [{ action, answer }];
  });
  return { possible, open };
}

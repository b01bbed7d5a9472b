import { HISTORY_CALLS } from './history';
import { IDENTITY_CALLS } from './access';
import { READERS } from './readers/all';
import { STACK_CALLS } from './stacks';

/** Every command that a verification sends, with the IAM actions that it needs. */
export function declaredCalls(): ReadonlyMap<string, readonly string[]> {
  const all = [STACK_CALLS, HISTORY_CALLS, IDENTITY_CALLS, ...READERS.map(({ calls }) => calls)];
  return new Map(all.flatMap((calls) => Object.entries(calls)));
}

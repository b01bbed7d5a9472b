import type { Value } from '../../reading/value';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

const LOGGING = 'modelinvocationloggingconfiguration';

/** Deleting a stack does not switch off the account's invocation logging. */
export const invocationLogging: Rule = {
  id: 'InvocationLogging',
  types: ['Custom::AWS'],
  check: (custom) => {
    const calls = ['Create', 'Update', 'Delete'].map((event) => ({ event, action: actionOf(custom.at(event)) }));
    if (!calls.some(({ action }) => action?.toLowerCase().endsWith(LOGGING) === true)) return NOT_APPLICABLE;
    return verdict(
      !calls.some(({ event, action }) => event === 'Delete' && action?.toLowerCase() === `delete${LOGGING}`),
    );
  },
};

function actionOf(call: Value): string | undefined {
  if (call.absent) return undefined;
  // The call's parameters may be unresolved; its name is not.
  const known = call
    .fragments()
    .filter((fragment) => fragment !== undefined)
    .join('');
  const action = /"action":\s*"([^"]+)"/.exec(known)?.[1];
  if (action === undefined) throw call.unread('a call with an action');
  return action;
}

import type { LiveRead } from '../../contract/live-reads';
import { actionFacts } from '../iam/action-data';
import { declaredCalls } from './calls';
import { rolePolicy } from './role-policy';

/**
 * The same as {@link rolePolicy}, told as short as it can be: the actions on the same resources together, and apart from them what CloudFormation
 * reads for us. Of the latter, what acts on resources is on those of the account.
 */
export function liveReads(): readonly LiveRead[] {
  const sent = new Set(declaredCalls().keys());
  const byKey = new Map<string, LiveRead>();
  for (const { Action, Resource } of rolePolicy().Statement) {
    for (const action of Action) {
      const byCloudFormation = readForIt().has(action) && !sent.has(action);
      const resources = byCloudFormation ? [placeOf(action)] : [Resource].flat();
      // An action of a service acts on nothing of another's, so that all services can stand in one statement.
      const key = byCloudFormation ? String(resources.includes('*')) : resources.join('\n');
      const known = byKey.get(key);
      byKey.set(key, {
        byCloudFormation,
        resources: [...new Set([...(known?.resources ?? []), ...resources])],
        actions: [...(known?.actions ?? []), action],
      });
    }
  }
  return [...byKey.values()];
}

/** What only drift detection needs: it is sent by CloudFormation, with the caller's permissions. */
function readForIt(): ReadonlySet<string> {
  const others = [...declaredCalls()].filter(([command]) => command !== DRIFT).flatMap(([, actions]) => actions);
  return new Set(
    declaredCalls()
      .get(DRIFT)
      ?.filter((action) => action !== DRIFT && !others.includes(action)),
  );
}

const DRIFT = 'cloudformation:DetectStackResourceDrift';

function placeOf(action: string): string {
  const [service = ''] = action.split(':');
  return actionFacts(action)?.resources.some((arn) => arn !== '*') === true ? `arn:*:${service}:*:*:*` : '*';
}

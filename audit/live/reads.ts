import type { LiveRead } from '../../contract/live-reads';
import { rolePolicy } from './role-policy';

/** The same as {@link rolePolicy}, a statement for all actions on the same resources: as short as it can be said. */
export function liveReads(): readonly LiveRead[] {
  const byResources = new Map<string, LiveRead>();
  for (const { Action, Resource } of rolePolicy().Statement) {
    const resources = [Resource].flat();
    const key = resources.join('\n');
    byResources.set(key, { resources, actions: [...(byResources.get(key)?.actions ?? []), ...Action] });
  }
  return [...byResources.values()];
}

import type { DeployedStacks } from './deployed-stacks';
import { lastChange } from './history';
import { eachOf } from './pool';
import { ordered } from './verification';
import type { ResourceVerdict } from './verdict';

/**
 * Verdicts with who last changed what is not in place, as CloudTrail tells it.
 *
 * @param limit resources for which it is asked: it takes two questions a second
 * @param onProgress told how many of how many are answered
 */
export async function withHistory(
  verdicts: readonly ResourceVerdict[],
  stacks: DeployedStacks,
  limit: number,
  onProgress: (done: number, of: number) => void,
): Promise<readonly ResourceVerdict[]> {
  const changed = ordered(verdicts)
    .filter(
      ({ verdict, physicalId }) => verdict !== 'in place' && verdict !== 'not readable' && physicalId !== undefined,
    )
    .slice(0, limit);
  const known = new Map<ResourceVerdict, ResourceVerdict>();
  let done = 0;
  await eachOf(changed, 2, async (one) => {
    const clients = stacks.clientsAt(one);
    const change = clients && (await lastChange(clients, [one.physicalId ?? '']));
    if (change && one.verdict !== 'in place' && one.verdict !== 'not readable') known.set(one, { ...one, change });
    onProgress(++done, changed.length);
  });
  return verdicts.map((one) => known.get(one) ?? one);
}

import type { Model } from '../assembly/model';
import { placeOf, type DeployedStacks } from './deployed-stacks';
import type { ResourceVerdict } from './verdict';

/** What deployed stacks hold and their templates do not. */
export function strangers(model: Model, stacks: DeployedStacks): ResourceVerdict[] {
  const found: ResourceVerdict[] = [];
  for (const template of model.templates) {
    const stack = stacks.of(template.stack);
    if (stack?.kind !== 'deployed') continue;
    const declared = new Set(Object.keys((template.source.document['Resources'] ?? {}) as object));
    for (const [logicalId, { physicalId, type }] of stack.resources) {
      if (declared.has(logicalId) || model.resource(template.stack, logicalId)) continue;
      const extra = {
        kind: 'resource',
        id: logicalId,
        detail: `the deployed stack holds ${logicalId}, which its template does not have`,
      };
      found.push({
        stack: template.stackName,
        logicalId,
        type,
        ...placeOf(template),
        physicalId,
        verdict: 'extra',
        extra,
      });
    }
  }
  return found;
}

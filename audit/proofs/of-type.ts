import type { Model, Resource } from '../assembly/model';
import { remembered } from '../remembered';

/** The resources of one type, in the order of the templates. */
export function resourcesOfType(model: Model, type: string): readonly Resource[] {
  return byType(model).get(type) ?? [];
}

const byType = remembered((model: Model): ReadonlyMap<string, readonly Resource[]> => {
  const found = new Map<string, Resource[]>();
  for (const resource of model.resources) {
    const beside = found.get(resource.type);
    if (beside) beside.push(resource);
    else found.set(resource.type, [resource]);
  }
  return found;
});

import type { Model, Resource } from '../assembly/model';
import { isResolvedList, isResolvedMap, type Resolved } from '../assembly/value';
import { remembered } from '../remembered';

/** Keys under which resources of every kind name the queue that takes what they could not handle. */
const NAMES: ReadonlySet<string> = new Set(['deadLetterTargetArn', 'DeadLetterConfig', 'OnFailure', 'RedrivePolicy']);

/** The queues of the templates that something uses for its dead letters. */
export const deadLetterQueues = remembered((model: Model): readonly Resource[] => {
  const found = new Set<Resource>();
  for (const resource of model.resources) {
    for (const arn of deadLetterArns(resource.properties)) {
      const queue = model.find(arn, 'AWS::SQS::Queue');
      if (queue) found.add(queue);
    }
  }
  return [...found];
});

function deadLetterArns(properties: Resolved): readonly string[] {
  const found: string[] = [];
  const open: { readonly value: Resolved; readonly inside: boolean }[] = [{ value: properties, inside: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, inside } = next;
    if (typeof value === 'string' && inside) found.push(value);
    else if (isResolvedList(value)) for (const one of value) open.push({ value: one, inside });
    else if (isResolvedMap(value)) {
      for (const [key, one] of Object.entries(value)) open.push({ value: one, inside: inside || NAMES.has(key) });
    }
  }
  return found;
}

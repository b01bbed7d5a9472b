import type { Model } from '../assembly/model';
import type { Workload } from '../iam/closure';
import { arnOf } from './principals';

/** The Lambda functions of the templates with the role each runs as, where that is known. */
export function workloadsOf(model: Model): Workload[] {
  return model.resources.flatMap((resource) => {
    if (resource.type !== 'AWS::Lambda::Function') return [];
    const role = model.property(resource, 'Role');
    return typeof role === 'string' ? [{ arn: arnOf(model, resource), role }] : [];
  });
}

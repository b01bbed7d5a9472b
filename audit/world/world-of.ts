import type { Model } from '../assembly/model';
import type { Endpoint, World } from '../iam/world';
import { accountsOf } from './accounts';
import { namedPolicy } from './policy-document';
import { principalsOf } from './principals';
import { resourcesOf } from './resources';

/** Everything in the templates that decides who may do what, with the construct each policy comes from. */
export function worldOf(model: Model): World {
  return {
    accounts: accountsOf(model),
    principals: principalsOf(model),
    resources: resourcesOf(model),
    endpoints: endpointsOf(model),
  };
}

function endpointsOf(model: Model): Endpoint[] {
  return model.resources.flatMap((resource): Endpoint[] => {
    if (resource.type !== 'AWS::EC2::VPCEndpoint') return [];
    const id = model.reference(resource);
    const vpc = model.property(resource, 'VpcId');
    const document = model.property(resource, 'PolicyDocument');
    if (typeof id !== 'string') return [];
    return [
      {
        id,
        ...(typeof vpc === 'string' ? { vpc } : {}),
        ...(document === undefined ? {} : { policy: namedPolicy(resource, '', document) }),
      },
    ];
  });
}

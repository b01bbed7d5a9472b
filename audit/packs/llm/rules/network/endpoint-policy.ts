import { every, some } from '../../reading/quantify';
import type { Resource } from '../../reading/resource';
import type { Value } from '../../reading/value';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** Endpoints to models have a policy of their own. */
export const endpointPolicy: Rule = {
  id: 'EndpointPolicy',
  types: ['AWS::EC2::VPCEndpoint'],
  check: (endpoint) => {
    if (!leadsToModels(endpoint)) return NOT_APPLICABLE;
    const document = endpoint.at('PolicyDocument');
    if (document.absent) return verdict(false);
    return verdict(every(document.at('Statement').oneOrMany(), (statement) => !open(statement)));
  },
};

function leadsToModels(endpoint: Resource): boolean {
  const service = endpoint.at('ServiceName');
  const ending = service.fragments().at(-1);
  if (ending === undefined) throw service.unread('a service name');
  return /\.(bedrock[a-z-]*(\.gateway)?|sagemaker\.[a-z-]+)$/.test(ending);
}

function open(statement: Value): boolean {
  if (statement.at('Effect').text() !== 'Allow' || statement.at('Condition').entries().length > 0) return false;
  const any = (name: string): boolean => some(statement.at(name).oneOrMany(), (value) => value.raw === '*');
  if (!any('Action') || !any('Resource')) return false;
  const principal = statement.at('Principal');
  return (
    principal.raw === '*' ||
    principal
      .at('AWS')
      .oneOrMany()
      .some((one) => one.raw === '*')
  );
}

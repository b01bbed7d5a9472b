import { verdict, type Rule } from '../../rule';

/** Endpoint deployments roll back on alarms. */
export const endpointRollback: Rule = {
  id: 'EndpointRollback',
  types: ['AWS::SageMaker::Endpoint'],
  check: (endpoint) =>
    verdict(endpoint.at('DeploymentConfig', 'AutoRollbackConfiguration', 'Alarms').list().length > 0),
};

import { verdict, type Rule } from '../../rule';

/** Endpoint deployments shift traffic step by step. */
export const endpointShift: Rule = {
  id: 'EndpointShift',
  types: ['AWS::SageMaker::Endpoint'],
  check: (endpoint) => {
    const deployment = endpoint.at('DeploymentConfig');
    if (deployment.at('RollingUpdatePolicy').given()) return verdict(true);
    const routing = deployment.at('BlueGreenUpdatePolicy', 'TrafficRoutingConfiguration', 'Type').text();
    return verdict(routing === 'CANARY' || routing === 'LINEAR');
  },
};

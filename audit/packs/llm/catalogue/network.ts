import type { Control } from './control';

/** The doors to the services. */
export const NETWORK_CONTROLS: readonly Control[] = [
  {
    id: 'EndpointPolicy',
    title: 'Endpoints to models have a policy of their own',
    severity: 'high',
    sources: ['BR-02', 'AC-08', 'AG-20'],
    risk: 'The default policy lets any identity of any account call any model through your network.',
    check:
      'A VPC endpoint of Bedrock, AgentCore or SageMaker has a PolicyDocument, and no statement of it allows everything to everyone.',
    remedy: 'Give the endpoint a policy that names actions, resources and the organisation.',
    decidability: 'decidable',
  },
];

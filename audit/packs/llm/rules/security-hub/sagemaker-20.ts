import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Explainability jobs run in network isolation. */
export const sageMaker20: Rule = flagOn(
  'SageMaker.20',
  'AWS::SageMaker::ModelExplainabilityJobDefinition',
  'NetworkConfig',
  'EnableNetworkIsolation',
);

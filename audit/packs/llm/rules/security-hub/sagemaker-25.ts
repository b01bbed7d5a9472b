import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Model quality jobs run in network isolation. */
export const sageMaker25: Rule = flagOn(
  'SageMaker.25',
  'AWS::SageMaker::ModelQualityJobDefinition',
  'NetworkConfig',
  'EnableNetworkIsolation',
);

import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Bias jobs run in network isolation. */
export const sageMaker12: Rule = flagOn(
  'SageMaker.12',
  'AWS::SageMaker::ModelBiasJobDefinition',
  'NetworkConfig',
  'EnableNetworkIsolation',
);

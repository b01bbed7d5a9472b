import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Data quality jobs run in network isolation. */
export const sageMaker11: Rule = flagOn(
  'SageMaker.11',
  'AWS::SageMaker::DataQualityJobDefinition',
  'NetworkConfig',
  'EnableNetworkIsolation',
);

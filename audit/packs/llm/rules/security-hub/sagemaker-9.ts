import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Data quality jobs encrypt traffic between containers. */
export const sageMaker9: Rule = flagOn(
  'SageMaker.9',
  'AWS::SageMaker::DataQualityJobDefinition',
  'NetworkConfig',
  'EnableInterContainerTrafficEncryption',
);

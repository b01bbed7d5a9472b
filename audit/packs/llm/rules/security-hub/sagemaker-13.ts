import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Model quality jobs encrypt traffic between containers. */
export const sageMaker13: Rule = flagOn(
  'SageMaker.13',
  'AWS::SageMaker::ModelQualityJobDefinition',
  'NetworkConfig',
  'EnableInterContainerTrafficEncryption',
);

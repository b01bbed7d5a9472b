import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Explainability jobs encrypt traffic between containers. */
export const sageMaker10: Rule = flagOn(
  'SageMaker.10',
  'AWS::SageMaker::ModelExplainabilityJobDefinition',
  'NetworkConfig',
  'EnableInterContainerTrafficEncryption',
);

import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Processing jobs encrypt traffic between containers. */
export const processingTraffic: Rule = flagOn(
  'ProcessingTraffic',
  'AWS::SageMaker::ProcessingJob',
  'NetworkConfig',
  'EnableInterContainerTrafficEncryption',
);

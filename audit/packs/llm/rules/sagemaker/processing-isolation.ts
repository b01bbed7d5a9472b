import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Processing jobs run in network isolation. */
export const processingIsolation: Rule = flagOn(
  'ProcessingIsolation',
  'AWS::SageMaker::ProcessingJob',
  'NetworkConfig',
  'EnableNetworkIsolation',
);

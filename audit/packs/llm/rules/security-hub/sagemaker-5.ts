import type { Rule } from '../../rule';
import { flagOn } from '../../shapes/flag';

/** Models run in network isolation. */
export const sageMaker5: Rule = flagOn('SageMaker.5', 'AWS::SageMaker::Model', 'EnableNetworkIsolation');

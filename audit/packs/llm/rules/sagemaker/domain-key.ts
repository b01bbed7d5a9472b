import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Studio domains are encrypted with a customer-managed key. */
export const domainKey: Rule = customerKey('DomainKey', 'AWS::SageMaker::Domain', ['KmsKeyId']);

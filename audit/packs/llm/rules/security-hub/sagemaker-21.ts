import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Notebook volumes are encrypted with a customer-managed key. */
export const sageMaker21: Rule = customerKey('SageMaker.21', 'AWS::SageMaker::NotebookInstance', ['KmsKeyId']);

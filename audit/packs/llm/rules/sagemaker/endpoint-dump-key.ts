import { keyKind } from '../../reading/key';
import { every } from '../../reading/quantify';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** Core dumps of endpoints are encrypted with a customer-managed key. */
export const endpointDumpKey: Rule = {
  id: 'EndpointDumpKey',
  types: ['AWS::SageMaker::EndpointConfig'],
  check: (config) => {
    const dumps = config
      .at('ProductionVariants')
      .list()
      .map((variant) => variant.at('CoreDumpConfig'))
      .filter((dump) => !dump.absent);
    if (dumps.length === 0) return NOT_APPLICABLE;
    return verdict(every(dumps, (dump) => keyKind(dump.at('KmsKeyId')) === 'customer-managed'));
  },
};

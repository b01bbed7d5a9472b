import { every } from '../../reading/quantify';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** Endpoints begin with more than one instance. */
export const sageMaker4: Rule = {
  id: 'SageMaker.4',
  types: ['AWS::SageMaker::EndpointConfig'],
  check: (config) => {
    const variants = config.at('ProductionVariants').list();
    const onInstances = variants.filter((variant) => variant.at('ServerlessConfig').absent);
    if (variants.length > 0 && onInstances.length === 0) return NOT_APPLICABLE;
    return verdict(every(onInstances, (variant) => (variant.at('InitialInstanceCount').number() ?? 1) > 1));
  },
};

import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** Endpoints capture what they are asked and answer. */
export const endpointCapture: Rule = {
  id: 'EndpointCapture',
  types: ['AWS::SageMaker::EndpointConfig'],
  check: (config) => {
    const variants = config.at('ProductionVariants').list();
    if (variants.some((variant) => !variant.at('ServerlessConfig').absent)) return NOT_APPLICABLE;
    const capture = config.at('DataCaptureConfig');
    return verdict(!capture.absent && capture.at('EnableCapture').bool() !== false);
  },
};

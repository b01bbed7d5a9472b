import { every } from '../../reading/quantify';
import { verdict, type Rule } from '../../rule';

/** Nobody opens a shell on an endpoint's instances. */
export const endpointShell: Rule = {
  id: 'EndpointShell',
  types: ['AWS::SageMaker::EndpointConfig'],
  check: (config) =>
    verdict(every(config.at('ProductionVariants').list(), (variant) => variant.at('EnableSSMAccess').bool() !== true)),
};

import { verdict, type Rule } from '../../rule';

/** Feature groups keep their history. */
export const featureHistory: Rule = {
  id: 'FeatureHistory',
  types: ['AWS::SageMaker::FeatureGroup'],
  check: (group) => verdict(group.at('OfflineStoreConfig').given()),
};

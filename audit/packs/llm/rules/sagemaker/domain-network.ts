import type { Rule } from '../../rule';
import { settingIn } from '../../shapes/setting';

/** Studio domains have no way to the internet of their own. */
export const domainNetwork: Rule = settingIn(
  'DomainNetwork',
  'AWS::SageMaker::Domain',
  ['AppNetworkAccessType'],
  ['VpcOnly'],
);

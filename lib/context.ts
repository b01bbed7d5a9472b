import { CURRENTLY_RECOMMENDED_FLAGS, DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';

/**
 * The settings every app of ours is synthesized with: the same in `cdk synth` and in `rampart audit`, so that both give the same bytes.
 * CloudFormation's own rules run in `cdk synth` as CDK has it; an audit runs them once, as one of its packs, and not at synthesis too.
 */
export const APP_CONTEXT: Readonly<Record<string, unknown>> = {
  ...CURRENTLY_RECOMMENDED_FLAGS,
  '@aws-cdk/core:enablePartitionLiterals': true,
  // An export that is imported cannot be deleted: a key outlives those who use it.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': false,
  'aws:cdk:disable-stack-trace': true,
  // Their paths would differ from checkout to checkout, and so would the bytes.
  [DISABLE_CREATION_STACK_TRACES]: true,
};

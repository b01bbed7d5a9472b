import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R5Checks,
  PCIDSS321Checks,
  ServerlessChecks,
  type NagPack,
} from 'cdk-nag';
import { LlmPipelineChecks } from './llm/pack';

/** The five cdk-nag packs that every template of ours passes, made anew for each run. */
export function standardPacks(): NagPack[] {
  return [
    new AwsSolutionsChecks(),
    new NIST80053R5Checks(),
    new HIPAASecurityChecks(),
    new PCIDSS321Checks(),
    new ServerlessChecks(),
  ];
}

/** Every pack that judges a platform of ours: the standard ones, and our own for language models. */
export function platformPacks(): NagPack[] {
  return [...standardPacks(), new LlmPipelineChecks()];
}

import { NagRuleCompliance, type NagRuleResult } from 'cdk-nag';
import type { Resource } from './reading/resource';

/** One question, asked of each resource of the types. Its words are in the catalogue under the same id. */
export interface Rule {
  /** Without the pack's name: `SageMaker.5`. */
  readonly id: string;
  readonly types: readonly string[];
  /** Throws NotEvaluated for what only a deployment knows. */
  readonly check: (resource: Resource) => NagRuleResult;
}

export const NOT_APPLICABLE = NagRuleCompliance.NOT_APPLICABLE;

/** The outcome of a question with one answer. */
export function verdict(holds: boolean): NagRuleCompliance {
  return holds ? NagRuleCompliance.COMPLIANT : NagRuleCompliance.NON_COMPLIANT;
}

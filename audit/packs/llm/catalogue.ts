import { AGENTCORE_CONTROLS } from './catalogue/agentcore';
import { AGENT_CHECKS } from './catalogue/assessment-agents';
import { BEDROCK_CHECKS } from './catalogue/assessment-bedrock';
import { FINANCE_CHECKS } from './catalogue/assessment-finance';
import { SAGEMAKER_CHECKS } from './catalogue/assessment-sagemaker';
import { BEDROCK_CONTROLS } from './catalogue/bedrock';
import type { AssessmentCheck, Control } from './catalogue/control';
import { GUARDRAIL_CONTROLS } from './catalogue/guardrail';
import { ENDPOINTS_CONTROLS } from './catalogue/endpoints';
import { HUB_BEDROCK_CONTROLS } from './catalogue/hub-bedrock';
import { HUB_MONITORS_CONTROLS } from './catalogue/hub-monitors';
import { HUB_SAGEMAKER_CONTROLS } from './catalogue/hub-sagemaker';
import { IAM_CONTROLS } from './catalogue/iam';
import { NETWORK_CONTROLS } from './catalogue/network';
import { SAGEMAKER_CONTROLS } from './catalogue/sagemaker';

export type { AssessmentCheck, Control, Decidability, Severity } from './catalogue/control';

/** What every rule of the pack asks, and why. */
export const CATALOGUE: readonly Control[] = [
  ...HUB_BEDROCK_CONTROLS,
  ...HUB_SAGEMAKER_CONTROLS,
  ...HUB_MONITORS_CONTROLS,
  ...GUARDRAIL_CONTROLS,
  ...BEDROCK_CONTROLS,
  ...AGENTCORE_CONTROLS,
  ...ENDPOINTS_CONTROLS,
  ...SAGEMAKER_CONTROLS,
  ...IAM_CONTROLS,
  ...NETWORK_CONTROLS,
];

/** The checks of the AWS AI/ML security assessment, those too that only a running account can answer. */
export const ASSESSMENT: readonly AssessmentCheck[] = [
  ...SAGEMAKER_CHECKS,
  ...BEDROCK_CHECKS,
  ...AGENT_CHECKS,
  ...FINANCE_CHECKS,
];

/** The rules' controls that decide an assessment check, or a part of it. */
export function controlsFor(checkId: string): Control[] {
  return CATALOGUE.filter((control) => control.sources.includes(checkId));
}

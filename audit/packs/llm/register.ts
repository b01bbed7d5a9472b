import type { Rule } from './rule';
import { gatewayErrors } from './rules/agentcore/gateway-errors';
import { gatewayPolicyEngine } from './rules/agentcore/gateway-policy-engine';
import { harnessNetwork } from './rules/agentcore/harness-network';
import { policyEngineKey } from './rules/agentcore/policy-engine-key';
import { agentGuardrail } from './rules/bedrock/agent-guardrail';
import { agentKey } from './rules/bedrock/agent-key';
import { agentSession } from './rules/bedrock/agent-session';
import { bedrockAlarms } from './rules/bedrock/alarms';
import { flowGuardrail } from './rules/bedrock/flow-guardrail';
import { flowKey } from './rules/bedrock/flow-key';
import { invocationLogging } from './rules/bedrock/invocation-logging';
import { knowledgeBaseKey } from './rules/bedrock/knowledge-base-key';
import { promptKey } from './rules/bedrock/prompt-key';
import { vectorBucketKey } from './rules/bedrock/vector-bucket-key';
import { vectorStoreKey } from './rules/bedrock/vector-key';
import { vectorStoreNetwork } from './rules/bedrock/vector-network';
import { guardrailEnforcement } from './rules/guardrail/enforcement';
import { guardrailEnforcementScope } from './rules/guardrail/enforcement-scope';
import { guardrailFilterEffect } from './rules/guardrail/filter-effect';
import { guardrailGrounding } from './rules/guardrail/grounding';
import { guardrailHarmfulContent } from './rules/guardrail/harmful-content';
import { guardrailKey } from './rules/guardrail/key';
import { guardrailPromptAttack } from './rules/guardrail/prompt-attack';
import { guardrailPromptAttackOutput } from './rules/guardrail/prompt-attack-output';
import { guardrailSensitiveInformation } from './rules/guardrail/sensitive-information';
import { guardrailVersion } from './rules/guardrail/version';
import { guardrailWords } from './rules/guardrail/words';
import { converse } from './rules/iam/converse';
import { denyAbsentFlag } from './rules/iam/deny-absent-flag';
import { denyNullPair } from './rules/iam/deny-null-pair';
import { fullAccess } from './rules/iam/full-access';
import { invokeDeny } from './rules/iam/invoke-deny';
import { invokeGuardrail } from './rules/iam/invoke-guardrail';
import { invokeGuardrailVersion } from './rules/iam/invoke-guardrail-version';
import { volumeKeyName } from './rules/iam/volume-key-name';
import { endpointPolicy } from './rules/network/endpoint-policy';
import { domainKey } from './rules/sagemaker/domain-key';
import { domainNetwork } from './rules/sagemaker/domain-network';
import { endpointAsyncKey } from './rules/sagemaker/endpoint-async-key';
import { endpointCapture } from './rules/sagemaker/endpoint-capture';
import { endpointCaptureKey } from './rules/sagemaker/endpoint-capture-key';
import { endpointDumpKey } from './rules/sagemaker/endpoint-dump-key';
import { endpointRollback } from './rules/sagemaker/endpoint-rollback';
import { endpointShell } from './rules/sagemaker/endpoint-shell';
import { endpointShift } from './rules/sagemaker/endpoint-shift';
import { featureHistory } from './rules/sagemaker/feature-history';
import { imageDigest } from './rules/sagemaker/image-digest';
import { modelVpc } from './rules/sagemaker/model-vpc';
import { monitorOutputKey } from './rules/sagemaker/monitor-output-key';
import { monitorVolumeKey } from './rules/sagemaker/monitor-volume-key';
import { monitorVpc } from './rules/sagemaker/monitor-vpc';
import { notebookMetadata } from './rules/sagemaker/notebook-metadata';
import { packageApproval } from './rules/sagemaker/package-approval';
import { packageDigest } from './rules/sagemaker/package-digest';
import { processingIsolation } from './rules/sagemaker/processing-isolation';
import { processingOutputKey } from './rules/sagemaker/processing-output-key';
import { processingTraffic } from './rules/sagemaker/processing-traffic';
import { processingVolumeKey } from './rules/sagemaker/processing-volume-key';
import { bedrock1 } from './rules/security-hub/bedrock-1';
import { agentCore1 } from './rules/security-hub/bedrock-agentcore-1';
import { agentCore2 } from './rules/security-hub/bedrock-agentcore-2';
import { agentCore3 } from './rules/security-hub/bedrock-agentcore-3';
import { agentCore4 } from './rules/security-hub/bedrock-agentcore-4';
import { agentCore5 } from './rules/security-hub/bedrock-agentcore-5';
import { agentCore6 } from './rules/security-hub/bedrock-agentcore-6';
import { agentCore7 } from './rules/security-hub/bedrock-agentcore-7';
import { sageMaker1 } from './rules/security-hub/sagemaker-1';
import { sageMaker10 } from './rules/security-hub/sagemaker-10';
import { sageMaker11 } from './rules/security-hub/sagemaker-11';
import { sageMaker12 } from './rules/security-hub/sagemaker-12';
import { sageMaker13 } from './rules/security-hub/sagemaker-13';
import { sageMaker14 } from './rules/security-hub/sagemaker-14';
import { sageMaker15 } from './rules/security-hub/sagemaker-15';
import { sageMaker16 } from './rules/security-hub/sagemaker-16';
import { sageMaker17 } from './rules/security-hub/sagemaker-17';
import { sageMaker18 } from './rules/security-hub/sagemaker-18';
import { sageMaker19 } from './rules/security-hub/sagemaker-19';
import { sageMaker2 } from './rules/security-hub/sagemaker-2';
import { sageMaker20 } from './rules/security-hub/sagemaker-20';
import { sageMaker21 } from './rules/security-hub/sagemaker-21';
import { sageMaker22 } from './rules/security-hub/sagemaker-22';
import { sageMaker23 } from './rules/security-hub/sagemaker-23';
import { sageMaker24 } from './rules/security-hub/sagemaker-24';
import { sageMaker25 } from './rules/security-hub/sagemaker-25';
import { sageMaker3 } from './rules/security-hub/sagemaker-3';
import { sageMaker4 } from './rules/security-hub/sagemaker-4';
import { sageMaker5 } from './rules/security-hub/sagemaker-5';
import { sageMaker8 } from './rules/security-hub/sagemaker-8';
import { sageMaker9 } from './rules/security-hub/sagemaker-9';

/** Every rule of the pack, in the order of its ledger. */
export const RULES: readonly Rule[] = [
  bedrock1,
  agentCore1,
  agentCore2,
  agentCore3,
  agentCore4,
  agentCore5,
  agentCore6,
  agentCore7,
  sageMaker1,
  sageMaker2,
  sageMaker3,
  sageMaker4,
  sageMaker5,
  sageMaker8,
  sageMaker9,
  sageMaker10,
  sageMaker11,
  sageMaker12,
  sageMaker13,
  sageMaker14,
  sageMaker15,
  sageMaker16,
  sageMaker17,
  sageMaker18,
  sageMaker19,
  sageMaker20,
  sageMaker21,
  sageMaker22,
  sageMaker23,
  sageMaker24,
  sageMaker25,
  guardrailPromptAttack,
  guardrailPromptAttackOutput,
  guardrailHarmfulContent,
  guardrailFilterEffect,
  guardrailSensitiveInformation,
  guardrailGrounding,
  guardrailWords,
  guardrailKey,
  guardrailVersion,
  guardrailEnforcement,
  guardrailEnforcementScope,
  agentGuardrail,
  agentKey,
  agentSession,
  flowGuardrail,
  flowKey,
  promptKey,
  knowledgeBaseKey,
  vectorStoreKey,
  vectorStoreNetwork,
  vectorBucketKey,
  bedrockAlarms,
  invocationLogging,
  gatewayPolicyEngine,
  gatewayErrors,
  policyEngineKey,
  harnessNetwork,
  modelVpc,
  imageDigest,
  packageDigest,
  packageApproval,
  endpointCapture,
  endpointCaptureKey,
  endpointAsyncKey,
  endpointShell,
  endpointDumpKey,
  endpointRollback,
  endpointShift,
  monitorVolumeKey,
  monitorOutputKey,
  monitorVpc,
  processingIsolation,
  processingTraffic,
  processingVolumeKey,
  processingOutputKey,
  domainNetwork,
  domainKey,
  notebookMetadata,
  featureHistory,
  fullAccess,
  invokeGuardrail,
  invokeGuardrailVersion,
  invokeDeny,
  converse,
  denyAbsentFlag,
  denyNullPair,
  volumeKeyName,
  endpointPolicy,
];

import type { AssessmentCheck } from './control';

const ACCOUNT_WIDE = 'An account-wide or organisation-wide service, which this app may not be the one to configure.';
const NO_TYPE = 'CloudFormation has no type for it.';
const PROOFS = 'The invariants of the access proofs decide it, over all policies together.';

/** Bedrock. */
export const BEDROCK_CHECKS: readonly AssessmentCheck[] = [
  { id: 'BR-01', title: 'IAM least privilege', decidability: 'partly' },
  { id: 'BR-02', title: 'VPC endpoints', decidability: 'partly' },
  { id: 'BR-03', title: 'Marketplace subscription access', decidability: 'partly', note: PROOFS },
  { id: 'BR-04', title: 'Model invocation logging', decidability: 'partly' },
  { id: 'BR-05', title: 'Guardrail configuration', decidability: 'partly' },
  { id: 'BR-06', title: 'CloudTrail logging', decidability: 'partly', note: ACCOUNT_WIDE },
  { id: 'BR-07', title: 'Prompt management', decidability: 'partly' },
  { id: 'BR-08', title: 'Agent IAM configuration', decidability: 'partly', note: PROOFS },
  { id: 'BR-09', title: 'Knowledge base encryption', decidability: 'partly' },
  { id: 'BR-10', title: 'Guardrails enforced through IAM', decidability: 'partly' },
  { id: 'BR-11', title: 'Custom model encryption', decidability: 'only at run time', note: NO_TYPE },
  {
    id: 'BR-12',
    title: 'Invocation log encryption',
    decidability: 'partly',
    note: 'General packs decide the encryption of the bucket and the log group.',
  },
  { id: 'BR-13', title: 'Flow guardrails', decidability: 'decidable' },
  { id: 'BR-14', title: 'Stale Bedrock access', decidability: 'only at run time' },
  { id: 'BR-15', title: 'Cross-account guardrail enforcement', decidability: 'partly' },
  {
    id: 'BR-16',
    title: 'Guardrail tier',
    decidability: 'decidable',
    note: "No rule: the standard tier needs cross-Region inference, which takes prompts out of the Region. That is the organisation's choice.",
  },
  { id: 'BR-17', title: 'Custom model keys', decidability: 'only at run time', note: NO_TYPE },
  { id: 'BR-18', title: 'Model evaluation', decidability: 'only at run time' },
  { id: 'BR-19', title: 'Flow validation', decidability: 'only at run time' },
  { id: 'BR-20', title: 'Knowledge base keys', decidability: 'partly' },
  { id: 'BR-21', title: 'Action group least privilege', decidability: 'partly', note: PROOFS },
  { id: 'BR-22', title: 'Invocation throttling', decidability: 'only at run time' },
  { id: 'BR-23', title: 'Guardrail content filters', decidability: 'decidable' },
  {
    id: 'BR-24',
    title: 'Automated reasoning policies',
    decidability: 'decidable',
    note: 'No rule: only some domains have rules that can be formalised.',
  },
  { id: 'BR-25', title: 'RAG evaluation jobs', decidability: 'only at run time' },
  { id: 'BR-26', title: 'Guardrail sensitive information', decidability: 'decidable' },
  { id: 'BR-27', title: 'Guardrail contextual grounding', decidability: 'decidable' },
  { id: 'BR-28', title: 'Agent guardrails', decidability: 'decidable' },
  { id: 'BR-29', title: 'Agent idle sessions', decidability: 'decidable' },
  { id: 'BR-30', title: 'Imported model keys', decidability: 'only at run time', note: NO_TYPE },
  { id: 'BR-31', title: 'Batch inference output encryption', decidability: 'only at run time', note: NO_TYPE },
  { id: 'BR-32', title: 'Alarms on Bedrock metrics', decidability: 'partly' },
];

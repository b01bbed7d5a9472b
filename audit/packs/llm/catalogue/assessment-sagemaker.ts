import type { AssessmentCheck } from './control';

const ACCOUNT_WIDE = 'An account-wide or organisation-wide service, which this app may not be the one to configure.';
const NO_TYPE = 'CloudFormation has no type for it.';

/** SageMaker. */
export const SAGEMAKER_CHECKS: readonly AssessmentCheck[] = [
  { id: 'SM-01', title: 'Direct internet access of notebooks', decidability: 'decidable' },
  { id: 'SM-02', title: 'IAM permissions', decidability: 'partly' },
  { id: 'SM-03', title: 'Notebook storage encryption', decidability: 'decidable' },
  { id: 'SM-04', title: 'GuardDuty', decidability: 'only at run time', note: ACCOUNT_WIDE },
  { id: 'SM-05', title: 'MLOps features', decidability: 'only at run time' },
  { id: 'SM-06', title: 'Clarify usage', decidability: 'only at run time' },
  { id: 'SM-07', title: 'Model Monitor', decidability: 'partly' },
  { id: 'SM-08', title: 'Model registry', decidability: 'partly' },
  { id: 'SM-09', title: 'Notebook root access', decidability: 'decidable' },
  { id: 'SM-10', title: 'Notebooks in a VPC', decidability: 'decidable' },
  { id: 'SM-11', title: 'Model network isolation', decidability: 'decidable' },
  { id: 'SM-12', title: 'Endpoint instance count', decidability: 'decidable' },
  { id: 'SM-13', title: 'Monitoring network isolation', decidability: 'decidable' },
  { id: 'SM-14', title: 'Model container repository', decidability: 'decidable' },
  { id: 'SM-15', title: 'Feature store encryption', decidability: 'decidable' },
  { id: 'SM-16', title: 'Data quality job encryption', decidability: 'decidable' },
  { id: 'SM-17', title: 'Processing job encryption', decidability: 'decidable' },
  { id: 'SM-18', title: 'Transform job encryption', decidability: 'only at run time', note: NO_TYPE },
  { id: 'SM-19', title: 'Hyperparameter tuning encryption', decidability: 'only at run time', note: NO_TYPE },
  { id: 'SM-20', title: 'Compilation job encryption', decidability: 'only at run time', note: NO_TYPE },
  { id: 'SM-21', title: 'AutoML network isolation', decidability: 'partly' },
  { id: 'SM-22', title: 'Model approval workflow', decidability: 'partly' },
  { id: 'SM-23', title: 'Model drift detection', decidability: 'partly' },
  { id: 'SM-24', title: 'A/B testing and shadow deployment', decidability: 'partly' },
  { id: 'SM-25', title: 'Lineage tracking', decidability: 'only at run time' },
  { id: 'SM-26', title: 'Domain and training job encryption', decidability: 'partly' },
  { id: 'SM-27', title: 'Domain network access', decidability: 'decidable' },
];

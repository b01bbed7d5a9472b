import { supportsKey } from '../../iam/action-data';
import type { Given } from '../../iam/query';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { impossible } from '../verdicts';

const CREATES = [
  'sagemaker:CreateTrainingJob',
  'sagemaker:CreateProcessingJob',
  'sagemaker:CreateTransformJob',
  'sagemaker:CreateHyperParameterTuningJob',
  'sagemaker:CreateAutoMLJob',
  'sagemaker:CreateAutoMLJobV2',
  'sagemaker:CreateModel',
  'sagemaker:CreateEndpointConfig',
  'sagemaker:CreateNotebookInstance',
  'sagemaker:CreateDomain',
  'sagemaker:CreateMonitoringSchedule',
];

/** What a request lacks, key by key: a condition with two keys in one Null asks for both to be absent, and lets either slip. */
const LACKS: readonly (readonly [what: string, key: string, given: Given])[] = [
  ['without subnets', 'sagemaker:VpcSubnets', { 'sagemaker:VpcSubnets': null }],
  ['without security groups', 'sagemaker:VpcSecurityGroupIds', { 'sagemaker:VpcSecurityGroupIds': null }],
  ['without saying whether it is isolated', 'sagemaker:NetworkIsolation', { 'sagemaker:NetworkIsolation': null }],
  ['not isolated', 'sagemaker:NetworkIsolation', { 'sagemaker:NetworkIsolation': 'false' }],
  ['without a key for its volumes', 'sagemaker:VolumeKmsKey', { 'sagemaker:VolumeKmsKey': null }],
  [
    'without saying whether its traffic is encrypted',
    'sagemaker:InterContainerTrafficEncryption',
    { 'sagemaker:InterContainerTrafficEncryption': null },
  ],
  [
    'with plain traffic between its containers',
    'sagemaker:InterContainerTrafficEncryption',
    { 'sagemaker:InterContainerTrafficEncryption': 'false' },
  ],
  [
    'with direct access to the internet',
    'sagemaker:DirectInternetAccess',
    { 'sagemaker:DirectInternetAccess': 'Enabled' },
  ],
  [
    'without saying whether it has internet access',
    'sagemaker:DirectInternetAccess',
    { 'sagemaker:DirectInternetAccess': null },
  ],
];

/** SageMaker jobs and models can be created isolated, in a network and encrypted, and in no other way. */
export const ISOLATED_JOBS: Invariant = {
  id: 'Proof-IsolatedJobs',
  title: 'SageMaker jobs can only be created isolated, in a network, encrypted',
  risk: 'Training code is somebody else’s code: with a way out it takes the data along. A condition that forgets the absent key lets it.',
  check:
    'For each declared principal and each SageMaker action that creates something which runs: no request is allowed that lacks subnets, groups, isolation, a volume key or encrypted traffic, one key at a time, absent or false.',
  remedy: 'Deny each key by itself with Null true, and booleans with BoolIfExists false.',
  sources: ['OWASP LLM02:2026', 'AWS SM-10', 'AWS SM-11', 'AWS SM-13', 'AWS SM-21', 'SageMaker.5', 'NIST SC-7'],
  prove(facts) {
    return facts.world.principals.flatMap(({ arn, origin }) => proofsOf(facts, arn, origin ?? arn));
  },
};

function proofsOf(facts: Facts, principal: string, place: string): readonly Proof[] {
  const any = facts.may({ principal, action: CREATES });
  if (any.kind === 'proved') {
    const isTrainer = facts.may({
      principal: { kind: 'service', service: 'sagemaker.amazonaws.com' },
      action: 'sts:AssumeRole',
      resource: principal,
    });
    if (isTrainer.kind === 'proved') return [];
    return [{ kind: 'proved', subject: place, detail: 'SageMaker runs as it, and it can create nothing that runs' }];
  }
  return CREATES.flatMap((action) => {
    if (facts.may({ principal, action }).kind === 'proved') return [];
    return LACKS.filter(([, key]) => supportsKey(action, key) === true).map(([what, , given]): Proof =>
      impossible(
        facts.may({ principal, action, given }),
        { subject: `${place}: ${action} ${what}` },
        `${action} ${what} is not possible`,
        `${action} ${what}`,
      ),
    );
  });
}

import { parsePolicy } from '../../iam/policy';
import type { IamPrincipal } from '../../iam/world';
import { allowedActions } from '../allowed-actions';
import type { Facts } from '../facts';
import type { Refusal } from './refused';
import { organisationsIn } from './somebody';

type OfRole = Omit<Refusal, 'principal'>;

/**
 * What gives a principal more than it has. Written again beside what `constructs/` denies, and not shared with it: a list that both read
 * could be shortened for both at once, and nothing would be refuted.
 */
const WIDENING = [
  'iam:AddRoleToInstanceProfile',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:DeleteRolePermissionsBoundary',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
];
/** What stops records or opens and destroys what holds them, at once and for all. */
const BLINDING = [
  'bedrock:DeleteModelInvocationLoggingConfiguration',
  'cloudtrail:DeleteTrail',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:StopLogging',
  'cloudtrail:UpdateTrail',
  'config:StopConfigurationRecorder',
  'guardduty:DeleteDetector',
  'guardduty:UpdateDetector',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'logs:DeleteLogGroup',
  'logs:DeleteRetentionPolicy',
  's3:PutBucketPolicy',
];
const MOVING = ['s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:Sign', 'sts:AssumeRole'];

/** How code is kept from using the network permissions that Lambda needs to start it. */
const INTERFACES = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];
/** Services whose principal in a trust means: somebody's code runs as this role. */
const RUNS_CODE =
  /^(?:lambda|sagemaker|ec2|ecs-tasks|bedrock-agentcore|malware-protection-plan\.guardduty)\.amazonaws\.com$/;

/**
 * What the own policies of each role that code or people act as refuse it: to widen itself, to blind who watches, and to carry data
 * to others. A role is not asked to refuse what its policies name as its task; whether it may is another invariant's question.
 */
export function refusalsOfRole(facts: Facts, role: IamPrincipal): readonly OfRole[] {
  if (!facts.declared.platform || !isActedAs(role)) return [];
  const organisations = organisationsIn(facts);
  const tasks = new Set(allowedActions(role));
  const blinding = BLINDING.filter((action) => !tasks.has(action));
  return [
    { what: 'widening itself', action: WIDENING },
    { what: 'blinding who watches', action: blinding },
    ...(organisations.length > 0
      ? [{ what: 'resources of others', action: MOVING, given: { 'aws:ResourceOrgID': { noneOf: organisations } } }]
      : []),
    ...facts.workloads.flatMap(({ role: runs, arn }): OfRole[] =>
      runs === role.arn && arn !== undefined && hasInterfaces(facts, arn)
        ? [{ what: 'interfaces from its code', action: INTERFACES, given: { 'lambda:SourceFunctionArn': arn } }]
        : [],
    ),
  ];
}

function isActedAs({ kind, trust }: IamPrincipal): boolean {
  if (kind === 'user' || !trust) return kind === 'user';
  const entries = parsePolicy(trust, 'trust').statements.flatMap(({ principal }) => principal?.entries ?? []);
  return entries.some(({ kind: entry, value }) => entry !== 'Service' || RUNS_CODE.test(value));
}

function hasInterfaces({ model }: Facts, arn: string): boolean {
  const found = model.find(arn, 'AWS::Lambda::Function');
  return found !== undefined && model.property(found, 'VpcConfig') !== undefined;
}

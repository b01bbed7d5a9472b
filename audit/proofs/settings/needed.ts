import { list, texts } from '../../assembly/readers';
import { isResolvedMap, type Resolved } from '../../assembly/value';
import type { Facts } from '../facts';
import { isThere, textAt } from './setting';

/** What has to stand somewhere in the templates of a platform, wherever that is. */
export interface Needed {
  readonly what: string;
  readonly wanted: string;
  readonly holds: (facts: Facts) => boolean;
}

const FINDINGS = ['aws.guardduty', 'aws.securityhub', 'aws.macie', 'aws.access-analyzer'];

function everyTargetKeeps(targets: Resolved | undefined): boolean {
  const read = list(targets);
  return read.kind === 'resolved' && read.value.every((one) => isResolvedMap(one) && isThere(one['DeadLetterConfig']));
}

/** Detectors that a platform has, by itself or because its account has them already. */
export const NEEDED_DETECTORS: readonly Needed[] = [
  {
    what: 'switched on services',
    wanted: 'a resource of each type that the platform declares to switch on',
    holds: ({ model, declared }) =>
      (declared.platform?.switchesOn ?? []).every((wanted) =>
        model.resources.some(({ type, condition }) => type === wanted && condition === 'always'),
      ),
  },
  {
    what: 'trail',
    wanted: 'a trail in the templates',
    holds: ({ model }) =>
      model.resources.some(({ type, condition }) => type === 'AWS::CloudTrail::Trail' && condition === 'always'),
  },
  {
    what: 'malware scan',
    wanted: 'a malware protection plan for the bucket that takes what comes from outside',
    holds: ({ model, declared }) => {
      const raw = declared.platform?.classes.find(({ dataClass }) => dataClass === 'raw')?.bucketArn ?? '';
      return model.resources.some(
        (plan) =>
          plan.type === 'AWS::GuardDuty::MalwareProtectionPlan' &&
          raw.endsWith(`:::${textAt(model.property(plan, 'ProtectedResource', 'S3Bucket', 'BucketName')) ?? ' '}`),
      );
    },
  },
  ...FINDINGS.map((source): Needed => ({
    what: `findings of ${source}`,
    wanted: `a rule on events of ${source} whose targets keep what they could not take`,
    holds: ({ model }) =>
      model.resources.some((rule) => {
        const sources = texts(model.property(rule, 'EventPattern', 'source'));
        return (
          rule.type === 'AWS::Events::Rule' &&
          rule.condition === 'always' &&
          sources.kind === 'resolved' &&
          sources.value.includes(source) &&
          isThere(model.property(rule, 'Targets')) &&
          everyTargetKeeps(model.property(rule, 'Targets'))
        );
      }),
  })),
];

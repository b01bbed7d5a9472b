import type { Template } from '../../emulator/assembly';

/**
 * Types whose loss is noticed: they hold data, history, or what others were told (a topic's subscriptions, an address). With each, the
 * properties whose change makes CloudFormation replace it, or refuse: "Update requires: Replacement" in AWS's reference of each type.
 */
export const STATEFUL: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::RestApi': [],
  'AWS::CloudTrail::Trail': ['TrailName'],
  'AWS::Config::ConfigurationRecorder': ['Name'],
  'AWS::EC2::Subnet': ['AvailabilityZone', 'CidrBlock', 'VpcId'],
  'AWS::EC2::VPC': ['CidrBlock', 'InstanceTenancy'],
  'AWS::GuardDuty::Detector': [],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Macie::Session': [],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SNS::Topic': ['FifoTopic', 'TopicName'],
  'AWS::SQS::Queue': ['FifoQueue', 'QueueName'],
  'AWS::SageMaker::Endpoint': ['EndpointName'],
  'AWS::SageMaker::ModelPackageGroup': ['ModelPackageGroupDescription', 'ModelPackageGroupName'],
  'AWS::SecurityHub::Hub': [],
};

export type Stacks = Readonly<Record<string, Template>>;

/** A stateful resource that an upgrade would not keep. */
export interface Replacement {
  /** `STACK/LOGICAL-ID`, as the changelog must name it. */
  readonly resource: string;
  readonly type: string;
  readonly reason: string;
}

/** Stateful resources whose logical id vanished, whose type is another, or of which a property changed that cannot change in place. */
export function replacements(before: Stacks, after: Stacks): readonly Replacement[] {
  return Object.entries(before).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).flatMap(([id, was]) => {
      const fixed = STATEFUL[was.Type];
      if (fixed === undefined) return [];
      const told = (reason: string) => [{ resource: `${stack}/${id}`, type: was.Type, reason }];
      const is = after[stack]?.Resources[id];
      if (is === undefined) return told('its logical id is gone');
      if (is.Type !== was.Type) return told(`it is ${is.Type} now`);
      const changed = fixed.filter((name) => {
        return JSON.stringify(was.Properties?.[name]) !== JSON.stringify(is.Properties?.[name]);
      });
      return changed.length === 0 ? [] : told(`${changed.join(', ')} changed`);
    }),
  );
}

/** Those that the changelog does not name: a line of its unreleased part must say `STACK/LOGICAL-ID`. */
export function unannounced(found: readonly Replacement[], changelog: string): readonly Replacement[] {
  const [, unreleased = ''] = /\n## \[Unreleased\]\n([\s\S]*?)(?=\n## |$)/.exec(changelog) ?? [];
  return found.filter(({ resource }) => !unreleased.includes(`\`${resource}\``));
}

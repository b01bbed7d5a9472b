import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnConfigurationRecorder, CfnConformancePack, CfnDeliveryChannel } from 'aws-cdk-lib/aws-config';
import { CfnServiceLinkedRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CONFIG_HISTORY_PREFIX } from '../../contract/log-archive';
import { conformanceTemplate } from './conformance-template';

const SERVICE = 'config.amazonaws.com';

export interface ConfigurationRecordProps {
  readonly name: string;
  /** Receives the history. */
  readonly bucketName: string;
  /** True where the account has Config's service-linked role already; a second one cannot be made. */
  readonly serviceRoleExists: boolean;
}

/**
 * Records every change of every resource, by Config's own service-linked role, and judges it by a pack of managed rules.
 *
 * Recorder and channel don't depend on each other: CloudFormation starts the recorder when both exist, and would wait forever otherwise.
 */
export class ConfigurationRecord extends Construct {
  public constructor(scope: Construct, id: string, props: ConfigurationRecordProps) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const recorder = new CfnConfigurationRecorder(this, 'Recorder', {
      name: 'default',
      roleArn: `arn:${partition}:iam::${account}:role/aws-service-role/${SERVICE}/AWSServiceRoleForConfig`,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      recordingMode: { recordingFrequency: 'CONTINUOUS' },
    });
    const channel = new CfnDeliveryChannel(this, 'Channel', {
      name: 'default',
      s3BucketName: props.bucketName,
      s3KeyPrefix: CONFIG_HISTORY_PREFIX,
      configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
    });
    const pack = new CfnConformancePack(this, 'Pack', {
      conformancePackName: `${props.name}-llm-platform`,
      templateBody: conformanceTemplate(props.name, region),
    });
    pack.addResourceDependency(recorder);
    pack.addResourceDependency(channel);
    if (props.serviceRoleExists) return;
    const role = new CfnServiceLinkedRole(this, 'ServiceRole', {
      awsServiceName: SERVICE,
      description: 'Lets AWS Config read the configuration of resources',
    });
    // The account has one, and others may rely on it.
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    recorder.addResourceDependency(role);
  }
}

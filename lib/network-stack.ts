import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { IsolatedNetwork } from '../constructs/network/isolated-network';
import { DataClass } from '../contract/data-class';
import { endpoints, tiers } from './generate/endpoints';
import { bucketArnOf } from './generate/vault-names';
import { PlatformStack, type EnvironmentKeys, type PlatformStackProps } from './platform-stack';

export interface NetworkStackProps extends PlatformStackProps {
  readonly keys: EnvironmentKeys;
  readonly alarmTopic: ITopic;
}

/** The environment's isolated network: a tier for each place in it, and only the doors that the matrix names. */
export class NetworkStack extends PlatformStack {
  public readonly network: IsolatedNetwork;

  public constructor(scope: Construct, props: NetworkStackProps) {
    super(scope, 'network', 'isolated network and its doors', props);
    const { config, environment } = props;
    const [place] = environment.places.filter((candidate) => candidate !== 'security');
    this.network = new IsolatedNetwork(this, 'Network', {
      name: config.name,
      organizationId: config.organizationId,
      cidr: config.ranges[place ?? 'data'],
      zones: config.zones,
      tiers: tiers(environment).map((name) => ({ name })),
      endpoints: endpoints(config, environment),
      logDestination: bucketArnOf(config, DataClass.LOG),
      key: props.keys.log,
      alarmTopic: props.alarmTopic,
      logRetention: config.retentionDays.log,
      adoptBlockPublicAccess: config.existing.vpcBlockPublicAccess,
    });
  }
}

import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DataPipeline } from '../constructs/data/data-pipeline';
import { DataWatch } from '../constructs/data/data-watch';
import { LabelingLoop } from '../constructs/data/labeling-loop';
import type { DatasetSchedule } from '../constructs/data/run-schedules';
import { Trust } from '../constructs/identity/trust';
import { EndpointService } from '../constructs/network/endpoint-service';
import type { IsolatedNetwork } from '../constructs/network/isolated-network';
import { DataClass } from '../contract/data-class';
import { signingKeyAlias } from '../contract/names';
import type { DataStageConfig, DatasetConfig, LabellingConfig, RampartConfig } from './config/config';
import { stageRole } from './generate/stage-roles';
import { bucketNameOf } from './generate/vault-names';
import type { EnvironmentKeys } from './platform-stack';

export interface DatasetStageProps {
  readonly config: RampartConfig;
  readonly dataStage: DataStageConfig;
  readonly keys: EnvironmentKeys;
  readonly network: IsolatedNetwork;
  readonly accessLogs: IBucket;
  readonly alarmTopic: ITopic;
}

/** What makes the config's data sets, who plans and labels them, and what tells people how it went. */
export class DatasetStage extends Construct {
  public constructor(scope: Construct, id: string, props: DatasetStageProps) {
    super(scope, id);
    const { config, dataStage, keys, alarmTopic } = props;
    const pipeline = this.makePipeline(props);
    const { planners, datasets, labelling } = dataStage;
    stageRole(this, config, 'data-plan', Trust.peopleWithMfa([...planners], config.organizationId), keys, {
      statements: [
        new PolicyStatement({
          sid: 'StartRuns',
          actions: ['states:StartExecution'],
          resources: [pipeline.stateMachineArn],
        }),
      ],
      acceptedWildcards: [],
    });
    if (labelling) this.makeLoop(labelling, props);
    new DataWatch(this, 'Watch', {
      name: config.name,
      pipeline,
      datasets: datasets.map(({ name }) => name),
      key: keys.log,
      alarmTopic,
    });
  }

  private makePipeline({ config, dataStage, keys, network, accessLogs, alarmTopic }: DatasetStageProps): DataPipeline {
    return new DataPipeline(this, 'Pipeline', {
      name: config.name,
      organizationId: config.organizationId,
      network: network.tier('data'),
      vpcEndpointIds: [network.endpointId(EndpointService.S3)],
      rawBucketName: bucketNameOf(config, DataClass.RAW),
      rawKey: keys.home(DataClass.RAW),
      curatedBucketName: bucketNameOf(config, DataClass.CURATED),
      curatedKey: keys.home(DataClass.CURATED),
      ...(keys.signing ? { signingKey: keys.signing } : { signingKeyAliasArn: signingAliasArn(config) }),
      ...(keys.pseudonyms && { pseudonymKey: keys.pseudonyms }),
      logKey: keys.log,
      logRetention: config.retentionDays.log,
      accessLogs,
      alarmTopic,
      acceptUnscanned: dataStage.acceptUnscanned,
      maxConcurrency: dataStage.maxConcurrency,
      schedules: dataStage.datasets.flatMap(scheduleOf),
    });
  }

  private makeLoop({ dataset, schema, labelers, leads }: LabellingConfig, { config, keys }: DatasetStageProps): void {
    new LabelingLoop(this, 'Labels', {
      name: config.name,
      organizationId: config.organizationId,
      dataset,
      schema,
      curatedBucketName: bucketNameOf(config, DataClass.CURATED),
      curatedKey: keys.home(DataClass.CURATED),
      labelers: labelers.map(({ id, role }) => ({ id, principalArn: role })),
      leadPrincipalArns: [...leads],
    });
  }
}

function scheduleOf({ name, schedule, timezone, baseline }: DatasetConfig): DatasetSchedule[] {
  if (schedule === undefined) return [];
  return [{ dataset: name, expression: schedule, timezone, ...(baseline !== undefined && { baseline }) }];
}

function signingAliasArn({ name, partition, places }: RampartConfig): string {
  const { account, region } = places.security;
  return `arn:${partition}:kms:${region}:${account}:${signingKeyAlias(name)}`;
}

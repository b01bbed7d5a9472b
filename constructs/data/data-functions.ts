import { Duration, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageHandler } from '../../contract/handlers';
import { DataStageVariable } from '../../contract/data-stage';
import { StageFunction } from '../function/stage-function';
import { stageFunctionStatements, stageFunctionWildcards } from '../function/stage-function-statements';
import { StageRole, type AcceptedWildcard } from '../identity/stage-role';
import { Trust } from '../identity/trust';
import { DataStage } from './data-names';
import type { DataPipelineProps } from './data-pipeline-props';
import type { DataPlaces } from './data-places';
import { driveStatements, driveWildcards } from './drive-statements';
import { mapStatements, mapWildcards } from './map-statements';

/** Memory in which a Parquet file's decoder, which may take 2048 MiB, leaves room for the rest; new accounts allow no more. */
export const MEMORY_MIB = 3008;

export interface DataFunctionsProps extends DataPipelineProps {
  readonly places: DataPlaces;
}

interface Differs {
  readonly functionName: string;
  readonly statements: PolicyStatement[];
  readonly acceptedWildcards: AcceptedWildcard[];
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMiB: number;
  readonly concurrency: number;
}

/** The two functions of the data stage, each with a role of its own: one does a task, as often at once as allowed; one drives a run, once at a time. */
export class DataFunctions extends Construct {
  /** Where the function that drives says what gates said. */
  public readonly driveLogGroup: ILogGroup;

  public constructor(scope: Construct, id: string, props: DataFunctionsProps) {
    super(scope, id);
    const { places, pseudonymKey, acceptUnscanned } = props;
    this.make('Map', DataStage.MAP, props, {
      functionName: places.names.map,
      statements: mapStatements(this, places),
      acceptedWildcards: mapWildcards(places),
      environment: {
        ...(pseudonymKey && { [DataStageVariable.PSEUDONYM_KEY]: pseudonymKey.keyArn }),
        ...(!acceptUnscanned && { [DataStageVariable.MALWARE_SCAN]: 'required' }),
      },
      memoryMiB: props.mapMemoryMiB ?? MEMORY_MIB,
      concurrency: props.maxConcurrency ?? 500,
    });
    this.driveLogGroup = this.make('Drive', DataStage.DRIVE, props, {
      functionName: places.names.drive,
      statements: driveStatements(this, places),
      acceptedWildcards: driveWildcards(places),
      environment: {
        [DataStageVariable.SIGNING_KEY]: places.signing.id,
        [DataStageVariable.ATHENA_WORKGROUP]: places.names.workgroup,
        [DataStageVariable.GLUE_DATABASE]: places.names.database,
      },
      memoryMiB: MEMORY_MIB,
      concurrency: 1,
    });
  }

  private make(id: string, handler: StageHandler, props: DataFunctionsProps, own: Differs): ILogGroup {
    const { network, curatedKey, logKey } = props;
    const access = {
      functionName: own.functionName,
      deadLetterKeyArn: curatedKey.keyArn,
      interfaces: {
        subnetIds: network.vpc.selectSubnets(network.subnets).subnetIds,
        securityGroupIds: [network.securityGroup.securityGroupId],
      },
    };
    const { role } = new StageRole(this, `${id}Role`, {
      name: props.name,
      stage: handler,
      organizationId: props.organizationId,
      trust: Trust.lambda(Stack.of(this).account),
      statements: [...own.statements, ...stageFunctionStatements(this, access)],
      acceptedWildcards: [...own.acceptedWildcards, ...stageFunctionWildcards(this, access)],
    });
    return new StageFunction(this, id, {
      handler,
      functionName: own.functionName,
      role,
      key: logKey,
      // A dead letter names data sets and objects.
      deadLetterKey: curatedKey,
      environment: {
        [DataStageVariable.RAW_BUCKET]: props.rawBucketName,
        [DataStageVariable.CURATED_BUCKET]: props.curatedBucketName,
        ...own.environment,
      },
      network,
      timeout: Duration.minutes(15),
      memoryMiB: own.memoryMiB,
      reservedConcurrency: own.concurrency,
      logRetention: props.logRetention,
      alarmTopic: props.alarmTopic,
    }).logGroup;
  }
}

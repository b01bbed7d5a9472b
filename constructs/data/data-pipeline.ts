import { Duration, Size, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DataStageVariable, QUARANTINE_PREFIX } from '../../contract/data-stage';
import { StageFunction, type FunctionNetwork } from '../function/stage-function';
import { stageFunctionStatements, stageFunctionWildcards } from '../function/stage-function-statements';
import { StageRole } from '../identity/stage-role';
import { Trust } from '../identity/trust';
import { VaultAccess, type VaultDoor } from '../vault/vault-door';
import { checkBounds } from './data-error';
import { allowKeyUses } from './data-key-uses';
import { DataNames, DataStage } from './data-names';
import type { DataPlaces } from './data-places';
import { driveStatements, driveWildcards } from './drive-statements';
import { mapStatements, mapWildcards } from './map-statements';
import { QueryPlace } from './query-place';
import { RunMachine } from './run-machine';
import { RunSchedules, type DatasetSchedule } from './run-schedules';
import { runStatements, runWildcards } from './run-statements';

export interface DataPipelineProps {
  /** The platform's name: roles and functions are `NAME-data-map`, `NAME-data-drive` and so on. */
  readonly name: string;
  readonly organizationId: string;
  /** Isolated, with endpoints for S3, KMS and Athena: the functions need no others. */
  readonly network: FunctionNetwork;
  /** Ids of the S3 endpoints by which the functions come. @default - any way into the vaults */
  readonly vpcEndpointIds?: string[];
  /** Name of the vault of raw data: what is acquired lies under `quarantine/`. */
  readonly rawBucketName: string;
  readonly rawKey: IKey;
  /** Name of the vault of curated data: data sets lie under `datasets/`. */
  readonly curatedBucketName: string;
  /** Encrypts also what lives for days only, and what the machine remembers. */
  readonly curatedKey: IKey;
  /** Signs manifests: ECC P-256. */
  readonly signingKey: IKey;
  /** HMAC key from which pseudonyms are derived. @default - a run whose settings ask for pseudonyms fails */
  readonly pseudonymKey?: IKey;
  /** Encrypts logs, schedules and, as `AlarmTopic`'s key, what people are told. */
  readonly logKey: IKey;
  readonly logRetention: RetentionDays;
  /** Receives the access logs of the bucket for intermediate results. */
  readonly accessLogs: IBucket;
  /** Hears of runs that were held, failed or not started. */
  readonly alarmTopic: ITopic;
  /** Reads objects without GuardDuty's word that they are clean: only where nothing scans the raw vault. @default false */
  readonly acceptUnscanned?: boolean;
  /** Tasks done at once, 1 to 5000: that much of the account's concurrency is reserved for them. @default 500 */
  readonly maxConcurrency?: number;
  /** Memory of the function that does one task, 2560 to 10240. A Parquet file's decoder alone may take 2048. @default 3008 */
  readonly mapMemoryMiB?: number;
  /** The most that one query may read. @default 200 GiB, about a dollar */
  readonly bytesScannedPerQuery?: Size;
  /** How long intermediate results are kept. @default 14 days */
  readonly workRetention?: Duration;
  /** @default - runs are started by hand */
  readonly schedules?: DatasetSchedule[];
}

/**
 * The data stage on AWS: a state machine maps the same code as on a laptop over a data set's shards, asks Athena what needs a global view,
 * and signs what comes of it. One run at a time.
 *
 * @throws DataStageError `CONCURRENCY_OUT_OF_BOUNDS`, `MEMORY_OUT_OF_BOUNDS`, `SCAN_LIMIT_OUT_OF_BOUNDS`, `SCHEDULE_INVALID`,
 * `SCHEDULE_TWICE` or `DATASET_NAME_INVALID`
 */
export class DataPipeline extends Construct {
  public readonly stateMachineArn: string;
  /** Names of the functions that do tasks, and that drive a run. */
  public readonly functionNames: string[];
  public readonly queries: QueryPlace;
  /** The ways in that the vault of raw data must have. */
  public readonly rawDoors: VaultDoor[];
  /** The ways in that the vault of curated data must have. */
  public readonly curatedDoors: VaultDoor[];

  private readonly names: DataNames;

  public constructor(scope: Construct, id: string, props: DataPipelineProps) {
    super(scope, id);
    const maxConcurrency = props.maxConcurrency ?? 500;
    checkBounds('CONCURRENCY_OUT_OF_BOUNDS', 'maxConcurrency', maxConcurrency, 1, 5000);
    checkBounds('MEMORY_OUT_OF_BOUNDS', 'mapMemoryMiB', props.mapMemoryMiB ?? 3008, 2560, 10240);
    this.names = new DataNames(this, props.name);
    const places: DataPlaces = { ...props, names: this.names };
    allowKeyUses(this, places, props.logKey);
    this.queries = new QueryPlace(this, 'Queries', {
      names: this.names,
      organizationId: props.organizationId,
      key: props.curatedKey,
      accessLogs: props.accessLogs,
      vpcEndpointIds: props.vpcEndpointIds,
      bytesScannedPerQuery: props.bytesScannedPerQuery ?? Size.gibibytes(200),
      retention: props.workRetention ?? Duration.days(14),
    });
    this.makeMap(places, props, maxConcurrency);
    this.makeDrive(places, props);
    this.functionNames = [this.names.map, this.names.drive];
    this.stateMachineArn = this.names.machineArn;
    this.makeMachine(places, props, maxConcurrency);
    if (props.schedules?.length) {
      new RunSchedules(this, 'Schedules', {
        name: props.name,
        names: this.names,
        organizationId: props.organizationId,
        schedules: props.schedules,
        key: props.logKey,
        topic: props.alarmTopic,
      });
    }
    const way = props.vpcEndpointIds ? { vpcEndpointIds: props.vpcEndpointIds } : {};
    const door = (role: string, access: VaultAccess, prefix: string): VaultDoor => ({
      principalArn: this.names.roleArn(role),
      access,
      prefix,
      // Step Functions reads lists of tasks from outside the network.
      ...(role !== this.names.run && way),
    });
    const { map, drive, run } = this.names;
    this.rawDoors = [door(map, VaultAccess.READ, QUARANTINE_PREFIX)];
    this.curatedDoors = [
      ...[map, drive].flatMap((role) =>
        [VaultAccess.READ, VaultAccess.WRITE].map((access) => door(role, access, 'datasets/')),
      ),
      door(run, VaultAccess.READ, 'datasets/'),
    ];
  }

  private makeMap(places: DataPlaces, props: DataPipelineProps, maxConcurrency: number): void {
    const access = this.functionAccess(this.names.map, props);
    const { role } = new StageRole(this, 'MapRole', {
      name: props.name,
      stage: DataStage.MAP,
      organizationId: props.organizationId,
      trust: Trust.lambda(Stack.of(this).account),
      statements: [...mapStatements(this, places), ...stageFunctionStatements(this, access)],
      acceptedWildcards: [...mapWildcards(places), ...stageFunctionWildcards(this, access)],
    });
    new StageFunction(this, 'Map', {
      handler: 'data-map',
      functionName: this.names.map,
      role,
      ...this.functionProps(props),
      environment: {
        ...this.buckets(props),
        ...(props.pseudonymKey && { [DataStageVariable.PSEUDONYM_KEY]: props.pseudonymKey.keyArn }),
        ...(!props.acceptUnscanned && { [DataStageVariable.MALWARE_SCAN]: 'required' }),
      },
      memoryMiB: props.mapMemoryMiB ?? 3008,
      reservedConcurrency: maxConcurrency,
    });
  }

  private makeDrive(places: DataPlaces, props: DataPipelineProps): void {
    const access = this.functionAccess(this.names.drive, props);
    const { role } = new StageRole(this, 'DriveRole', {
      name: props.name,
      stage: DataStage.DRIVE,
      organizationId: props.organizationId,
      trust: Trust.lambda(Stack.of(this).account),
      statements: [...driveStatements(this, places), ...stageFunctionStatements(this, access)],
      acceptedWildcards: [...driveWildcards(places), ...stageFunctionWildcards(this, access)],
    });
    new StageFunction(this, 'Drive', {
      handler: 'data-drive',
      functionName: this.names.drive,
      role,
      ...this.functionProps(props),
      environment: {
        ...this.buckets(props),
        [DataStageVariable.SIGNING_KEY]: props.signingKey.keyArn,
        [DataStageVariable.ATHENA_WORKGROUP]: this.names.workgroup,
        [DataStageVariable.GLUE_DATABASE]: this.names.database,
      },
      memoryMiB: 3008,
      reservedConcurrency: 1,
    });
  }

  private makeMachine(places: DataPlaces, props: DataPipelineProps, maxConcurrency: number): void {
    const { topicArn } = props.alarmTopic;
    const { role } = new StageRole(this, 'RunRole', {
      name: props.name,
      stage: DataStage.RUN,
      organizationId: props.organizationId,
      trust: Trust.service('states.amazonaws.com', Stack.of(this).account),
      statements: runStatements(this, { places, topicArn, topicKeyArn: props.logKey.keyArn }),
      acceptedWildcards: runWildcards(places),
    });
    new RunMachine(this, 'Run', {
      names: this.names,
      role,
      key: props.curatedKey,
      logKey: props.logKey,
      logRetention: props.logRetention,
      topicArn,
      maxConcurrency,
    });
  }

  private functionAccess(functionName: string, { curatedKey, network }: DataPipelineProps) {
    return {
      functionName,
      deadLetterKeyArn: curatedKey.keyArn,
      interfaces: {
        subnetIds: network.vpc.selectSubnets(network.subnets).subnetIds,
        securityGroupIds: [network.securityGroup.securityGroupId],
      },
    };
  }

  private functionProps(props: DataPipelineProps) {
    return {
      key: props.logKey,
      deadLetterKey: props.curatedKey,
      network: props.network,
      timeout: Duration.minutes(15),
      logRetention: props.logRetention,
      alarmTopic: props.alarmTopic,
    };
  }

  private buckets({ rawBucketName, curatedBucketName }: DataPipelineProps): Record<string, string> {
    return {
      [DataStageVariable.RAW_BUCKET]: rawBucketName,
      [DataStageVariable.CURATED_BUCKET]: curatedBucketName,
    };
  }
}

import { Duration, Size, Stack } from 'aws-cdk-lib';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { QUARANTINE_PREFIX } from '../../contract/data-stage';
import { StageRole } from '../identity/stage-role';
import { Trust } from '../identity/trust';
import { VaultAccess, type VaultDoor } from '../vault/vault-door';
import { checkBounds } from './data-error';
import { DataFunctions } from './data-functions';
import { allowKeyUses } from './data-key-uses';
import { DataNames, DataStage } from './data-names';
import type { DataPipelineProps } from './data-pipeline-props';
import type { DataPlaces } from './data-places';
import { QueryPlace } from './query-place';
import { RunMachine } from './run-machine';
import { RunSchedules } from './run-schedules';
import { runStatements, runWildcards } from './run-statements';
import { signingPlace } from './signing-place';

export type { DataPipelineProps } from './data-pipeline-props';

/**
 * The data stage on AWS: a state machine maps the same code as on a laptop over a data set's shards, asks Athena what needs a global view,
 * and signs what comes of it. One run at a time.
 *
 * @throws DataStageError `CONCURRENCY_OUT_OF_BOUNDS`, `MEMORY_OUT_OF_BOUNDS`, `SCAN_LIMIT_OUT_OF_BOUNDS`, `SCHEDULE_INVALID`,
 * `SCHEDULE_TWICE`, `DATASET_NAME_INVALID`, `SIGNING_KEY_MISSING`, `SIGNING_KEY_TWICE` or `SIGNING_KEY_ALIAS_INVALID`
 */
export class DataPipeline extends Construct {
  public readonly stateMachineArn: string;
  public readonly workgroupName: string;
  public readonly databaseName: string;
  /** Where a run says what its gates said. */
  public readonly driveLogGroup: ILogGroup;
  /** The ways in that the vault of raw data must have. */
  public readonly rawDoors: VaultDoor[];
  /** The ways in that the vault of curated data must have. */
  public readonly curatedDoors: VaultDoor[];

  public constructor(scope: Construct, id: string, props: DataPipelineProps) {
    super(scope, id);
    checkBounds('CONCURRENCY_OUT_OF_BOUNDS', 'maxConcurrency', props.maxConcurrency ?? 500, 1, 5000);
    checkBounds('MEMORY_OUT_OF_BOUNDS', 'mapMemoryMiB', props.mapMemoryMiB ?? 3008, 2560, 10240);
    const names = new DataNames(this, props.name);
    const signing = signingPlace(props.signingKey, props.signingKeyAliasArn);
    const places: DataPlaces = { ...props, names, signing };
    [this.stateMachineArn, this.workgroupName, this.databaseName] = [names.machineArn, names.workgroup, names.database];
    allowKeyUses(this, places, props.logKey);
    new QueryPlace(this, 'Queries', {
      names,
      organizationId: props.organizationId,
      key: props.curatedKey,
      accessLogs: props.accessLogs,
      vpcEndpointIds: props.vpcEndpointIds,
      bytesScannedPerQuery: props.bytesScannedPerQuery ?? Size.gibibytes(200),
      retention: props.workRetention ?? Duration.days(14),
    });
    this.driveLogGroup = new DataFunctions(this, 'Functions', { ...props, places }).driveLogGroup;
    const machine = this.makeMachine(places, props);
    if (props.schedules?.length) {
      new RunSchedules(this, 'Schedules', {
        name: props.name,
        names,
        organizationId: props.organizationId,
        schedules: props.schedules,
        key: props.logKey,
        topic: props.alarmTopic,
      }).node.addDependency(machine);
    }
    [this.rawDoors, this.curatedDoors] = doors(names, props.vpcEndpointIds);
  }

  private makeMachine(places: DataPlaces, props: DataPipelineProps): RunMachine {
    const { topicArn } = props.alarmTopic;
    const { role } = new StageRole(this, 'RunRole', {
      name: props.name,
      stage: DataStage.RUN,
      organizationId: props.organizationId,
      trust: Trust.service('states.amazonaws.com', Stack.of(this).account),
      statements: runStatements(this, { places, topicArn, topicKeyArn: props.logKey.keyArn }),
      acceptedWildcards: runWildcards(places),
    });
    return new RunMachine(this, 'Run', {
      names: places.names,
      role,
      key: props.curatedKey,
      logKey: props.logKey,
      logRetention: props.logRetention,
      topicArn,
      maxConcurrency: props.maxConcurrency ?? 500,
    });
  }
}

/** Of the raw and of the curated vault. Step Functions reads lists of tasks from outside the network; the functions come by its endpoints. */
function doors(names: DataNames, vpcEndpointIds: string[] | undefined): [VaultDoor[], VaultDoor[]] {
  const way = vpcEndpointIds ? { vpcEndpointIds } : {};
  const [map, drive, run] = [names.map, names.drive, names.run].map((name) => names.roleArn(name)) as [
    string,
    string,
    string,
  ];
  const raw = { principalArn: map, access: VaultAccess.READ, prefix: QUARANTINE_PREFIX, ...way };
  const curated = [map, drive].flatMap((principalArn) =>
    [VaultAccess.READ, VaultAccess.WRITE].map((access) => ({ principalArn, access, prefix: 'datasets/', ...way })),
  );
  const rest = [
    { principalArn: drive, access: VaultAccess.CLEAR, prefix: 'datasets/', ...way },
    { principalArn: run, access: VaultAccess.READ, prefix: 'datasets/' },
  ];
  return [[raw], [...curated, ...rest]];
}

import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DeadLetterAlarm } from '../alarms/dead-letter-alarm';
import { DeadLetterQueue, DeadLetterSource } from '../alarms/dead-letter-queue';
import { StageRole } from '../identity/stage-role';
import { Trust } from '../identity/trust';
import { checkDataset, DataStageError } from './data-error';
import { DataStage, type DataNames } from './data-names';

/** When a data set is made anew. */
export interface DatasetSchedule {
  /** The data set: its settings are at `datasets/NAME/settings.json` of the curated vault. */
  readonly dataset: string;
  /** `rate(…)`, `cron(…)` or `at(…)`, as EventBridge Scheduler has it. Two data sets at one time: the later is turned away. */
  readonly expression: string;
  /** IANA name. @default 'UTC' */
  readonly timezone?: string;
  /** Id of the run to compare with. @default - nothing is compared */
  readonly baseline?: string;
}

export interface RunSchedulesProps {
  readonly name: string;
  readonly names: DataNames;
  readonly organizationId: string;
  readonly schedules: DatasetSchedule[];
  /** Encrypts schedules, and what could not be started. */
  readonly key: IKey;
  readonly topic: ITopic;
}

/** Starts runs at their times, by a role that can start this one machine and nothing else; a start that fails is kept, and raises an alarm. */
export class RunSchedules extends Construct {
  public readonly deadLetters: DeadLetterQueue;

  /** @throws DataStageError `SCHEDULE_INVALID`, `SCHEDULE_TWICE`, `DATASET_NAME_INVALID` */
  public constructor(scope: Construct, id: string, props: RunSchedulesProps) {
    super(scope, id);
    props.schedules.forEach(checkSchedule);
    refuseTwice(props.schedules);
    const { names, key } = props;
    this.deadLetters = this.makeDeadLetters(props);
    const { role } = this.makeRole(props);
    const group = new CfnScheduleGroup(this, 'Group', { name: names.run });
    for (const { dataset, expression, timezone, baseline } of props.schedules) {
      const schedule = new CfnSchedule(this, `Dataset-${dataset}`, {
        name: dataset,
        groupName: group.ref,
        description: `Makes data set ${dataset} anew`,
        scheduleExpression: expression,
        scheduleExpressionTimezone: timezone ?? 'UTC',
        flexibleTimeWindow: { mode: 'OFF' },
        state: 'ENABLED',
        kmsKeyArn: key.keyArn,
        target: {
          arn: names.machineArn,
          roleArn: role.roleArn,
          input: JSON.stringify({ dataset, ...(baseline !== undefined && { baseline }) }),
          deadLetterConfig: { arn: this.deadLetters.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
        },
      });
      schedule.node.addDependency(role);
    }
  }

  private makeRole({ name, names, organizationId, key }: RunSchedulesProps): StageRole {
    const { account, region } = Stack.of(this);
    return new StageRole(this, 'Role', {
      name,
      stage: DataStage.SCHEDULE,
      organizationId,
      trust: Trust.service('scheduler.amazonaws.com', account),
      statements: [
        new PolicyStatement({ sid: 'StartRuns', actions: ['states:StartExecution'], resources: [names.machineArn] }),
        new PolicyStatement({
          sid: 'KeepWhatDidNotStart',
          actions: ['sqs:SendMessage'],
          resources: [names.arn('sqs', deadLetterName(names))],
        }),
        new PolicyStatement({
          sid: 'UseKey',
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [key.keyArn],
          conditions: {
            StringEquals: {
              'kms:ViaService': [`scheduler.${region}.amazonaws.com`, `sqs.${region}.amazonaws.com`],
            },
          },
        }),
      ],
    });
  }

  private makeDeadLetters({ names, key, topic }: RunSchedulesProps): DeadLetterQueue {
    const queueName = deadLetterName(names);
    const queue = new DeadLetterQueue(this, 'DeadLetters', { queueName, key, source: DeadLetterSource.SCHEDULES });
    new DeadLetterAlarm(this, 'NotStarted', {
      alarmName: queueName,
      description: `A scheduled run was not started; what was to be started is in ${queueName}`,
      queue,
      topic,
    });
    return queue;
  }
}

function deadLetterName(names: DataNames): string {
  return `${names.schedule}-dead-letters`;
}

function checkSchedule({ dataset, expression }: DatasetSchedule): void {
  checkDataset('schedules: dataset', dataset);
  if (/^(rate|cron|at)\([^()]+\)$/.test(expression)) return;
  throw new DataStageError(
    'SCHEDULE_INVALID',
    `schedules: expression of ${dataset} must be rate(…), cron(…) or at(…), got ${expression}`,
  );
}

function refuseTwice(schedules: readonly DatasetSchedule[]): void {
  const names = schedules.map(({ dataset }) => dataset);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return;
  throw new DataStageError('SCHEDULE_TWICE', `schedules: each data set has one schedule at most, got two of ${twice}`);
}

import { MAP_LABEL, MAPS_PREFIX } from './data-names';

/** What the machine of a data run is made of. */
export interface RunParts {
  readonly machineArn: string;
  /** Name of the function that drives a run. */
  readonly drive: string;
  /** Name of the function that does one task. */
  readonly map: string;
  readonly topicArn: string;
  /** Bucket that the Distributed Map writes its own results to. */
  readonly workBucket: string;
  /** Tasks done at once. */
  readonly maxConcurrency: number;
}

/** A state of the Amazon States Language. */
export type State = Readonly<Record<string, unknown>>;

export interface RunDefinition {
  readonly Comment: string;
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
}

const WEEK = 7 * 24 * 3600;
/** A little longer than a function may run, so that the function's own end is what is reported. */
const TASK_SECONDS = 930;

/** Throttling and faults of the service: long patience. Faults inside a function may be the same, or be there to stay: little patience. */
const RETRY = [
  {
    ErrorEquals: [
      'Lambda.TooManyRequestsException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.ClientExecutionTimeoutException',
    ],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 8,
    MaxDelaySeconds: 300,
    JitterStrategy: 'FULL',
  },
  { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 10, BackoffRate: 3, MaxAttempts: 2, JitterStrategy: 'FULL' },
];
const CATCH = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'TellFailed' }];

/**
 * Drives a data set's run to its end: `Drive` says what is to be done, the Distributed Map does it, and `Drive` is asked again. One run at
 * a time, because the tables in Athena's database belong to one. Started with `{ "dataset": … }`, and `baseline` where there is one.
 */
export function runDefinition(parts: RunParts): RunDefinition {
  return {
    Comment: 'Drives a run of the data stage: the same code as on a laptop, one function call a task',
    StartAt: 'OthersRunning',
    TimeoutSeconds: WEEK,
    States: {
      OthersRunning: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sfn:listExecutions',
        Parameters: { StateMachineArn: parts.machineArn, StatusFilter: 'RUNNING', MaxResults: 2 },
        ResultSelector: { 'running.$': 'States.ArrayLength($.Executions)' },
        ResultPath: '$.others',
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 2, MaxAttempts: 5 }],
        Catch: CATCH,
        Next: 'IsAlone',
      },
      IsAlone: {
        Type: 'Choice',
        Choices: [{ Variable: '$.others.running', NumericGreaterThan: 1, Next: 'TellBusy' }],
        Default: 'FirstAttempt',
      },
      // Tables are numbered by it. A run that is started anew must not meet the tables of the one that failed: hence no 0.
      FirstAttempt: {
        Type: 'Pass',
        Parameters: { 'number.$': 'States.MathRandom(1, 1000000)' },
        ResultPath: '$.first',
        Next: 'SetFirst',
      },
      SetFirst: { Type: 'Pass', InputPath: '$.first.number', ResultPath: '$.attempt', Next: 'Drive' },
      Drive: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: parts.drive, 'Payload.$': '$' },
        ResultSelector: { 'answer.$': '$.Payload' },
        ResultPath: '$.driven',
        TimeoutSeconds: TASK_SECONDS,
        Retry: RETRY,
        Catch: CATCH,
        Next: 'WhatNow',
      },
      WhatNow: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.driven.answer.state', StringEquals: 'map', Next: 'Tasks' },
          { Variable: '$.driven.answer.state', StringEquals: 'again', Next: 'NextAttempt' },
          {
            And: [
              { Variable: '$.driven.answer.state', StringEquals: 'done' },
              { Variable: '$.driven.answer.promoted', BooleanEquals: true },
            ],
            Next: 'Promoted',
          },
          { Variable: '$.driven.answer.state', StringEquals: 'done', Next: 'TellHeld' },
        ],
        Default: 'TellFailed',
      },
      Tasks: tasks(parts),
      NextAttempt: { Type: 'Pass', InputPath: '$.driven.answer.attempt', ResultPath: '$.attempt', Next: 'Drive' },
      Promoted: { Type: 'Succeed', OutputPath: '$.driven.answer' },
      TellHeld: tell(parts, 'was held by a gate and must not be promoted', 'RunHeld'),
      RunHeld: { Type: 'Fail', Error: 'RunHeld', Cause: 'A gate did not pass: the manifest of the run says which' },
      TellBusy: tell(parts, 'was not begun: another run is not over yet', 'RunBusy'),
      RunBusy: { Type: 'Fail', Error: 'RunBusy', Cause: 'Another run of this machine is not over yet' },
      TellFailed: tell(parts, 'failed', 'RunFailed'),
      RunFailed: { Type: 'Fail', Error: 'RunFailed', Cause: 'The history of the execution says where' },
    },
  };
}

/**
 * One child a task of the list in the bucket. Standard ones, since a task may take fifteen minutes and an express child has five. What the
 * children give goes to the work bucket: a state's output holds 256 KB, which a long list of them would exceed.
 */
function tasks({ map, workBucket, maxConcurrency }: RunParts): State {
  return {
    Type: 'Map',
    Label: MAP_LABEL,
    MaxConcurrency: maxConcurrency,
    ToleratedFailurePercentage: 0,
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON' },
      Parameters: { 'Bucket.$': '$.driven.answer.bucket', 'Key.$': '$.driven.answer.key' },
    },
    ItemSelector: {
      'dataset.$': '$.dataset',
      'prefix.$': '$.driven.answer.prefix',
      'task.$': '$$.Map.Item.Value',
    },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'DoTask',
      States: {
        DoTask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: map, 'Payload.$': '$' },
          ResultSelector: { 'id.$': '$.Payload.id' },
          TimeoutSeconds: TASK_SECONDS,
          Retry: RETRY,
          End: true,
        },
      },
    },
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: workBucket, Prefix: MAPS_PREFIX.slice(0, -1) },
    },
    ResultPath: null,
    Catch: CATCH,
    Next: 'NextAttempt',
  };
}

/** Says who and what, and nothing of why: an error's text may quote data. */
function tell({ topicArn }: RunParts, what: string, next: string): State {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::sns:publish',
    Parameters: {
      TopicArn: topicArn,
      Subject: 'A run of the data stage needs a look',
      'Message.$': `States.Format('A run of data set {} ${what}: {}', $.dataset, $$.Execution.Id)`,
    },
    ResultPath: null,
    Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 2, MaxAttempts: 5 }],
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.untold', Next: next }],
    Next: next,
  };
}

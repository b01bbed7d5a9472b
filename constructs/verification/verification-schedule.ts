import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { limitRetries } from '../function/limit-retries';
import type { StageFunction } from '../function/stage-function';
import { LiveVerificationError } from './verification-error';

const EVENTS = 'events.amazonaws.com';

export interface VerificationScheduleProps {
  /** The rule's name. */
  readonly ruleName: string;
  /** The hour of each day, in UTC, 0 to 23. */
  readonly hour: number;
  readonly stage: StageFunction;
}

/** Starts a function once a day, by this one rule; what could not be started is kept with the function's own dead letters. */
export class VerificationSchedule extends Construct {
  /** @throws LiveVerificationError `HOUR_INVALID` */
  public constructor(scope: Construct, id: string, props: VerificationScheduleProps) {
    super(scope, id);
    const { ruleName, hour, stage } = props;
    if (!Number.isInteger(hour) || hour < 0 || hour > 23) {
      throw new LiveVerificationError('HOUR_INVALID', `hour must be a whole hour of the day from 0 to 23, got ${hour}`);
    }
    stage.deadLetters.takeFromRules('KeepVerificationsNotStarted', ruleName);
    const { account, region, partition } = Stack.of(this);
    const rule = new CfnRule(this, 'Rule', {
      name: ruleName,
      description: 'Holds the account against what was deployed, once a day',
      scheduleExpression: `cron(0 ${hour} * * ? *)`,
      state: 'ENABLED',
      targets: [
        {
          id: 'Function',
          arn: stage.lambda.functionArn,
          deadLetterConfig: { arn: stage.deadLetters.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
        },
      ],
    });
    stage.lambda.addPermission('Schedule', {
      principal: new ServicePrincipal(EVENTS),
      sourceAccount: account,
      sourceArn: `arn:${partition}:events:${region}:${account}:rule/${ruleName}`,
    });
    rule.node.addDependency(stage);
    limitRetries(this, stage);
  }
}

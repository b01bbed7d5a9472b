import { Duration } from 'aws-cdk-lib';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { StageFunction } from './stage-function';

/**
 * For a function that CloudFormation calls: a retry must not come so late that it undoes what was asked for since. Lambda would try
 * again for six hours.
 */
export function limitRetries(scope: Construct, stage: StageFunction): CfnEventInvokeConfig {
  return new CfnEventInvokeConfig(scope, 'Retries', {
    functionName: stage.lambda.functionName,
    qualifier: '$LATEST',
    maximumEventAgeInSeconds: Duration.minutes(15).toSeconds(),
    maximumRetryAttempts: 2,
    destinationConfig: { onFailure: { destination: stage.deadLetters.queueArn } },
  });
}

import { Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** What a function's role needs, whatever the function does: to write its own logs, and to keep its dead letters. */
export function runtimeStatements(
  scope: Construct,
  logGroupArn: string,
  queueArn: string,
  keyArn: string,
): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroupArn] }),
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }),
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [keyArn],
      conditions: {
        StringEquals: {
          'kms:ViaService': `sqs.${Stack.of(scope).region}.amazonaws.com`,
          'kms:EncryptionContext:aws:sqs:arn': queueArn,
        },
      },
    }),
  ];
}

/** What a key's policy must allow so that those of the account who may use one queue can use it under the key, and only through SQS. */
export function queueKeyStatement(scope: Construct, queueName: string): PolicyStatement {
  const { account, region, partition } = Stack.of(scope);
  return new PolicyStatement({
    principals: [new AccountPrincipal(account)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      StringEquals: {
        'kms:CallerAccount': account,
        'kms:ViaService': `sqs.${region}.amazonaws.com`,
        'kms:EncryptionContext:aws:sqs:arn': `arn:${partition}:sqs:${region}:${account}:${queueName}`,
      },
    },
  });
}

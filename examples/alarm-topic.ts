import { App, Stack } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { AlarmTopic } from '../constructs/alarms/alarm-topic';
import { KeyRing } from '../constructs/keys/key-ring';
import { DataClass } from '../contract/data-class';

/** Where the alarms of one account go, with an alarm of one's own. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Alarms', { env: { account: '111122223333', region: 'eu-central-1' } });
  const keys = new KeyRing(stack, 'Keys', {
    name: 'acme-llm',
    organizationId: 'o-a1b2c3d4e5',
    dataClasses: [DataClass.LOG],
    administratorArns: ['arn:aws:iam::111122223333:role/key-administrator'],
  });

  const alarms = new AlarmTopic(stack, 'Alarms', {
    name: 'acme-llm',
    key: keys.key(DataClass.LOG),
    email: 'on-call@example.com',
  });
  new Alarm(stack, 'Refused', {
    alarmDescription: 'callers are refused',
    metric: new Metric({ namespace: 'AWS/ApiGateway', metricName: '4XXError' }),
    threshold: 100,
    evaluationPeriods: 1,
  }).addAlarmAction(new SnsAction(alarms.topic));
  return app;
}

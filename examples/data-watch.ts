import { type App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type DataPipeline } from '../constructs/data/data-pipeline';
import { DataWatch } from '../constructs/data/data-watch';
import { example as pipelineExample } from './data-pipeline';

const HERE = 'eu-central-1:111122223333';

/** People hear when the mails drift, lose their balance or their labellers' agreement, or when a run does not end well. */
export function example(): App {
  const app = pipelineExample();
  const pipeline = app.node.findChild('Data').node.findChild('Pipeline') as DataPipeline;
  const stack = new Stack(app, 'Watch', { env: { account: '111122223333', region: 'eu-central-1' } });

  new DataWatch(stack, 'Watch', {
    name: 'acme-llm',
    pipeline,
    datasets: ['mails'],
    key: Key.fromKeyArn(stack, 'LogKey', `arn:aws:kms:${HERE}:key/11111111-1111-4111-8111-111111111115`),
    alarmTopic: Topic.fromTopicArn(stack, 'Alarms', `arn:aws:sns:${HERE}:acme-llm-alarms`),
    dashboard: true,
  });
  return app;
}

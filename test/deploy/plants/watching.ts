import { BedrockClient, DeleteModelInvocationLoggingConfigurationCommand } from '@aws-sdk/client-bedrock';
import {
  CloudTrailClient,
  PutEventSelectorsCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  DeleteRetentionPolicyCommand,
  DescribeMetricFiltersCommand,
  PutMetricFilterCommand,
  PutResourcePolicyCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  ConfigServiceClient,
  PutDeliveryChannelCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { GuardDutyClient, UpdateDetectorCommand } from '@aws-sdk/client-guardduty';
import { LambdaClient, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { DisableMacieCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { DisableSecurityHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { ANYONE, drift, extra, missing, widened, type Account, type Plant } from './plant';

const TRAIL = 'AWS::CloudTrail::Trail';
const ALARM = 'AWS::CloudWatch::Alarm';
const FILTER = 'AWS::Logs::MetricFilter';
const GROUP = 'AWS::Logs::LogGroup';

const trail = ({ clients }: Account): CloudTrailClient => clients.of(CloudTrailClient);
const logs = ({ clients }: Account): CloudWatchLogsClient => clients.of(CloudWatchLogsClient);

/** An alarm put again with something changed. */
function onAlarm(of: string, change: object): Plant['change'] {
  return async ({ clients, id }) => {
    const client = clients.of(CloudWatchClient);
    const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [id(ALARM, of)] }));
    const [{ StateValue: _state, ...alarm } = {}] = MetricAlarms;
    const { AlarmName, EvaluationPeriods, ComparisonOperator } = alarm;
    return client.send(
      new PutMetricAlarmCommand({ ...alarm, AlarmName, EvaluationPeriods, ComparisonOperator, ...change }),
    );
  };
}

export const TRAILS: readonly Plant[] = [
  drift('the trail is stopped', TRAIL, '', 'IsLogging', (account) =>
    trail(account).send(new StopLoggingCommand({ Name: account.id(TRAIL) })),
  ),
  drift('the trail leaves events out', TRAIL, '', 'AdvancedEventSelectors', (account) =>
    trail(account).send(
      new PutEventSelectorsCommand({
        TrailName: account.id(TRAIL),
        AdvancedEventSelectors: [
          { Name: 'management', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
        ],
      }),
    ),
  ),
  drift('files of the trail are not signed', TRAIL, '', 'EnableLogFileValidation', (account) =>
    trail(account).send(new UpdateTrailCommand({ Name: account.id(TRAIL), EnableLogFileValidation: false })),
  ),
  drift('the trail sees one region only', TRAIL, '', 'IsMultiRegionTrail', (account) =>
    trail(account).send(new UpdateTrailCommand({ Name: account.id(TRAIL), IsMultiRegionTrail: false })),
  ),
];

export const LOGS: readonly Plant[] = [
  drift('a log is kept for a day', GROUP, 'TrailLogs', 'RetentionInDays', (account) =>
    logs(account).send(new PutRetentionPolicyCommand({ logGroupName: '/acme-llm/trail', retentionInDays: 1 })),
  ),
  drift('a log is kept for ever', GROUP, 'InvocationLoggingLogs', 'RetentionInDays', (account) =>
    logs(account).send(new DeleteRetentionPolicyCommand({ logGroupName: '/acme-llm/bedrock-invocations' })),
  ),
  missing('a log group is gone', GROUP, 'InvocationLoggingSwitchLogs', (account) =>
    logs(account).send(new DeleteLogGroupCommand({ logGroupName: '/aws/lambda/acme-llm-invocation-logging' })),
  ),
  extra('a log goes on to somebody', GROUP, 'ApiLogsAccess', 'subscription', async (account) => {
    const FunctionName = 'acme-llm-gateway';
    const { FunctionArn } = await account.clients
      .of(LambdaClient)
      .send(new GetFunctionConfigurationCommand({ FunctionName }));
    return logs(account).send(
      new PutSubscriptionFilterCommand({
        logGroupName: '/acme-llm/api-access',
        filterName: 'planted',
        filterPattern: '',
        destinationArn: FunctionArn,
      }),
    );
  }),
  missing('a metric filter is gone', FILTER, 'TrailAlarmsrootuse', (account) =>
    logs(account).send(
      new DeleteMetricFilterCommand({ logGroupName: '/acme-llm/trail', filterName: 'acme-llm-trail-root-use' }),
    ),
  ),
  drift('a metric filter counts nothing', FILTER, 'TrailAlarmskeydisabled', 'FilterPattern', async (account) => {
    const about = { logGroupName: '/acme-llm/trail', filterName: account.id(FILTER, 'TrailAlarmskeydisabled') };
    const { metricFilters = [] } = await logs(account).send(
      new DescribeMetricFiltersCommand({ logGroupName: about.logGroupName, filterNamePrefix: about.filterName }),
    );
    const { metricTransformations } = metricFilters[0] ?? {};
    // moto would keep both.
    await logs(account).send(new DeleteMetricFilterCommand(about));
    return logs(account).send(new PutMetricFilterCommand({ ...about, filterPattern: 'never', metricTransformations }));
  }),
  drift('strangers may write logs', 'AWS::Logs::ResourcePolicy', '', 'PolicyDocument.Statement', (account) =>
    logs(account).send(
      new PutResourcePolicyCommand({
        policyName: account.id('AWS::Logs::ResourcePolicy'),
        policyDocument: widened(undefined, ANYONE),
      }),
    ),
  ),
];

export const ALARMS: readonly Plant[] = [
  missing('an alarm is gone', ALARM, 'TrailAlarmsbreakglass', ({ clients, id }) =>
    clients.of(CloudWatchClient).send(new DeleteAlarmsCommand({ AlarmNames: [id(ALARM, 'TrailAlarmsbreakglass')] })),
  ),
  drift(
    'an alarm tells nobody',
    ALARM,
    'TrailAlarmsrootuse',
    'ActionsEnabled',
    onAlarm('TrailAlarmsrootuse', { ActionsEnabled: false }),
  ),
  drift(
    'an alarm waits for more',
    ALARM,
    'TrailAlarmstrailchanged',
    'Threshold',
    onAlarm('TrailAlarmstrailchanged', { Threshold: 1_000_000 }),
  ),
  drift(
    'an alarm has no action',
    ALARM,
    'TrailAlarmsiamchanged',
    'AlarmActions',
    onAlarm('TrailAlarmsiamchanged', { AlarmActions: [] }),
  ),
];

export const DETECTION: readonly Plant[] = [
  drift('the recorder is stopped', 'AWS::Config::ConfigurationRecorder', '', 'Recording', ({ clients, id }) =>
    clients
      .of(ConfigServiceClient)
      .send(
        new StopConfigurationRecorderCommand({ ConfigurationRecorderName: id('AWS::Config::ConfigurationRecorder') }),
      ),
  ),
  drift('what is recorded goes elsewhere', 'AWS::Config::DeliveryChannel', '', 'S3BucketName', ({ clients, id }) =>
    clients.of(ConfigServiceClient).send(
      new PutDeliveryChannelCommand({
        DeliveryChannel: {
          name: id('AWS::Config::DeliveryChannel'),
          s3BucketName: id('AWS::S3::Bucket', 'LogsArchive'),
          s3KeyPrefix: 'config',
          configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
        },
      }),
    ),
  ),
  drift('the detector is off', 'AWS::GuardDuty::Detector', '', 'Enable', ({ clients, id }) =>
    clients
      .of(GuardDutyClient)
      .send(new UpdateDetectorCommand({ DetectorId: id('AWS::GuardDuty::Detector'), Enable: false })),
  ),
  missing('Security Hub is off', 'AWS::SecurityHub::Hub', '', ({ clients }) =>
    clients.of(SecurityHubClient).send(new DisableSecurityHubCommand({})),
  ),
  missing('Macie is off', 'AWS::Macie::Session', '', ({ clients }) =>
    clients.of(Macie2Client).send(new DisableMacieCommand({})),
  ),
  missing('invocations are not logged', 'Custom::RampartInvocationLogging', '', ({ clients }) =>
    clients.of(BedrockClient).send(new DeleteModelInvocationLoggingConfigurationCommand({})),
  ),
];

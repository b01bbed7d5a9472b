import { BedrockClient, GetModelInvocationLoggingConfigurationCommand } from '@aws-sdk/client-bedrock';
import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeResourcePoliciesCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
} from '@aws-sdk/client-config-service';
import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetDetectorCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { GetMacieSessionCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { DescribeHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { NOT_KEPT, orNothing, text, type Reading } from './reading';

/** Logs, alarms, rules, trails, and the services that watch an account. */
export const WATCHING: Readonly<Record<string, Reading>> = {
  'AWS::Logs::LogGroup': {
    read: async (clients, { physicalId }) => {
      const about = new DescribeLogGroupsCommand({ logGroupNamePrefix: physicalId });
      const { logGroups } = await clients.of(CloudWatchLogsClient).send(about);
      return logGroups?.find(({ logGroupName }) => logGroupName === physicalId) ?? {};
    },
  },
  'AWS::Logs::MetricFilter': {
    read: async (clients, resource) => {
      const about = { logGroupName: text(resource, 'LogGroupName'), filterNamePrefix: resource.physicalId };
      const { metricFilters } = await clients.of(CloudWatchLogsClient).send(new DescribeMetricFiltersCommand(about));
      const filter = metricFilters?.find(({ filterName }) => filterName === resource.physicalId);
      return {
        ...filter,
        // The service has a map of what templates list.
        MetricTransformations: filter?.metricTransformations?.map(({ dimensions = {}, ...rest }) => ({
          ...rest,
          Dimensions: Object.entries(dimensions).map(([Key, Value]) => ({ Key, Value })),
        })),
      };
    },
  },
  'AWS::Logs::ResourcePolicy': {
    read: async (clients, { physicalId }) => {
      const { resourcePolicies } = await clients.of(CloudWatchLogsClient).send(new DescribeResourcePoliciesCommand({}));
      return resourcePolicies?.find(({ policyName }) => policyName === physicalId) ?? {};
    },
  },
  'AWS::CloudWatch::Alarm': {
    read: async (clients, { physicalId }) => {
      const { MetricAlarms } = await clients
        .of(CloudWatchClient)
        .send(new DescribeAlarmsCommand({ AlarmNames: [physicalId] }));
      return MetricAlarms?.[0] ?? {};
    },
  },
  'AWS::Events::Rule': {
    read: async (clients, { physicalId }) => {
      const events = clients.of(EventBridgeClient);
      const rule = await events.send(new DescribeRuleCommand({ Name: physicalId }));
      const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: physicalId }));
      return { ...rule, Targets };
    },
  },
  'AWS::CloudTrail::Trail': {
    read: async (clients, { physicalId: Name }) => {
      const trails = clients.of(CloudTrailClient);
      const { Trail } = await trails.send(new GetTrailCommand({ Name }));
      const status = await trails.send(new GetTrailStatusCommand({ Name }));
      const events = await trails.send(new GetEventSelectorsCommand({ TrailName: Name }));
      const insights = await orNothing(trails.send(new GetInsightSelectorsCommand({ TrailName: Name })));
      return {
        ...Trail,
        ...events,
        TrailName: Trail?.Name,
        EnableLogFileValidation: Trail?.LogFileValidationEnabled,
        InsightSelectors: insights.InsightSelectors,
        IsLogging: status.IsLogging,
      };
    },
  },
  'AWS::Config::ConfigurationRecorder': {
    read: async (clients, { physicalId }) => {
      const about = new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames: [physicalId] });
      return (await clients.of(ConfigServiceClient).send(about)).ConfigurationRecorders?.[0] ?? {};
    },
    lost: { RecordingMode: NOT_KEPT },
  },
  'AWS::Config::DeliveryChannel': {
    read: async (clients, { physicalId }) => {
      const about = new DescribeDeliveryChannelsCommand({ DeliveryChannelNames: [physicalId] });
      return (await clients.of(ConfigServiceClient).send(about)).DeliveryChannels?.[0] ?? {};
    },
  },
  'AWS::GuardDuty::Detector': {
    read: async (clients, { physicalId }) => {
      const is = await clients.of(GuardDutyClient).send(new GetDetectorCommand({ DetectorId: physicalId }));
      return { ...is, Enable: is.Status === 'ENABLED' };
    },
  },
  'AWS::SecurityHub::Hub': {
    read: async (clients) => clients.of(SecurityHubClient).send(new DescribeHubCommand({})),
    lost: { EnableDefaultStandards: 'is told to the service when it is switched on' },
  },
  'AWS::Macie::Session': {
    read: async (clients) => clients.of(Macie2Client).send(new GetMacieSessionCommand({})),
  },
  'Custom::RampartInvocationLogging': {
    read: async (clients, { properties: { ServiceToken, ServiceTimeout } }) => {
      const about = new GetModelInvocationLoggingConfigurationCommand({});
      const { loggingConfig } = await clients.of(BedrockClient).send(about);
      return {
        ServiceToken,
        ServiceTimeout,
        ...loggingConfig,
        Content: loggingConfig?.textDataDeliveryEnabled === true ? 'text' : 'metadata',
        ...loggingConfig?.cloudWatchConfig,
        ...loggingConfig?.cloudWatchConfig?.largeDataDeliveryS3Config,
      };
    },
  },
};

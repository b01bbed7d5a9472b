import {
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { gather, type Reader } from '../reader';

export const TRAILS: Reader = {
  types: ['AWS::CloudTrail::Trail'],
  calls: {
    'cloudtrail:GetEventSelectors': ['cloudtrail:GetEventSelectors'],
    'cloudtrail:GetInsightSelectors': ['cloudtrail:GetInsightSelectors'],
    'cloudtrail:GetTrail': ['cloudtrail:GetTrail'],
    'cloudtrail:GetTrailStatus': ['cloudtrail:GetTrailStatus'],
  },
  defaults: {
    EnableLogFileValidation: false,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: false,
    IsOrganizationTrail: false,
    EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }],
  },
  read({ physicalId: Name, properties: meant }, { clients: { cloudtrail } }) {
    return gather(
      [
        {
          of: SETTINGS,
          read: async () => {
            const { Trail: trail } = await cloudtrail.send(new GetTrailCommand({ Name }));
            return {
              CloudWatchLogsLogGroupArn: trail?.CloudWatchLogsLogGroupArn,
              CloudWatchLogsRoleArn: trail?.CloudWatchLogsRoleArn,
              EnableLogFileValidation: trail?.LogFileValidationEnabled,
              IncludeGlobalServiceEvents: trail?.IncludeGlobalServiceEvents,
              IsMultiRegionTrail: trail?.IsMultiRegionTrail,
              IsOrganizationTrail: trail?.IsOrganizationTrail,
              KMSKeyId: trail?.KmsKeyId,
              S3BucketName: trail?.S3BucketName,
              S3KeyPrefix: trail?.S3KeyPrefix,
              SnsTopicName: trail?.SnsTopicARN,
              TrailName: 'TrailName' in meant ? trail?.Name : undefined,
            };
          },
        },
        {
          of: ['IsLogging'],
          read: async () => ({ IsLogging: (await cloudtrail.send(new GetTrailStatusCommand({ Name }))).IsLogging }),
        },
        {
          of: ['AdvancedEventSelectors', 'EventSelectors'],
          read: async () => {
            const selectors = await cloudtrail.send(new GetEventSelectorsCommand({ TrailName: Name }));
            return {
              AdvancedEventSelectors: selectors.AdvancedEventSelectors,
              EventSelectors: selectors.EventSelectors?.map(({ ExcludeManagementEventSources, ...rest }) => ({
                ...rest,
                ...(ExcludeManagementEventSources?.length ? { ExcludeManagementEventSources } : {}),
              })),
            };
          },
        },
        {
          of: ['InsightSelectors'],
          unsetAt: ['InsightNotEnabledException'],
          read: async () => {
            const { InsightSelectors } = await cloudtrail.send(new GetInsightSelectorsCommand({ TrailName: Name }));
            return { InsightSelectors: InsightSelectors?.map(({ InsightType }) => ({ InsightType })) };
          },
        },
      ],
      ['TrailNotFoundException'],
    );
  },
};

const SETTINGS = [
  'CloudWatchLogsLogGroupArn',
  'CloudWatchLogsRoleArn',
  'EnableLogFileValidation',
  'IncludeGlobalServiceEvents',
  'IsMultiRegionTrail',
  'IsOrganizationTrail',
  'KMSKeyId',
  'S3BucketName',
  'S3KeyPrefix',
  'SnsTopicName',
  'TrailName',
];

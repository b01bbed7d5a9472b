import { GetAnalyzerCommand } from '@aws-sdk/client-accessanalyzer';
import {
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConformancePacksCommand,
  DescribeDeliveryChannelsCommand,
} from '@aws-sdk/client-config-service';
import { GetMacieSessionCommand } from '@aws-sdk/client-macie2';
import { DescribeHubCommand, GetEnabledStandardsCommand } from '@aws-sdk/client-securityhub';
import { isResolvedMap } from '../../assembly/value';
import { capitals, gather, lastPart, missing, pages, single, text, told, type Reader } from '../reader';

export const RECORDERS: Reader = {
  types: ['AWS::Config::ConfigurationRecorder'],
  calls: {
    'config:DescribeConfigurationRecorderStatus': ['config:DescribeConfigurationRecorderStatus'],
    'config:DescribeConfigurationRecorders': ['config:DescribeConfigurationRecorders'],
  },
  defaults: { Recording: true },
  read({ physicalId, properties: meant }, { clients: { config } }) {
    const ConfigurationRecorderNames = [physicalId];
    const group = isResolvedMap(meant['RecordingGroup']) ? meant['RecordingGroup'] : {};
    return gather(
      [
        {
          of: ['Name', 'RecordingGroup', 'RoleARN'],
          read: async () => {
            const answer = await config.send(new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames }));
            const recorder = answer.ConfigurationRecorders?.[0];
            const all = capitals(recorder?.recordingGroup) as Record<string, unknown> | undefined;
            // AWS tells of the strategy and of exclusions too, whether or not a template does.
            const asked =
              all && Object.fromEntries(Object.entries(all).filter(([key, value]) => key in group || isSet(value)));
            return {
              Name: recorder?.name,
              ...told({ RecordingMode: capitals(recorder?.recordingMode) }),
              RecordingGroup: withoutStrategy(asked, group),
              RoleARN: recorder?.roleARN,
            };
          },
        },
        {
          // No property of a template: CloudFormation starts what it makes.
          of: ['Recording'],
          read: async () => {
            const answer = await config.send(
              new DescribeConfigurationRecorderStatusCommand({ ConfigurationRecorderNames }),
            );
            return { Recording: answer.ConfigurationRecordersStatus?.[0]?.recording };
          },
        },
      ],
      ['NoSuchConfigurationRecorderException'],
    );
  },
};

function isSet(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

function withoutStrategy(all: Record<string, unknown> | undefined, asked: Readonly<Record<string, unknown>>): unknown {
  if (!all || 'RecordingStrategy' in asked) return all;
  const { RecordingStrategy: _strategy, ExclusionByResourceTypes: excluded, ...rest } = all;
  const types = (excluded as { readonly ResourceTypes?: readonly unknown[] } | undefined)?.ResourceTypes ?? [];
  return types.length === 0 ? rest : { ...rest, ExclusionByResourceTypes: excluded };
}

export const DELIVERY_CHANNELS: Reader = {
  types: ['AWS::Config::DeliveryChannel'],
  calls: { 'config:DescribeDeliveryChannels': ['config:DescribeDeliveryChannels'] },
  read: ({ physicalId }, { clients: { config } }) =>
    single(['NoSuchDeliveryChannelException'], async () => {
      const answer = await config.send(new DescribeDeliveryChannelsCommand({ DeliveryChannelNames: [physicalId] }));
      const [channel] = answer.DeliveryChannels ?? [];
      return (
        channel && {
          ConfigSnapshotDeliveryProperties: capitals(channel.configSnapshotDeliveryProperties),
          Name: channel.name,
          S3BucketName: channel.s3BucketName,
          S3KeyPrefix: channel.s3KeyPrefix,
          S3KmsKeyArn: channel.s3KmsKeyArn,
          SnsTopicARN: channel.snsTopicARN,
        }
      );
    }),
};

export const CONFORMANCE_PACKS: Reader = {
  types: ['AWS::Config::ConformancePack'],
  calls: { 'config:DescribeConformancePacks': ['config:DescribeConformancePacks'] },
  read: ({ properties }, { clients: { config } }) =>
    single(['NoSuchConformancePackException'], async () => {
      const name = text(properties['ConformancePackName']);
      const answer = await config.send(new DescribeConformancePacksCommand({ ConformancePackNames: [name] }));
      const [pack] = answer.ConformancePackDetails ?? [];
      // The service does not give the template of a pack back.
      return pack && { ConformancePackName: pack.ConformancePackName };
    }),
};

export const HUBS: Reader = {
  types: ['AWS::SecurityHub::Hub'],
  calls: { 'securityhub:DescribeHub': ['securityhub:DescribeHub'] },
  onlyInTemplates: ['EnableDefaultStandards'],
  async read(_, { clients: { securityhub } }) {
    const found = await single(['ResourceNotFoundException', 'InvalidAccessException'], async () => {
      const hub = await securityhub.send(new DescribeHubCommand({}));
      return told({ AutoEnableControls: hub.AutoEnableControls, ControlFindingGenerator: hub.ControlFindingGenerator });
    });
    return found.kind === 'missing' ? missing('Security Hub is not enabled') : found;
  },
};

export const STANDARDS: Reader = {
  types: ['AWS::SecurityHub::Standard'],
  calls: { 'securityhub:GetEnabledStandards': ['securityhub:GetEnabledStandards'] },
  async read({ properties }, live) {
    const all = await live.once('security standards', () =>
      pages(async (NextToken) => {
        const page = await live.clients.securityhub.send(new GetEnabledStandardsCommand({ NextToken }));
        return { items: page.StandardsSubscriptions, next: page.NextToken };
      }),
    );
    const wanted = properties['StandardsArn'];
    const found = all.find(
      ({ StandardsArn, StandardsStatus }) => StandardsArn === wanted && StandardsStatus !== 'DELETING',
    );
    return found
      ? { kind: 'read', properties: { StandardsArn: found.StandardsArn } }
      : missing('the standard is not enabled');
  },
};

export const MACIE: Reader = {
  types: ['AWS::Macie::Session'],
  calls: { 'macie2:GetMacieSession': ['macie2:GetMacieSession'] },
  defaults: { Status: 'ENABLED', FindingPublishingFrequency: 'SIX_HOURS' },
  read: (_, { clients: { macie2 } }) =>
    single(['ResourceNotFoundException'], async () => {
      const session = await macie2.send(new GetMacieSessionCommand({}));
      return told({ FindingPublishingFrequency: session.findingPublishingFrequency, Status: session.status });
    }),
};

export const ANALYZERS: Reader = {
  types: ['AWS::AccessAnalyzer::Analyzer'],
  calls: { 'accessanalyzer:GetAnalyzer': ['access-analyzer:GetAnalyzer'] },
  onlyInTemplates: ['ArchiveRules'],
  read: ({ physicalId, properties }, { clients: { accessanalyzer } }) =>
    single(['ResourceNotFoundException'], async () => {
      const analyzerName = text(properties['AnalyzerName']) || lastPart(physicalId);
      const { analyzer } = await accessanalyzer.send(new GetAnalyzerCommand({ analyzerName }));
      const unused = (analyzer?.configuration as { unusedAccess?: { unusedAccessAge?: number } } | undefined)
        ?.unusedAccess;
      return (
        analyzer && {
          AnalyzerConfiguration: unused && { UnusedAccessConfiguration: { UnusedAccessAge: unused.unusedAccessAge } },
          AnalyzerName: analyzer.name,
          Type: analyzer.type,
        }
      );
    }),
};

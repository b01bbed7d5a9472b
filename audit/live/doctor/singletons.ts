import { AccessAnalyzerClient, ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer';
import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import { BedrockClient, GetModelInvocationLoggingConfigurationCommand } from '@aws-sdk/client-bedrock';
import { ConfigServiceClient, DescribeConfigurationRecordersCommand } from '@aws-sdk/client-config-service';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { GetMacieSessionCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { DescribeHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { ClientsOf } from './clients';
import { evaluated, missing, ready, type Expectation, type Finding, type Singleton } from './finding';
import type { Owned } from './owned';

interface Service {
  readonly check: string;
  readonly title: string;
  /** What a stack makes it with. */
  readonly type: string;
  /** The one that is there; undefined where there is none. */
  readonly find: (of: ClientsOf) => Promise<string | undefined>;
  /** Switches it on, where the config says that it is there and it is not. */
  readonly enable: string;
}

const SERVICES: Readonly<Record<Singleton, Service>> = {
  guardDuty: {
    check: 'guardduty',
    title: 'a GuardDuty detector',
    type: 'AWS::GuardDuty::Detector',
    find: async (of) => (await of(GuardDutyClient).send(new ListDetectorsCommand({}))).DetectorIds?.[0],
    enable: 'aws guardduty create-detector --enable',
  },
  securityHub: {
    check: 'security-hub',
    title: 'Security Hub',
    type: 'AWS::SecurityHub::Hub',
    find: (of) =>
      unlessAbsent(async () => (await of(SecurityHubClient).send(new DescribeHubCommand({}))).HubArn, /not subscribed/),
    enable: 'aws securityhub enable-security-hub --no-enable-default-standards',
  },
  macie: {
    check: 'macie',
    title: 'Macie',
    type: 'AWS::Macie::Session',
    find: (of) =>
      unlessAbsent(
        async () => (await of(Macie2Client).send(new GetMacieSessionCommand({}))).status,
        /Macie is not enabled|doesn't exist/,
      ),
    enable: 'aws macie2 enable-macie',
  },
  config: {
    check: 'config-recorder',
    title: 'a recorder of AWS Config',
    type: 'AWS::Config::ConfigurationRecorder',
    find: async (of) => {
      const { ConfigurationRecorders } = await of(ConfigServiceClient).send(
        new DescribeConfigurationRecordersCommand({}),
      );
      return ConfigurationRecorders?.[0]?.name;
    },
    enable: 'aws configservice put-configuration-recorder --configuration-recorder file://recorder.json',
  },
  accessAnalyzer: {
    check: 'access-analyzer',
    title: 'an analyzer of external access',
    type: 'AWS::AccessAnalyzer::Analyzer',
    find: async (of) => (await of(AccessAnalyzerClient).send(new ListAnalyzersCommand({}))).analyzers?.[0]?.name,
    enable: 'aws accessanalyzer create-analyzer --analyzer-name account --type ACCOUNT',
  },
  invocationLogging: {
    check: 'invocation-logging',
    title: "Bedrock's invocation logging",
    type: 'Custom::RampartInvocationLogging',
    find: async (of) => {
      const { loggingConfig } = await of(BedrockClient).send(new GetModelInvocationLoggingConfigurationCommand({}));
      return loggingConfig?.cloudWatchConfig?.logGroupName ?? loggingConfig?.s3Config?.bucketName;
    },
    enable: 'aws bedrock put-model-invocation-logging-configuration --logging-config file://logging.json',
  },
  apiGatewayAccount: {
    check: 'api-gateway-role',
    title: "API Gateway's role for logs",
    type: 'AWS::ApiGateway::Account',
    find: async (of) => (await of(APIGatewayClient).send(new GetAccountCommand({}))).cloudwatchRoleArn,
    enable: '',
  },
};

/** What an account has one of, and the config's word on it. The API Gateway role is no word of the config: the platform takes it over. */
export function singletons(of: ClientsOf, { singletons: said, region }: Expectation, owned: Owned): Promise<Finding[]> {
  const all = Object.entries(said) as [Singleton, boolean][];
  return Promise.all(all.map(([name, adopted]) => judged(of, name, adopted, region, owned)));
}

function judged(of: ClientsOf, name: Singleton, adopted: boolean, region: string, owned: Owned): Promise<Finding> {
  const { check, title, type, find, enable } = SERVICES[name];
  return evaluated(check, async () => {
    const found = await find(of);
    if (name === 'apiGatewayAccount') {
      if (found === undefined || owned.has(type)) return ready(check, 'no other role is set');
      return missing(
        check,
        `${found} is set, and the deployment replaces it for every API of the account`,
        'aws apigateway update-account --patch-operations op=remove,path=/cloudwatchRoleArn',
      );
    }
    if (adopted) {
      return found === undefined
        ? missing(check, `the config relies on ${title}, and there is none`, `${enable} --region ${region}`)
        : ready(check, `${found} is there, and is relied on`);
    }
    if (found === undefined) return ready(check, 'there is none yet: the platform makes it');
    return owned.has(type)
      ? ready(check, `${found} is the platform's own`)
      : missing(
          check,
          `${found} is there already, and a second one is refused`,
          `set existing.${name}: true in the config`,
        );
  });
}

/** Services that answer with an error where they were never switched on. */
async function unlessAbsent<T>(look: () => Promise<T>, said: RegExp): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    const absent = error instanceof Error && (error.name === 'ResourceNotFoundException' || said.test(error.message));
    if (absent) return undefined;
    throw error;
  }
}

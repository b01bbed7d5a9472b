import {
  GetGuardrailCommand,
  GetModelInvocationLoggingConfigurationCommand,
  ListEnforcedGuardrailsConfigurationCommand,
  type GetGuardrailCommandOutput,
} from '@aws-sdk/client-bedrock';
import { InvocationContent } from '../../../contract/invocation-logging';
import { errorName } from '../failure';
import { capitals, missing, pages, single, text, type Found, type Reader } from '../reader';

const GONE = ['ResourceNotFoundException'];
const GET = { 'bedrock:GetGuardrail': ['bedrock:GetGuardrail'] };

export const GUARDRAILS: Reader = {
  types: ['AWS::Bedrock::Guardrail'],
  calls: GET,
  async read({ physicalId }, { clients: { bedrock } }) {
    let id = '';
    const found = await single(GONE, async () => {
      const answer = await bedrock.send(new GetGuardrailCommand({ guardrailIdentifier: physicalId }));
      id = answer.guardrailId ?? '';
      return guardrail(answer);
    });
    return found.kind === 'read' ? { ...found, attributes: { GuardrailId: id } } : found;
  },
};

/** The API has the same words as the template, but for the names of four policies and of what stands in them. */
function guardrail(answer: GetGuardrailCommandOutput): Readonly<Record<string, unknown>> {
  const {
    contentPolicy,
    wordPolicy,
    sensitiveInformationPolicy: private_,
    topicPolicy,
    contextualGroundingPolicy,
  } = answer;
  return {
    Name: answer.name,
    Description: answer.description,
    KmsKeyArn: answer.kmsKeyArn,
    BlockedInputMessaging: answer.blockedInputMessaging,
    BlockedOutputsMessaging: answer.blockedOutputsMessaging,
    ContentPolicyConfig: contentPolicy && {
      ContentFiltersTierConfig: capitals(contentPolicy.tier),
      FiltersConfig: capitals(contentPolicy.filters),
    },
    WordPolicyConfig: wordPolicy && {
      ManagedWordListsConfig: capitals(wordPolicy.managedWordLists),
      WordsConfig: capitals(wordPolicy.words),
    },
    SensitiveInformationPolicyConfig: private_ && {
      PiiEntitiesConfig: capitals(private_.piiEntities),
      RegexesConfig: capitals(private_.regexes),
    },
    TopicPolicyConfig: topicPolicy && {
      TopicsTierConfig: capitals(topicPolicy.tier),
      TopicsConfig: capitals(topicPolicy.topics),
    },
    ContextualGroundingPolicyConfig: contextualGroundingPolicy && {
      FiltersConfig: capitals(contextualGroundingPolicy.filters),
    },
  };
}

export const GUARDRAIL_VERSIONS: Reader = {
  types: ['AWS::Bedrock::GuardrailVersion'],
  calls: GET,
  async read({ physicalId, properties }, { clients: { bedrock } }) {
    const [arn = '', version = ''] = physicalId.split('|');
    const guardrailIdentifier = text(properties['GuardrailIdentifier']) || arn;
    let told = version;
    const found = await single(GONE, async () => {
      const answer = await bedrock.send(
        new GetGuardrailCommand({ guardrailIdentifier, ...(version === '' ? {} : { guardrailVersion: version }) }),
      );
      told = answer.version ?? '';
      return { GuardrailIdentifier: properties['GuardrailIdentifier'], Description: answer.description };
    });
    return found.kind === 'read' ? { ...found, attributes: { Version: told } } : found;
  },
};

export const ENFORCED_GUARDRAILS: Reader = {
  types: ['AWS::Bedrock::EnforcedGuardrailConfiguration'],
  calls: { 'bedrock:ListEnforcedGuardrailsConfiguration': ['bedrock:ListEnforcedGuardrailsConfiguration'] },
  async read({ physicalId }, live) {
    const all = await live.once('enforced guardrails', () =>
      pages(async (nextToken) => {
        const page = await live.clients.bedrock.send(new ListEnforcedGuardrailsConfigurationCommand({ nextToken }));
        return { items: page.guardrailsConfig, next: page.nextToken };
      }),
    );
    const found = all.find(({ configId }) => configId === physicalId) ?? (all.length === 1 ? all[0] : undefined);
    if (!found) return missing('no guardrail is enforced for the account');
    return {
      kind: 'read',
      properties: {
        GuardrailIdentifier: found.guardrailId,
        GuardrailVersion: found.guardrailVersion,
        SelectiveContentGuarding: capitals(found.selectiveContentGuarding),
      },
    };
  },
};

/** The account's one configuration of invocation logging, which a handler of the deployment puts there. */
export const INVOCATION_LOGGING: Reader = {
  types: ['Custom::RampartInvocationLogging'],
  calls: { 'bedrock:GetModelInvocationLoggingConfiguration': ['bedrock:GetModelInvocationLoggingConfiguration'] },
  onlyInTemplates: ['ServiceToken', 'ServiceTimeout'],
  async read(_, { clients: { bedrock } }): Promise<Found> {
    const { loggingConfig: config } = await bedrock
      .send(new GetModelInvocationLoggingConfigurationCommand({}))
      .catch((error: unknown) => {
        if (GONE.includes(errorName(error))) return { loggingConfig: undefined };
        throw error;
      });
    if (!config) return missing('invocations of models are not logged');
    const { s3Config: bucket, cloudWatchConfig: group } = config;
    const large = group?.largeDataDeliveryS3Config;
    const apart = large?.bucketName !== bucket?.bucketName || large?.keyPrefix !== bucket?.keyPrefix;
    const others = [
      ['image', config.imageDataDeliveryEnabled],
      ['embedding', config.embeddingDataDeliveryEnabled],
      ['video', config.videoDataDeliveryEnabled],
      ['audio', config.audioDataDeliveryEnabled],
    ] as const;
    return {
      kind: 'read',
      properties: {
        BucketName: bucket?.bucketName,
        KeyPrefix: bucket?.keyPrefix,
        LogGroupName: group?.logGroupName,
        RoleArn: group?.roleArn,
        Content: config.textDataDeliveryEnabled === true ? InvocationContent.TEXT : InvocationContent.METADATA,
        // Neither is asked for by any template.
        LargeDataDelivery: apart ? (large ?? 'nowhere') : undefined,
        OtherContent: others.flatMap(([kind, on]) => (on === true ? [kind] : [])),
      },
    };
  },
};

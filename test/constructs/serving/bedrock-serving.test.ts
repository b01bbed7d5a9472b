import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { BedrockServing, type BedrockServingProps } from '../../../constructs/serving/bedrock-serving';
import type { GuardrailContent } from '../../../constructs/serving/guardrail-content';
import { PiiAction, PiiEntity } from '../../../constructs/serving/personal-data';
import { ServingError } from '../../../constructs/serving/serving-error';
import { example } from '../../../examples/bedrock-serving';
import { guardFindings, lintFindings, openFindings, testStack } from '../../support/compliance';

function guarded(wish: Partial<BedrockServingProps> = {}): Stack {
  const stack = testStack();
  const serving = new BedrockServing(stack, 'Serving', {
    name: 'acme-llm',
    modelId: 'amazon.nova-pro-v1:0',
    conversationKey: new Key(stack, 'Key', { enableKeyRotation: true, policy: new PolicyDocument() }),
    alarmTopic: Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-central-1:111122223333:acme-alarms'),
    ...wish,
  });
  serving.grantInvoke(Role.fromRoleArn(stack, 'Gateway', 'arn:aws:iam::111122223333:role/acme-gateway'));
  return stack;
}

const templateOf = (content: GuardrailContent = {}) => Template.fromStack(guarded({ content }));
const only = (template: Template, type: string) => Object.values(template.findResources(type))[0]!;

function refusal(wish: Partial<BedrockServingProps>): string {
  try {
    guarded(wish);
  } catch (error) {
    if (error instanceof ServingError) return error.code;
    throw error;
  }
  return 'accepted';
}

test('nothing is left open for the packs, Control Tower and cfn-lint', async () => {
  const stack = example().node.findChild('Serving') as Stack;
  expect(openFindings(stack)).toEqual([]);
  expect(guardFindings(stack)).toEqual([]);
  expect((await lintFindings(stack)) ?? []).toEqual([]);
  expect(openFindings(guarded())).toEqual([]);
});

describe('the guardrail', () => {
  const properties = only(templateOf(), 'AWS::Bedrock::Guardrail').Properties;

  test('stops every kind of harm at its strictest, in prompts and in answers', () => {
    const filters: Record<string, string>[] = properties.ContentPolicyConfig.FiltersConfig;
    const harm = filters.filter(({ Type }) => Type !== 'PROMPT_ATTACK');
    expect(harm.map(({ Type }) => Type)).toEqual(['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE']);
    for (const filter of harm) {
      expect(filter).toMatchObject({
        InputStrength: 'HIGH',
        OutputStrength: 'HIGH',
        InputAction: 'BLOCK',
        OutputAction: 'BLOCK',
      });
    }
  });

  test('stops attacks in prompts, and gives answers the only strength that the service takes there', () => {
    expect(properties.ContentPolicyConfig.FiltersConfig).toContainEqual({
      Type: 'PROMPT_ATTACK',
      InputStrength: 'HIGH',
      InputAction: 'BLOCK',
      InputEnabled: true,
      OutputStrength: 'NONE',
    });
  });

  test('stops profanity, secrets and ungrounded answers without being asked', () => {
    expect(properties.WordPolicyConfig.ManagedWordListsConfig[0]).toMatchObject({ Type: 'PROFANITY' });
    const entities: Record<string, string>[] = properties.SensitiveInformationPolicyConfig.PiiEntitiesConfig;
    for (const secret of ['AWS_SECRET_KEY', 'PASSWORD', 'PIN', 'CREDIT_DEBIT_CARD_NUMBER']) {
      expect(entities).toContainEqual(
        expect.objectContaining({ Type: secret, InputAction: 'BLOCK', OutputAction: 'BLOCK' }),
      );
    }
    for (const filter of properties.ContextualGroundingPolicyConfig.FiltersConfig) {
      expect(filter).toMatchObject({ Threshold: 0.75, Action: 'BLOCK', Enabled: true });
    }
  });

  test('never detects without acting: no action and no enabled flag anywhere is off', () => {
    const text = JSON.stringify(properties);
    expect(text.match(/"\w*Action":"NONE"/g)).toBeNull();
    expect(text.match(/"\w*Enabled":false/g)).toBeNull();
    expect(text.match(/"\w*Strength":"NONE"/g)).toHaveLength(1);
  });

  test('is encrypted with the key of conversations, and outlives a mistaken deletion', () => {
    const guardrail = only(templateOf(), 'AWS::Bedrock::Guardrail');
    expect(guardrail.Properties.KmsKeyArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
    expect(guardrail.DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  test('works in its own region unless told otherwise, and then callers are allowed in each region', () => {
    expect(properties.CrossRegionConfig).toBeUndefined();
    expect(properties.ContentPolicyConfig.ContentFiltersTierConfig).toEqual({ TierName: 'CLASSIC' });
    const wide = templateOf({
      crossRegion: { profileId: 'eu.guardrail.v1:0', regions: ['eu-central-1', 'eu-west-1'] },
    });
    const profile = (region: string) => `arn:aws:bedrock:${region}:111122223333:guardrail-profile/eu.guardrail.v1:0`;
    expect(only(wide, 'AWS::Bedrock::Guardrail').Properties).toMatchObject({
      CrossRegionConfig: { GuardrailProfileArn: profile('eu-central-1') },
      ContentPolicyConfig: { ContentFiltersTierConfig: { TierName: 'STANDARD' } },
    });
    wide.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'ApplyGuardrail',
            Resource: Match.arrayWith([profile('eu-central-1'), profile('eu-west-1')]),
          }),
        ]),
      },
    });
  });

  test.each([
    ['a secret cannot be merely masked', PiiEntity.PASSWORD, PiiAction.ANONYMIZE, 'BLOCK'],
    ['what is masked can be blocked', PiiEntity.EMAIL, PiiAction.BLOCK, 'BLOCK'],
    ['more can be masked', PiiEntity.AGE, PiiAction.ANONYMIZE, 'ANONYMIZE'],
  ])('%s', (_promise, entity, action, expected) => {
    const { SensitiveInformationPolicyConfig } = only(
      templateOf({ personalData: [{ entity, action }] }),
      'AWS::Bedrock::Guardrail',
    ).Properties;
    const rules: Record<string, string>[] = SensitiveInformationPolicyConfig.PiiEntitiesConfig;
    expect(rules.filter(({ Type }) => Type === entity)).toEqual([expect.objectContaining({ Action: expected })]);
  });
});

describe('its version', () => {
  const versionOf = (content: GuardrailContent) => {
    const [id, version] = Object.entries(templateOf(content).findResources('AWS::Bedrock::GuardrailVersion'))[0]!;
    return { id, version };
  };

  test('is a new resource when the content changes, and the same when it does not', () => {
    const one = versionOf({ blockedWords: ['nightjar'] });
    expect(versionOf({ blockedWords: ['nightjar'] })).toEqual(one);
    for (const other of [
      {},
      { blockedWords: ['nightjars'] },
      { groundingThreshold: 0.8 },
      { blockedInputMessage: 'No.' },
    ]) {
      expect(versionOf(other).id).not.toBe(one.id);
    }
  });

  test('outlives its successor, so that a caller that still pins it keeps its guard', () => {
    const { version } = versionOf({});
    expect(version).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('is what the account enforces on every model, wholly', () => {
    const template = templateOf();
    const [id] = Object.keys(template.findResources('AWS::Bedrock::GuardrailVersion'));
    expect(only(template, 'AWS::Bedrock::EnforcedGuardrailConfiguration').Properties).toEqual({
      GuardrailIdentifier: { 'Fn::GetAtt': [expect.stringMatching(/Guardrail/), 'GuardrailId'] },
      GuardrailVersion: { 'Fn::GetAtt': [id, 'Version'] },
      SelectiveContentGuarding: { Messages: 'COMPREHENSIVE', System: 'COMPREHENSIVE' },
    });
  });

  test('is not enforced twice where the organisation enforces one', () => {
    Template.fromStack(guarded({ adoptEnforcement: true })).resourceCountIs(
      'AWS::Bedrock::EnforcedGuardrailConfiguration',
      0,
    );
  });
});

test('a caller may have the key decrypt a guardrail, and nothing else under that key', () => {
  const statements: Record<string, unknown>[] = only(templateOf(), 'AWS::KMS::Key').Properties.KeyPolicy.Statement;
  expect(statements).toEqual([
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/acme-gateway' },
        Null: { 'kms:EncryptionContext:aws:bedrock:guardrail-id': 'false' },
        StringEquals: { 'kms:ViaService': 'bedrock.eu-central-1.amazonaws.com' },
      },
    },
  ]);
});

test('every alarm reaches a person and watches a metric that exists', () => {
  const alarms = Object.values(templateOf().findResources('AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties,
  );
  expect(alarms.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`).sort()).toEqual([
    'AWS/Bedrock InvocationClientErrors',
    'AWS/Bedrock InvocationServerErrors',
    'AWS/Bedrock InvocationThrottles',
    'AWS/Bedrock/Guardrails InvocationServerErrors',
    'AWS/Bedrock/Guardrails InvocationThrottles',
    'AWS/Bedrock/Guardrails InvocationsIntervened',
  ]);
  for (const alarm of alarms) {
    expect(alarm.AlarmActions).toEqual(['arn:aws:sns:eu-central-1:111122223333:acme-alarms']);
    const names = alarm.Dimensions.map(({ Name }: { Name: string }) => Name);
    expect(names).toEqual(alarm.Namespace === 'AWS/Bedrock' ? ['ModelId'] : ['GuardrailArn', 'GuardrailVersion']);
  }
});

describe('wishes that are refused', () => {
  const topic = { name: 'Advice', definition: 'Advice of any kind.' };
  const topics = (wish: object) => ({ content: { deniedTopics: [{ ...topic, ...wish }] } });
  const wide = { crossRegion: { profileId: 'eu.guardrail.v1:0', regions: ['eu-central-1'] } };

  test.each<[string, Partial<BedrockServingProps>, string]>([
    ['a profile that carries prompts abroad', { modelId: 'eu.amazon.nova-pro-v1:0' }, 'MODEL_NOT_FOUNDATION'],
    ['every model', { modelId: '*' }, 'MODEL_NOT_FOUNDATION'],
    ['every model of a maker', { modelId: 'amazon.*' }, 'MODEL_NOT_FOUNDATION'],
    ['an ARN', { modelId: 'arn:aws:bedrock:eu-central-1::foundation-model/x' }, 'MODEL_NOT_FOUNDATION'],
    ['a grounding threshold of 0', { content: { groundingThreshold: 0 } }, 'THRESHOLD_OUT_OF_RANGE'],
    ['a relevance threshold of 0', { content: { relevanceThreshold: 0 } }, 'THRESHOLD_OUT_OF_RANGE'],
    ['a threshold that nothing passes', { content: { groundingThreshold: 1 } }, 'THRESHOLD_OUT_OF_RANGE'],
    ['a threshold that is no number', { content: { groundingThreshold: NaN } }, 'THRESHOLD_OUT_OF_RANGE'],
    ['31 topics', { content: { deniedTopics: Array(31).fill(topic) } }, 'TOPICS_TOO_MANY'],
    ['a topic twice', { content: { deniedTopics: [topic, topic] } }, 'TOPIC_REPEATED'],
    ['a topic without a name', topics({ name: '' }), 'TOPIC_NAME_INVALID'],
    ['a topic name with a quote', topics({ name: 'a"b' }), 'TOPIC_NAME_INVALID'],
    ['a definition of 201 characters', topics({ definition: 'x'.repeat(201) }), 'TOPIC_DEFINITION_INVALID'],
    ['6 examples', topics({ examples: Array(6).fill('x') }), 'TOPIC_EXAMPLES_TOO_MANY'],
    ['an example of 101 characters', topics({ examples: ['x'.repeat(101)] }), 'TOPIC_EXAMPLE_INVALID'],
    ['an empty word', { content: { blockedWords: [' '] } }, 'WORD_INVALID'],
    ['a word of 101 characters', { content: { blockedWords: ['x'.repeat(101)] } }, 'WORD_INVALID'],
    ['10,001 words', { content: { blockedWords: Array(10_001).fill('x') } }, 'WORDS_TOO_MANY'],
    ['an empty message', { content: { blockedInputMessage: '' } }, 'MESSAGE_INVALID'],
    ['a message of 501 characters', { content: { blockedOutputMessage: 'x'.repeat(501) } }, 'MESSAGE_INVALID'],
    ['a name of 51 characters', { name: 'x'.repeat(51) }, 'GUARDRAIL_NAME_INVALID'],
    [
      'a made-up profile',
      { content: { crossRegion: { ...wide.crossRegion, profileId: '*' } } },
      'GUARDRAIL_PROFILE_INVALID',
    ],
    [
      'a profile of no region',
      { content: { crossRegion: { ...wide.crossRegion, regions: [] } } },
      'GUARDRAIL_PROFILE_INVALID',
    ],
    ['an alarm that never sounds', { interventionsBeforeAlarm: 1e9 }, 'ALARM_THRESHOLD_INVALID'],
  ])('%s', (_wish, props, code) => {
    expect(refusal(props)).toBe(code);
  });

  test('a definition of 201 characters is fine where the guardrail works across regions', () => {
    const content = { ...wide, deniedTopics: [{ ...topic, definition: 'x'.repeat(201) }] };
    expect(refusal({ content })).toBe('accepted');
  });
});

test('the document quotes the example as it is', () => {
  const read = (path: string) => readFileSync(join(__dirname, '..', '..', '..', path), 'utf8');
  expect(read('docs/constructs/serving.md')).toContain(read('examples/bedrock-serving.ts').trim());
});

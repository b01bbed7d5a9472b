import { RegionInfo } from 'aws-cdk-lib/region-info';
import { z } from 'zod';
import { list, says, text } from './fields';
import type { PiiRule } from './config';

/** The names by which Bedrock's guardrails know kinds of personal data. */
export const PII_ENTITIES = [
  'ADDRESS',
  'AGE',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'CA_HEALTH_NUMBER',
  'CA_SOCIAL_INSURANCE_NUMBER',
  'CREDIT_DEBIT_CARD_CVV',
  'CREDIT_DEBIT_CARD_EXPIRY',
  'CREDIT_DEBIT_CARD_NUMBER',
  'DRIVER_ID',
  'EMAIL',
  'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
  'IP_ADDRESS',
  'LICENSE_PLATE',
  'MAC_ADDRESS',
  'NAME',
  'PASSWORD',
  'PHONE',
  'PIN',
  'SWIFT_CODE',
  'UK_NATIONAL_HEALTH_SERVICE_NUMBER',
  'UK_NATIONAL_INSURANCE_NUMBER',
  'UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER',
  'URL',
  'USERNAME',
  'US_BANK_ACCOUNT_NUMBER',
  'US_BANK_ROUTING_NUMBER',
  'US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER',
  'US_PASSPORT_NUMBER',
  'US_SOCIAL_SECURITY_NUMBER',
  'VEHICLE_IDENTIFICATION_NUMBER',
] as const;

/** What every guardrail does: secrets stop the message, what names a person is masked. A config adds to it, or sharpens it. */
export const DEFAULT_PII: readonly PiiRule[] = [
  { type: 'ADDRESS', action: 'ANONYMIZE' },
  { type: 'AWS_ACCESS_KEY', action: 'BLOCK' },
  { type: 'AWS_SECRET_KEY', action: 'BLOCK' },
  { type: 'CREDIT_DEBIT_CARD_CVV', action: 'BLOCK' },
  { type: 'CREDIT_DEBIT_CARD_NUMBER', action: 'BLOCK' },
  { type: 'DRIVER_ID', action: 'ANONYMIZE' },
  { type: 'EMAIL', action: 'ANONYMIZE' },
  { type: 'INTERNATIONAL_BANK_ACCOUNT_NUMBER', action: 'ANONYMIZE' },
  { type: 'PASSWORD', action: 'BLOCK' },
  { type: 'PHONE', action: 'ANONYMIZE' },
  { type: 'PIN', action: 'BLOCK' },
  { type: 'US_PASSPORT_NUMBER', action: 'ANONYMIZE' },
  { type: 'US_SOCIAL_SECURITY_NUMBER', action: 'ANONYMIZE' },
];

/** Text that a person reads, up to what the service stores. */
function sentence(most: number, what: string) {
  const allowed = `${what} of 1 to ${most} characters`;
  return z
    .string({ error: allowed })
    .min(1, { error: says('INVALID_VALUE', allowed) })
    .max(most, { error: says('INVALID_VALUE', allowed) });
}

const topic = z
  .strictObject(
    {
      name: text('a name of 1 to 100 letters, digits, spaces and -_!?.', /^[0-9a-zA-Z\-_ !?.]{1,100}$/),
      definition: sentence(200, 'a definition').describe('What belongs to the topic, in one or two sentences'),
      examples: list(sentence(100, 'an example prompt'), 'a list of at most 5 example prompts', 0, 5).default([]),
    },
    { error: 'a map of name, definition and examples' },
  )
  .describe('A topic that the model does not talk about');

const piiRule = z.strictObject(
  {
    type: z.enum(PII_ENTITIES, { error: says('INVALID_VALUE', "the name of one of Bedrock's PII entities") }),
    action: z.enum(['ANONYMIZE', 'BLOCK'], { error: says('INVALID_VALUE', 'ANONYMIZE or BLOCK') }),
  },
  { error: 'a map of type and action' },
);

const guardrail = z.strictObject(
  {
    blockedInputMessage: sentence(500, 'a message')
      .default('This request cannot be answered here.')
      .describe('What a caller reads when the guardrail stops a prompt'),
    blockedOutputMessage: sentence(500, 'a message')
      .default('The answer was withheld.')
      .describe('What a caller reads when the guardrail stops an answer'),
    deniedTopics: list(topic, 'a list of at most 30 topics', 0, 30).default([]),
    blockedWords: list(sentence(100, 'a word or phrase'), 'a list of at most 10000 words or phrases', 0, 10_000)
      .default([])
      .describe('Words and phrases that stop a message, beside the list of profanity that always applies'),
    piiEntities: list(piiRule, 'a list of at most 31 PII entities, each with an action', 0, PII_ENTITIES.length)
      .default([])
      .describe(
        'Added to the set that always applies (secrets are blocked; addresses, e-mail, phone and ids are masked)',
      ),
  },
  { error: 'a map that describes the guardrail' },
);

/** Models that AWS runs: every call passes a guardrail whose version is pinned. */
export const bedrock = z
  .strictObject(
    {
      modelId: text(
        'the id of a Bedrock foundation model, such as anthropic.claude-sonnet-4-20250514-v1:0 (not an inference profile: it would carry prompts to other regions)',
        /^(?!(us|eu|apac|jp|au|ca|global|us-gov)\.)[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}([.:][a-z0-9-]{1,63}){0,2}$/,
        'MODEL_NOT_FOUNDATION',
      ).describe('Id of a Bedrock foundation model'),
      guardrail: guardrail.prefault({}).describe('What the guardrail says and stops'),
    },
    { error: 'a map of modelId and guardrail' },
  )
  .describe('A model that Amazon Bedrock runs');

const instances = z
  .strictObject(
    {
      minimum: z
        .int({ error: 'a whole number from 2 to 100' })
        .min(2, { error: says('INVALID_VALUE', 'a whole number from 2 to 100 (two, so that a zone may fail)') })
        .max(100, { error: says('INVALID_VALUE', 'a whole number from 2 to 100') })
        .default(2),
      maximum: z
        .int({ error: 'a whole number from 2 to 100' })
        .min(2, { error: says('INVALID_VALUE', 'a whole number from 2 to 100') })
        .max(100, { error: says('INVALID_VALUE', 'a whole number from 2 to 100') })
        .default(4),
    },
    { error: 'a map of minimum and maximum' },
  )
  .describe('How far the endpoint scales');

const DOMAINS = [...new Set(RegionInfo.regions.map((info) => info.domainSuffix ?? 'amazonaws.com'))].sort();

/** The host ends where a domain of AWS does: `…amazonaws.com.example` is somebody else's. */
const PRIVATE_IMAGE = new RegExp(
  `^\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.(${DOMAINS.map((domain) => domain.replaceAll('.', '\\.')).join('|')})/` +
    '[a-z0-9]+([._/-][a-z0-9]+)*@sha256:[0-9a-f]{64}$',
);

/** A model of the team's own, in a container of its own. */
export const sagemaker = z
  .strictObject(
    {
      image: text(
        'an image in a private ECR repository, pinned by digest: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:DIGEST',
        PRIVATE_IMAGE,
        'IMAGE_NOT_PINNED',
      ).describe('Container image in private ECR, pinned by digest; a tag is refused, because it can move'),
      artifact: text(
        'a key that ends in .tar.gz, without a leading slash and without ..',
        /^(?!.*(^|\/)\.{1,2}\/)(?!.*\/\/)[A-Za-z0-9_][A-Za-z0-9!_.*'()/-]{0,500}\.tar\.gz$/,
      ).describe("Key of the model's archive inside the model vault"),
      instanceType: text('a SageMaker instance type such as ml.g5.2xlarge', /^ml\.[a-z0-9-]+\.[a-z0-9-]+$/).describe(
        'SageMaker instance type',
      ),
      instances: instances.prefault({}),
    },
    { error: 'a map of image, artifact, instanceType and instances' },
  )
  .describe("A model of the team's own, served by SageMaker without network access");

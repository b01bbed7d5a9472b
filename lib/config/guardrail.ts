import { z } from 'zod';
import type { PiiRule } from './config';
import { list, says, text } from './fields';

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
      name: text('a name of 1 to 100 letters, digits, spaces and -_!?.', /^[0-9a-zA-Z\-_ !?.]{1,100}$/).describe(
        'Name of the topic',
      ),
      definition: sentence(200, 'a definition').describe('What belongs to the topic, in one or two sentences'),
      examples: list(sentence(100, 'an example prompt'), 'a list of at most 5 example prompts', 0, 5)
        .default([])
        .describe('Prompts that belong to it'),
    },
    { error: 'a map of name, definition and examples' },
  )
  .describe('A topic that the model does not talk about');

const piiRule = z.strictObject(
  {
    type: z
      .enum(PII_ENTITIES, { error: says('INVALID_VALUE', "the name of one of Bedrock's PII entities") })
      .describe('Kind of personal data'),
    action: z
      .enum(['ANONYMIZE', 'BLOCK'], { error: says('INVALID_VALUE', 'ANONYMIZE or BLOCK') })
      .describe('Mask it, or stop the message'),
  },
  { error: 'a map of type and action' },
);

/** What a guardrail says and stops, beyond what it always does. */
export const guardrail = z.strictObject(
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
      .describe('Words and phrases that stop a message'),
    piiEntities: list(piiRule, 'a list of at most 31 PII entities, each with an action', 0, PII_ENTITIES.length)
      .default([])
      .describe(
        'Added to the set that always applies (secrets are blocked; addresses, e-mail, phone and ids are masked)',
      ),
  },
  { error: 'a map that describes the guardrail' },
);

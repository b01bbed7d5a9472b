/** What a guardrail does with personal data or a secret that it finds. */
export enum PiiAction {
  /** Replaced by the kind of data it was. */
  ANONYMIZE = 'ANONYMIZE',
  /** The whole message is stopped. */
  BLOCK = 'BLOCK',
}

/** The kinds of personal data and secrets that a guardrail knows. */
export enum PiiEntity {
  ADDRESS = 'ADDRESS',
  AGE = 'AGE',
  AWS_ACCESS_KEY = 'AWS_ACCESS_KEY',
  AWS_SECRET_KEY = 'AWS_SECRET_KEY',
  CA_HEALTH_NUMBER = 'CA_HEALTH_NUMBER',
  CA_SOCIAL_INSURANCE_NUMBER = 'CA_SOCIAL_INSURANCE_NUMBER',
  CREDIT_DEBIT_CARD_CVV = 'CREDIT_DEBIT_CARD_CVV',
  CREDIT_DEBIT_CARD_EXPIRY = 'CREDIT_DEBIT_CARD_EXPIRY',
  CREDIT_DEBIT_CARD_NUMBER = 'CREDIT_DEBIT_CARD_NUMBER',
  DRIVER_ID = 'DRIVER_ID',
  EMAIL = 'EMAIL',
  INTERNATIONAL_BANK_ACCOUNT_NUMBER = 'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
  IP_ADDRESS = 'IP_ADDRESS',
  LICENSE_PLATE = 'LICENSE_PLATE',
  MAC_ADDRESS = 'MAC_ADDRESS',
  NAME = 'NAME',
  PASSWORD = 'PASSWORD',
  PHONE = 'PHONE',
  PIN = 'PIN',
  SWIFT_CODE = 'SWIFT_CODE',
  UK_NATIONAL_HEALTH_SERVICE_NUMBER = 'UK_NATIONAL_HEALTH_SERVICE_NUMBER',
  UK_NATIONAL_INSURANCE_NUMBER = 'UK_NATIONAL_INSURANCE_NUMBER',
  UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER = 'UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER',
  URL = 'URL',
  USERNAME = 'USERNAME',
  US_BANK_ACCOUNT_NUMBER = 'US_BANK_ACCOUNT_NUMBER',
  US_BANK_ROUTING_NUMBER = 'US_BANK_ROUTING_NUMBER',
  US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER = 'US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER',
  US_PASSPORT_NUMBER = 'US_PASSPORT_NUMBER',
  US_SOCIAL_SECURITY_NUMBER = 'US_SOCIAL_SECURITY_NUMBER',
  VEHICLE_IDENTIFICATION_NUMBER = 'VEHICLE_IDENTIFICATION_NUMBER',
}

/** One kind of data, and what is done with it. */
export interface PiiRule {
  readonly entity: PiiEntity;
  readonly action: PiiAction;
}

const ALWAYS_BLOCKED = [
  PiiEntity.AWS_ACCESS_KEY,
  PiiEntity.AWS_SECRET_KEY,
  PiiEntity.CREDIT_DEBIT_CARD_CVV,
  PiiEntity.CREDIT_DEBIT_CARD_NUMBER,
  PiiEntity.PASSWORD,
  PiiEntity.PIN,
];
const ALWAYS_ANONYMIZED = [
  PiiEntity.ADDRESS,
  PiiEntity.DRIVER_ID,
  PiiEntity.EMAIL,
  PiiEntity.INTERNATIONAL_BANK_ACCOUNT_NUMBER,
  PiiEntity.PHONE,
  PiiEntity.US_PASSPORT_NUMBER,
  PiiEntity.US_SOCIAL_SECURITY_NUMBER,
];

/** The rules of every guardrail together with those given, sorted by entity. Where two speak of one entity, blocking stands. */
export function withAlwaysOn(given: readonly PiiRule[]): PiiRule[] {
  const actions = new Map<PiiEntity, PiiAction>([
    ...ALWAYS_ANONYMIZED.map((entity): [PiiEntity, PiiAction] => [entity, PiiAction.ANONYMIZE]),
    ...ALWAYS_BLOCKED.map((entity): [PiiEntity, PiiAction] => [entity, PiiAction.BLOCK]),
  ]);
  for (const { entity, action } of given) {
    if (actions.get(entity) !== PiiAction.BLOCK) actions.set(entity, action);
  }
  return [...actions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([entity, action]) => ({ entity, action }));
}

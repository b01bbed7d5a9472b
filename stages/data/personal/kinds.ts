import type { Span } from '../document';

/** What a span of text may give away. `secret` is any credential; the rule says which. */
export const KINDS = [
  'address',
  'birth-date',
  'card',
  'email',
  'handle',
  'iban',
  'ip',
  'licence',
  'mac',
  'nino',
  'passport',
  'person',
  'phone',
  'secret',
  'ssn',
  'tax-id',
  'url',
] as const;

export type Kind = (typeof KINDS)[number];

/** One piece of personal data, or one secret: where it stands, and the rule that saw it. */
export interface Found extends Span {
  readonly kind: Kind;
  /** `personal/NAME@VERSION`. */
  readonly rule: string;
}

/** The version goes up when a rule begins to find other spans. */
interface RuleFacts {
  readonly kind: Kind;
  readonly version: number;
  /** Where two finds overlap, the more specific wins, whatever their lengths; then the longer. */
  readonly specificity: number;
}

const VALIDATED = 3;
const SHAPED = 2;
const CONTEXTUAL = 1;

/** Every rule, by name. */
export const PERSONAL_RULES = {
  'address-po-box': { kind: 'address', version: 1, specificity: SHAPED },
  'address-postcode': { kind: 'address', version: 1, specificity: SHAPED },
  'address-street': { kind: 'address', version: 1, specificity: SHAPED },
  'birth-date': { kind: 'birth-date', version: 1, specificity: VALIDATED },
  card: { kind: 'card', version: 1, specificity: VALIDATED },
  email: { kind: 'email', version: 1, specificity: SHAPED },
  'email-spelled': { kind: 'email', version: 1, specificity: SHAPED },
  'handle-at': { kind: 'handle', version: 2, specificity: CONTEXTUAL },
  'handle-context': { kind: 'handle', version: 1, specificity: CONTEXTUAL },
  iban: { kind: 'iban', version: 1, specificity: VALIDATED },
  ipv4: { kind: 'ip', version: 1, specificity: VALIDATED },
  ipv6: { kind: 'ip', version: 1, specificity: VALIDATED },
  licence: { kind: 'licence', version: 1, specificity: VALIDATED },
  mac: { kind: 'mac', version: 1, specificity: VALIDATED },
  nino: { kind: 'nino', version: 1, specificity: VALIDATED },
  passport: { kind: 'passport', version: 1, specificity: VALIDATED },
  'person-attribution': { kind: 'person', version: 1, specificity: CONTEXTUAL },
  'person-beside-email': { kind: 'person', version: 1, specificity: CONTEXTUAL },
  'person-given-name': { kind: 'person', version: 1, specificity: CONTEXTUAL },
  'person-introduced': { kind: 'person', version: 1, specificity: CONTEXTUAL },
  'person-salutation': { kind: 'person', version: 1, specificity: CONTEXTUAL },
  'person-signature': { kind: 'person', version: 1, specificity: CONTEXTUAL },
  'person-title': { kind: 'person', version: 1, specificity: CONTEXTUAL },
  'phone-context': { kind: 'phone', version: 1, specificity: CONTEXTUAL },
  'phone-international': { kind: 'phone', version: 1, specificity: SHAPED },
  'phone-nanp': { kind: 'phone', version: 1, specificity: SHAPED },
  'phone-national': { kind: 'phone', version: 1, specificity: CONTEXTUAL },
  'secret-assignment': { kind: 'secret', version: 1, specificity: SHAPED },
  'secret-aws-access-key-id': { kind: 'secret', version: 1, specificity: VALIDATED },
  'secret-aws-secret-key': { kind: 'secret', version: 1, specificity: VALIDATED },
  'secret-connection-string': { kind: 'secret', version: 1, specificity: VALIDATED },
  'secret-github': { kind: 'secret', version: 1, specificity: VALIDATED },
  'secret-google-api-key': { kind: 'secret', version: 1, specificity: VALIDATED },
  'secret-jwt': { kind: 'secret', version: 1, specificity: VALIDATED },
  'secret-private-key': { kind: 'secret', version: 1, specificity: VALIDATED },
  'secret-slack': { kind: 'secret', version: 1, specificity: VALIDATED },
  'secret-stripe': { kind: 'secret', version: 1, specificity: VALIDATED },
  ssn: { kind: 'ssn', version: 1, specificity: VALIDATED },
  'tax-id-german': { kind: 'tax-id', version: 1, specificity: VALIDATED },
  'url-credentials': { kind: 'url', version: 1, specificity: VALIDATED },
  'url-personal': { kind: 'url', version: 1, specificity: VALIDATED },
} as const satisfies Readonly<Record<string, RuleFacts>>;

export type PersonalRule = keyof typeof PERSONAL_RULES;

/** `personal/NAME@VERSION`, sorted: what a run's manifest records. */
export function personalRuleNames(): readonly string[] {
  return (Object.keys(PERSONAL_RULES) as PersonalRule[]).map(nameOf).sort();
}

export function nameOf(rule: PersonalRule): string {
  return `personal/${rule}@${PERSONAL_RULES[rule].version}`;
}

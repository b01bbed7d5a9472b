import { Redactor } from '@redactpii/node';
import { OpenRedaction } from 'openredaction';
import { bundled } from './bundled';
import type { FoundSpan } from './span-score';

export interface Detector {
  readonly name: string;
  find(text: string): Promise<readonly FoundSpan[]>;
}

/** Ours, bundled as it ships, and the two packages of the registry that still get releases. Each runs with its defaults. */
export function detectors(): readonly Detector[] {
  const { detect } = bundled('stages/data/personal/detect.ts') as { detect(text: string): readonly FoundSpan[] };
  return [
    { name: 'rampart', find: (text) => Promise.resolve(detect(text)) },
    { name: 'openredaction', find: openRedaction(new OpenRedaction({})) },
    { name: '@redactpii/node', find: redactPii(new Redactor()) },
  ];
}

/** The package knows some hundred types; those that no kind of ours answers to are left out, which favours it. */
const OPEN_REDACTION: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^EMAIL/, 'email'],
  [/PHONE|^FAX/, 'phone'],
  [/^NAME$|^PERSON|_NAME$/, 'person'],
  [/^IPV[46]$|^IP_/, 'ip'],
  [/^CREDIT_CARD/, 'card'],
  [/^SSN$/, 'ssn'],
  [/ADDRESS_|^ADDRESS|POSTCODE|ZIP|^PO_BOX/, 'address'],
  [/^IBAN/, 'iban'],
  [/^MAC_/, 'mac'],
  [/^USERNAME|HANDLE/, 'handle'],
  [/PASSPORT/, 'passport'],
  [/DATE_OF_BIRTH|^DOB/, 'birth-date'],
  [/API_KEY|TOKEN|SECRET|PASSWORD|PRIVATE_KEY/, 'secret'],
  [/^URL/, 'url'],
];

function openRedaction(redactor: OpenRedaction): Detector['find'] {
  return async (text) => {
    const { detections } = await redactor.detect(text);
    return detections.flatMap(({ type, position: [start, end] }) => {
      const kind = OPEN_REDACTION.find(([pattern]) => pattern.test(type))?.[1];
      return kind === undefined ? [] : [{ start, end, kind }];
    });
  };
}

const TOKENS: Readonly<Record<string, string>> = {
  EMAIL_ADDRESS: 'email',
  PHONE_NUMBER: 'phone',
  PERSON_NAME: 'person',
  CREDIT_CARD_NUMBER: 'card',
  US_SOCIAL_SECURITY_NUMBER: 'ssn',
};

/** It only rewrites: where the text between two tokens stands in the original tells what each token replaced. */
function redactPii(redactor: Redactor): Detector['find'] {
  const token = new RegExp(`(${Object.keys(TOKENS).join('|')})`);
  return (text) => {
    const parts = redactor.redact(text).split(token);
    const found: FoundSpan[] = [];
    let at = parts[0]?.length ?? 0;
    for (let index = 1; index < parts.length; index += 2) {
      const rest = parts[index + 1] ?? '';
      const end = index + 2 >= parts.length ? text.length - rest.length : text.indexOf(rest, at);
      found.push({ start: at, end: Math.max(at + 1, end), kind: TOKENS[parts[index] ?? ''] ?? '' });
      at = end + rest.length;
    }
    return Promise.resolve(found);
  };
}

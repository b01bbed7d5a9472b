import {
  GATEWAY_LIMITS,
  MODEL_KINDS,
  type GatewayMessage,
  type GatewayRequest,
  type ModelKind,
} from '../../contract/gateway';
import { Refusal } from './refusal';

/** A request that passed every check, with its defaults filled in. */
export interface Prompt {
  readonly model: ModelKind;
  readonly messages: readonly GatewayMessage[];
  readonly maxTokens: number;
  readonly temperature?: number;
  /** UTF-16 code units of all turns. */
  readonly characters: number;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * A checked copy of what was sent: known keys only, read one by one, so that nothing else travels on.
 *
 * @param configured the models behind this gateway
 * @throws Refusal `REQUEST_INVALID`, `PROMPT_TOO_LONG` or `MODEL_NOT_CONFIGURED`
 */
export function promptOf(value: unknown, configured: readonly ModelKind[]): Prompt {
  const fields = record(value, 'the body', ['model', 'messages', 'maxTokens', 'temperature']);
  const messages = messagesOf(fields['messages']);
  const characters = messages.reduce((sum, message) => sum + message.content.length, 0);
  if (characters > GATEWAY_LIMITS.promptCharacters) {
    throw new Refusal(
      'PROMPT_TOO_LONG',
      `messages must have at most ${GATEWAY_LIMITS.promptCharacters} characters together, got ${characters}`,
    );
  }
  const temperature = optionalNumber(fields['temperature'], 'temperature', 0, 1);
  return {
    model: modelOf(fields['model'], configured),
    messages,
    characters,
    maxTokens: tokensOf(fields['maxTokens']),
    ...(temperature !== undefined && { temperature }),
  };
}

function modelOf(value: unknown, configured: readonly ModelKind[]): ModelKind {
  if (value === undefined) {
    const [only, other] = configured;
    if (only !== undefined && other === undefined) return only;
    throw new Refusal('REQUEST_INVALID', `model must be one of ${configured.join(', ')}: more than one is configured`);
  }
  const kind = MODEL_KINDS.find((known) => known === value);
  if (kind === undefined) throw new Refusal('REQUEST_INVALID', `model must be one of ${MODEL_KINDS.join(', ')}`);
  if (!configured.includes(kind)) throw new Refusal('MODEL_NOT_CONFIGURED', `model ${kind} is not configured here`);
  return kind;
}

function messagesOf(value: unknown): GatewayMessage[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > GATEWAY_LIMITS.messages) {
    throw new Refusal('REQUEST_INVALID', `messages must be a list of 1 to ${GATEWAY_LIMITS.messages} turns`);
  }
  if (value.length % 2 === 0) throw new Refusal('REQUEST_INVALID', 'messages must end with a turn of the user');
  return value.map(messageOf);
}

function messageOf(value: unknown, at: number): GatewayMessage {
  const where = `messages[${at}]`;
  const { role, content } = record(value, where, ['role', 'content']);
  const expected: GatewayMessage['role'] = at % 2 === 0 ? 'user' : 'assistant';
  if (role !== expected) {
    throw new Refusal('REQUEST_INVALID', `${where}.role must be ${expected}: turns alternate, and the user begins`);
  }
  if (typeof content !== 'string' || content.trim() === '') {
    throw new Refusal('REQUEST_INVALID', `${where}.content must be a text that is not blank`);
  }
  if (LONE_SURROGATE.test(content)) {
    throw new Refusal('REQUEST_INVALID', `${where}.content must be well-formed Unicode, got half a surrogate pair`);
  }
  return { role: expected, content };
}

function tokensOf(value: unknown): number {
  const tokens = optionalNumber(value, 'maxTokens', 1, GATEWAY_LIMITS.maxTokens) ?? GATEWAY_LIMITS.defaultTokens;
  if (!Number.isInteger(tokens)) throw new Refusal('REQUEST_INVALID', 'maxTokens must be a whole number');
  return tokens;
}

function optionalNumber(value: unknown, name: string, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new Refusal('REQUEST_INVALID', `${name} must be a number from ${least} to ${most}`);
}

/** The value's own, known fields. An unknown key is refused, so `__proto__` and its kin never get further. */
function record<Key extends keyof GatewayRequest | keyof GatewayMessage>(
  value: unknown,
  where: string,
  known: readonly Key[],
): Partial<Record<Key, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('REQUEST_INVALID', `${where} must be an object`);
  }
  const fields = new Map(Object.entries(value));
  const result: Partial<Record<Key, unknown>> = {};
  for (const key of known) {
    if (fields.has(key)) result[key] = fields.get(key);
    fields.delete(key);
  }
  if (fields.size > 0) throw new Refusal('REQUEST_INVALID', `${where} may have only ${known.join(', ')}`);
  return result;
}

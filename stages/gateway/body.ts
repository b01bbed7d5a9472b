import type { APIGatewayProxyEvent } from 'aws-lambda';
import { GATEWAY_LIMITS } from '../../contract/gateway';
import { Refusal } from './refusal';

/** A request's body as text, and its size as sent. */
export interface Body {
  readonly text: string;
  readonly bytes: number;
}

const JSON_TYPE = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const LONGEST_BASE64 = Math.ceil(GATEWAY_LIMITS.bodyBytes / 3) * 4;

/**
 * The body, decoded and measured in bytes before anything reads it.
 *
 * @throws Refusal `CONTENT_TYPE_UNSUPPORTED`, `BODY_TOO_LARGE` or `BODY_UNREADABLE`
 */
export function bodyOf(event: Pick<APIGatewayProxyEvent, 'body' | 'isBase64Encoded' | 'headers'>): Body {
  if (!JSON_TYPE.test(header(event, 'content-type') ?? '')) {
    throw new Refusal('CONTENT_TYPE_UNSUPPORTED', 'Content-Type must be application/json in UTF-8');
  }
  if ((header(event, 'content-encoding') ?? 'identity').toLowerCase() !== 'identity') {
    throw new Refusal('CONTENT_TYPE_UNSUPPORTED', 'Content-Encoding must be absent: compressed bodies are not read');
  }
  if (typeof event.body !== 'string') throw new Refusal('BODY_UNREADABLE', 'the body must not be empty');
  return event.isBase64Encoded === true ? decoded(event.body) : plain(event.body);
}

function plain(body: string): Body {
  const bytes = Buffer.byteLength(body, 'utf8');
  refuseLarge(bytes);
  return { text: body, bytes };
}

function decoded(body: string): Body {
  if (body.length > LONGEST_BASE64) refuseLarge(Math.floor((body.length / 4) * 3));
  if (body.length % 4 !== 0 || !BASE64.test(body)) throw new Refusal('BODY_UNREADABLE', 'the body is not base64');
  const bytes = Buffer.from(body, 'base64');
  refuseLarge(bytes.length);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), bytes: bytes.length };
  } catch {
    throw new Refusal('BODY_UNREADABLE', 'the body is not UTF-8');
  }
}

function refuseLarge(bytes: number): void {
  if (bytes > GATEWAY_LIMITS.bodyBytes) {
    throw new Refusal('BODY_TOO_LARGE', `the body must be at most ${GATEWAY_LIMITS.bodyBytes} bytes, got ${bytes}`);
  }
}

function header(event: Pick<APIGatewayProxyEvent, 'headers'>, name: string): string | undefined {
  const found = Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}

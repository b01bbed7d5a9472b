import type { Failure, FailureKind } from './verdict';

/** Thrown where something could not be read and it is known why. */
export class NotReadable extends Error {
  public constructor(public readonly failure: Failure) {
    super(failure.detail);
  }
}

/** What the SDK throws, as far as it is looked at. */
interface ServiceError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly cause?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const NAMED: readonly (readonly [FailureKind, RegExp])[] = [
  ['throttled', /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|PriorRequestNotComplete|BandwidthLimit/i],
  [
    'denied',
    /AccessDenied|Unauthorized|NotAuthorized|AuthFailure|Forbidden|InvalidClientTokenId|ExpiredToken|UnrecognizedClient|SignatureDoesNotMatch|OptInRequired|SubscriptionRequired|CredentialsProviderError|InvalidAccessKeyId/i,
  ],
  ['timed out', /^(?:TimeoutError|RequestTimeout|AbortError|RequestTimeoutException)$/],
];
const CONNECTION = /^(?:ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EAI_AGAIN|EPIPE|ECONNABORTED)$/;
/** The SDK puts an error of its own around what it does not take for one, and keeps of it the text. */
const WRAPPED = /^AWS SDK error wrapper for .*\b(E[A-Z_]{4,})\b/;

/** The kind and the words of an error that a call ended in. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NotReadable) return error.failure;
  const kind = kindOf(error);
  const { name = 'Error', message = '' } = (error ?? {}) as ServiceError;
  const said = message.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
  // What is no answer of the service: a proxy's page, an endpoint that does not know the call.
  if (/Deserialization error/.test(message)) {
    const status = (error as ServiceError).$metadata?.httpStatusCode;
    return { kind, detail: `the answer is none of the service's${status === undefined ? '' : ` (HTTP ${status})`}` };
  }
  return { kind, detail: said === '' || said === name ? name : `${name}: ${said}` };
}

function kindOf(error: unknown): FailureKind {
  const { name = '', message = '', $metadata, cause } = (error ?? {}) as ServiceError;
  const code = (error as ServiceError | undefined)?.code ?? WRAPPED.exec(message)?.[1] ?? '';
  const status = $metadata?.httpStatusCode;
  if (CONNECTION.test(code) || CONNECTION.test(name)) return 'unreachable';
  if (code === 'ETIMEDOUT') return 'timed out';
  const named = NAMED.find(([, pattern]) => pattern.test(name));
  if (named) return named[0];
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'denied';
  if (error instanceof AggregateError && error.errors.length > 0) return kindOf(error.errors[0]);
  return cause === undefined || cause === error ? 'failed' : kindOf(cause);
}

/** The name by which a service says what went wrong. */
export function errorName(error: unknown): string {
  return (error as ServiceError | undefined)?.name ?? '';
}

/** Whether trying again may help: throttling, and a service that is not itself for the moment. */
export function isPassing(error: unknown): boolean {
  const status = (error as ServiceError | undefined)?.$metadata?.httpStatusCode ?? 0;
  return failureOf(error).kind === 'throttled' || status >= 500;
}

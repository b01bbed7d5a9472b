/** Environment of the gateway's function: written by the construct, read by the handler. */
export const GATEWAY_ENV = {
  /** Role ARNs that may call, separated by commas. */
  CALLER_ROLE_ARNS: 'RAMPART_CALLER_ROLE_ARNS',
  BEDROCK_MODEL_ID: 'RAMPART_BEDROCK_MODEL_ID',
  GUARDRAIL_ID: 'RAMPART_GUARDRAIL_ID',
  /** A published version, never `DRAFT`. */
  GUARDRAIL_VERSION: 'RAMPART_GUARDRAIL_VERSION',
  SAGEMAKER_ENDPOINT: 'RAMPART_SAGEMAKER_ENDPOINT',
} as const;

/** The API's stage and only resource: callers send `POST /v1/invoke`. */
export const GATEWAY_STAGE = 'v1';
export const GATEWAY_RESOURCE = 'invoke';

/** What the gateway takes and gives at most. */
export const GATEWAY_LIMITS = {
  /** Bytes of a decoded request body. Below the 64 KiB that WAF can look into, so that WAF sees all of what is let in. */
  bodyBytes: 61_440,
  /** Levels of nesting in the request's JSON. */
  jsonDepth: 6,
  /** Keys in the request's JSON, all objects together. */
  jsonKeys: 256,
  /** Turns in one request. */
  messages: 64,
  /** UTF-16 code units of all turns together. */
  promptCharacters: 32_000,
  /** Tokens a caller may ask for. */
  maxTokens: 4_096,
  /** Tokens given when the caller asks for no number. */
  defaultTokens: 1_024,
  /** Bytes of an answer that a SageMaker container may send. */
  answerBytes: 1_048_576,
  /** Roles on the allow-list: what fits into a function's environment. */
  callerRoles: 30,
} as const;

/** Milliseconds. API Gateway waits 29 s, so the function ends before that, and the model before the function. */
export const GATEWAY_TIMES = { function: 28_000, reserve: 1_500 } as const;

/** Where the gateway's metrics go. */
export const GATEWAY_METRICS = 'Rampart/Gateway';

/** The two kinds of model behind the gateway. */
export const MODEL_KINDS = ['bedrock', 'sagemaker'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** Every way in which the gateway refuses, and the HTTP status it answers with. */
export const GATEWAY_REFUSALS = {
  BODY_UNREADABLE: 400,
  JSON_INVALID: 400,
  REQUEST_INVALID: 400,
  CALLER_UNKNOWN: 401,
  CALLER_NOT_ALLOWED: 403,
  ROUTE_UNKNOWN: 404,
  BODY_TOO_LARGE: 413,
  JSON_TOO_COMPLEX: 413,
  PROMPT_TOO_LONG: 413,
  CONTENT_TYPE_UNSUPPORTED: 415,
  MODEL_NOT_CONFIGURED: 422,
  GUARDRAIL_INTERVENED: 422,
  CONTENT_FILTERED: 422,
  MODEL_BUSY: 429,
  INTERNAL: 500,
  MODEL_FAILED: 502,
  MODEL_ANSWER_INVALID: 502,
  MODEL_TIMEOUT: 504,
} as const;
export type GatewayCode = keyof typeof GATEWAY_REFUSALS;

/** One turn. There is no `system` role: a Bedrock guardrail does not assess system prompts unless told to, so text there would pass unseen. */
export interface GatewayMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** Body of `POST /v1/invoke`. */
export interface GatewayRequest {
  /** May be left out when one model is configured. */
  readonly model?: ModelKind;
  /** Alternating turns, from a user's to a user's. */
  readonly messages: readonly GatewayMessage[];
  readonly maxTokens?: number;
  /** From 0 to 1. */
  readonly temperature?: number;
}

/** Body of a 200. */
export interface GatewayAnswer {
  readonly requestId: string;
  readonly outcome: 'answered';
  readonly model: ModelKind;
  readonly content: string;
  readonly stopReason: string;
  readonly usage: TokenUsage;
}

/** Body of everything else. A guardrail's intervention is an outcome of its own, not a fault. */
export interface GatewayRefusal {
  readonly requestId: string;
  readonly outcome: 'refused' | 'guardrail-intervened' | 'failed';
  readonly error: { readonly code: GatewayCode; readonly message: string };
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

import { GATEWAY_METRICS } from '../../contract/gateway';
import type { Exchange } from './pipeline';
import type { Refusal } from './refusal';

/** What the log says of one request: who, how much, how long, how it ended. Nothing that a caller or a model wrote. */
export interface LogFacts {
  readonly requestId: string;
  readonly exchange: Exchange;
  readonly status: number;
  readonly refusal?: Refusal;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly ended: number;
}

const UNITS = {
  LatencyMs: 'Milliseconds',
  BodyBytes: 'Bytes',
  InputTokens: 'Count',
  OutputTokens: 'Count',
} as const;

/** One line of JSON, in CloudWatch's embedded metric format: the log line is the metric too. */
export function logLine({ requestId, exchange, status, refusal, began, ended }: LogFacts): string {
  const { caller, body, prompt, reply } = exchange;
  const metrics: Record<keyof typeof UNITS, number> = {
    LatencyMs: ended - began,
    BodyBytes: body?.bytes ?? 0,
    InputTokens: reply?.usage.inputTokens ?? 0,
    OutputTokens: reply?.usage.outputTokens ?? 0,
  };
  return JSON.stringify({
    _aws: {
      Timestamp: ended,
      CloudWatchMetrics: [
        {
          Namespace: GATEWAY_METRICS,
          Dimensions: [['Model', 'Outcome']],
          Metrics: Object.entries(UNITS).map(([Name, Unit]) => ({ Name, Unit })),
        },
      ],
    },
    requestId,
    caller: caller?.id,
    principalId: caller?.principalId,
    Model: prompt?.model ?? 'none',
    Outcome: refusal?.outcome ?? 'answered',
    status,
    code: refusal?.code,
    reason: refusal?.reason,
    messages: prompt?.messages.length,
    promptCharacters: prompt?.characters,
    maxTokens: prompt?.maxTokens,
    ...metrics,
  });
}

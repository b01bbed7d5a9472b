import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { GATEWAY_TIMES, type GatewayAnswer, type GatewayRefusal } from '../../contract/gateway';
import { logLine } from './log-line';
import { given, STEPS, type Exchange, type Gateway, type Step } from './pipeline';
import type { Refusal } from './refusal';
import { refusalFrom } from './refusal';

/** What the Lambda service says of one invocation. */
export interface Invocation {
  readonly awsRequestId: string;
  /** Milliseconds until the function is stopped. */
  readonly getRemainingTimeInMillis: () => number;
}

const HEADERS = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Serves one request: it always answers, and writes exactly one log line. */
export async function serve(
  event: APIGatewayProxyEvent,
  invocation: Invocation,
  gateway: Gateway,
  steps: readonly Step[] = STEPS,
): Promise<APIGatewayProxyResult> {
  const began = gateway.clock();
  const requestId = requestIdOf(event, invocation);
  const exchange: Exchange = { event, deadline: began + invocation.getRemainingTimeInMillis() - GATEWAY_TIMES.reserve };
  let refusal: Refusal | undefined;
  let response: APIGatewayProxyResult;
  try {
    for (const step of steps) await step(exchange, gateway);
    response = answered(requestId, exchange);
  } catch (thrown) {
    refusal = refusalFrom(thrown);
    response = refused(requestId, refusal);
  }
  const status = response.statusCode;
  gateway.log(logLine({ requestId, exchange, status, refusal, began, ended: gateway.clock() }));
  return response;
}

function answered(requestId: string, exchange: Exchange): APIGatewayProxyResult {
  const { content, stopReason, usage } = given(exchange.reply);
  const { model } = given(exchange.prompt);
  const answer: GatewayAnswer = { requestId, outcome: 'answered', model, content, stopReason, usage };
  return rendered(200, requestId, answer);
}

function refused(requestId: string, { status, outcome, code, message }: Refusal): APIGatewayProxyResult {
  const body: GatewayRefusal = { requestId, outcome, error: { code, message } };
  return rendered(status, requestId, body);
}

function rendered(statusCode: number, requestId: string, body: GatewayAnswer | GatewayRefusal): APIGatewayProxyResult {
  return { statusCode, headers: { ...HEADERS, 'X-Request-Id': requestId }, body: JSON.stringify(body) };
}

/** API Gateway's id, which its access log has too. Callers may choose it, so it counts only where it looks like one. */
function requestIdOf(event: APIGatewayProxyEvent, { awsRequestId }: Invocation): string {
  const id: unknown = event.requestContext?.requestId;
  return typeof id === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : awsRequestId;
}

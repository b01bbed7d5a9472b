import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import type { Gateway, Step } from '../../../stages/gateway/pipeline';
import { serve } from '../../../stages/gateway/serve';
import type { Settings } from '../../../stages/gateway/settings';

export const CALLER_ROLE = 'arn:aws:iam::444455556666:role/team/app';
export const REQUEST_ID = '3f1c7a52-0d4e-4a57-9d0c-0c1b2a3d4e5f';
export const BEDROCK = { modelId: 'amazon.nova-pro-v1:0', guardrailId: 'gr1abc', guardrailVersion: '3' };
export const SETTINGS: Settings = { callers: [CALLER_ROLE], bedrock: BEDROCK };

/** What a request looks like behind API Gateway's IAM authorizer, signed by a session of the allowed role. */
export function requestOf(body: unknown, changes: Record<string, unknown> = {}): APIGatewayProxyEvent {
  return {
    httpMethod: 'POST',
    resource: '/invoke',
    path: '/invoke',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      requestId: REQUEST_ID,
      identity: {
        accountId: '444455556666',
        caller: 'AROAEXAMPLE1234567:session-1',
        userArn: 'arn:aws:sts::444455556666:assumed-role/app/session-1',
      },
    },
    ...changes,
  } as unknown as APIGatewayProxyEvent;
}

export function chat(content: string): { messages: { role: string; content: string }[] } {
  return { messages: [{ role: 'user', content }] };
}

/** A gateway whose models answer `fine`, whose clock stands still, and whose log is a list. */
// The mocks' types are the SDK's own, and too long to repeat.
export function world(settings: Settings = SETTINGS) {
  const bedrockClient = new BedrockRuntimeClient({ region: 'eu-central-1' });
  const sagemakerClient = new SageMakerRuntimeClient({ region: 'eu-central-1' });
  const bedrock = mockClient(bedrockClient);
  const sagemaker = mockClient(sagemakerClient);
  bedrock.on(ConverseCommand).resolves({
    stopReason: 'end_turn',
    output: { message: { role: 'assistant', content: [{ text: 'fine' }] } },
    usage: { inputTokens: 7, outputTokens: 2, totalTokens: 9 },
  });
  sagemaker.on(InvokeEndpointCommand).resolves({
    ContentType: 'application/json',
    Body: chatAnswer({ choices: [{ message: { content: 'fine' }, finish_reason: 'stop' }] }),
  });
  const lines: string[] = [];
  const gateway: Gateway = {
    settings,
    bedrock: bedrockClient,
    sagemaker: sagemakerClient,
    clock: () => 1_700_000_000_000,
    log: (line) => lines.push(line),
  };
  return {
    bedrock,
    sagemaker,
    lines,
    /** How many times a model was asked. */
    asked: () => bedrock.calls().length + sagemaker.calls().length,
    send: async (event: APIGatewayProxyEvent, milliseconds = 28_000, steps?: readonly Step[]) => {
      const invocation = { awsRequestId: 'lambda-request', getRemainingTimeInMillis: () => milliseconds };
      const { statusCode, headers, body } = await serve(event, invocation, gateway, steps);
      return { status: statusCode, headers: headers ?? {}, body: JSON.parse(body) as Record<string, unknown> };
    },
  };
}

export function chatAnswer(value: unknown): never {
  // The SDK's type adds helpers to the bytes that no caller here uses.
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)) as never;
}

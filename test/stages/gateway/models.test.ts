import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { GATEWAY_LIMITS } from '../../../contract/gateway';
import type { Settings } from '../../../stages/gateway/settings';
import { CALLER_ROLE, chat, chatAnswer, requestOf, world } from './world';

const ENDPOINT: Settings = { callers: [CALLER_ROLE], sagemaker: { endpointName: 'rampart-model' } };
const codeOf = (body: Record<string, unknown>): unknown => (body['error'] as { code?: unknown } | undefined)?.code;

test('a SageMaker endpoint is asked in the chat format, for JSON', async () => {
  const { send, sagemaker } = world(ENDPOINT);
  sagemaker.on(InvokeEndpointCommand).resolves({
    ContentType: 'application/json; charset=utf-8',
    Body: chatAnswer({
      choices: [{ message: { role: 'assistant', content: 'fine' }, finish_reason: 'length' }],
      usage: { prompt_tokens: 4, completion_tokens: 1 },
    }),
  });
  const { status, body } = await send(requestOf({ ...chat('hello'), maxTokens: 9, temperature: 0 }));
  expect(status).toBe(200);
  expect(body).toMatchObject({ content: 'fine', stopReason: 'length', usage: { inputTokens: 4, outputTokens: 1 } });
  const input = sagemaker.commandCalls(InvokeEndpointCommand)[0]?.args[0].input;
  expect(input).toMatchObject({
    EndpointName: 'rampart-model',
    ContentType: 'application/json',
    Accept: 'application/json',
  });
  expect(JSON.parse(String(input?.Body))).toEqual({ ...chat('hello'), max_tokens: 9, temperature: 0 });
});

test.each([
  ['another content type', { ContentType: 'text/html', Body: chatAnswer('{}') }],
  ['no content type', { Body: chatAnswer('{}') }],
  ['no body', { ContentType: 'application/json' }],
  ['what is not JSON', { ContentType: 'application/json', Body: chatAnswer('fine') }],
  ['null', { ContentType: 'application/json', Body: chatAnswer('null') }],
  ['no choice', { ContentType: 'application/json', Body: chatAnswer({ choices: [] }) }],
  ['choices that are no list', { ContentType: 'application/json', Body: chatAnswer({ choices: { 0: 1 } }) }],
  ['a choice of null', { ContentType: 'application/json', Body: chatAnswer({ choices: [null] }) }],
  ['no text', { ContentType: 'application/json', Body: chatAnswer({ choices: [{ message: { content: 1 } }] }) }],
  [
    'more than allowed',
    { ContentType: 'application/json', Body: chatAnswer('x'.repeat(GATEWAY_LIMITS.answerBytes + 1)) },
  ],
])('an endpoint that sends %s gives no answer', async (_what, response) => {
  const { send, sagemaker } = world(ENDPOINT);
  sagemaker.on(InvokeEndpointCommand).resolves(response);
  const { status, body } = await send(requestOf(chat('hello')));
  expect([status, codeOf(body)]).toEqual([502, 'MODEL_ANSWER_INVALID']);
});

test('token counts that are no counts are zero', async () => {
  const { send, sagemaker } = world(ENDPOINT);
  sagemaker.on(InvokeEndpointCommand).resolves({
    ContentType: 'application/json',
    Body: chatAnswer({
      choices: [{ message: { content: 'a' } }],
      usage: { prompt_tokens: -1, completion_tokens: 'x' },
    }),
  });
  expect((await send(requestOf(chat('hello')))).body['usage']).toEqual({ inputTokens: 0, outputTokens: 0 });
});

test.each([
  ['ThrottlingException', {}, 429, 'MODEL_BUSY'],
  ['ServiceQuotaExceededException', {}, 429, 'MODEL_BUSY'],
  ['ModelNotReadyException', {}, 429, 'MODEL_BUSY'],
  ['ModelError', { OriginalStatusCode: 429 }, 429, 'MODEL_BUSY'],
  ['ModelError', { OriginalStatusCode: 500 }, 502, 'MODEL_FAILED'],
  ['AccessDeniedException', {}, 502, 'MODEL_FAILED'],
  ['ModelTimeoutException', {}, 504, 'MODEL_TIMEOUT'],
  ['TimeoutError', {}, 504, 'MODEL_TIMEOUT'],
  ['a name with SECRET-PROMPT', {}, 502, 'MODEL_FAILED'],
])('%s %j is %d %s', async (name, fields, status, code) => {
  const { send, bedrock, lines } = world();
  bedrock.on(ConverseCommand).rejects(Object.assign(new Error('x'), { name, ...fields }));
  const response = await send(requestOf(chat('hello')));
  expect([response.status, codeOf(response.body)]).toEqual([status, code]);
  expect(lines[0]).not.toContain('SECRET-PROMPT');
});

test.each([
  ['content_filtered', [{ text: 'x' }], 422, 'CONTENT_FILTERED'],
  ['end_turn', [], 502, 'MODEL_ANSWER_INVALID'],
  [undefined, [{ text: 'x' }], 502, 'MODEL_ANSWER_INVALID'],
] as const)(
  'a Bedrock model that stops with %s and sends %j gives no answer',
  async (stopReason, content, status, code) => {
    const { send, bedrock } = world();
    bedrock
      .on(ConverseCommand)
      .resolves({ stopReason, output: { message: { role: 'assistant', content: [...content] } } });
    const response = await send(requestOf(chat('hello')));
    expect([response.status, codeOf(response.body)]).toEqual([status, code]);
  },
);

import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { GATEWAY_REFUSALS } from '../../../contract/gateway';
import { STEPS } from '../../../stages/gateway/pipeline';
import { BEDROCK, CALLER_ROLE, chat, REQUEST_ID, requestOf, SETTINGS, world } from './world';

test('a signed question is answered by the model, under the request id of the access log', async () => {
  const { send } = world();
  expect(await send(requestOf(chat('hello')))).toEqual({
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': REQUEST_ID,
    },
    body: {
      requestId: REQUEST_ID,
      outcome: 'answered',
      model: 'bedrock',
      content: 'fine',
      stopReason: 'end_turn',
      usage: { inputTokens: 7, outputTokens: 2 },
    },
  });
});

test('every call carries the pinned guardrail, and no block that would narrow what the guardrail reads', async () => {
  const { send, bedrock } = world();
  const messages = [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
    { role: 'user', content: 'c' },
  ];
  await send(requestOf({ messages, maxTokens: 5, temperature: 0.5 }));
  expect(bedrock.commandCalls(ConverseCommand)[0]?.args[0].input).toEqual({
    modelId: BEDROCK.modelId,
    messages: messages.map(({ role, content }) => ({ role, content: [{ text: content }] })),
    inferenceConfig: { maxTokens: 5, temperature: 0.5 },
    guardrailConfig: { guardrailIdentifier: 'gr1abc', guardrailVersion: '3', trace: 'disabled' },
  });
});

test("a guardrail's intervention is an outcome of its own, and none of its text comes back", async () => {
  const { send, bedrock, lines } = world();
  bedrock.on(ConverseCommand).resolves({
    stopReason: 'guardrail_intervened',
    output: { message: { role: 'assistant', content: [{ text: 'masked or canned text' }] } },
  });
  const { status, body } = await send(requestOf(chat('hello')));
  expect(status).toBe(422);
  expect(body).toMatchObject({ outcome: 'guardrail-intervened', error: { code: 'GUARDRAIL_INTERVENED' } });
  expect(JSON.stringify(body)).not.toContain('canned');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ Outcome: 'guardrail-intervened', status: 422 });
});

test('the log has one line a request: who, how much, how it ended, and no word of prompt or answer', async () => {
  const { send, lines } = world();
  await send(requestOf(chat('SECRET-PROMPT')));
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('SECRET-PROMPT');
  expect(lines[0]).not.toContain('fine');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    _aws: expect.objectContaining({ Timestamp: 1_700_000_000_000 }),
    requestId: REQUEST_ID,
    caller: CALLER_ROLE,
    principalId: 'AROAEXAMPLE1234567',
    Model: 'bedrock',
    Outcome: 'answered',
    status: 200,
    messages: 1,
    promptCharacters: 13,
    maxTokens: 1024,
    LatencyMs: 0,
    BodyBytes: 56,
    InputTokens: 7,
    OutputTokens: 2,
  });
});

test('each metric and dimension that the log line declares is a field of the line', async () => {
  const { send, lines } = world();
  await send(requestOf('not json'));
  const line = JSON.parse(lines[0] ?? '') as Record<string, unknown> & {
    _aws: { CloudWatchMetrics: { Dimensions: string[][]; Metrics: { Name: string }[] }[] };
  };
  const [directive] = line._aws.CloudWatchMetrics;
  for (const { Name } of directive?.Metrics ?? []) expect(typeof line[Name]).toBe('number');
  for (const name of directive?.Dimensions.flat() ?? []) expect(typeof line[name]).toBe('string');
  expect(directive?.Metrics).toHaveLength(4);
});

test("a model's error message, which may repeat the prompt, reaches neither the caller nor the log", async () => {
  const { send, bedrock, lines } = world();
  bedrock
    .on(ConverseCommand)
    .rejects(Object.assign(new Error('bad input: SECRET-PROMPT'), { name: 'ValidationException' }));
  const { status, body } = await send(requestOf(chat('SECRET-PROMPT')));
  expect(status).toBe(502);
  expect(JSON.stringify(body) + lines.join()).not.toContain('SECRET-PROMPT');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ code: 'MODEL_FAILED', reason: 'ValidationException' });
});

test.each([
  ['an unsigned request', { requestContext: { requestId: REQUEST_ID, identity: {} } }, 401, 'CALLER_UNKNOWN'],
  ['a request without context', { requestContext: undefined }, 401, 'CALLER_UNKNOWN'],
  ['another method', { httpMethod: 'GET' }, 404, 'ROUTE_UNKNOWN'],
  ['another resource', { resource: '/{proxy+}' }, 404, 'ROUTE_UNKNOWN'],
  ['another content type', { headers: { 'Content-Type': 'text/plain' } }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
  ['no headers', { headers: null }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
  ['no body', { body: null }, 400, 'BODY_UNREADABLE'],
])('%s is refused, and no model is asked', async (_what, changes, status, code) => {
  const { send, asked } = world();
  const response = await send(requestOf(chat('hello'), changes));
  expect([response.status, (response.body['error'] as { code: string }).code, asked()]).toEqual([status, code, 0]);
});

test('who may not call learns nothing of what the gateway thinks of the body', async () => {
  const { send } = world({ ...SETTINGS, callers: ['arn:aws:iam::444455556666:role/other'] });
  expect((await send(requestOf('{'.repeat(50_000)))).status).toBe(403);
});

test('a request id that does not look like one is replaced by Lambda’s', async () => {
  const { send } = world();
  const event = requestOf(chat('hello'));
  event.requestContext.requestId = 'SECRET-PROMPT\n{"forged":true}';
  expect((await send(event)).body['requestId']).toBe('lambda-request');
});

test('a fault that nobody foresaw is a 500 with a code, and its message stays inside', async () => {
  const { send, lines } = world();
  const broken = (): never => {
    throw new TypeError('SECRET-PROMPT');
  };
  const { status, body } = await send(requestOf(chat('hello')), 28_000, [broken]);
  expect([status, body['outcome']]).toEqual([500, 'failed']);
  expect(JSON.stringify(body) + lines.join()).not.toContain('SECRET-PROMPT');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ code: 'INTERNAL', reason: 'TypeError' });
});

test('an added step before the last stops a request before the model sees it', async () => {
  const { send, asked } = world();
  const { Refusal } = await import('../../../stages/gateway/refusal');
  const inspect = (): never => {
    throw new Refusal('CONTENT_FILTERED', 'stopped');
  };
  const steps = [...STEPS.slice(0, -1), inspect, ...STEPS.slice(-1)];
  expect((await send(requestOf(chat('hello')), 28_000, steps)).status).toBe(422);
  expect(asked()).toBe(0);
});

test('without the steps that ask the model there is no 200', async () => {
  const { send } = world();
  expect((await send(requestOf(chat('hello')), 28_000, STEPS.slice(0, -1))).status).toBe(500);
});

test('with no time left the model is not asked', async () => {
  const { send, asked } = world();
  expect((await send(requestOf(chat('hello')), 1_400)).status).toBe(504);
  expect(asked()).toBe(0);
});

test('a model that is too slow is aborted, and the caller is told in time', async () => {
  const { send, bedrock } = world();
  bedrock.on(ConverseCommand).callsFake(() => new Promise(() => undefined));
  const { status, body } = await send(requestOf(chat('hello')), 1_520);
  expect([status, (body['error'] as { code: string }).code]).toEqual([504, 'MODEL_TIMEOUT']);
  const [, options] = bedrock.call(0).args as unknown as [unknown, { abortSignal: AbortSignal }];
  expect(options.abortSignal.aborted).toBe(true);
});

test('every refusal is an error status', () => {
  for (const status of Object.values(GATEWAY_REFUSALS)) expect(status).toBeGreaterThanOrEqual(400);
});

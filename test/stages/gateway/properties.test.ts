import fc from 'fast-check';
import { GATEWAY_LIMITS, GATEWAY_REFUSALS } from '../../../contract/gateway';
import { chat, requestOf, world } from './world';

const STATUSES = new Set<number>([200, ...Object.values(GATEWAY_REFUSALS)]);

test('whatever bytes come as a body, the gateway answers, and never 200 without having asked a model', async () => {
  const body = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.json(), fc.string({ unit: 'grapheme' }));
  await fc.assert(
    fc.asyncProperty(body, fc.boolean(), async (text, isBase64Encoded) => {
      const { send, asked, lines } = world();
      const { status } = await send(requestOf(text, { isBase64Encoded }));
      expect(STATUSES).toContain(status);
      expect(status === 200).toBe(asked() > 0);
      expect(lines).toHaveLength(1);
    }),
    { numRuns: 150, seed: 1 },
  );
});

test('whatever value stands where, only a well-formed request reaches a model', async () => {
  const odd = fc
    .anything({ withNullPrototype: true, maxDepth: 3 })
    .map((value) => JSON.parse(JSON.stringify(value ?? null) ?? 'null') as unknown);
  const turn = fc.record({
    role: fc.oneof(fc.constantFrom('user', 'assistant', 'system'), odd),
    content: fc.oneof(fc.string(), odd),
  });
  const request = fc.record(
    {
      messages: fc.oneof(fc.array(turn, { maxLength: 4 }), odd),
      model: fc.oneof(fc.constantFrom('bedrock', 'sagemaker'), odd),
      maxTokens: fc.oneof(fc.integer(), odd),
      ['__proto__']: odd,
    },
    { requiredKeys: ['messages'] },
  );
  await fc.assert(
    fc.asyncProperty(request, async (value) => {
      const { send, bedrock } = world();
      const { status } = await send(requestOf(JSON.stringify(value)));
      expect(status === 200).toBe(bedrock.calls().length === 1);
      if (status === 200) {
        const input = bedrock.call(0).args[0].input as { messages: { role: string }[] };
        expect(input.messages.every(({ role }, at) => role === (at % 2 === 0 ? 'user' : 'assistant'))).toBe(true);
      }
      expect(Object.prototype).not.toHaveProperty('messages');
    }),
    { numRuns: 150, seed: 2 },
  );
});

test('any well-formed Unicode reaches the model as it was sent, and nothing of it the log', async () => {
  const content = fc
    .string({ unit: 'grapheme', minLength: 12, maxLength: 200 })
    .filter((text) => text.trim() !== '' && !/\p{Surrogate}/u.test(text))
    .map((text) => `PROMPT ${text}`);
  await fc.assert(
    fc.asyncProperty(content, async (text) => {
      const { send, bedrock, lines } = world();
      expect((await send(requestOf(chat(text)))).status).toBe(200);
      expect(bedrock.call(0).args[0].input).toMatchObject({ messages: [{ content: [{ text }] }] });
      expect(lines.join()).not.toContain('PROMPT');
    }),
    { numRuns: 100, seed: 3 },
  );
});

test('a body larger than allowed is refused, however it is written', async () => {
  const { send, asked } = world();
  const huge = JSON.stringify(chat('x'.repeat(GATEWAY_LIMITS.bodyBytes)));
  expect((await send(requestOf(huge))).status).toBe(413);
  expect((await send(requestOf(Buffer.from(huge).toString('base64'), { isBase64Encoded: true }))).status).toBe(413);
  expect((await send(requestOf('['.repeat(GATEWAY_LIMITS.bodyBytes)))).status).toBe(413);
  expect(asked()).toBe(0);
});

test('whoever the identity says it is, only the allowed role gets through', async () => {
  const text = fc.option(fc.string(), { nil: null });
  const identity = fc.record({ accountId: text, caller: text, userArn: text });
  await fc.assert(
    fc.asyncProperty(identity, async (who) => {
      const { send, asked } = world();
      const { status } = await send(requestOf(chat('x'), { requestContext: { identity: who } }));
      expect([401, 403]).toContain(status);
      expect(asked()).toBe(0);
    }),
    { numRuns: 150, seed: 4 },
  );
});

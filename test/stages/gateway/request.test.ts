import { GATEWAY_LIMITS, type ModelKind } from '../../../contract/gateway';
import { bodyOf } from '../../../stages/gateway/body';
import { boundedJson } from '../../../stages/gateway/json';
import { promptOf } from '../../../stages/gateway/request';

const headers = { 'Content-Type': 'application/json; charset=utf-8' };
const user = (content: unknown): unknown => ({ role: 'user', content });
const code = (code: string): Error => expect.objectContaining({ code }) as Error;
const both: ModelKind[] = ['bedrock', 'sagemaker'];

describe('body', () => {
  test('a base64 body is decoded, and measured as it was sent', () => {
    const body = Buffer.from('{"ü":1}').toString('base64');
    expect(bodyOf({ body, headers, isBase64Encoded: true })).toEqual({ text: '{"ü":1}', bytes: 8 });
  });

  test('size counts bytes, not characters', () => {
    const fits = 'ü'.repeat(GATEWAY_LIMITS.bodyBytes / 2);
    expect(bodyOf({ body: fits, headers, isBase64Encoded: false }).bytes).toBe(GATEWAY_LIMITS.bodyBytes);
    expect(() => bodyOf({ body: `${fits}a`, headers, isBase64Encoded: false })).toThrow(code('BODY_TOO_LARGE'));
  });

  test('an oversized base64 body is refused before it is decoded, and at the very byte', () => {
    const bytes = (count: number): string => Buffer.alloc(count, 97).toString('base64');
    const at = (body: string): unknown => bodyOf({ body, headers, isBase64Encoded: true });
    expect(at(bytes(GATEWAY_LIMITS.bodyBytes))).toMatchObject({ bytes: GATEWAY_LIMITS.bodyBytes });
    expect(() => at(bytes(GATEWAY_LIMITS.bodyBytes + 1))).toThrow(code('BODY_TOO_LARGE'));
    expect(() => at('*'.repeat(1_000_000))).toThrow(code('BODY_TOO_LARGE'));
  });

  test.each(['e30', 'e3 0=', '****', 'e===', Buffer.from([0xff, 0xfe, 0x00]).toString('base64')])(
    'base64 that is not strict, or not UTF-8 inside, is unreadable: %s',
    (body) => {
      expect(() => bodyOf({ body, headers, isBase64Encoded: true })).toThrow(code('BODY_UNREADABLE'));
    },
  );

  test.each([
    'text/json',
    'application/json5',
    'application/json; charset=utf-16',
    'application/jsonx',
    'text/plain; application/json',
    '',
  ])('content type %s is not taken for JSON', (type) => {
    expect(() => bodyOf({ body: '{}', headers: { 'content-type': type }, isBase64Encoded: false })).toThrow(
      code('CONTENT_TYPE_UNSUPPORTED'),
    );
  });

  test('a compressed body is refused', () => {
    const packed = { ...headers, 'CONTENT-ENCODING': 'gzip' };
    expect(() => bodyOf({ body: '{}', headers: packed, isBase64Encoded: false })).toThrow(
      code('CONTENT_TYPE_UNSUPPORTED'),
    );
  });
});

describe('json', () => {
  test.each([
    ['nesting', '['.repeat(GATEWAY_LIMITS.jsonDepth + 1)],
    ['keys', `{${Array.from({ length: GATEWAY_LIMITS.jsonKeys + 1 }, (_, n) => `"${n}":0`).join(',')}}`],
  ])('too much %s is refused before it is parsed', (_what, text) => {
    expect(() => boundedJson(text)).toThrow(code('JSON_TOO_COMPLEX'));
  });

  test('braces and colons inside texts do not count', () => {
    const text = `"${'{[:'.repeat(400)}`;
    expect(boundedJson(JSON.stringify({ text }))).toEqual({ text });
  });
});

describe('request', () => {
  test('defaults are filled in, and the only model is taken', () => {
    expect(promptOf({ messages: [user('hi')] }, ['sagemaker'])).toEqual({
      model: 'sagemaker',
      messages: [user('hi')],
      maxTokens: GATEWAY_LIMITS.defaultTokens,
      characters: 2,
    });
  });

  test('with two models the request must say which', () => {
    expect(() => promptOf({ messages: [user('hi')] }, both)).toThrow(code('REQUEST_INVALID'));
    expect(promptOf({ model: 'sagemaker', messages: [user('hi')] }, both).model).toBe('sagemaker');
  });

  test('a model that is not behind this gateway is not reached', () => {
    expect(() => promptOf({ model: 'bedrock', messages: [user('hi')] }, ['sagemaker'])).toThrow(
      code('MODEL_NOT_CONFIGURED'),
    );
  });

  test('a prompt at the limit passes, one more character does not', () => {
    const longest = 'x'.repeat(GATEWAY_LIMITS.promptCharacters);
    expect(promptOf({ messages: [user(longest)] }, ['bedrock']).characters).toBe(GATEWAY_LIMITS.promptCharacters);
    expect(() => promptOf({ messages: [user(`${longest}x`)] }, ['bedrock'])).toThrow(code('PROMPT_TOO_LONG'));
  });

  test.each([
    ['a list', []],
    ['null', null],
    ['no messages', {}],
    ['no turns', { messages: [] }],
    ['too many turns', { messages: Array.from({ length: GATEWAY_LIMITS.messages + 1 }, () => user('x')) }],
    ['a system turn', { messages: [{ role: 'system', content: 'obey' }] }],
    ['two turns of the user in a row', { messages: [user('a'), user('b'), user('c')] }],
    ['words put into the model’s mouth at the end', { messages: [user('a'), { role: 'assistant', content: 'b' }] }],
    ['blank content', { messages: [user(' \n')] }],
    ['content that is no text', { messages: [user([{ text: 'x' }])] }],
    ['half a surrogate pair', { messages: [user('\ud800')] }],
    ['an unknown key', { messages: [user('x')], guardrailConfig: {} }],
    ['an unknown key in a turn', { messages: [{ role: 'user', content: 'x', cachePoint: {} }] }],
    ['an unknown model', { messages: [user('x')], model: 'other' }],
    ['more tokens than allowed', { messages: [user('x')], maxTokens: GATEWAY_LIMITS.maxTokens + 1 }],
    ['no tokens', { messages: [user('x')], maxTokens: 0 }],
    ['a fraction of a token', { messages: [user('x')], maxTokens: 1.5 }],
    ['tokens as text', { messages: [user('x')], maxTokens: '5' }],
    ['too much heat', { messages: [user('x')], temperature: 1.01 }],
    ['heat as null', { messages: [user('x')], temperature: null }],
  ])('%s is refused', (_what, value) => {
    expect(() => promptOf(value, ['bedrock'])).toThrow(code('REQUEST_INVALID'));
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])('the key %s changes no prototype', (key) => {
    const polluted = `{"messages":[{"role":"user","content":"x","${key}":{"polluted":true}}]}`;
    expect(() => promptOf(boundedJson(polluted), ['bedrock'])).toThrow(code('REQUEST_INVALID'));
    expect(() => promptOf(boundedJson(`{"${key}":{"messages":[]}}`), ['bedrock'])).toThrow(code('REQUEST_INVALID'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a message that refuses repeats nothing that was sent', () => {
    expect(() => promptOf({ 'SECRET-PROMPT': 1 }, ['bedrock'])).toThrow(/^(?!.*SECRET-PROMPT)/);
    expect(() => promptOf({ messages: [{ role: 'SECRET-PROMPT', content: 'x' }] }, ['bedrock'])).toThrow(
      /^(?!.*SECRET-PROMPT)/,
    );
  });
});

import { InvokeEndpointCommand, type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { GATEWAY_LIMITS } from '../../contract/gateway';
import type { Reply } from './model';
import { Refusal } from './refusal';
import type { Prompt } from './request';
import type { Settings } from './settings';

/** The part of an OpenAI-like chat answer that the gateway reads. Each field is checked before it is used. */
interface ChatAnswer {
  readonly choices?: readonly {
    readonly message?: { readonly content?: unknown };
    readonly finish_reason?: unknown;
  }[];
  readonly usage?: { readonly prompt_tokens?: unknown; readonly completion_tokens?: unknown };
}

/**
 * Asks a SageMaker endpoint in the chat format that its serving containers share.
 *
 * @throws Refusal `MODEL_ANSWER_INVALID`; and what the client throws
 */
export async function askSageMaker(
  client: Pick<SageMakerRuntimeClient, 'send'>,
  settings: NonNullable<Settings['sagemaker']>,
  prompt: Prompt,
  abortSignal: AbortSignal,
): Promise<Reply> {
  const command = new InvokeEndpointCommand({
    EndpointName: settings.endpointName,
    ContentType: 'application/json',
    Accept: 'application/json',
    Body: JSON.stringify({
      messages: prompt.messages,
      max_tokens: prompt.maxTokens,
      ...(prompt.temperature !== undefined && { temperature: prompt.temperature }),
    }),
  });
  const { Body, ContentType } = await client.send(command, { abortSignal });
  if (!/^application\/json\b/i.test(ContentType ?? '')) throw invalid('is not application/json');
  if (!Body || Body.length > GATEWAY_LIMITS.answerBytes) {
    throw invalid(`must have 1 to ${GATEWAY_LIMITS.answerBytes} bytes`);
  }
  return replyOf(parsed(Body));
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    throw invalid('is not JSON in UTF-8');
  }
}

function replyOf(value: unknown): Reply {
  if (typeof value !== 'object' || value === null) throw invalid('is not an object');
  const { choices, usage } = value as ChatAnswer;
  const choice = Array.isArray(choices) ? (choices as ChatAnswer['choices'])?.[0] : undefined;
  const content = choice?.message?.content;
  if (typeof content !== 'string' || content === '') throw invalid('has no text in choices[0].message.content');
  return {
    content,
    stopReason: typeof choice?.finish_reason === 'string' ? choice.finish_reason : 'unknown',
    usage: { inputTokens: count(usage?.prompt_tokens), outputTokens: count(usage?.completion_tokens) },
  };
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function invalid(what: string): Refusal {
  return new Refusal('MODEL_ANSWER_INVALID', `the model's answer ${what}`);
}

import { ConverseCommand, type BedrockRuntimeClient, type ConverseResponse } from '@aws-sdk/client-bedrock-runtime';
import type { Reply } from './model';
import { Refusal } from './refusal';
import type { Prompt } from './request';
import type { Settings } from './settings';

/**
 * Asks a Bedrock model, always under the pinned guardrail.
 *
 * @throws Refusal `GUARDRAIL_INTERVENED`, `CONTENT_FILTERED` or `MODEL_ANSWER_INVALID`; and what the client throws
 */
export async function askBedrock(
  client: Pick<BedrockRuntimeClient, 'send'>,
  settings: NonNullable<Settings['bedrock']>,
  prompt: Prompt,
  abortSignal: AbortSignal,
): Promise<Reply> {
  const command = new ConverseCommand({
    modelId: settings.modelId,
    // No guardContent blocks: with one anywhere, the guardrail would assess only what is marked.
    messages: prompt.messages.map(({ role, content }) => ({ role, content: [{ text: content }] })),
    inferenceConfig: {
      maxTokens: prompt.maxTokens,
      ...(prompt.temperature !== undefined && { temperature: prompt.temperature }),
    },
    guardrailConfig: {
      guardrailIdentifier: settings.guardrailId,
      guardrailVersion: settings.guardrailVersion,
      trace: 'disabled',
    },
  });
  return replyOf(await client.send(command, { abortSignal }));
}

function replyOf(response: Partial<ConverseResponse>): Reply {
  if (response.stopReason === 'guardrail_intervened') {
    throw new Refusal('GUARDRAIL_INTERVENED', 'the guardrail stopped this exchange');
  }
  if (response.stopReason === 'content_filtered') {
    throw new Refusal('CONTENT_FILTERED', "the model's own filter stopped this exchange");
  }
  const blocks = response.output?.message?.content ?? [];
  const content = blocks.map((block) => block.text ?? '').join('');
  if (response.stopReason === undefined || content === '') {
    throw new Refusal('MODEL_ANSWER_INVALID', 'the model gave no text');
  }
  return {
    content,
    stopReason: response.stopReason,
    usage: { inputTokens: response.usage?.inputTokens ?? 0, outputTokens: response.usage?.outputTokens ?? 0 },
  };
}

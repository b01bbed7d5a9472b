import type { TokenUsage } from '../../contract/gateway';
import { nameOf, Refusal } from './refusal';

/** A model's answer, whichever model gave it. */
export interface Reply {
  readonly content: string;
  readonly stopReason: string;
  readonly usage: TokenUsage;
}

const BUSY = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'ServiceQuotaExceededException',
  'ModelNotReadyException',
]);
const LATE = new Set(['AbortError', 'TimeoutError', 'ModelTimeoutException']);

/** What a model's client threw, as a refusal. Only the error's name is read: its message may repeat the prompt. */
export function modelFailure(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  const name = nameOf(thrown);
  if (LATE.has(name)) return new Refusal('MODEL_TIMEOUT', 'the model did not answer in time', name);
  if (BUSY.has(name) || containerStatus(thrown) === 429) {
    return new Refusal('MODEL_BUSY', 'the model is busy; try again later', name);
  }
  return new Refusal('MODEL_FAILED', 'the model could not answer', name);
}

/** The HTTP status with which a SageMaker container refused. */
function containerStatus(thrown: unknown): unknown {
  return thrown instanceof Error && 'OriginalStatusCode' in thrown ? thrown.OriginalStatusCode : undefined;
}

/**
 * Runs a model call under a time limit: the call is aborted, and a client that ignores that is not waited for.
 *
 * @param milliseconds what is left; without any, the model is not called
 * @throws Refusal, as `modelFailure` says
 */
export async function withinTime<T>(milliseconds: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (!(milliseconds > 0)) throw new Refusal('MODEL_TIMEOUT', 'no time was left to ask the model');
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Refusal('MODEL_TIMEOUT', 'the model did not answer in time'));
      abort.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([call(abort.signal), late]);
  } catch (thrown) {
    throw modelFailure(thrown);
  } finally {
    clearTimeout(timer);
  }
}

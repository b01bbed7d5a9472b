import { setTimeout as sleep } from 'node:timers/promises';
import { sendResponse, type Request } from '../invocation-logging/response';

/** What CloudFormation sends to the function behind a custom resource. */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}

/**
 * Does what a custom resource asks and always tells CloudFormation how it went: unanswered, it would wait for an hour.
 *
 * @param work returns the resource's physical id
 * @param request `node:https`, or what a test puts in its place
 * @throws ResponseError when CloudFormation could not be told, so that Lambda tries again
 */
export async function answer(
  event: CustomResourceEvent,
  work: (event: CustomResourceEvent) => Promise<string>,
  request?: Request,
): Promise<void> {
  const { ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId } = event;
  const outcome = await work(event).then(
    (id) => ({ Status: 'SUCCESS' as const, Reason: 'done', PhysicalResourceId: id }),
    (error: unknown) => ({
      Status: 'FAILED' as const,
      Reason: error instanceof Error ? error.message : 'unknown error',
      PhysicalResourceId: PhysicalResourceId ?? RequestId,
    }),
  );
  await sendResponse(
    ResponseURL,
    { ...outcome, StackId, RequestId, LogicalResourceId, NoEcho: true },
    { request, sleep: async (milliseconds) => void (await sleep(milliseconds)) },
  );
}

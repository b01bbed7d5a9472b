import { request as httpsRequest } from 'node:https';
import type { IncomingMessage, RequestOptions, ClientRequest } from 'node:http';
import { RampartError } from '../../contract/errors';

/** CloudFormation could not be told; the address, which is a credential, is never part of the message. */
export class ResponseError extends RampartError {}

/** What CloudFormation is told about a custom resource. */
export interface CloudFormationResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly NoEcho: true;
}

/** The part of `node:https` that is used. */
export type Request = (
  url: URL,
  options: RequestOptions,
  onResponse: (response: IncomingMessage) => void,
) => ClientRequest;

export interface SendOptions {
  /** @default `node:https`, which refuses any other protocol */
  readonly request?: Request;
  /** Waits so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

const ATTEMPTS = 5;
const FIRST_PAUSE = 200;
const TIMEOUT = 5000;
const MAXIMUM_REASON = 1000;

/**
 * Puts the response to the signed address, again after a fault of the network or the server, at most five times.
 * @throws ResponseError `RESPONSE_ADDRESS_INVALID`, `RESPONSE_REFUSED` (4xx: the address has expired) or `RESPONSE_NOT_DELIVERED`
 */
export async function sendResponse(
  address: string,
  response: CloudFormationResponse,
  options: SendOptions,
): Promise<void> {
  if (!URL.canParse(address)) throw new ResponseError('RESPONSE_ADDRESS_INVALID', 'ResponseURL must be a URL');
  const body = Buffer.from(JSON.stringify({ ...response, Reason: response.Reason.slice(0, MAXIMUM_REASON) }));
  let last = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await options.sleep(FIRST_PAUSE * 2 ** (attempt - 1));
    const outcome = await put(new URL(address), body, options.request ?? httpsRequest);
    if (outcome === 200) return;
    if (typeof outcome === 'number' && outcome >= 400 && outcome < 500 && outcome !== 429) {
      throw new ResponseError('RESPONSE_REFUSED', `CloudFormation's address answered ${outcome}`);
    }
    last = String(outcome);
  }
  throw new ResponseError('RESPONSE_NOT_DELIVERED', `CloudFormation was not told in ${ATTEMPTS} attempts: ${last}`);
}

/** The answer's status, or the code of a network fault. */
function put(url: URL, body: Buffer, request: Request): Promise<number | string> {
  return new Promise((resolve) => {
    const fault = (error: Error & { code?: string }): void => resolve(error.code ?? error.name);
    try {
      // The signature covers an empty content type.
      const headers = { 'content-type': '', 'content-length': body.length };
      const call = request(url, { method: 'PUT', headers, timeout: TIMEOUT, agent: false }, (answer) => {
        answer.resume();
        answer.once('error', fault);
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      });
      call.once('timeout', () => call.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
      call.once('error', fault);
      call.end(body);
    } catch (error) {
      fault(error as Error);
    }
  });
}

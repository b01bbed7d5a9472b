import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Ec2 } from './close';

const VERSION = '2016-11-15';

/** Where EC2 answers, and as whom it is called. */
export interface Ec2Access {
  /** E.g. `https://ec2.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** EC2's query API, signed by AWS's own signer: a hundredth of the full client's size for the two calls that are needed. */
export function ec2Query(access: Ec2Access, send: typeof fetch = fetch): Ec2 {
  const { endpoint, region, ...credentials } = access;
  const signer = new SignatureV4({ service: 'ec2', region, credentials, sha256: Sha256 });
  return {
    async call(action, parameters) {
      const { protocol, hostname, host, port } = new URL(endpoint);
      const body = new URLSearchParams({ Action: action, Version: VERSION, ...parameters }).toString();
      const signed = await signer.sign({
        method: 'POST',
        protocol,
        hostname,
        ...(port !== '' && { port: Number(port) }),
        path: '/',
        headers: { host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body,
      });
      const reply = await send(`${endpoint}/`, { method: 'POST', headers: signed.headers, body });
      if (!reply.ok) throw ec2Error(action, reply.status, await reply.text());
    },
  };
}

/** How the environment of a Lambda function names the same things. */
export function accessFrom(environment: NodeJS.ProcessEnv): Ec2Access {
  const region = environment['AWS_REGION'] ?? '';
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    endpoint:
      environment['AWS_ENDPOINT_URL_EC2'] ?? environment['AWS_ENDPOINT_URL'] ?? `https://ec2.${region}.${suffix}`,
    region,
    accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    sessionToken: environment['AWS_SESSION_TOKEN'],
  };
}

function ec2Error(action: string, status: number, body: string): Error {
  const code = /<Code>([A-Za-z.]+)<\/Code>/.exec(body)?.[1] ?? `Http${status}`;
  const error = new Error(`${action} failed: ${code}`);
  error.name = code;
  return error;
}

/** SHA-256, plain or keyed, in the form the signer takes. */
class Sha256 {
  private readonly state: Hash | Hmac;

  public constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    if (secret === undefined) this.state = createHash('sha256');
    else this.state = createHmac('sha256', typeof secret === 'string' ? secret : bytes(secret));
  }

  public update(data: string | Uint8Array): void {
    this.state.update(data);
  }

  public digest(): Promise<Uint8Array> {
    return Promise.resolve(this.state.digest());
  }

  public reset(): void {
    throw new Error('a Sha256 is used once');
  }
}

function bytes(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

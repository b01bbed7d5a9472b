import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to calls: a refusal by this status and code, each or every so many; or silence. */
export type Fault = 'hang' | { readonly status: number; readonly code: string; readonly every?: number };

/** Stands between the SDK and the emulator, and lets through only what the fault leaves. */
export class FaultProxy {
  private seen = 0;

  private constructor(
    private readonly server: Server,
    public readonly url: string,
  ) {}

  public static async start(target: string, fault: Fault): Promise<FaultProxy> {
    const server = createServer((incoming, answer) => proxy.answer(incoming, answer, target, fault));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new FaultProxy(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return proxy;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(incoming: IncomingMessage, answer: ServerResponse, target: string, fault: Fault): void {
    if (fault === 'hang') return;
    if (this.seen++ % (fault.every ?? 1) === 0) {
      incoming.resume();
      refuse(incoming, answer, fault);
      return;
    }
    const { hostname, port } = new URL(target);
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  }
}

/** Says no in the form of the protocol that was spoken: JSON with a header, or XML. */
function refuse({ headers }: IncomingMessage, answer: ServerResponse, { status, code }: Exclude<Fault, 'hang'>): void {
  const kind = headers['content-type'] ?? '';
  const speaksXml =
    kind.includes('x-www-form-urlencoded') || (headers.authorization ?? '').includes('/s3/aws4_request');
  const json = JSON.stringify({ __type: code, message: 'planted' });
  const inner = `<Code>${code}</Code><Message>planted</Message>`;
  const isS3 = (headers.authorization ?? '').includes('/s3/aws4_request');
  const xml = isS3
    ? `<Error>${inner}</Error>`
    : `<ErrorResponse><Error><Type>Sender</Type>${inner}</Error></ErrorResponse>`;
  answer.writeHead(status, {
    'content-type': speaksXml ? 'text/xml' : 'application/x-amz-json-1.1',
    'x-amzn-errortype': code,
    // A connection that is kept and then closed would look like another fault.
    connection: 'close',
  });
  answer.end(speaksXml ? xml : json);
}

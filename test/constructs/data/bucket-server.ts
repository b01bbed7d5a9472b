import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

/** Folders as buckets, and a key that makes MACs, over HTTP: as much of S3 and KMS as the functions of the data stage call. */
export class BucketServer {
  /** `METHOD KEY` of each request to a bucket. */
  public readonly requests: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly buckets: Readonly<Record<string, string>>,
    private readonly macKey: Uint8Array,
    /** Tag of an object of a malware scan. */
    private readonly verdict: (key: string) => string,
  ) {
    server.on('request', (request, response) => void this.answer(request, response));
  }

  /** @param buckets folder of each bucket */
  public static async start(
    buckets: Readonly<Record<string, string>>,
    macKey: Uint8Array,
    verdict: (key: string) => string,
  ): Promise<BucketServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new BucketServer(server, buckets, macKey, verdict);
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (request.headers['x-amz-target'] === 'TrentService.GenerateMac') {
      const { Message } = JSON.parse(body.toString('utf8')) as { Message: string };
      const Mac = createHmac('sha256', this.macKey).update(Buffer.from(Message, 'base64')).digest('base64');
      return void response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify({ Mac }));
    }
    const url = new URL(request.url ?? '/', 'http://here');
    const [bucket = '', ...parts] = decodeURIComponent(url.pathname).slice(1).split('/');
    const [folder, key] = [this.buckets[bucket], parts.join('/')];
    this.requests.push(`${request.method ?? ''} ${bucket}/${key || (url.searchParams.get('prefix') ?? '')}`);
    if (folder === undefined) return void refuse(response, 'NoSuchBucket');
    if (key === '') return void xml(response, listing(folder, url.searchParams.get('prefix') ?? ''));
    const path = join(folder, key);
    if (request.method === 'PUT') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, body);
      return void response.end();
    }
    if (url.searchParams.has('tagging')) {
      const tag = `<Tag><Key>GuardDutyMalwareScanStatus</Key><Value>${this.verdict(key)}</Value></Tag>`;
      return void xml(response, `<Tagging><TagSet>${tag}</TagSet></Tagging>`);
    }
    if (!existsSync(path)) return void refuse(response, 'NoSuchKey');
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from > 0) response.statusCode = 206;
    response.setHeader('content-length', statSync(path).size - from);
    return void response.end(request.method === 'HEAD' ? undefined : readFileSync(path).subarray(from));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function listing(folder: string, prefix: string): string {
  const keys = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .filter((key) => key.startsWith(prefix))
        .sort()
    : [];
  const contents = keys.map(
    (key) => `<Contents><Key>${key}</Key><Size>${statSync(join(folder, key)).size}</Size><ETag>"e"</ETag></Contents>`,
  );
  return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
}

function xml(response: ServerResponse, text: string): void {
  response.setHeader('content-type', 'application/xml').end(text);
}

function refuse(response: ServerResponse, code: string): void {
  response.statusCode = 404;
  xml(response, `<Error><Code>${code}</Code></Error>`);
}

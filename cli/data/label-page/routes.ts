import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { LabelError } from '../../../stages/data/label/errors';
import type { LabelSchema } from '../../../stages/data/label/schema';
import { labelPage } from './page';
import type { LabelSession } from './session';

/** What the routes serve. */
export interface Served {
  readonly session: LabelSession;
  readonly schema: LabelSchema;
  readonly labeller: string;
  readonly token: string;
  readonly port: number;
}

const MOST_BODY = 64 * 1024;

/**
 * Answers the page's requests. The address's token is good once and is exchanged for a cookie that scripts cannot read. A request under
 * another host name (DNS rebinding) or from another site's page gets nothing.
 */
export function answerRequests({ session, schema, labeller, token, port }: Served): RequestListener {
  const page = labelPage();
  const cookieName = `rampart_label_${port}`;
  const secret = randomBytes(24).toString('base64url');
  const origin = `http://127.0.0.1:${port}`;
  let spent = false;

  const enter = (given: string, response: ServerResponse): void => {
    if (spent || !same(given, token)) {
      send(
        response,
        403,
        'text/plain',
        'This address has been used, or is not whole. Start the page again for a new one.\n',
      );
      return;
    }
    spent = true;
    response.setHeader('Set-Cookie', `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`);
    response.setHeader('Location', '/');
    send(response, 303, 'text/plain', '');
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', origin);
    const route = `${request.method} ${url.pathname}`;
    const number = (name: string): number => Math.max(0, Math.floor(Number(url.searchParams.get(name)) || 0));
    if (request.headers.host !== `127.0.0.1:${port}`) return send(response, 421, 'text/plain', '');
    if (route === 'GET /' && url.searchParams.has('token')) return enter(url.searchParams.get('token') ?? '', response);
    if (!same(cookie(request, cookieName), secret)) {
      return send(response, 403, 'text/plain', 'Open the address that the command printed.\n');
    }
    if (route === 'GET /') {
      response.setHeader('Content-Security-Policy', page.policy);
      return send(response, 200, 'text/html', page.html);
    }
    if (route === 'GET /state') return json(response, { schema, labeller, progress: session.progress(-1) });
    if (route === 'GET /items') return json(response, session.shown(number('from'), number('count')));
    if (route !== 'POST /entries') return send(response, 404, 'text/plain', '');
    if (request.headers.origin !== origin || request.headers['content-type'] !== 'application/json') {
      return send(response, 403, 'text/plain', '');
    }
    const place = await session.act(session.parse(await body(request)));
    json(response, { place, item: session.shown(place, place < 0 ? 0 : 1)[0], progress: session.progress(place) });
  };

  return (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('X-Frame-Options', 'DENY');
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return;
      const known = error instanceof LabelError;
      send(
        response,
        known && error.code === 'LABEL_REQUEST_INVALID' ? 400 : 500,
        'text/plain',
        known ? error.message : '',
      );
    });
  };
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  response.end(text);
}

function json(response: ServerResponse, value: unknown): void {
  send(response, 200, 'application/json', JSON.stringify(value));
}

async function body(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BODY) throw new LabelError('LABEL_REQUEST_INVALID', `a request may have ${MOST_BODY} bytes`);
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new LabelError('LABEL_REQUEST_INVALID', 'a request must be JSON');
  }
}

function cookie(request: IncomingMessage, name: string): string {
  const found = (request.headers.cookie ?? '').split('; ').find((part) => part.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? '';
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

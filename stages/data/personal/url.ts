import { CLASS, LOWER, OTHER, UPPER } from './characters';
import type { Finds } from './finds';
import { ipv4 } from './ip';
import { matchEnd } from './sticky';

const LONGEST = 2_048;
const SCHEME_LIMIT = 12;
const CREDENTIALS = /[^\s/?#@:]{0,64}:[^\s/?#@]{1,128}@(?=[\w[])/y;
const USER_ONLY = /[\w.%+-]{1,64}@(?=[\w[])/y;
const DATABASE =
  /^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|redis|rediss|amqps?|mssql|sqlserver|oracle|jdbc|clickhouse|ldaps?|nats|kafka)$/i;
// A parameter that names a person, or lets its holder act as one.
const PERSONAL_QUERY =
  /[?&;](?:e-?mail(?:_?addr(?:ess)?)?|mail|user(?:_?(?:name|id))?|login|(?:first|last)_?name|phone|passw(?:or)?d|pwd|pass|(?:access_?)?token|auth|session(?:_?id)?|api_?key|secret|sig(?:nature)?|rcpt|recipient|subscriber)=(?!&|$|%%|\{|\[)[^\s&#]{3,}/i;
const HOLDS_EMAIL = /[\w.+-](?:@|%40)[\w-]{1,63}\.[A-Za-z]/i;

/** A URL whose `://` begins at `colon`. Answers where the scan goes on: behind the URL, which holds nothing else of interest. */
export function url(text: string, colon: number, finds: Finds): number {
  let start = colon;
  while (start > 0 && colon - start < SCHEME_LIMIT && isScheme(text.charCodeAt(start - 1))) start--;
  if (start === colon) return colon + 3;
  const host = colon + 3;
  const end = urlEnd(text, host);
  const scheme = text.slice(start, colon);
  if (matchEnd(CREDENTIALS, text, host) >= 0) {
    finds.add(DATABASE.test(scheme) ? 'secret-connection-string' : 'url-credentials', start, end);
    return end;
  }
  const path = text.slice(host, end);
  if (matchEnd(USER_ONLY, text, host) >= 0 || PERSONAL_QUERY.test(path) || HOLDS_EMAIL.test(path)) {
    finds.add('url-personal', start, end);
    return end;
  }
  ipv4(text, host, finds);
  return end;
}

function urlEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST);
  let end = from;
  while (end < limit && !endsUrl(text.charCodeAt(end))) end++;
  while (end > from && isTrailing(text.charCodeAt(end - 1))) end--;
  return end;
}

function endsUrl(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0x22 ||
    code === 0x3c ||
    code === 0x3e ||
    code === 0x60 ||
    code === 0x5b ||
    code === 0x5d ||
    code === 0x7b ||
    code === 0x7d ||
    code === 0xa0
  );
}

function isTrailing(code: number): boolean {
  return (
    code === 0x2e || code === 0x2c || code === 0x29 || code === 0x27 || code === 0x3b || code === 0x21 || code === 0x3a
  );
}

function isScheme(code: number): boolean {
  const kind = CLASS[code];
  return (code < 128 && (kind === LOWER || kind === UPPER)) || code === 0x2b || (kind !== OTHER && code === 0x2d);
}

import { CLASS, isDigit, LOWER, OTHER, UPPER } from './characters';
import type { Finds } from './finds';
import { ipv4 } from './ip';
import { matchEnd } from './sticky';

const LONGEST = 2_048;
const SCHEME_LIMIT = 12;
const CREDENTIALS = /[^\s/?#@:]{0,64}:[^\s/?#@]{1,128}@(?=[\w[])/y;
const USER_ONLY = /[\w.%+-]{1,64}@(?=[\w[])/y;
/** What `CREDENTIALS` has before its `@`, at most. */
const MOST_BEFORE_AT = 193;
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
  const { end, signs } = reachOf(text, host);
  const named = holdsAt(text, host);
  if (named && matchEnd(CREDENTIALS, text, host) >= 0) {
    finds.add(DATABASE.test(text.slice(start, colon)) ? 'secret-connection-string' : 'url-credentials', start, end);
    return end;
  }
  if ((named && matchEnd(USER_ONLY, text, host) >= 0) || isPersonal(text.slice(host, end), signs)) {
    finds.add('url-personal', start, end);
    return end;
  }
  if (isDigit(text.charCodeAt(host))) ipv4(text, host, finds);
  return end;
}

function isPersonal(path: string, signs: number): boolean {
  return ((signs & EQUALS) !== 0 && PERSONAL_QUERY.test(path)) || ((signs & MAY_BE_AT) !== 0 && HOLDS_EMAIL.test(path));
}

/** Whether an `@` stands where it would end a user or a password, so that the patterns for both are worth a try. */
function holdsAt(text: string, host: number): boolean {
  const limit = Math.min(text.length, host + MOST_BEFORE_AT + 1);
  for (let at = host; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x40) return true;
    // `/`, `?`, `#`, or a line's end.
    if (code === 0x2f || code === 0x3f || code === 0x23 || code === 0x20 || code === 0x0a) return false;
  }
  return false;
}

/** Where an address ends, and the signs in it that patterns ask for. */
function reachOf(text: string, from: number): { readonly end: number; readonly signs: number } {
  const limit = Math.min(text.length, from + LONGEST);
  let end = from;
  let signs = 0;
  for (; end < limit; end++) {
    const sign = SIGNS[text.charCodeAt(end)] as number;
    if (sign === ENDS) break;
    signs |= sign;
  }
  while (end > from && isTrailing(text.charCodeAt(end - 1))) end--;
  return { end, signs };
}

const ENDS = 1;
const EQUALS = 2;
const MAY_BE_AT = 4;
const SIGNS = new Uint8Array(65_536).fill(ENDS, 0, 0x21);
for (const sign of '"<>`[]{}\u00a0') SIGNS[sign.charCodeAt(0)] = ENDS;
SIGNS[0x3d] = EQUALS;
// `%40` stands for the sign.
for (const sign of '@%') SIGNS[sign.charCodeAt(0)] = MAY_BE_AT;

function isTrailing(code: number): boolean {
  return (
    code === 0x2e || code === 0x2c || code === 0x29 || code === 0x27 || code === 0x3b || code === 0x21 || code === 0x3a
  );
}

function isScheme(code: number): boolean {
  const kind = CLASS[code];
  return (code < 128 && (kind === LOWER || kind === UPPER)) || code === 0x2b || (kind !== OTHER && code === 0x2d);
}

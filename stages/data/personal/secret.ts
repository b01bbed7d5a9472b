import { entropy } from './checksum';
import { isWordCode } from './characters';
import type { Finds } from './finds';
import { matchAt, matchEnd } from './sticky';
import type { PersonalRule } from './kinds';

/** Keys that a provider marks with a prefix. The shapes are the providers' documented ones. */
const PREFIXED: readonly (readonly [first: string, rule: PersonalRule, pattern: RegExp])[] = [
  ['A', 'secret-aws-access-key-id', /A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z0-9])/y],
  ['A', 'secret-google-api-key', /AIza[\w-]{35}(?![\w-])/y],
  ['g', 'secret-github', /gh[pousr]_[A-Za-z0-9]{36,251}(?!\w)/y],
  ['g', 'secret-github', /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?!\w)/y],
  ['x', 'secret-slack', /xox[abeoprs]-[A-Za-z0-9-]{10,250}(?![\w-])/y],
  ['x', 'secret-slack', /xapp-\d-[A-Za-z0-9-]{10,250}(?![\w-])/y],
  ['s', 'secret-stripe', /sk_(?:live|test)_[A-Za-z0-9]{16,247}(?!\w)/y],
  ['r', 'secret-stripe', /rk_(?:live|test)_[A-Za-z0-9]{16,247}(?!\w)/y],
  ['w', 'secret-stripe', /whsec_[A-Za-z0-9+/=]{24,128}(?!\w)/y],
];
const FIRSTS = new Uint8Array(128);
for (const first of [...PREFIXED.map(([letter]) => letter), 'e']) FIRSTS[first.charCodeAt(0)] = 1;

/** Tokens of fewer units are no key, but for what begins Slack's: `xox` and a letter. */
export const SHORTEST_KEY = 16;
export const LETTER_X = 0x78;

/** Whether a token may be a key by its first letter. */
export function mayBeKey(code: number): boolean {
  return FIRSTS[code] === 1;
}

/** A provider's key, or a JWT, at the token that begins at `at`. Answers its end, or -1. */
export function providerKey(text: string, at: number, finds: Finds): number {
  const code = text.charCodeAt(at);
  if (code === 0x65) return jwt(text, at, finds);
  for (const [first, rule, pattern] of PREFIXED) {
    if (first.charCodeAt(0) !== code) continue;
    const end = matchEnd(pattern, text, at);
    if (end < 0) continue;
    finds.add(rule, at, end);
    return end;
  }
  return -1;
}

const JWT = /eyJ[\w-]{5,2048}\.eyJ[\w-]{5,8192}\.[\w-]{0,1024}/y;

/** A JSON Web Token (RFC 7519): its first part decodes to a JSON object with `alg`. */
function jwt(text: string, at: number, finds: Finds): number {
  if (!text.startsWith('eyJ', at)) return -1;
  const match = matchAt(JWT, text, at);
  if (match === undefined) return -1;
  const [token] = match;
  if (!hasAlgorithm(token.slice(0, token.indexOf('.')))) return -1;
  finds.add('secret-jwt', at, at + token.length);
  return at + token.length;
}

function hasAlgorithm(part: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null && 'alg' in header;
  } catch {
    return false;
  }
}

const PEM = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
const PEM_LIMIT = 16_384;

/** A PEM private key whose first dash is at `at`; one without its last line ends where its letters do. */
export function privateKey(text: string, at: number, finds: Finds): number {
  const body = matchEnd(PEM, text, at);
  if (body < 0) return -1;
  const limit = Math.min(text.length, body + PEM_LIMIT);
  let end = body;
  while (end < limit && isPemBody(text.charCodeAt(end))) end++;
  if (text.startsWith('-----END', end)) {
    const close = matchEnd(/-----END [A-Z0-9 ]{0,50}-----/y, text, end);
    if (close > 0) end = close;
  }
  finds.add('secret-private-key', at, end);
  return end;
}

// Base 64, line ends (also escaped ones, as in JSON), and the header lines of an encrypted key.
function isPemBody(code: number): boolean {
  return (
    isWordCode(code) ||
    code === 0x2b ||
    code === 0x2f ||
    code === 0x3d ||
    code === 0x20 ||
    code === 0x0a ||
    code === 0x0d ||
    code === 0x3a ||
    code === 0x2c ||
    code === 0x5c
  );
}

const ASSIGNED =
  /["'\])]{0,2}[ \t]{0,4}(?::=|=>|[:=])[ \t]{0,4}(?:["'](?<quoted>[^"'\r\n]{4,256})["']|(?<bare>[^\s"'<>,;&)\]}[{]{4,256}))/y;
const BEARER = /[ \t]{1,2}(?<bare>[A-Za-z0-9._~+/-]{16,1024}={0,2})/y;
const LOUD = /pass|pwd|secret|key|token|credential/i;
const AWS_SECRET = /^[A-Za-z0-9/+]{40}$/;
// What stands for a value: a variable, a mask, a word of a manual.
const STAND_IN =
  /^(?:\$|%|<|\{|\*+$|x+$|\.+$|your|my|the|none|null|nil|true|false|undefined|changeme|example|password|passwd|secret|required|optional|protected|encrypted|string|process\.env|os\.environ|env\.)/i;

/** The value that is assigned to the secret's name from `start` to `end`. Answers the value's end, or -1. */
export function assignment(text: string, start: number, end: number, finds: Finds): number {
  const name = text.slice(start, end);
  const match = matchAt(ASSIGNED, text, end) ?? (/^bearer$/i.test(name) ? matchAt(BEARER, text, end) : undefined);
  const value = match?.groups?.['quoted'] ?? match?.groups?.['bare'];
  if (match === undefined || value === undefined) return -1;
  const trimmed = value.replace(/[.,:;?]+$/, '');
  if (!isSecret(name, trimmed)) return -1;
  const from = end + match[0].lastIndexOf(value);
  const rule = AWS_SECRET.test(trimmed) && entropy(trimmed) > 4 ? 'secret-aws-secret-key' : 'secret-assignment';
  finds.add(rule, from, from + trimmed.length);
  return from + trimmed.length;
}

/** A password is taken with little proof; a `key` or `token`, which is many other things as well, only where it is random. */
function isSecret(name: string, value: string): boolean {
  if (!LOUD.test(name) && !/^bearer|^auth/i.test(name)) return false;
  if (STAND_IN.test(value) || value.length < 4) return false;
  const mixed = /\d/.test(value) || /[^\w]/.test(value) || /[a-z][A-Z]/.test(value);
  if (/^pass(?:word|wd|phrase|code)?$|^pwd$|_password$|^passwort$/i.test(name))
    return value.length >= 5 && mixed && !/\s/.test(value);
  return value.length >= 12 && /\d/.test(value) && /[A-Za-z]/.test(value) && !/\s/.test(value) && entropy(value) >= 3;
}

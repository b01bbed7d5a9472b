import { isWordCode } from './characters';
import type { Finds } from './finds';
import { matchEnd } from './sticky';

// RFC 5321 allows 64 octets before the sign and 255 after it.
const LOCAL_LIMIT = 64;
const DOMAIN =
  /(?:[A-Za-z0-9\u00c0-\uffff](?:[A-Za-z0-9_\u00c0-\uffff-]{0,62})\.){1,8}(?:[A-Za-z]{2,24}|xn--[a-z0-9-]{2,59})(?![A-Za-z0-9])/y;
const LITERAL = /\[\d{1,3}(?:\.\d{1,3}){3}\]/y;

/** An e-mail address around the `@` at `at`. Answers where the scan goes on. */
export function email(text: string, at: number, finds: Finds): number {
  const start = localStart(text, at);
  if (start === at) return at + 1;
  let end = matchEnd(DOMAIN, text, at + 1);
  if (end < 0) end = matchEnd(LITERAL, text, at + 1);
  if (end < 0) return at + 1;
  finds.add('email', start, end);
  return end;
}

/** Where the local part before `at` begins; `at` where there is none. */
export function localStart(text: string, at: number): number {
  let start = at;
  const floor = Math.max(0, at - LOCAL_LIMIT);
  while (start > floor && isLocal(text.charCodeAt(start - 1))) start--;
  // Cut in the middle of a longer run: no address.
  if (start === floor && start > 0 && isLocal(text.charCodeAt(start - 1))) return at;
  while (start < at && !isWordCode(text.charCodeAt(start))) start++;
  return text.charCodeAt(at - 1) === 0x2e ? at : start;
}

// Of the signs that RFC 5322 allows, those seen in real addresses.
function isLocal(code: number): boolean {
  return (
    isWordCode(code) ||
    code === 0x2e ||
    code === 0x2d ||
    code === 0x2b ||
    code === 0x27 ||
    code === 0x25 ||
    code === 0x26 ||
    code === 0x7e ||
    code === 0x24
  );
}

const SPELLED_DOMAIN =
  /[A-Za-z0-9-]{1,63}(?:(?:\.| ?[([]?(?:dot|DOT)[)\]]? ?)[A-Za-z0-9-]{1,63}){0,4}(?:\.| ?[([]?(?:dot|DOT)[)\]]? ?)[A-Za-z]{2,12}(?![A-Za-z0-9])/y;

/**
 * `jane.doe at example.org`, `jane (at) example dot org`: the `at` from `start` to `end`. In small letters and without brackets it
 * counts only behind a name with a dot, an underscore or a digit: "look at example.org" is no address.
 */
export function spelledEmail(text: string, start: number, end: number, finds: Finds): void {
  const bracketed = isOpening(text.charCodeAt(start - 1)) && isClosing(text.charCodeAt(end));
  const left = spaceBefore(text, bracketed ? start - 1 : start);
  const right = bracketed ? end + 1 : end;
  const from = text.charCodeAt(right) === 0x20 ? right + 1 : right;
  if (!bracketed && (left === start || from === end)) return;
  const local = localStart(text, left);
  if (local === left) return;
  const loud = bracketed || text.charCodeAt(start) === 0x41;
  if (!loud && !/[._\d]/.test(text.slice(local, left))) return;
  const stop = matchEnd(SPELLED_DOMAIN, text, from);
  if (stop >= 0 && /[a-z]/.test(text.slice(from, stop))) finds.add('email-spelled', local, stop);
}

function spaceBefore(text: string, at: number): number {
  return text.charCodeAt(at - 1) === 0x20 ? at - 1 : at;
}

function isOpening(code: number): boolean {
  return code === 0x28 || code === 0x5b || code === 0x3c || code === 0x7b;
}

function isClosing(code: number): boolean {
  return code === 0x29 || code === 0x5d || code === 0x3e || code === 0x7d;
}

import { isDigit } from './characters';
import { NEAR, type Context } from './context';
import type { Digits } from './digits';
import type { Finds } from './finds';
import type { PersonalRule } from './kinds';
import { matchEnd } from './sticky';

// North American Numbering Plan: area code and exchange begin with 2 to 9 and are no N11 service code.
const NANP =
  /(?:\+?1[-. ]{0,2})?(?:\((?!\d11)[2-9]\d\d\)[-. ]{0,2}|(?!\d11)[2-9]\d\d(?:[-.\/]| ?- ?|\) ?| (?=\d{3}[-.])))(?!\d11)[2-9]\d\d ?[-. ] ?\d{4}(?!\d|[-.]\d)/y;
const NANP_SPACED = /(?:\+?1 )?(?!\d11)[2-9]\d\d (?!\d11)[2-9]\d\d \d{4}(?!\d|[-.]\d)/y;
// Toll-free and premium numbers with letters, as advertisements write them.
const VANITY =
  /(?:1[-. ])?\(?(?:8(?:00|33|44|55|66|77|88)|900)\)?[-. ](?=[\d-]{0,8}[A-Z])(?:[A-Z\d]-?){7,11}(?![A-Za-z\d])/y;
// E.164 after `+` or `00`: a country code, then groups.
const INTERNATIONAL = /(?:\+ ?|00 ?)[1-9]\d{0,2}(?:[-. \/]{0,2}\(?\d{1,12}\)?){1,7}/y;
// National forms with the trunk prefix 0: in parentheses, French pairs, British, German.
const NATIONAL =
  /(?:\(0\d{1,4}\)[ -]{0,2}\d{3,4}(?:[ -]?\d{3,4})?|0[1-9](?:([ .])\d\d)(?:\1\d\d){3}|0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}|0\d{3,4}[ -]\d{6}|0\d{2,4} ?[\/-] ?\d{4,8}(?:-\d{1,4})?)(?!\d|[-.\/]\d)/y;
const EXTENSION = /(?:,? ?(?:x|ext\.?|extension) ?\d{1,5})(?!\d)/iy;

/** A phone number that begins with the groups of `digits`. Answers its end, or -1. */
export function phone(text: string, digits: Digits, context: Context, finds: Finds): number {
  if (digits.total < 7) return -1;
  const lead = withLead(text, digits.start);
  return (
    at(text, lead, digits, context, finds) ??
    (lead < digits.start ? at(text, digits.start, digits, context, finds) : undefined) ??
    -1
  );
}

function at(text: string, start: number, digits: Digits, context: Context, finds: Finds): number | undefined {
  const near = digits.start - context.phone < NEAR;
  if (!near && !standsFree(text, start)) return undefined;
  return (
    international(text, start, finds) ??
    shaped(text, start, NANP, 'phone-nanp', finds) ??
    (near ? shaped(text, start, NANP_SPACED, 'phone-nanp', finds) : undefined) ??
    shaped(text, start, NATIONAL, 'phone-national', finds) ??
    (near ? contextual(text, start, digits, finds) : undefined)
  );
}

/** `1-800-FLOWERS` at `at`. Answers its end, or -1. */
export function vanity(text: string, at: number, finds: Finds): number {
  const first = text.charCodeAt(at);
  if (first !== 0x38 && first !== 0x39 && (first !== 0x31 || isDigit(text.charCodeAt(at + 1)))) return -1;
  const end = matchEnd(VANITY, text, at);
  return end < 0 ? -1 : found(text, at, end, 'phone-nanp', finds);
}

/** A number's `+` or `(` stands before its first digit. */
function withLead(text: string, at: number): number {
  let start = at;
  if (text.charCodeAt(start - 1) === 0x28) start--;
  if (text.charCodeAt(start - 1) === 0x2b) start--;
  return start;
}

// Behind a letter, a digit's dot or a sign of a URL it is a piece of something else.
function standsFree(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === 0x2d || before === 0x2e || before === 0x2f || before === 0x5f) {
    const earlier = text.charCodeAt(start - 2);
    return !(earlier > 0x20);
  }
  return !(
    before === 0x25 ||
    before === 0x26 ||
    before === 0x3d ||
    before === 0x23 ||
    before === 0x24 ||
    before === 0x40
  );
}

function shaped(text: string, start: number, pattern: RegExp, rule: PersonalRule, finds: Finds): number | undefined {
  const end = matchEnd(pattern, text, start);
  return end < 0 ? undefined : found(text, start, end, rule, finds);
}

function international(text: string, start: number, finds: Finds): number | undefined {
  const end = matchEnd(INTERNATIONAL, text, start);
  if (end < 0 || isDigit(text.charCodeAt(end))) return undefined;
  const plus = text.charCodeAt(start) === 0x2b;
  const count = digitCount(text, start, end) - (plus ? 0 : 2);
  // E.164 allows fifteen digits; fewer than eight reach no country's subscriber.
  if (count < 8 || count > 15 || (!plus && end - start < count + 4)) return undefined;
  return found(text, start, end, 'phone-international', finds);
}

function contextual(text: string, start: number, digits: Digits, finds: Finds): number | undefined {
  const { total, count, end } = digits;
  if (total > 15 || digits.isDate(text) || (count === 1 && total < 9 && text.charCodeAt(start - 2) !== 0x3a))
    return undefined;
  return found(text, start, end, 'phone-context', finds);
}

function found(text: string, start: number, end: number, rule: PersonalRule, finds: Finds): number {
  const extension = matchEnd(EXTENSION, text, end);
  const whole = extension < 0 ? end : extension;
  finds.add(rule, start, whole);
  return whole;
}

function digitCount(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) count++;
  return count;
}

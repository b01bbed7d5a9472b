import { handleAt } from './after-word';
import { streetInOneWord, zipCode } from './address';
import { nameBesideEmail } from './beside-email';
import { CLASS, isDigit, isHex, isWordCode, UPPER } from './characters';
import { Context } from './context';
import { Digits } from './digits';
import { email, localStart } from './email';
import type { Finds } from './finds';
import { colons, dashedMac, ipv4 } from './ip';
import { KnownWords } from './known-words';
import { letterCode } from './letter-codes';
import { signatureName } from './name';
import { card, germanTaxId, ssn } from './number-rules';
import { phone, vanity } from './phone';
import { placeholderEnd } from './placeholder';
import { LETTER_X, mayBeKey, privateKey, providerKey, SHORTEST_KEY } from './secret';
import { url } from './url';

/** Signs at which something is looked for, as code units. */
export const AT = 0x40;
export const COLON = 0x3a;
export const BRACKET = 0x5b;
export const DASH = 0x2d;

// One for all texts: it holds what is at one place.
const DIGITS = new Digits();

/** Looks closer at what the scan stops at. Each look adds what it finds, and answers where the scan goes on. */
export class Triggered {
  private readonly context = new Context();
  private readonly digits = DIGITS;
  private readonly words: KnownWords;

  public constructor(
    private readonly text: string,
    private readonly finds: Finds,
  ) {
    this.words = new KnownWords(text, finds, this.context);
  }

  /** A word of these flags. */
  public word(at: number, end: number, flags: number): number {
    const { text } = this;
    const first = text.charCodeAt(at);
    if (mayBeKey(first) && (end - at >= SHORTEST_KEY || (first === LETTER_X && end - at === 4))) {
      const key = providerKey(text, at, this.finds);
      if (key > end) return key;
      if (key > 0) return end;
    }
    if (CLASS[first] === UPPER && end - at <= 34 && holdsCode(text, at, end)) {
      const coded = letterCode(text, at, end, this.finds);
      if (coded > 0) return coded;
    }
    if (flags !== 0) return this.words.read(at, end, flags);
    if (CLASS[first] === UPPER) streetInOneWord(text, at, end, this.finds);
    return end;
  }

  /** The digits that begin at `at`, with no letter or digit before them. */
  public number(at: number): number {
    const { text, digits, context, finds } = this;
    digits.read(text, at);
    const first = digits.firstEnd();
    if (digits.count === 0) {
      // Digits that run into letters: the whole token is an identifier, unless an address or a MAC begins with it.
      let end = first;
      while (isWordCode(text.charCodeAt(end))) end++;
      if (end - at <= 6) context.number = at;
      return end;
    }
    if (first - at <= 5) context.number = at;
    if (digits.total < 3) return first;
    if (text.charCodeAt(first) === 0x2e && digits.count >= 4 && text.charCodeAt(at - 1) !== 0x2e) {
      const versioned = at - context.version < 6;
      const end = versioned ? -1 : ipv4(text, at, finds);
      if (end >= 0) return end;
    }
    if (first - at === 5 && text.charCodeAt(at - 1) === 0x20) {
      const end = zipCode(text, at, finds);
      if (end >= 0) return end;
    }
    if (digits.total < 8) {
      const lettered = vanity(text, at, finds);
      if (lettered >= 0) return lettered;
    }
    if (digits.total < 7) return first;
    let end = card(text, digits, finds);
    if (end < 0) end = ssn(text, digits, context, finds);
    if (end < 0) end = germanTaxId(text, digits, context, finds);
    if (end < 0) end = phone(text, digits, context, finds);
    return Math.max(first, end);
  }

  /** A number that means nothing but to an address that goes on behind it. */
  public shortNumber(at: number): void {
    this.context.number = at;
  }

  /** `@`, `:`, `[` or `-`. */
  public sign(at: number): number {
    switch (this.text.charCodeAt(at)) {
      case AT:
        return this.mail(at);
      case COLON:
        return this.colon(at);
      case DASH:
        return this.dash(at);
      default:
        return placeholderEnd(this.text, at);
    }
  }

  private mail(at: number): number {
    const { text, finds } = this;
    const end = email(text, at, finds);
    if (end === at + 1) handleAt(text, at, finds);
    else nameBesideEmail(text, localStart(text, at), end, finds);
    return end;
  }

  private colon(at: number): number {
    const { text, finds } = this;
    const next = text.charCodeAt(at + 1);
    if (next === 0x2f && text.charCodeAt(at + 2) === 0x2f) return url(text, at, finds);
    if (next !== COLON && !isHex(next)) return at + 1;
    return colons(text, at, finds);
  }

  private dash(at: number): number {
    const { text, finds } = this;
    const key = text.charCodeAt(at + 4) === 0x2d ? privateKey(text, at, finds) : -1;
    if (key >= 0) return key;
    signatureName(text, at, finds);
    const mac = dashedMac(text, at, finds);
    return mac < 0 ? at + 1 : mac;
  }
}

/** Whether anything may be at the sign at `at`: a colon stands behind a word most often, and a dash in a word or among dashes. */
export function isWorthALook(units: Uint16Array, at: number): boolean {
  const sign = units[at];
  const next = units[at + 1] as number;
  if (sign === COLON) return next === 0x2f || next === COLON || isHex(next);
  if (sign !== DASH) return true;
  const before = units[at - 1] as number;
  // At a line's beginning, in a MAC address, before a key.
  const first = before === 0x0a || before === 0x3e || before === 0x20;
  return first || (isHex(before) && isHex(units[at - 2] as number)) || (next === DASH && units[at + 5] === 0x42);
}

/** A digit among the first four signs, or right behind a word of two letters or a letter and a dash. */
function holdsCode(text: string, at: number, end: number): boolean {
  const length = end - at;
  if (length === 1) return text.charCodeAt(end) === 0x2d && isDigit(text.charCodeAt(end + 1));
  if (length === 2) {
    const after = text.charCodeAt(end);
    return (
      ((after === 0x20 || after === 0x2d) && isDigit(text.charCodeAt(end + 1))) ||
      (isDigit(text.charCodeAt(at + 1)) && after === 0x20)
    );
  }
  return isDigit(text.charCodeAt(at + 1)) || isDigit(text.charCodeAt(at + 2)) || isDigit(text.charCodeAt(at + 3));
}

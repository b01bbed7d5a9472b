import { handleAt } from './after-word';
import { streetInOneWord, zipCode } from './address';
import { nameBesideEmail } from './beside-email';
import { AT, BRACKET, CLASS, COLON, DASH, DIGIT, FOLD, IN_WORD, isDigit, isWordCode, LOWER, UPPER } from './characters';
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
import { mayBeKey, privateKey, providerKey } from './secret';
import { url } from './url';
import { WORDS } from './vocabulary';
import { finish, HASH_PRIME as PRIME, HASH_START as START } from './word-table';

const SHORTEST_KEY = 16;
// Taken once: an import, or a global in a sandbox, is looked up at each use.
const { imul } = Math;
const HASH_PRIME = PRIME;
const HASH_START = START;

/** One pass over a text. It stops at digits, words that mean something, `@`, `:`, `[` and `-`, and only there a rule looks closer. */
export class Scan {
  private readonly context = new Context();
  private readonly digits = new Digits();
  private readonly words: KnownWords;

  public constructor(
    private readonly text: string,
    private readonly finds: Finds,
  ) {
    this.words = new KnownWords(text, finds, this.context);
  }

  public run(): void {
    const { text } = this;
    const { length } = text;
    const classes = CLASS;
    let at = 0;
    while (at < length) {
      switch (classes[text.charCodeAt(at)]) {
        case LOWER:
        case UPPER:
          at = this.word(at);
          break;
        case DIGIT:
          at = this.number(at);
          break;
        case AT:
          at = this.at(at);
          break;
        case COLON:
          at = this.colon(at);
          break;
        case BRACKET:
          at = placeholderEnd(text, at);
          break;
        case DASH:
          at = this.dash(at);
          break;
        default:
          at++;
      }
    }
  }

  private word(at: number): number {
    const { text } = this;
    // The table's hash, step for step, and its tables as locals: a look-up of an import a character would take most of this loop's time.
    const folded = FOLD;
    const inWord = IN_WORD;
    const { length } = text;
    const first = text.charCodeAt(at);
    let hash = HASH_START;
    let end = at;
    let code = first;
    do {
      hash = imul(hash ^ (folded[code] as number), HASH_PRIME);
      code = ++end < length ? text.charCodeAt(end) : 0;
    } while (inWord[code] === 1);
    if (mayBeKey(first) && (end - at >= SHORTEST_KEY || (first === 0x78 && end - at === 4))) {
      const key = providerKey(text, at, this.finds);
      if (key > end) return key;
      if (key > 0) return end;
    }
    if (CLASS[first] === UPPER && end - at <= 34 && holdsCode(text, at, end)) {
      const coded = letterCode(text, at, end, this.finds);
      if (coded > 0) return coded;
    }
    const flags = WORDS.get(finish(hash));
    if (flags !== 0) return this.words.read(at, end, flags);
    if (CLASS[first] === UPPER) streetInOneWord(text, at, end, this.finds);
    return end;
  }

  private number(at: number): number {
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

  private at(at: number): number {
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
    if (next !== 0x3a && !isDigit(next) && !isHexLetter(next)) return at + 1;
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

function isHexLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66;
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

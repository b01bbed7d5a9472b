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
import { Units } from '../clean/measure/units';
import { url } from './url';
import { WORDS } from './vocabulary';
import { HASH_PRIME as PRIME, HASH_START as START } from './word-table';

const SHORTEST_KEY = 16;
/** `xox`, as Slack's keys begin, is a word of four with the letter after it. */
const LETTER_X = 0x78;
// Taken once: an import, or a global in a sandbox, is looked up at each use.
const { imul } = Math;
const HASH_PRIME = PRIME;
const HASH_START = START;
const units = new Units();

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
    const folded = FOLD;
    const inWord = IN_WORD;
    const { flags: known, mask } = WORDS;
    // An array is read faster than a string. Rules, which look closer, read the string.
    units.load(text);
    const { data } = units;
    let at = 0;
    while (at < length) {
      switch (classes[data[at] as number]) {
        case LOWER:
        case UPPER: {
          // Most words mean nothing, and this loop is most of the time: it calls nothing for them, and its tables are locals.
          const start = at;
          let hash = HASH_START;
          let code = data[at] as number;
          // The table's hash, step for step. Past the last unit stands a 0, which is in no word.
          do {
            hash = imul(hash ^ (folded[code] as number), HASH_PRIME);
            code = data[++at] as number;
          } while (inWord[code] === 1);
          hash ^= hash >>> 15;
          const plain = at - start < SHORTEST_KEY && classes[data[start] as number] === LOWER;
          if (!plain || known[hash & mask] !== 0 || data[start] === LETTER_X) at = this.word(start, at, hash);
          break;
        }
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

  private word(at: number, end: number, hash: number): number {
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
    const flags = WORDS.get(hash);
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

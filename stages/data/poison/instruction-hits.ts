import { INVISIBLE, KINDS, LOOKS, MARK, STOP, WORD } from './instruction-fold';
import { INSTRUCTION_WORDS } from './instruction-words';
import { finish, HASH_PRIME, HASH_START, type ClassMask } from './word-classes';

export const LONGEST = 262_144;
const MOST_HITS = 65_536;
const LONG_WORD = 16;
const MOST_LONG_WORDS = 64;
/** Words between two sentences, as it were: few phrases go on over an end. */
const STOP_GAP = 3;
const SHORT_RUN = 8;
const PAIR_RUN = 12;

const ROTATED = INSTRUCTION_WORDS.of('rotated');
const REVERSED = INSTRUCTION_WORDS.of('reversed');
const NAMES = INSTRUCTION_WORDS.of('assistant|model');
const ROLES = INSTRUCTION_WORDS.of('assistant|system|user');
const CALLED = INSTRUCTION_WORDS.of('called');
const OVERRIDE = INSTRUCTION_WORDS.of('override');
const ITS = INSTRUCTION_WORDS.of('its');
const NO = INSTRUCTION_WORDS.of('no');

/** The words of a text that may belong to an instruction: their number in the text, their classes, and where they stand. */
export class Hits {
  public count = 0;
  public wide = false;
  public marks = false;
  /** A role of a chat stands before a colon or in quotation marks. */
  public turns = false;
  /** Words that are written with invisible signs in them. */
  public broken = 0;
  /** A run of eight words of one sign. */
  public spaced = false;
  /** A run of twelve words of two signs, which hexadecimal bytes are. */
  public pairs = false;
  public rotated = 0;
  public firstRotated = -1;
  public reversed = 0;
  public firstReversed = -1;
  /** All classes that occur. */
  public low = 0;
  public high = 0;
  /** Where words of sixteen signs and more begin, the first sixty-four. */
  public readonly longWords: number[] = [];
  public readonly numbers = new Int32Array(MOST_HITS);
  public readonly lows = new Int32Array(MOST_HITS);
  public readonly highs = new Int32Array(MOST_HITS);
  public readonly starts = new Int32Array(MOST_HITS);

  /** Reads the first 262,144 units of `text`. */
  public read(text: string): void {
    this.clear();
    const length = Math.min(text.length, LONGEST);
    const kinds = KINDS;
    const looks = LOOKS;
    const words = INSTRUCTION_WORDS;
    let word = 0;
    let short = 0;
    let at = 0;
    while (at < length) {
      let code = text.charCodeAt(at);
      let kind = kinds[code] as number;
      if (kind !== WORD) {
        if (kind === MARK) this.marks = true;
        else if (kind === STOP && text.charCodeAt(at + 1) <= 0x22) word += STOP_GAP;
        at++;
        continue;
      }
      if (code >= 0x600 && code < 0xd7a4 && (code >= 0x3040 || code < 0x980)) this.wide = true;
      const start = at;
      let hash = HASH_START;
      do {
        // The table's hash, step for step: a call a character would take half of this loop's time.
        if (kind === WORD) hash = Math.imul(hash ^ (looks[code] as number), HASH_PRIME);
        else if (kind === INVISIBLE) this.broken++;
        // An elided article is no part of its word: l'utente.
        else if (at - start === 1) hash = HASH_START;
        code = ++at < length ? text.charCodeAt(at) : 0;
        kind = kinds[code] as number;
      } while (kind >= WORD);
      word++;
      const size = at - start;
      if (size > 2) {
        short = 0;
        if (size >= LONG_WORD && this.longWords.length < MOST_LONG_WORDS) this.longWords.push(start);
      } else if (++short >= SHORT_RUN) {
        if (size === 1) this.spaced = true;
        else if (short >= PAIR_RUN) this.pairs = true;
      }
      const slot = words.find(finish(hash));
      if (slot < 0) continue;
      if (this.count === MOST_HITS) break;
      this.add(text, word, slot, start, at);
    }
  }

  private add(text: string, word: number, slot: number, start: number, end: number): void {
    const words = INSTRUCTION_WORDS;
    if (words.inCapitals(slot) && !(isCapital(text.charCodeAt(start)) && isCapital(text.charCodeAt(start + 1)))) return;
    let low = words.low(slot);
    let high = words.high(slot);
    const before = this.count - 1;
    if (has(low, high, ITS)) {
      // "To ignore its instructions" tells of an attack.
      if (before >= 0 && this.numbers[before] === word - 1) {
        this.lows[before] = (this.lows[before] as number) & ~OVERRIDE.low;
        this.highs[before] = (this.highs[before] as number) & ~OVERRIDE.high;
      }
      return;
    }
    if (before >= 0 && this.numbers[before] === word - 1 && has(low, high, OVERRIDE)) {
      // "Do not ignore the instructions."
      const denied = has(this.lows[before] as number, this.highs[before] as number, NO);
      if (denied && !has(this.lows[before] as number, this.highs[before] as number, OVERRIDE)) {
        low &= ~OVERRIDE.low;
        high &= ~OVERRIDE.high;
      }
    }
    const next = text.charCodeAt(end);
    if (next === 0x3a || next === 0x2c || next === 0x22) {
      if (next !== 0x22 && has(low, high, NAMES)) {
        low |= CALLED.low;
        high |= CALLED.high;
      }
      if (next !== 0x2c && has(low, high, ROLES)) this.turns = true;
    }
    this.numbers[this.count] = word;
    this.starts[this.count] = start;
    this.lows[this.count] = low;
    this.highs[this.count++] = high;
    this.low |= low;
    this.high |= high;
    if (has(low, high, ROTATED)) {
      this.rotated++;
      if (this.firstRotated < 0) this.firstRotated = start;
    }
    if (has(low, high, REVERSED)) {
      this.reversed++;
      if (this.firstReversed < 0) this.firstReversed = start;
    }
  }

  private clear(): void {
    this.count = 0;
    this.wide = false;
    this.marks = false;
    this.turns = false;
    this.spaced = false;
    this.pairs = false;
    this.broken = 0;
    this.rotated = 0;
    this.firstRotated = -1;
    this.reversed = 0;
    this.firstReversed = -1;
    this.low = 0;
    this.high = 0;
    this.longWords.length = 0;
  }
}

function has(low: number, high: number, mask: ClassMask): boolean {
  return ((low & mask.low) | (high & mask.high)) !== 0;
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

import { ANY_WORD, AROUND, DIGIT_NEAR, FOUR_UNITS, HashedWords, PICK, SIXTEEN_UNITS } from '../words/hashed-words';
import { slotsOf } from '../words/slots';
import { CLASS, DIGIT, FOLD, isWordCode, LOWER, OTHER, UPPER } from './characters';
import { isShortNumber } from './digits';
import type { Finds } from './finds';
import { isCall } from './known-words';
import { LETTER_X, mayBeKey } from './secret';
import { AT, BRACKET, COLON, DASH, isWorthALook, Triggered } from './triggered';
import { WORDS } from './vocabulary';

/** Bits of a word that begins with a small letter, or with a capital: for the latter, digits nearby count as a known word does. */
const SMALL = 1;
const CAPITAL = DIGIT_NEAR;

const UNITS = FOLD.map((folded, code) => (isWordCode(code) ? folded : 0));
const CALLS = Array.from(
  WORDS.known,
  ([word, flags]) => [word, (isCall(flags, false) ? SMALL : 0) | (isCall(flags, true) ? CAPITAL : 0)] as const,
);
const WORDS_OF_TEXT = new HashedWords({
  units: UNITS,
  firsts: CLASS.map((kind, code) => firstBits(kind, code)),
  slots: slotsOf(CALLS, UNITS),
});

function firstBits(kind: number, code: number): number {
  if (kind !== LOWER && kind !== UPPER) return ANY_WORD;
  const key = (mayBeKey(code) ? SIXTEEN_UNITS : 0) | (code === LETTER_X ? FOUR_UNITS : 0);
  return key | (kind === LOWER ? SMALL : CAPITAL);
}

/** Behind all places. */
const NOWHERE = 0x7fff_ffff;

/**
 * One pass over a text. A kernel finds digits, words that mean something, `@`, `:`, `[` and `-`, and only there a rule looks closer: most words mean
 * nothing, and passing them over is most of the work.
 */
export class Scan {
  private readonly triggered: Triggered;

  public constructor(
    private readonly text: string,
    finds: Finds,
  ) {
    this.triggered = new Triggered(text, finds);
  }

  public run(): void {
    const { text } = this;
    const words = WORDS_OF_TEXT;
    let at = 0;
    for (let block = 0; block < text.length;) {
      const end = words.read(text, block);
      words.split();
      at = this.look(block, words.pick(), words.find(AT, COLON, BRACKET, DASH), at);
      block = end;
    }
  }

  /** Looks at the words and signs that were found in a block, in their order, but for those before `from`. Answers where the scan is then. */
  private look(block: number, words: number, found: number, from: number): number {
    const { picks, signs } = WORDS_OF_TEXT;
    let at = from;
    let pick = 0;
    let sign = 0;
    let nextWord = words > 0 ? (picks[0] as number) : NOWHERE;
    let nextSign = found > 0 ? (signs[0] as number) : NOWHERE;
    while (nextWord !== nextSign) {
      if (nextSign < nextWord) {
        at = this.sign(block, nextSign >> 1, at);
        nextSign = ++sign < found ? (signs[sign] as number) : NOWHERE;
      } else {
        at = this.word(block, nextWord >> 1, (picks[pick + 1] as number) >> 1, at);
        pick += PICK;
        nextWord = pick < words * PICK ? (picks[pick] as number) : NOWHERE;
      }
    }
    return at;
  }

  private sign(block: number, unit: number, at: number): number {
    const place = block + unit;
    if (place < at || !isWorthALook(WORDS_OF_TEXT.data, AROUND + unit)) return at;
    return this.outOfWord(this.triggered.sign(place));
  }

  private word(block: number, unit: number, stop: number, at: number): number {
    const { text, triggered } = this;
    const { data } = WORDS_OF_TEXT;
    const start = block + unit;
    if (start < at) return at;
    const end = block + stop;
    switch (CLASS[data[AROUND + unit] as number]) {
      case DIGIT:
        if (!isShortNumber(stop - unit, data[AROUND + stop] as number, data[AROUND + stop + 1] as number))
          return this.outOfWord(triggered.number(start));
        triggered.shortNumber(start);
        return end;
      // Behind underscores another word begins.
      case OTHER:
        return this.restOfWord(start);
      default:
        return this.outOfWord(triggered.word(start, end, WORDS.at(text, start, end)));
    }
  }

  /** A rule may end inside of a word. */
  private outOfWord(at: number): number {
    const { text } = this;
    return isWordCode(text.charCodeAt(at)) && isWordCode(text.charCodeAt(at - 1)) ? this.restOfWord(at) : at;
  }

  /** What the kernel does not tell: from the middle of a word on, as if one began there. */
  private restOfWord(from: number): number {
    const { text, triggered } = this;
    let at = from;
    while (isWordCode(text.charCodeAt(at))) {
      const kind = CLASS[text.charCodeAt(at)];
      if (kind === OTHER) at++;
      else if (kind === DIGIT) at = triggered.number(at);
      else {
        let end = at + 1;
        while (isWordCode(text.charCodeAt(end))) end++;
        at = triggered.word(at, end, WORDS.at(text, at, end));
      }
    }
    return at;
  }
}

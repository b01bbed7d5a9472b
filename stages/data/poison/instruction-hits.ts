import { PICK } from '../words/hashed-words';
import { CANDIDATES, isWide } from './instruction-candidates';
import { INSTRUCTION_WORDS } from './instruction-words';
import { has } from './word-classes';

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
  private full = false;
  /** In the blocks before: words, and words that stand for the ends of sentences. */
  private words = 0;
  private gaps = 0;
  /** Words of the run of short ones. */
  private short = 0;

  /** Reads the first 262,144 units of `text`. */
  public read(text: string): void {
    this.clear();
    const head = text.length > LONGEST ? text.slice(0, LONGEST) : text;
    for (let block = 0; block < head.length && !this.full;) {
      const end = CANDIDATES.read(head, block);
      let words = CANDIDATES.split();
      let length = end - block;
      const last = this.look(text, block, CANDIDATES.pick(), CANDIDATES.find(0x21, 0x2e, 0x3f, 0x3f));
      if (this.full) {
        words = (CANDIDATES.picks[last + 2] as number) + 1;
        length = (CANDIDATES.picks[last] as number) >> 1;
      }
      this.lookAtSizes(words);
      this.words += words;
      if (CANDIDATES.find(0x3c, 0x5b, 0x23, 0x23) > 0 && (CANDIDATES.signs[0] as number) >> 1 < length)
        this.marks = true;
      block = end;
    }
  }

  /** Adds the known ones of the words that were picked in a block. Answers which was the last one, if there is no room for more. */
  private look(text: string, block: number, picked: number, stops: number): number {
    const { picks, signs } = CANDIDATES;
    let stop = 0;
    for (let pick = 0; pick < picked * PICK; pick += PICK) {
      const place = picks[pick] as number;
      for (; stop < stops && (signs[stop] as number) < place; stop++)
        this.stop(text, block + ((signs[stop] as number) >> 1));
      const start = block + (place >> 1);
      const end = block + ((picks[pick + 1] as number) >> 1);
      if (isWide(text.charCodeAt(start))) this.wide = true;
      if (end - start >= LONG_WORD && this.longWords.length < MOST_LONG_WORDS) this.longWords.push(start);
      const slot = INSTRUCTION_WORDS.find(text, start, end);
      if (slot < 0) continue;
      this.full = this.count === MOST_HITS;
      if (this.full) return pick;
      this.add(text, this.words + this.gaps + (picks[pick + 2] as number) + 1, slot, start, end);
    }
    for (; stop < stops; stop++) this.stop(text, block + ((signs[stop] as number) >> 1));
    return -1;
  }

  /** A sentence ends at a sign behind which white space or a quotation mark stands. */
  private stop(text: string, at: number): void {
    if (text.charCodeAt(at + 1) <= 0x22) this.gaps += STOP_GAP;
  }

  /** Looks for runs of short words. */
  private lookAtSizes(words: number): void {
    const { starts, ends } = CANDIDATES;
    let { short } = this;
    for (let word = 0; word < words; word++) {
      // Twice its units. No branch here depends on the text, but for the rare one.
      const size = (ends[word] as number) - (starts[word] as number);
      const isShort = (size - 5) >>> 31;
      short = (short + 1) * isShort;
      if (short < SHORT_RUN) continue;
      if (size === 2) this.spaced = true;
      else if (short >= PAIR_RUN) this.pairs = true;
    }
    this.short = short;
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
    this.full = false;
    this.words = 0;
    this.gaps = 0;
    this.short = 0;
    this.rotated = 0;
    this.firstRotated = -1;
    this.reversed = 0;
    this.firstReversed = -1;
    this.low = 0;
    this.high = 0;
    this.longWords.length = 0;
  }
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

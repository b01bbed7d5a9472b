import { LETTER, LINE_END, SPACE, SYMBOL, WORD } from './character-class';
import { BRACE, BRACKET, Lines } from './lines';
import { endsSentence } from './sentences';
import { grown, SliceTable } from './slice-table';
import { HIGH_SURROGATE, UNIT_CLASSES, type Units } from './units';

// Locals of the loops below: in CommonJS an import is a property, looked up at each use, and so is a global in a sandbox.
const { imul } = Math;
const classes = UNIT_CLASSES;
const letter = LETTER;
const space = SPACE;
const symbol = SYMBOL;
const word = WORD;
const high = HIGH_SURROGATE;
const lineEnd = LINE_END;
const [brace, bracket] = [BRACE, BRACKET];
const isEnd = endsSentence;

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const APOSTROPHE = 0x27;
const ASCII = 0x80;
const CARRIAGE_RETURN = 0x0d;
const NEWLINE = 0x0a;
const OPENING_BRACE = 0x7b;
const OPENING_BRACKET = 0x5b;
/** Code units of a text for each different word, roughly. */
const UNITS_A_TYPE = 12;

/**
 * A text's words, numbered. The splitter is pinned, and part of the rules' version: a word is a run of `\w`, with one `'` inside and a further
 * run if both sides have one; every other character that is no white space is a token of its own. Classes are Python's.
 */
export class Tokens {
  /** Words and symbols. */
  public count = 0;
  /** The word's number at each place: equal words have equal numbers. */
  public ids = new Int32Array(1 << 12);
  /** Code points of all tokens before each place; one more than `count`. */
  public before = new Int32Array((1 << 12) + 1);
  /** The different words, each with the place in the text where it stands first. */
  public readonly types = new SliceTable();
  public readonly lines = new Lines();
  /** For each type: `LETTER` where a code point is a letter, `SYMBOL` where all are symbols. */
  public flags = new Uint8Array(1 << 10);

  /** The numbers of the signs of ASCII that came; -1 for the others. */
  private readonly signs = new Int32Array(ASCII);

  /** Splits the text in `units`, into words and into lines. */
  public split(units: Units): void {
    const { lines } = this;
    const { data, length } = units;
    this.count = 0;
    this.types.reset(length / UNITS_A_TYPE);
    this.signs.fill(-1);
    lines.reset();
    let at = 0;
    let from = 0;
    let start = -1;
    let end = 0;
    let words = 0;
    let longest = 0;
    let tokens = 0;
    let sentences = 0;
    let signs = 0;
    let run = -1;
    for (;;) {
      const unit = data[at] as number;
      const bits = at < length ? (classes[unit] as number) : space | lineEnd;
      if ((bits & space) === 0) {
        if (run < 0) {
          run = at;
          words += 1;
          if (start < 0) start = at;
        }
        if ((bits & (word | high)) !== 0) {
          at = this.word(units, at);
          continue;
        }
        if (unit === OPENING_BRACE) signs |= brace;
        else if (unit === OPENING_BRACKET) signs |= bracket;
        else if (isEnd(data, at, length)) sentences += 1;
        at = this.symbol(data, at, bits);
        continue;
      }
      if (run >= 0) {
        end = at;
        if (at - run > longest) longest = Math.max(longest, units.codePoints(run, at));
        run = -1;
      }
      if ((bits & lineEnd) !== 0) {
        if (at === length && from === at) return;
        if (start < 0) start = end = from;
        lines.add(start, end, words, longest, this.count - tokens, sentences, signs);
        if (at === length) return;
        if (unit === CARRIAGE_RETURN && at + 1 < length && data[at + 1] === NEWLINE) at += 1;
        from = at + 1;
        start = -1;
        words = longest = sentences = signs = 0;
        tokens = this.count;
      }
      at += 1;
    }
  }

  /** A sign of ASCII is looked up once a text. */
  private symbol(data: Uint16Array, at: number, bits: number): number {
    const unit = data[at] as number;
    const known = unit < ASCII ? (this.signs[unit] as number) : -1;
    if (known >= 0) {
      this.types.again(known);
      this.place(known, 1);
    } else {
      const id = this.push(data, at, at + 1, imul(FNV_OFFSET ^ unit, FNV_PRIME), 1, bits & symbol);
      if (unit < ASCII) this.signs[unit] = id;
    }
    return at + 1;
  }

  /** From the first unit of a word, or of a pair, which may be a symbol. The unit after the last is 0, which is in no word. */
  private word(units: Units, start: number): number {
    const { data } = units;
    let at = start;
    let hash = FNV_OFFSET;
    let letters = 0;
    let symbols = symbol;
    let pairs = 0;
    let joined = false;
    for (;;) {
      let unit = data[at] as number;
      let bits = classes[unit] as number;
      while ((bits & word) !== 0) {
        hash = imul(hash ^ unit, FNV_PRIME);
        letters |= bits & letter;
        symbols &= bits;
        at += 1;
        unit = data[at] as number;
        bits = classes[unit] as number;
      }
      if (bits === high && (units.classAt(at) & word) !== 0) {
        letters |= units.classAt(at) & letter;
        symbols &= units.classAt(at);
        hash = imul(imul(hash ^ unit, FNV_PRIME) ^ (data[at + 1] as number), FNV_PRIME);
        pairs += 1;
        at += 2;
      } else if (unit === APOSTROPHE && !joined && at > start && (units.classAt(at + 1) & word) !== 0) {
        joined = true;
        hash = imul(hash ^ unit, FNV_PRIME);
        at += 1;
      } else break;
    }
    if (at === start) return this.surrogates(units, at);
    this.push(data, start, at, hash, at - start - pairs, letters | symbols);
    return at;
  }

  /** A pair that is no letter and no number, or half a pair. */
  private surrogates(units: Units, at: number): number {
    const { data } = units;
    const end = units.isPair(at) ? at + 2 : at + 1;
    const hash = imul((data[at] as number) ^ ((data[end - 1] as number) << 16), FNV_PRIME);
    this.push(data, at, end, hash, 1, units.classAt(at) & symbol);
    return end;
  }

  private push(data: Uint16Array, start: number, end: number, hash: number, length: number, flags: number): number {
    const id = this.types.add(data, start, end, hash);
    if (id >= this.flags.length) {
      const larger = new Uint8Array(this.flags.length * 2);
      larger.set(this.flags);
      this.flags = larger;
    }
    this.flags[id] = flags;
    this.place(id, length);
    return id;
  }

  private place(id: number, length: number): void {
    const place = this.count;
    this.ids[place] = id;
    this.before[place + 1] = (this.before[place] as number) + length;
    this.count = place + 1;
    if (this.count === this.ids.length) {
      this.ids = grown(this.ids, this.count * 2);
      this.before = grown(this.before, this.count * 2 + 1);
    }
  }
}

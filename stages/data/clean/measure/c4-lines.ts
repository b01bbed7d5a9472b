import { SPACE } from './character-class';
import { citationAt } from './citation';
import { BRACE, BRACKET as HAS_BRACKET, type Lines } from './lines';
import { countSentences } from './sentences';
import { UNIT_CLASSES, Units } from './units';

/** Lines that C4's line rules dropped, by rule, and citations removed from lines that stay. */
export interface LineCounts {
  readonly tooLongWord: number;
  readonly tooFewWords: number;
  readonly javascript: number;
  readonly policy: number;
  readonly citations: number;
}

const NEWLINE = 0x0a;
const BRACKET = 0x5b;
const LONGEST_WORD = 1000;
const FEWEST_WORDS = 3;
const LOREM = 'lorem ipsum';
const JAVASCRIPT = 'javascript';
const POLICY = ['terms of use', 'privacy policy', 'cookie policy', 'uses cookies', 'use of cookies', 'use cookies'];
const PHRASES = new RegExp([LOREM, JAVASCRIPT, ...POLICY].join('|'), 'i');
/** The only sign outside of ASCII that is a letter of ASCII in lower case. */
const KELVIN = '\u212a';
const CITATION = /\[(?:\d*|edit|citation needed)\]/;

/**
 * C4's line rules, in the reference's order: a word over 1,000 characters, under three words, `javascript`, a policy phrase. Citation marks are cut
 * from the lines that stay. The rule on terminal punctuation is off, as FineWeb has it. What is left is in `left`, and FineWeb measures that.
 */
export class C4Lines {
  /** The lines that stay, without white space at their ends, joined by newlines. */
  public readonly left = new Units();
  public counts = noLines();
  /** Sentences in the lines that stay. One without an end is one sentence. */
  public sentences = 0;
  /** Words and symbols in the lines that stay; -1 where a citation was cut from one, which may join or part them. */
  public tokens = 0;
  /** Lines with `{`, and lines with `lorem ipsum`: the document is dropped for one. A line that was dropped before is not looked at. */
  public braces = 0;
  public lorem = 0;
  private phrases = false;
  private pairs = false;

  public begin(text: string, units: Units): void {
    this.left.reserve(units.length);
    this.left.length = 0;
    this.left.pairs = 0;
    this.pairs = units.pairs > 0;
    this.counts = noLines();
    this.sentences = 0;
    this.tokens = 0;
    this.braces = 0;
    this.lorem = 0;
    // One look at the whole text spares most texts a look at each line. A citation may stand inside a phrase.
    this.phrases = PHRASES.test(text) || text.includes(KELVIN) || (text.includes('[') && CITATION.test(text));
  }

  public add(units: Units, lines: Lines, line: number): void {
    if (lines.longest(line) > LONGEST_WORD) this.counts.tooLongWord += 1;
    else if (lines.words(line) < FEWEST_WORDS) this.counts.tooFewWords += 1;
    else this.keep(units, lines, line);
  }

  /** Cuts the white space at the ends of what is left, which is there only where a citation was. */
  public end(): void {
    const { left } = this;
    let start = 0;
    while (left.length > 0 && isSpace(left, left.length - 1)) left.length -= 1;
    while (start < left.length && isSpace(left, start)) start += 1;
    if (start > 0) left.data.copyWithin(0, start, left.length);
    left.finish(left.length - start, this.pairs);
  }

  public text(): string {
    return this.left.text(0, this.left.length);
  }

  private keep(units: Units, lines: Lines, line: number): void {
    const before = this.left.length;
    const start = before === 0 ? 0 : before + 1;
    const signs = lines.signs(line);
    const from = lines.start(line);
    const to = lines.end(line);
    let end = start + to - from;
    let cut = 0;
    if ((signs & HAS_BRACKET) === 0) copy(units.data, from, to, this.left.data, start);
    else [end, cut] = this.copyWithoutCitations(units, from, to, start);
    const lower = this.phrases ? this.left.text(start, end).toLowerCase() : '';
    if (lower.includes(LOREM)) this.lorem += 1;
    if (lower.includes(JAVASCRIPT)) {
      this.counts.javascript += 1;
      return;
    }
    if ((signs & BRACE) !== 0) this.braces += 1;
    if (POLICY.some((phrase) => lower.includes(phrase))) {
      this.counts.policy += 1;
      return;
    }
    this.counts.citations += cut;
    this.sentences += Math.max(1, cut === 0 ? lines.sentences(line) : countSentences(this.left, start, end));
    this.tokens = cut > 0 || this.tokens < 0 ? -1 : this.tokens + lines.tokens(line);
    if (before > 0) this.left.data[before] = NEWLINE;
    this.left.length = end;
  }

  /** Copies a line to what is left, without its citation marks; gives its end there, and how many marks were cut. */
  private copyWithoutCitations({ data }: Units, from: number, till: number, start: number): [end: number, cut: number] {
    const { data: to } = this.left;
    let end = start;
    let cut = 0;
    for (let at = from; at < till; at += 1) {
      const unit = data[at] as number;
      const mark = unit === BRACKET ? citationAt(data, at, till) : 0;
      if (mark > 0) {
        cut += 1;
        at += mark - 1;
      } else to[end++] = unit;
    }
    return [end, cut];
  }
}

function copy(data: Uint16Array, from: number, till: number, to: Uint16Array, start: number): void {
  for (let at = from, end = start; at < till; at += 1, end += 1) to[end] = data[at] as number;
}

function isSpace({ data }: Units, at: number): boolean {
  return ((UNIT_CLASSES[data[at] as number] as number) & SPACE) !== 0;
}

function noLines(): { -readonly [Rule in keyof LineCounts]: number } {
  return { tooLongWord: 0, tooFewWords: 0, javascript: 0, policy: 0, citations: 0 };
}

import type { Features } from '../../rules/rule';
import { C4Lines, type LineCounts } from './c4-lines';
import { fineWebFeatures, type FineWebFeatures } from './fineweb';
import type { Lines } from './lines';
import { RepeatedGrams } from './n-grams';
import { RepeatedLines, type Repeats } from './repeated-lines';
import { share } from './share';
import { Tokens } from './tokens';
import { Units } from './units';
import { wordFeatures } from './words';

/** What the quality rules ask of a document. */
export interface Measured {
  /** Every feature of `QUALITY_RULES`, always in the same order. All are finite; a share of nothing is 0. */
  readonly features: Features;
  /** What C4's line rules leave of the text: FineWeb's features are of this. */
  readonly text: string;
  /** What C4's line rules did. */
  readonly lines: LineCounts;
}

const BULLET = 0x2022;
const HYPHEN = 0x2d;
const FULL_STOP = 0x2e;
const ELLIPSIS = 0x2026;

/**
 * Measures the features of the Gopher, C4 and FineWeb rules, all of them for each document: a threshold is looked at later. Lengths are in code
 * points. Its tables are used again from document to document, so keep one a thread; it holds nothing of a document.
 */
export class Measurer {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly grams = new RepeatedGrams();
  private readonly repeats = new RepeatedLines();
  private readonly c4 = new C4Lines();

  public measure(text: string): Measured {
    const { units, tokens, c4 } = this;
    units.load(text);
    tokens.split(units);
    this.grams.measure(tokens);
    const shapes = this.readLines(text);
    // FineWeb's come last: they take the table of lines for the text that is left.
    const repetition = this.repetition();
    const left = fineWebFeatures(c4.left, this.repeats, c4.tokens < 0 ? undefined : c4.tokens);
    return { features: this.features(text, shapes, repetition, left), text: c4.text(), lines: c4.counts };
  }

  /** One by one: to join objects of so many members takes longer than to measure a short text. */
  private features(text: string, shapes: Shapes, { paragraphs, lines }: Repetition, left: FineWebFeatures): Features {
    const { units, grams, tokens, c4 } = this;
    const length = units.codePoints(0, units.length);
    const words = wordFeatures(text, units, tokens);
    return {
      dup_para_frac: share(paragraphs.repeated, paragraphs.total),
      dup_para_char_frac: share(paragraphs.chars, length),
      dup_line_frac: share(lines.repeated, lines.total),
      dup_line_char_frac: share(lines.chars, length),
      top_2_gram_frac: share(grams.top[2] ?? 0, length),
      top_3_gram_frac: share(grams.top[3] ?? 0, length),
      top_4_gram_frac: share(grams.top[4] ?? 0, length),
      dup_5_gram_frac: share(grams.repeated[5] ?? 0, length),
      dup_6_gram_frac: share(grams.repeated[6] ?? 0, length),
      dup_7_gram_frac: share(grams.repeated[7] ?? 0, length),
      dup_8_gram_frac: share(grams.repeated[8] ?? 0, length),
      dup_9_gram_frac: share(grams.repeated[9] ?? 0, length),
      dup_10_gram_frac: share(grams.repeated[10] ?? 0, length),
      words: words.words,
      mean_word_length: words.mean_word_length,
      hash_ratio: words.hash_ratio,
      ellipsis_ratio: words.ellipsis_ratio,
      alpha_word_frac: words.alpha_word_frac,
      stop_words: words.stop_words,
      bullet_line_frac: share(shapes.bullets, shapes.lines),
      ellipsis_line_frac: share(shapes.ellipses, shapes.lines),
      c4_lorem_ipsum: c4.lorem,
      c4_curly_bracket: c4.braces,
      c4_sentences: c4.sentences,
      fineweb_lines: left.fineweb_lines,
      line_punct_frac: left.line_punct_frac,
      short_line_frac: left.short_line_frac,
      line_char_dup_frac: left.line_char_dup_frac,
      newline_ratio: left.newline_ratio,
    };
  }

  private repetition(): Repetition {
    this.repeats.read(this.units);
    return { paragraphs: this.repeats.paragraphs(), lines: this.repeats.lines() };
  }

  /** Gopher looks at how lines begin and end; C4 drops some. */
  private readLines(text: string): Shapes {
    const { units, c4, tokens } = this;
    const { lines } = tokens;
    const shapes: Shapes = { lines: lines.count, bullets: 0, ellipses: 0 };
    c4.begin(text, units);
    for (let line = 0; line < lines.count; line += 1) {
      if (startsWithBullet(units, lines, line)) shapes.bullets += 1;
      if (endsInEllipsis(units, lines, line)) shapes.ellipses += 1;
      c4.add(units, lines, line);
    }
    c4.end();
    return shapes;
  }
}

interface Repetition {
  readonly paragraphs: Repeats;
  readonly lines: Repeats;
}

interface Shapes {
  lines: number;
  bullets: number;
  ellipses: number;
}

function startsWithBullet({ data }: Units, lines: Lines, line: number): boolean {
  const start = lines.start(line);
  if (start === lines.end(line)) return false;
  return data[start] === BULLET || data[start] === HYPHEN;
}

function endsInEllipsis({ data }: Units, lines: Lines, line: number): boolean {
  const start = lines.start(line);
  const end = lines.end(line);
  if (end - start >= 1 && data[end - 1] === ELLIPSIS) return true;
  return end - start >= 3 && data[end - 1] === FULL_STOP && data[end - 2] === FULL_STOP && data[end - 3] === FULL_STOP;
}

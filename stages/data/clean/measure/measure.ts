import type { Features } from '../../rules/rule';
import { Result } from './assembly/results';
import { MeasureKernel } from './kernel';
import { share } from './share';

/** Lines that C4's line rules dropped, by rule, and citations removed from lines that stay. */
export interface LineCounts {
  readonly tooLongWord: number;
  readonly tooFewWords: number;
  readonly javascript: number;
  readonly policy: number;
  readonly citations: number;
}

/** What the quality rules ask of a document. */
export interface Measured {
  /** Every feature of `QUALITY_RULES`, always in the same order. All are finite; a share of nothing is 0. */
  readonly features: Features;
  /** What C4's line rules leave of the text: FineWeb's features are of this. */
  readonly text: string;
  /** What C4's line rules did. */
  readonly lines: LineCounts;
}

/**
 * Measures the features of the Gopher, C4 and FineWeb rules, all of them for each document: a threshold is looked at later. Lengths are in code
 * points. Its kernel is used again from document to document, so keep one a thread; it holds nothing of a document.
 *
 * The splitter is pinned, and part of the rules' version: a word is a run of `\w`, with one `'` inside and a further run if both sides have one; every
 * other character that is no white space is a token of its own. Classes are Python's. Two n-grams are equal where their words are: datatrove joins the
 * words of a 5-gram or longer without a separator, so that there `on line` and `online` are one, which makes a difference for one document in 21,966.
 */
export class Measurer {
  private readonly kernel = new MeasureKernel();

  public measure(text: string): Measured {
    const result = this.kernel.measure(text);
    const of = (nth: Result): number => result[nth] as number;
    return {
      features: featuresOf(of),
      text: of(Result.LEFT_WHOLE) === 1 ? text : this.kernel.left(),
      lines: {
        tooLongWord: of(Result.TOO_LONG_WORD),
        tooFewWords: of(Result.TOO_FEW_WORDS),
        javascript: of(Result.JAVASCRIPT),
        policy: of(Result.POLICY),
        citations: of(Result.CITATIONS),
      },
    };
  }
}

function featuresOf(of: (nth: Result) => number): Features {
  const points = of(Result.POINTS);
  const tokens = of(Result.TOKENS);
  const lines = of(Result.SPLIT_LINES);
  const left = of(Result.LEFT_LINES);
  const newlines = of(Result.LEFT_NEWLINES);
  const grams = (n: number): number => share(of(Result.GRAMS + n - 2), points);
  return {
    dup_para_frac: share(of(Result.PARAGRAPHS_REPEATED), of(Result.PARAGRAPHS)),
    dup_para_char_frac: share(of(Result.PARAGRAPH_POINTS_REPEATED), points),
    dup_line_frac: share(of(Result.LINES_REPEATED), of(Result.LINES)),
    dup_line_char_frac: share(of(Result.LINE_POINTS_REPEATED), points),
    top_2_gram_frac: grams(2),
    top_3_gram_frac: grams(3),
    top_4_gram_frac: grams(4),
    dup_5_gram_frac: grams(5),
    dup_6_gram_frac: grams(6),
    dup_7_gram_frac: grams(7),
    dup_8_gram_frac: grams(8),
    dup_9_gram_frac: grams(9),
    dup_10_gram_frac: grams(10),
    words: of(Result.WORDS),
    mean_word_length: share(of(Result.WORD_POINTS), of(Result.WORDS)),
    hash_ratio: share(of(Result.HASHES), tokens),
    ellipsis_ratio: share(of(Result.ELLIPSES), tokens),
    alpha_word_frac: share(of(Result.LETTERED), tokens),
    stop_words: of(Result.STOP_WORDS),
    bullet_line_frac: share(of(Result.BULLETS), lines),
    ellipsis_line_frac: share(of(Result.ELLIPSIS_LINES), lines),
    c4_lorem_ipsum: of(Result.LOREM),
    c4_curly_bracket: of(Result.BRACES),
    c4_sentences: of(Result.SENTENCES),
    fineweb_lines: left,
    line_punct_frac: share(of(Result.LEFT_TERMINAL), left),
    short_line_frac: share(of(Result.LEFT_SHORT), left),
    line_char_dup_frac: share(of(Result.LEFT_POINTS_REPEATED), of(Result.LEFT_POINTS) - newlines),
    newline_ratio: share(newlines, of(Result.LEFT_TOKENS)),
  };
}

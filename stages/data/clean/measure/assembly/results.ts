/** Where the kernel writes what it measured: the nth number of its results. Both the kernel and TypeScript compile this. */
export enum Result {
  /** Gopher's most frequent n-grams, for n in 2, 3, 4, then repeated ones, for n in 5 to 10, in code points. */
  GRAMS = 0,
  PARAGRAPHS = 9,
  PARAGRAPHS_REPEATED,
  PARAGRAPH_POINTS_REPEATED,
  LINES,
  LINES_REPEATED,
  LINE_POINTS_REPEATED,
  /** Code points of the text. */
  POINTS,
  TOKENS,
  /** Tokens that are no symbols, and their code points. */
  WORDS,
  WORD_POINTS,
  /** Tokens with a letter. */
  LETTERED,
  STOP_WORDS,
  HASHES,
  ELLIPSES,
  /** Lines as `splitlines` finds them. */
  SPLIT_LINES,
  BULLETS,
  ELLIPSIS_LINES,
  /** What C4's line rules dropped. */
  TOO_LONG_WORD,
  TOO_FEW_WORDS,
  JAVASCRIPT,
  POLICY,
  CITATIONS,
  LOREM,
  BRACES,
  SENTENCES,
  /** What they left, in code units; 1 where that is the whole text; 1 where it is less and all of it Latin-1: then it is at `latin()`, a byte a unit. */
  LEFT_LENGTH,
  LEFT_WHOLE,
  LEFT_LATIN,
  LEFT_LINES,
  LEFT_LINES_REPEATED,
  LEFT_POINTS_REPEATED,
  LEFT_TERMINAL,
  LEFT_SHORT,
  LEFT_NEWLINES,
  LEFT_POINTS,
  LEFT_TOKENS,
}

// What code units are read as, and what words are picked for. Both the kernel and TypeScript compile this.

/** Goes on in a word, begins none, and is no part of what it is looked up by. What is read as 2 is passed, too. */
export const PASSED = 1;
/** A word alone, hashed as itself and 0x20000. Not beside `PASSED` in one reading. */
export const WORD_ALONE = 3;

/** Bits of a word's shape. A digit is among its second unit and the three behind it, or among the four behind its end. */
export const DIGIT_NEAR = 2;
export const ANY_WORD = 4;
/** So many, or more. */
export const SIXTEEN_UNITS = 8;
export const FOUR_UNITS = 16;
/** One of its first eight units is passed. */
export const HOLDS_PASSED = 32;

/** Numbers of a picked word: the places where it begins and where it ends, and its own number. */
export const PICK = 3;

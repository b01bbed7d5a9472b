// Bytes of the kernel's memory. Both the kernel and TypeScript compile this.

/** The letter after the backslash that JSON escapes a unit below 128 with, or 0: a byte each. */
export const LETTERS = 0;
/** The hexadecimal digits. */
export const DIGITS = 128;
/** The piece, two bytes a unit. */
export const UNITS = 1024;
/** Units of a piece at most. */
export const PIECE = 16384;
/** What a piece becomes: six bytes a unit at most, and 16 that may be written beyond. */
export const BYTES = 36864;
/** 1 for a unit that is white space: a byte each. */
export const WHITE = 139264;
/** Where memory ends. */
export const END = 204800;

// Bytes of the kernel's memory: the rows' multipliers from 0, their least values, the hashes of words, and then those of grams in their place. Both the
// kernel and TypeScript compile this.
export const LEAST = 1024;
export const WORDS = 2048;

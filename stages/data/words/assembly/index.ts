// Splits a text into words, finds those that may mean something and signs, and hashes words. `../hashed-words.ts` owns the memory.
//
// No loop has a branch that depends on where a word ends: it would be foretold wrongly every other time, and that costs as much as several units.
import { hashWords } from './hash';
import { look } from './look';
import { splitLooked } from './split';

export { find } from './find';
export { settle } from './memory';
export { pick } from './pick';

/** Splits `length` units, behind which a word ends. Gives how many words there are. */
export function split(length: i32): i32 {
  look(length);
  return splitLooked(length);
}

/** Splits `length` units and hashes the words, in place of where they start. Gives how many there are. */
export function hash(length: i32, offset: u32, prime: u32): i32 {
  const words = split(length);
  hashWords(words, length, offset, prime);
  return words;
}

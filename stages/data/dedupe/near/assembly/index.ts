// MinHash of a text's 5-grams, in numbers of 32 bits.
import { LEAST, WORDS } from './layout';

/**
 * Makes 5-grams of at least five words: a sum with a weight for each place, spread as at the end of MurmurHash3. Four at a time, so that up to three
 * beyond the last are made of what stands behind it. A gram is written where its first word was, which no later gram has.
 */
export function grams(words: i32): void {
  const end = (WORDS as usize) + (((words - 4) as usize) << 2);
  let at = WORDS as usize;
  do {
    let hash = i32x4.mul(v128.load(at), i32x4.splat(0x9e3779b1));
    hash = i32x4.add(hash, i32x4.mul(v128.load(at, 4), i32x4.splat(0x85ebca77)));
    hash = i32x4.add(hash, i32x4.mul(v128.load(at, 8), i32x4.splat(0xc2b2ae3d)));
    hash = i32x4.add(hash, i32x4.mul(v128.load(at, 12), i32x4.splat(0x27d4eb2f)));
    hash = i32x4.add(hash, i32x4.mul(v128.load(at, 16), i32x4.splat(0x165667b1)));
    hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 16)), i32x4.splat(0x85ebca6b));
    hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 13)), i32x4.splat(0xc2b2ae35));
    v128.store(at, v128.xor(hash, i32x4.shr_u(hash, 16)));
    at += 16;
  } while (at < end);
}

/**
 * For each row, the least of GRAM * MULTIPLIER over a text's grams, signed. Sixteen rows at a time, which stay in registers.
 *
 * `rows`: a multiple of 16, at most 256; `grams`: at least 1, all in memory.
 */
export function least(rows: i32, grams: i32): void {
  const end = (WORDS as usize) + ((grams as usize) << 2);
  for (let row: usize = 0; row < (rows as usize) << 2; row += 64) {
    const first = v128.load(row);
    const second = v128.load(row, 16);
    const third = v128.load(row, 32);
    const fourth = v128.load(row, 48);
    let one = i32x4.splat(i32.MAX_VALUE);
    let two = one;
    let three = one;
    let four = one;
    for (let at = WORDS as usize; at < end; at += 4) {
      const gram = v128.load_splat<i32>(at);
      one = i32x4.min_s(one, i32x4.mul(gram, first));
      two = i32x4.min_s(two, i32x4.mul(gram, second));
      three = i32x4.min_s(three, i32x4.mul(gram, third));
      four = i32x4.min_s(four, i32x4.mul(gram, fourth));
    }
    v128.store(row + LEAST, one);
    v128.store(row + LEAST, two, 16);
    v128.store(row + LEAST, three, 32);
    v128.store(row + LEAST, four, 48);
  }
}

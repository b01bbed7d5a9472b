// The splitter. A type is a different word or symbol; its entry is
//    0   its first four code units, 0 where it has fewer   8
//    8   the four behind them                              8
//   16   hash                                              4
//   20   where it is first                                 4
//   24   code units                                        4
//   28   times that it is there                            4
import { BEFORE, IDS, IN_WORD, MASKS, SCRATCH, TOKEN_STARTS, UNITS, scratchAt, slotsFor } from './memory';
import { hashOf, isPair, pairsIn, same, spread } from './units';

export const ENTRY: usize = 32;
const APOSTROPHE: u32 = 0x27;
/** Code units of a text for each type, roughly. */
const UNITS_A_TYPE: i32 = 12;

/** Tokens and types of the text. */
export let tokens: i32 = 0;
export let types: i32 = 0;
let slots: usize = 0;
let mask: u32 = 0;

/** Numbers the tokens of a text that `classify` has read, equal ones alike, in order of first sight. `pairs`: whether it has surrogate pairs. */
export function split(length: i32, pairs: bool): void {
  const units = UNITS;
  const starts = TOKEN_STARTS;
  const inWord = IN_WORD;
  const entries = SCRATCH;
  types = 0;
  slots = scratchAt(ENTRY);
  layMasks();
  empty(slotsFor(length / UNITS_A_TYPE) << 1);
  let idAt = IDS;
  let beforeAt = BEFORE;
  let total = 0;
  let joinedTo: usize = 0;
  store<i32>(beforeAt, 0);
  for (let block: usize = 0; block < (length as usize); block += 64) {
    let left = load<u64>(starts + (block >> 3));
    for (; left != 0; left &= left - 1) {
      const place = block + (ctz<u64>(left) as usize);
      if (place < joinedTo) continue;
      const at = units + (place << 1);
      let size = runAt(inWord, place);
      if (load<u16>(at + (size << 1)) == APOSTROPHE && size > 0) {
        const more = runAt(inWord, place + size + 1);
        if (more > 0) {
          joinedTo = place + size + 1 + more;
          clear(starts, place + size);
          clear(starts, place + size + 1);
          size += 1 + more;
        }
      }
      size += usize(size == 0);
      if (pairs && size == 1) size += usize(isPair(at));
      // The first eight units of the token, and zeros.
      const bits = MASKS + (min<usize>(size, 8) << 4);
      const first = load<u64>(at) & load<u64>(bits);
      const second = load<u64>(at, 8) & load<u64>(bits, 8);
      let hash = spread((first * 0x9e3779b97f4a7c15) ^ rotl<u64>(second * 0xff51afd7ed558ccd, 31));
      if (size > 8) hash ^= hashOf(at + 16, at + (size << 1));
      let slot = hash;
      let id: i32;
      for (;;) {
        const held = load<i32>(slots + (((slot & mask) as usize) << 2));
        id = held - 1;
        if (held == 0) {
          id = types;
          const entry = entries + (id as usize) * ENTRY;
          store<u64>(entry, first);
          store<u64>(entry, second, 8);
          store<u32>(entry, hash, 16);
          store<u32>(entry, place as u32, 20);
          store<u32>(entry, size as u32, 24);
          store<u32>(entry, 1, 28);
          types = id + 1;
          store<i32>(slots + (((slot & mask) as usize) << 2), types);
          if ((types as u32) << 2 > mask) grow();
          break;
        }
        const entry = entries + (id as usize) * ENTRY;
        if (
          ((load<u64>(entry) ^ first) | (load<u64>(entry, 8) ^ second) | (load<u32>(entry, 24) ^ (size as u64))) == 0 &&
          (size <= 8 || same(units + ((load<u32>(entry, 20) as usize) << 1) + 16, at + 16, ((size as i32) - 8) << 1))
        ) {
          store<u32>(entry, load<u32>(entry, 28) + 1, 28);
          break;
        }
        slot += 1;
      }
      store<i32>(idAt, id);
      idAt += 4;
      total += (size as i32) - (pairs ? pairsIn(at, at + (size << 1)) : 0);
      store<i32>(beforeAt, total, 4);
      beforeAt += 4;
    }
  }
  tokens = ((idAt - IDS) >> 2) as i32;
}

/** Units of the run of word units at a place, 0 where there is none. */
function runAt(inWord: usize, place: usize): usize {
  const bits = ~(load<u64>(inWord + (place >> 3)) >> ((place & 7) as u64));
  let size = ctz<u64>(bits) as usize;
  if (size < 57) return size;
  for (size = 57; bitAt(inWord, place + size);) size += 1;
  return size;
}

/** The bit of a place in a map. */
export function bitAt(map: usize, place: usize): bool {
  return (((load<u8>(map + (place >> 3)) as u32) >> ((place & 7) as u32)) & 1) != 0;
}

function clear(map: usize, place: usize): void {
  const at = map + (place >> 3);
  store<u8>(at, (load<u8>(at) as u32) & ~(1 << ((place & 7) as u32)));
}

/** Where the bits of the first four and of the next four units of a token are, by its units, at most 8. */
function layMasks(): void {
  for (let size: u64 = 0; size <= 8; size += 1) {
    const at = MASKS + ((size << 4) as usize);
    store<u64>(at, size >= 4 ? u64.MAX_VALUE : ((1 as u64) << (size << 4)) - 1);
    store<u64>(at, size <= 4 ? 0 : size == 8 ? u64.MAX_VALUE : ((1 as u64) << ((size - 4) << 4)) - 1, 8);
  }
}

function empty(count: i32): void {
  memory.fill(slots, 0, (count as usize) << 2);
  mask = count - 1;
}

/** Twice the slots. */
function grow(): void {
  empty((mask + 1) << 1);
  for (let id: i32 = 0; id < types;) {
    let slot = load<u32>(SCRATCH + (id as usize) * ENTRY, 16);
    while (load<i32>(slots + (((slot & mask) as usize) << 2)) != 0) slot += 1;
    id += 1;
    store<i32>(slots + (((slot & mask) as usize) << 2), id);
  }
}
